// A field whose words go to the server while they are written, or on Enter when there is a button.

const REST = 500;

export default function draw({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".jotter");
  root.tell = (text) => setTriggerValue("written", { text, at: Date.now() });
  if (!root.field) build(root, data);
  root.name = data.name;
  root.label.replaceChildren(data.label, root.hint);
  root.hint.textContent = data.hint;
  root.field.setAttribute("aria-label", data.label);
  // what is being written wins over what comes back from the server
  if (root.known !== data.text && root.getRootNode().activeElement !== root.field) root.field.value = data.text;
  root.known = data.text;
  if (root.watched) return undefined;
  root.watched = true;
  const wanted = ({ detail }) => {
    if (detail === root.name) root.field.focus();
  };
  document.addEventListener("shnor-write", wanted);
  return () => document.removeEventListener("shnor-write", wanted);
}

function build(root, data) {
  root.label = document.createElement("p");
  root.hint = document.createElement("kbd");
  root.field = document.createElement("textarea");
  root.field.rows = data.rows;
  root.field.maxLength = 2000;
  root.field.value = data.text;
  root.append(root.label, root.field);
  if (data.send) sends(root, data.send);
  else jots(root);
}

function jots(root) {
  let waiting = 0;
  const tell = () => {
    clearTimeout(waiting);
    if (root.field.value !== root.told) root.tell((root.told = root.field.value));
  };
  root.told = root.field.value;
  root.field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, REST);
  });
  root.field.addEventListener("blur", tell);
}

function sends(root, label) {
  const send = () => {
    if (root.field.value.trim()) root.tell(root.field.value);
    root.field.value = "";
  };
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", send);
  root.field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  });
  root.append(button);
}

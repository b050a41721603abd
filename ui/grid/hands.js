// What hands do with a table: click, arrow keys, tooltips. Listeners sit on the root and are set once.

function chosenTarget(event, root) {
  const button = event.target.closest("button[data-target]");
  if (button) return button.dataset.target;
  const row = event.target.closest("tr.selectable");
  return row && root.contains(row) && !String(root.ownerDocument.getSelection()) ? row.dataset.key : "";
}

// A dialog cannot give the focus back into the shadow of a table: the table takes it back itself.
function awaitDialog(root, opener) {
  const address = addressOf(opener);
  const giveBack = () => {
    if (!document.activeElement.matches("body, main")) return;
    if (opener.isConnected) opener.focus({ preventScroll: true });
    else refocus(root, address);
  };
  let open = false;
  root.waiting?.disconnect();
  root.waiting = new MutationObserver(() => {
    const was = open;
    open = Boolean(document.querySelector('[role="dialog"]'));
    if (!was || open) return;
    root.waiting.disconnect();
    setTimeout(giveBack, 0);
  });
  root.waiting.observe(document.body, { childList: true });
}

function onClick(event, root) {
  const target = chosenTarget(event, root);
  if (!target) return;
  const row = event.target.closest("tr.selectable");
  // The row answers at once; the server's answer draws it again a moment later.
  if (row && row.dataset.key === target) mark(root, target);
  awaitDialog(root, event.target.closest("button") || row.querySelector("button"));
  root.emit("clicked", target);
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function onKey(event, root) {
  const step = STEPS[event.key];
  const here = event.target.closest(".hold");
  if (!step || !here) return;
  const cell = here.parentElement;
  const rows = [...root.querySelectorAll("tbody tr")];
  let [row, column] = [rows.indexOf(cell.parentElement), cell.cellIndex];
  for (let tries = 0; tries < 80; tries += 1) {
    row += step[0];
    column += step[1];
    const next = rows[row]?.cells[column];
    if (!next) return;
    const holder = next.querySelector("button.hold, .hold[tabindex]");
    if (holder) {
      holder.focus();
      event.preventDefault();
      return;
    }
  }
}

function showHint(event, root) {
  const holder = event.target.closest?.("[data-hint]");
  const tip = root.querySelector(".tip");
  tip.hidden = !holder;
  if (!holder) return;
  tip.textContent = holder.dataset.hint;
  const [box, frame] = [holder.parentElement.getBoundingClientRect(), root.getBoundingClientRect()];
  const left = Math.min(Math.max(box.left - frame.left, 0), Math.max(frame.width - tip.offsetWidth, 0));
  const below = box.bottom + tip.offsetHeight + 8 < window.innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${(below ? box.bottom + 4 : box.top - tip.offsetHeight - 4) - frame.top}px`;
}

function listen(root) {
  root.addEventListener("click", (event) => onClick(event, root));
  root.addEventListener("keydown", (event) => onKey(event, root));
  for (const name of ["pointerover", "focusin"]) root.addEventListener(name, (event) => showHint(event, root));
  for (const name of ["pointerleave", "focusout"]) root.addEventListener(name, () => (root.querySelector(".tip").hidden = true));
}

function addressOf(holder) {
  const cell = holder?.closest?.("td, th");
  return cell ? [cell.parentElement.dataset.key, cell.cellIndex] : null;
}

function refocus(root, address) {
  if (!address) return;
  const row = [...root.querySelectorAll("tbody tr")].find((each) => each.dataset.key === address[0]);
  row?.cells[address[1]]?.querySelector(".hold")?.focus({ preventScroll: true });
}

// The chosen row of a list that scrolls stands in sight, also when the server has chosen another.
function reveal(root, before) {
  root.scrollTop = before;
  const row = root.querySelector("tr.chosen");
  if (!row || !root.classList.contains("scrolls")) return;
  const [box, frame] = [row.getBoundingClientRect(), root.getBoundingClientRect()];
  const head = root.querySelector("thead").offsetHeight;
  root.scrollTop += Math.min(0, box.top - frame.top - head) + Math.max(0, box.bottom - frame.bottom);
}

function build(root) {
  const data = root.narrow ? lifted(root.data) : root.data;
  const address = addressOf(root.getRootNode().activeElement);
  const before = root.scrollTop;
  root.shares = data.columns.map((column) => column.width);
  root.classList.toggle("scrolls", Boolean(data.scrolls));
  const table = node("table", { class: `${data.matrix ? "matrix" : "ruled"} ${data.dense ? "dense" : ""}` },
    caption(data), node("colgroup", {}, ...data.columns.map(() => node("col"))), head(data.columns), ...bodies(data));
  root.replaceChildren(table, ...foot(data), node("div", { class: "tip", role: "tooltip", hidden: "" }));
  mark(root, data.selected);
  fit(root);
  refocus(root, address);
  reveal(root, before);
}

export default function draw({ data: [data], parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".grid");
  root.emit = setTriggerValue;
  const fresh = JSON.stringify({ ...data, selected: "" });
  const first = root.drawn === undefined;
  root.data = data;
  if (root.drawn === fresh) {
    // the same buttons stay: a dialog gives the focus back to the one it was opened from
    mark(root, data.selected);
    reveal(root, root.scrollTop);
    return;
  }
  root.drawn = fresh;
  root.narrow = isNarrow(root);
  build(root);
  if (!first) return;
  listen(root);
  watchWidth(root);
}

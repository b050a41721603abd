// Scales the slide to the window, turns keys into requests, shows the agenda. Text only, no markup.

const WIDTH = 1920;
const HEIGHT = 1080;
const KEYS = {
  ArrowRight: "next", PageDown: "next", " ": "next",
  ArrowLeft: "previous", PageUp: "previous",
  Home: "first", End: "last",
};
const LISTED = { ArrowDown: 1, ArrowUp: -1 };
const ROLES = {
  lead: ["▶ Ведёт", "Не вести", "leave"],
  follow: ["⟳ Следует", "Не следовать", "leave"],
  apart: ["◇ Отдельно", "Следовать", "follow"],
};

function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function button(label, hint, act, more = {}) {
  const key = hint ? node("kbd", {}, hint) : null;
  return node("button", { type: "button", onclick: act, ...more }, key, node("span", {}, label));
}

function scale() {
  const stage = Math.min(window.innerWidth / WIDTH, window.innerHeight / HEIGHT);
  document.documentElement.style.setProperty("--stage", String(stage));
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => undefined);
}

// Keys belong to a field that is written in, and to a list that is open.
function writes(event) {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function onKey(event, root) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (writes(event)) {
    if (event.key === "Escape") {
      event.composedPath()[0].blur();
      fold();
    }
    return;
  }
  const agenda = root.querySelector(".agenda");
  const pressed = event.composedPath()[0];
  if (event.key === " " && pressed instanceof HTMLElement && pressed.closest("button, a, summary")) return;
  const field = root.fields.find(({ key }) => event.code === `Key${key}`);
  if (event.key === "Escape") {
    if (!agenda.hidden) toggle(root, false);
    else if (!fold()) root.ask("exit");
  } else if (field) write(root, field.name);
  else if (!agenda.hidden && LISTED[event.key]) walk(agenda, LISTED[event.key]);
  else if (event.code === "KeyA" || event.key.toLowerCase() === "п") toggle(root, agenda.hidden);
  else if (event.code === "KeyF") fullScreen();
  else if (event.code === "KeyH") root.ask("names");
  else if (KEYS[event.key]) {
    toggle(root, false);
    root.ask(KEYS[event.key]);
  } else return;
  event.preventDefault();
}

function toggle(root, open) {
  const agenda = root.querySelector(".agenda");
  agenda.hidden = !open;
  root.querySelector(".opens").setAttribute("aria-expanded", String(open));
  if (open) agenda.querySelector("[aria-current]")?.focus();
}

function walk(agenda, by) {
  const lines = [...agenda.querySelectorAll("button")];
  const here = lines.indexOf(agenda.getRootNode().activeElement);
  lines[Math.min(Math.max(here + by, 0), lines.length - 1)].focus();
}

// Fields stand in other components: they hear which of them is wanted, unfolded where they hide.
function write(root, name) {
  toggle(root, false);
  document.documentElement.classList.add("writing");
  document.dispatchEvent(new CustomEvent("shnor-write", { detail: name }));
}

function fold() {
  const open = document.documentElement.classList.contains("writing") && document.querySelector(".st-key-slide_over") !== null;
  document.documentElement.classList.remove("writing");
  return open;
}

function writers(root, data) {
  const buttons = data.fields.map(({ name, label, key }) => button(label, key, () => write(root, name), { class: "small" }));
  return node("div", { class: "writers", hidden: !data.folded }, ...buttons);
}

function list(root, data) {
  const lines = [];
  let point = "";
  data.slides.forEach((slide, place) => {
    if (slide.point && slide.point !== point) lines.push(node("p", { class: "point" }, slide.point));
    point = slide.point;
    const here = place === data.at;
    lines.push(node("button", {
      type: "button", title: slide.title, "aria-current": here ? "step" : false,
      onclick: () => { toggle(root, false); root.ask(`go:${slide.key}`); },
    }, node("i", {}, String(place + 1)), node("span", {}, slide.title)));
  });
  return node("nav", { class: "agenda", hidden: true, "aria-label": "Повестка" }, ...lines);
}

function progress(data) {
  const marks = data.slides.map((_, place) =>
    node("i", { class: place === data.at ? "here" : place < data.at ? "past" : "" }));
  return node("span", { class: "marks", "aria-hidden": "true" }, ...marks);
}

function step(root, data, way, place) {
  const slide = data.slides[place];
  const inside = way === "next" ? data.part < data.parts : data.part > 1;
  const label = inside ? `лист ${data.part + (way === "next" ? 1 : -1)} из ${data.parts}` : slide ? slide.title : "";
  const sign = way === "next" ? "→" : "←";
  return node("button", {
    type: "button", class: `step ${way}`, disabled: !label, onclick: () => root.ask(way),
    "aria-label": `${way === "next" ? "Вперёд" : "Назад"}: ${label || "дальше ничего нет"}`,
  }, node("kbd", {}, sign), node("span", {}, label));
}

function bar(root, data) {
  const sheet = data.parts > 1 ? ` · лист ${data.part} из ${data.parts}` : "";
  const [is, becomes, request] = ROLES[data.role];
  const other = data.role === "lead" ? null : button("Вести", "", () => root.ask("lead"), { class: "small" });
  return node("div", { class: "bar" },
    step(root, data, "previous", data.at - 1),
    node("span", { class: "place", role: "status" }, `Слайд ${data.at + 1} из ${data.slides.length}${sheet}`, progress(data)),
    button("Повестка", "П", () => toggle(root, root.querySelector(".agenda").hidden), { class: "opens", "aria-expanded": "false" }),
    button(data.names ? "Скрыть школы" : "Назвать школы", "H", () => root.ask("names"), { "aria-pressed": String(!data.names) }),
    button("Экран", "F", fullScreen, { title: "Во весь экран" }),
    node("span", { class: `role ${data.role}` }, node("b", {}, is),
      button(becomes, "", () => root.ask(request), { class: "small" }), other),
    button("Выйти", "Esc", () => root.ask("exit")),
    step(root, data, "next", data.at + 1));
}

// A tab keeps its name when its page is opened anew: the server gives the lead back by it.
function tabName() {
  const known = sessionStorage.getItem("shnor-tab");
  if (known) return known;
  const made = Array.from(crypto.getRandomValues(new Uint32Array(4)), (one) => one.toString(36)).join("");
  sessionStorage.setItem("shnor-tab", made);
  return made;
}

export default function draw({ data: [data], parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".deck");
  root.ask = (what) => setTriggerValue("asked", what);
  const fresh = JSON.stringify(data);
  if (root.drawn !== fresh) {
    root.drawn = fresh;
    root.fields = data.fields;
    root.replaceChildren(list(root, data), bar(root, data), writers(root, data));
    const sheet = `${data.slides[data.at].key} ${data.part}`;
    if (root.sheet !== sheet) fold();
    root.sheet = sheet;
  }
  scale();
  if (root.watched) return undefined;
  root.watched = true;
  setStateValue("tab", tabName());
  const keyed = (event) => onKey(event, root);
  document.addEventListener("keydown", keyed);
  window.addEventListener("resize", scale);
  return () => {
    fold();
    document.removeEventListener("keydown", keyed);
    window.removeEventListener("resize", scale);
  };
}

// Shapes: icons of a verdict, a small line through the years, an interval on a common scale.
// Everything is built with createElement; data enters only as text or as a number.

const SVG = "http://www.w3.org/2000/svg";

function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const UP = "6,1.6 11.2,10.6 0.8,10.6";
const DOWN = "6,10.4 11.2,1.4 0.8,1.4";
const HOLLOW = { fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linejoin": "round" };
const SHAPES = {
  "▲": () => drawn("polygon", { points: UP, fill: "currentColor" }),
  "▼": () => drawn("polygon", { points: DOWN, fill: "currentColor" }),
  "△": () => drawn("polygon", { points: "6,2.4 10.6,10 1.4,10", ...HOLLOW }),
  "▽": () => drawn("polygon", { points: "6,9.6 10.6,2 1.4,2", ...HOLLOW }),
  "●": () => drawn("circle", { cx: 6, cy: 6, r: 4, fill: "currentColor" }),
  "○": () => drawn("circle", { cx: 6, cy: 6, r: 3.6, ...HOLLOW }),
};
const TONE_OF = { "▲": "better", "△": "better", "▼": "worse", "▽": "worse", "●": "same", "○": "same", "?": "doubt" };

function letter(sign) {
  const made = drawn("text", { x: 6, y: 11, "text-anchor": "middle", fill: "currentColor" });
  made.textContent = sign;
  return made;
}

function icon(shape, tone) {
  const name = `icon ${tone || TONE_OF[shape] || "plain"}`;
  const inside = SHAPES[shape] ? SHAPES[shape]() : letter(shape);
  return drawn("svg", { class: name, viewBox: "0 0 12 12", "aria-hidden": "true" }, inside);
}

// «▲ 4 ▼ 3 ● 2 ? 5», «▲ +7 п.п. лучше»: shapes inside a text look like those of the cells.
function shaped(text) {
  const parts = text.split(/(?=[▲▼△▽●○]|\?\s*\d)/u).filter((part) => part.trim());
  return parts.map((part) => {
    const [sign, rest] = [part[0], part.slice(1).trim()];
    return TONE_OF[sign] ? node("span", { class: "count" }, icon(sign), rest) : node("span", {}, part);
  });
}

const SPARK = { width: 88, height: 30, edge: 7 };

function sparkPoints(values) {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const spread = Math.max(...known) - low;
  const step = (SPARK.width - 2 * SPARK.edge) / Math.max(values.length - 1, 1);
  const tall = SPARK.height - 2 * SPARK.edge;
  return values.map((value, at) => value === null ? null : {
    x: SPARK.edge + at * step,
    y: SPARK.edge + (spread ? (1 - (value - low) / spread) * tall : tall / 2),
  });
}

// A missing year breaks the path: nothing is drawn across it.
function spark(values, tone, label) {
  const points = sparkPoints(values);
  const picture = drawn("svg", {
    class: "spark", viewBox: `0 0 ${SPARK.width} ${SPARK.height}`, role: "img", "aria-label": label,
  });
  let path = "";
  points.forEach((point, at) => {
    if (point) path += `${at && points[at - 1] ? "L" : "M"}${point.x} ${point.y}`;
  });
  picture.append(drawn("path", { d: path, class: "line" }));
  points.slice(0, -1).forEach((point) => {
    if (point) picture.append(drawn("circle", { cx: point.x, cy: point.y, r: 2.4, class: "dot" }));
  });
  picture.append(lastMark(points, tone));
  return picture;
}

function lastMark(points, tone) {
  const last = points[points.length - 1];
  const x = SPARK.width - SPARK.edge;
  if (last) return drawn("circle", { cx: x, cy: last.y, r: 4.6, class: `last ${tone}` });
  const empty = drawn("text", { x, y: SPARK.height / 2 + 5, class: `last ${tone}`, "text-anchor": "middle" });
  empty.textContent = tone === "doubt" ? "?" : "–";
  return empty;
}

// Room beside both ends of the scale, so that a dot on the end is whole.
const INSET = 6;

function place(value, [low, high]) {
  const share = INSET + ((value - low) / (high - low)) * (100 - 2 * INSET);
  return Math.min(Math.max(share, 0.6), 99.4);
}

function rule(value, scale, name) {
  const x = `${place(value, scale)}%`;
  return drawn("line", { x1: x, x2: x, y1: 0, y2: "100%", class: name });
}

function axisLines(column) {
  return [
    ...column.scale.map((end) => rule(end, column.scale, "end")),
    ...(column.reference === undefined ? [] : [rule(column.reference, column.scale, "reference")]),
  ];
}

function interval([low, point, high], column, look, label) {
  const at = (value) => `${place(value, column.scale)}%`;
  const y = "50%";
  return drawn(
    "svg", { class: `interval ${look}`, role: "img", "aria-label": label },
    ...axisLines(column),
    drawn("line", { x1: at(low), x2: at(high), y1: y, y2: y, class: "band" }),
    drawn("circle", { cx: at(point), cy: y, r: 6.5, class: "point" }),
  );
}

// Stretches and days of a time axis, each with a shape of its own.
function spans(items, column, label) {
  const picture = node("span", { class: "spans", role: "img", "aria-label": label });
  for (const [start, end, name] of items) {
    const part = node("i", { class: name });
    const [left, right] = [place(start, column.scale), place(end, column.scale)];
    part.style.left = `${left}%`;
    if (right > left) part.style.width = `${right - left}%`;
    picture.append(part);
  }
  return picture;
}

// The places are counted in Python: the same bar stands on a slide.
function bullet({ parts, tone }, label) {
  const picture = node("span", { class: `bullet ${tone}`, role: "img", "aria-label": label });
  for (const [name, [left, width]] of Object.entries(parts)) {
    const part = node("i", { class: name });
    part.style.left = `${left}%`;
    if (width) part.style.width = `${width}%`;
    picture.append(part);
  }
  return picture;
}

// How many, then every one of them; a click on one opens it.
function chips(items, look) {
  const list = node("span", { class: `chips ${look}` }, node("b", {}, String(items.length)));
  for (const [text, target, doubted] of items) {
    const chip = node(target ? "button" : "span", { class: "code" }, text);
    if (target) {
      chip.type = "button";
      chip.dataset.target = target;
    }
    if (doubted) chip.append(node("span", { class: "badge", "aria-hidden": "true" }, "?"), node("span", { class: "unseen" }, ", есть замечание"));
    list.append(chip);
  }
  return list;
}

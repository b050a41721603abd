// Words around a plot, as SVG: measured with the fonts of the screen, broken to the width of the plot.

const SVG = "http://www.w3.org/2000/svg";
const FAMILY = '"Source Sans", "Source Sans 3", "PT Sans", "DejaVu Sans", Arial, sans-serif';
const LEADING = 1.3;

function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const ruler = document.createElement("canvas").getContext("2d");

function widthOf(text, size, weight) {
  ruler.font = `${weight} ${size}px ${FAMILY}`;
  return ruler.measureText(text).width;
}

function broken(text, size, weight, room) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && widthOf(longer, size, weight) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function text(words, x, y, size, color, weight = 400) {
  const font = { "font-family": FAMILY, "font-size": size, "font-weight": weight };
  return held(drawn("text", { x, y, fill: color, ...font }, words), widthOf(words, size, weight));
}

// Another program may lack the font: the words then keep the length they have here.
function held(letters, length) {
  if (length > 0) {
    letters.setAttribute("textLength", length.toFixed(1));
    letters.setAttribute("lengthAdjust", "spacingAndGlyphs");
  }
  return letters;
}

// A paragraph from the height `top` down; returns its nodes and the height below it.
function paragraph(words, top, size, color, weight, room) {
  const lines = words ? broken(words, size, weight, room) : [];
  const nodes = lines.map((line, at) => text(line, 0, top + size * (LEADING * at + 1), size, color, weight));
  return { nodes, below: top + size * LEADING * lines.length };
}

function swatch(key, x, middle, size) {
  const half = size * 0.42;
  const line = { stroke: key.color, "stroke-width": 2, fill: "none" };
  const box = { x, y: middle - half, width: 2 * half, height: 2 * half };
  if (key.look === "sign") return [text(key.ground, x, middle + half, size, key.color, 700)];
  if (key.look === "dot") return [drawn("circle", { cx: x + half, cy: middle, r: half, fill: key.color })];
  if (key.look === "ring") return [drawn("circle", { cx: x + half, cy: middle, r: half - 1, ...line })];
  if (key.look === "mark") return [drawn("path", { d: `M${x + half} ${middle - half}v${2 * half}`, ...line, "stroke-width": 3 })];
  if (key.look === "dashes") return [drawn("path", { d: `M${x + half} ${middle - half}v${2 * half}`, ...line, "stroke-dasharray": "4 2" })];
  if (key.look === "strip") return [drawn("rect", { ...box, y: middle - 2, height: 4, fill: key.color })];
  const ground = drawn("rect", { ...box, fill: key.ground || key.color });
  if (key.look !== "hatch") return [ground];
  const strokes = [0.1, 0.55].map((at) => `M${x + 2 * half * at} ${middle + half}l${0.7 * half} ${-2 * half}`);
  return [ground, drawn("path", { d: strokes.join(""), ...line, "stroke-width": 1.5 })];
}

function keyRows(keys, top, size, color, room) {
  const nodes = [];
  let [x, y] = [0, top];
  for (const key of keys) {
    const lead = key.look === "sign" ? widthOf(key.ground, size, 700) + 6 : size * 1.25;
    const width = lead + widthOf(key.name, size, 400);
    if (x && x + width > room) [x, y] = [0, y + size * 1.6];
    nodes.push(...swatch(key, x, y + size * 0.8, size), text(key.name, x + lead, y + size * 1.13, size, color));
    x += width + size * 1.3;
  }
  return { nodes, below: keys.length ? y + size * 1.75 : top };
}

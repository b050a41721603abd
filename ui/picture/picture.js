// Saves the chart that stands on the page. Everything happens in the browser.

const EDGE = 16;
const SHARPNESS = 2;

function layers(data) {
  const graph = document.querySelector(`.${CSS.escape(data.chart)} .js-plotly-plot`);
  const found = graph ? [...graph.querySelectorAll("svg.main-svg")] : [];
  return { graph, found };
}

function sizesOf(graph) {
  const size = graph.layout?.font?.size || 16;
  return { title: Math.round(size * 1.2), small: Math.max(14, size - 2) };
}

function copied(layer, top) {
  const copy = layer.cloneNode(true);
  const letters = copy.querySelectorAll("text, tspan");
  layer.querySelectorAll("text, tspan").forEach((original, at) => {
    if (!original.childElementCount) held(letters[at], original.getComputedTextLength());
  });
  for (const passing of copy.querySelectorAll(".hoverlayer, .zoomlayer, .drag")) passing.remove();
  copy.removeAttribute("style");
  copy.setAttribute("overflow", "visible");
  copy.setAttribute("x", EDGE);
  copy.setAttribute("y", top);
  return copy;
}

async function composed(data) {
  const { graph, found } = layers(data);
  if (!found.length) return null;
  const said = graph.layout.meta;
  const [wide, tall] = [Number(found[0].getAttribute("width")), Number(found[0].getAttribute("height"))];
  const sizes = sizesOf(graph);
  const head = [];
  let top = 0;
  for (const [words, size, color, weight] of [
    [said.title, sizes.title, said.ink.text, 600], [said.measure, sizes.small, said.ink.muted, 400],
  ]) {
    const made = paragraph(words, top, size, color, weight, wide);
    head.push(...made.nodes);
    top = made.below;
  }
  const keys = keyRows(said.keys, top + 4, sizes.small, said.ink.text, wide);
  const plot = keys.below + EDGE;
  const foot = [];
  let below = plot + tall + 4;
  for (const line of said.notes) {
    const made = paragraph(line, below, sizes.small, said.ink.muted, 400, wide);
    foot.push(...made.nodes);
    below = made.below;
  }
  const [width, height] = [wide + 2 * EDGE, below + EDGE];
  return drawn("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FAMILY },
    drawn("style", {}, await fontRule()),
    drawn("title", {}, said.title),
    drawn("rect", { width, height, fill: said.ink.paper }),
    drawn("g", { transform: `translate(${EDGE},${EDGE})` }, ...head, ...keys.nodes),
    ...found.map((layer) => copied(layer, plot)),
    drawn("g", { transform: `translate(${EDGE},0)` }, ...foot));
}

// A picture outside the page sees none of its fonts, so the font of the page goes in with it.
async function fontRule() {
  for (const sheet of document.styleSheets) {
    let rules = [];
    try {
      rules = [...sheet.cssRules];
    } catch (refused) {
      continue; // a style sheet of an extension of the browser
    }
    for (const rule of rules) {
      if (!(rule instanceof CSSFontFaceRule) || rule.style.fontStyle === "italic") continue;
      if (!rule.style.fontFamily.includes("Source Sans")) continue;
      const address = rule.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/);
      const answer = address && (await fetch(new URL(address[1], sheet.href || document.baseURI)));
      if (answer?.ok) return `@font-face{font-family:"Source Sans";font-weight:200 900;src:url(${await asData(await answer.blob())})}`;
    }
  }
  return "";
}

function asData(blob) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
}

function written(picture) {
  const source = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}`;
  return new Blob([source], { type: "image/svg+xml;charset=utf-8" });
}

async function painted(picture) {
  const image = new Image();
  image.src = await asData(written(picture));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = SHARPNESS * Number(picture.getAttribute("width"));
  canvas.height = SHARPNESS * Number(picture.getAttribute("height"));
  const brush = canvas.getContext("2d");
  brush.scale(SHARPNESS, SHARPNESS);
  brush.drawImage(image, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function button(name, words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = name;
  made.title = words;
  made.onclick = act;
  return made;
}

export default function offer({ data, parentElement }) {
  const root = parentElement.querySelector(".picture");
  const trouble = document.createElement("p");
  trouble.setAttribute("role", "status");
  const make = (ending, build) => async () => {
    trouble.textContent = "";
    const picture = await composed(data);
    if (picture) save(await build(picture), `${data.file}.${ending}`);
    else trouble.textContent = "График ещё не нарисован: подождите и нажмите снова.";
  };
  root.replaceChildren(
    button("PNG", "Картинка для презентации и письма", make("png", painted)),
    button("SVG", "Рисунок, который не теряет резкости", make("svg", written)),
    trouble,
  );
}

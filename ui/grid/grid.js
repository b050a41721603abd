// Draws one table. Called again only when the data change; the previous table is replaced whole.

// «2.1 Прошли диагностику»: the code leads the eye, so it alone is bold.
function headingParts(heading) {
  const title = unbroken(heading);
  const [, code, rest] = title.match(/^(\d+(?:\.\d+)+|\d+\.)\s+(.+)$/su) || [null, "", title];
  return code ? [node("b", {}, code), ` ${rest}`] : [title];
}

// «Динамика, п.п.»: the unit of a group is quieter than its name.
function groupParts(title) {
  const [, name, unit] = title.match(/^(.*),\s*([^\s,]{1,12})$/su) || [null, title, ""];
  return unit ? [node("b", {}, `${name},`), ` ${unit}`] : [node("b", {}, name)];
}

function caption(data) {
  const said = node("span", { class: data.heading ? "said" : "unseen" });
  if (data.title) said.append(node("span", { class: "title" }, data.title));
  if (data.caption) said.append(" ", node("span", { class: "aside" }, data.caption));
  const line = node("span", { class: "line" }, said);
  if (data.legend.length) line.append(legend(data.legend));
  if (data.keys.length) line.append(barKeys(data.keys));
  return node("caption", {}, line);
}

function legend(items) {
  const list = node("span", { class: "legend" });
  for (const [tone, shape, word] of items) {
    const key = node("span", { class: `chip ${tone}` });
    if (shape) key.append(icon(shape, tone));
    key.append(word);
    list.append(key);
  }
  return list;
}

// The same marks as in the rows, each beside its word.
function barKeys(keys) {
  const shown = keys.map(([part, word]) => node("span", { class: "key" }, node("span", { class: "bullet" }, node("i", { class: part })), word));
  return node("span", { class: "keys" }, ...shown);
}

const DAY = 6; // letters: a longer word of an axis stands above the others and never leaves its column

function axis(column) {
  const scale = node("span", { class: "axis", "aria-hidden": "true" });
  for (const [value, text, strong] of column.ticks) {
    const long = text.length > DAY;
    const left = place(value, column.scale);
    const tick = node("span", { class: `${strong ? "strong" : ""} ${long ? "long" : ""}` }, text);
    tick.style.left = `${left}%`;
    if (long) tick.style.transform = `translateX(-${left}%)`;
    scale.append(tick);
  }
  return scale;
}

function columnHead(column, rows) {
  const made = node("th", { scope: "col", class: `col ${column.align}${column.focus ? " focus" : ""}`, rowspan: rows }, ...headingParts(column.title));
  if (column.scale) made.append(axis(column));
  return made;
}

function head(columns) {
  const grouped = columns.some((column) => column.group);
  const upper = node("tr");
  const lower = node("tr");
  columns.forEach((column, at) => {
    if (!column.group) return void upper.append(columnHead(column, grouped ? 2 : 1));
    lower.append(columnHead(column, 1));
    if (at && columns[at - 1].group === column.group) return;
    let wide = 1;
    while (columns[at + wide]?.group === column.group) wide += 1;
    upper.append(node("th", { scope: "colgroup", class: "group", colspan: wide }, node("span", {}, ...groupParts(column.group))));
  });
  return node("thead", {}, upper, ...(grouped ? [lower] : []));
}

const DEFAULT_SHAPE = { better: "▲", worse: "▼", same: "●", doubt: "?" };

function shapeOf(cell, tone) {
  if (cell.icon) return cell.icon;
  return cell.chip && tone === "same" ? "" : DEFAULT_SHAPE[tone] || "";
}

const NAME = 22; // letters of a row name that a matrix keeps in one line
const SENTENCE = 28; // letters of a verdict that wraps rather than take the room of other columns

// A number with its unit is read at a glance only in one line; words may wrap. A longer one is a
// phrase, which wraps only where the table is narrow.
function togetherness(text, heads) {
  if (!text.includes(" ") || (text.length <= (heads ? 14 : 9) && /\d/u.test(text))) return "whole";
  return text.length <= 14 && /\d/u.test(text) ? "phrase" : "loose";
}

// A line may end between two «№», after one and before «%»; here it may not.
function unbroken(text) {
  return text.replaceAll("№№", "№\u2060№").replaceAll("№ ", "№\u00A0").replace(/(\d) %/gu, "$1\u00A0%");
}

function wording(cell, tone, data, kind, heads) {
  const line = node("span", { class: cell.chip && !cell.interval ? `text chip ${tone}` : "text" });
  const said = unbroken(cell.text || "");
  line.classList.add(togetherness(said, heads));
  if (said.length <= NAME) line.classList.add("name");
  if (said.length > SENTENCE) line.classList.add("sentence");
  const shape = cell.spark || cell.interval ? "" : shapeOf(cell, tone);
  const mark = shape && icon(shape, tone === "plain" ? "" : tone);
  // A verdict stands before its number; a remark such as ≠ follows it.
  const leads = tone !== "plain" || SHAPES[shape];
  if (mark && leads) line.append(mark);
  line.append(...(kind === "total" ? shaped(said) : [node("span", {}, said)]));
  if (mark && !leads) line.append(mark);
  const word = tone === "none" ? "" : data.words[tone];
  if (word && !said.includes(word)) line.append(node("span", { class: "unseen" }, `, ${word}`));
  return line;
}

// «29 из 85» stays in one line where the table has the width for it.
function subLook(text) {
  if (text.length > 24) return "sub long";
  return text.length <= 14 && /\d/u.test(text) ? "sub brief" : "sub";
}

function content(cell, column, data, kind, heads) {
  const tone = cell.tone || "plain";
  const parts = [];
  if (cell.chips) return [chips(cell.chips, `${tone} ${cell.strong ? "solid" : "hollow"}`)];
  if (cell.spark) parts.push(spark(cell.spark, tone, cell.label));
  if (cell.interval && column.scale) {
    const look = `${tone} ${cell.strong ? "strong" : "weak"} ${cell.chip ? "few" : "many"}`;
    parts.push(interval(cell.interval, column, look, cell.label));
  } else if (column.scale) {
    parts.push(drawn("svg", { class: "interval", "aria-hidden": "true" }, ...axisLines(column)));
  }
  if (cell.spans) return [...parts, spans(cell.spans, column, cell.text)];
  if (cell.text) parts.push(wording(cell, tone, data, kind, heads));
  if (cell.sub) parts.push(node("span", { class: subLook(cell.sub) }, ...shaped(unbroken(cell.sub))));
  if (!cell.bullet) return parts;
  return [node("span", { class: "beside" }, ...parts), bullet(cell.bullet, cell.label)];
}

function cellNode(cell, column, at, row, data) {
  const tone = cell.tone || "plain";
  const filled = tone !== "plain" && !cell.chip && !cell.spark && !cell.interval;
  const heads = at === 0;
  const made = node(heads ? "th" : "td", {
    class: [column.align, filled ? `fill ${tone}` : "", cell.strong ? "strong" : "", column.scale ? "scaled" : "", column.focus ? "focus" : "", data.merged.includes(at) && row.kind === "data" ? "merged" : "", cell.spark && cell.text ? "figure" : ""].join(" "),
    ...(heads ? { scope: "row" } : {}), ...(cell.rowspan > 1 ? { rowspan: cell.rowspan } : {}),
  });
  const target = cell.target || (heads && data.selectable && row.kind === "data" ? row.key : "");
  const holder = target ? node("button", { type: "button", class: "hold" }) : node("span", { class: "hold" });
  if (target) holder.dataset.target = target;
  if (cell.hint) {
    holder.dataset.hint = cell.hint;
    holder.setAttribute("aria-description", cell.hint);
    if (!target) holder.tabIndex = 0;
  }
  holder.append(...content(cell, column, data, row.kind, heads));
  made.append(holder);
  return made;
}

// Where room is short, words that cover several rows stand above those rows instead of beside them.
function lifted(data) {
  if (!data.merged.length) return data;
  const kept = (_, at) => !data.merged.includes(at);
  const rows = data.rows.flatMap((row) => {
    if (row.cells.length < data.columns.length) return [row];
    const above = data.merged.map((at) => row.cells[at]).filter((cell) => cell.rowspan !== 0 && cell.text);
    const heads = above.map((cell, at) => ({ key: `above:${row.key}:${at}`, kind: "group", cells: [cell], above: true }));
    return [...heads, { ...row, block: false, cells: row.cells.filter(kept) }];
  });
  return { ...data, rows, columns: data.columns.filter(kept), merged: [] };
}

function rowNode(row, data) {
  const made = node("tr", { class: row.above ? "group above" : row.kind });
  made.dataset.key = row.key;
  if (row.kind === "group" && row.cells.length === 1) {
    const wide = { scope: "rowgroup", colspan: data.columns.length };
    made.append(node("th", wide, unbroken(row.cells[0].text || ""), ...(row.cells[0].sub ? [node("span", { class: "sub" }, row.cells[0].sub)] : [])));
    return made;
  }
  row.cells.forEach((cell, at) => {
    if (cell.rowspan !== 0) made.append(cellNode(cell, data.columns[at], at, row, data));
  });
  if (row.block) made.classList.add("block");
  if (data.selectable && row.kind === "data") made.classList.add("selectable");
  return made;
}

function bodies(data) {
  const made = [];
  data.rows.forEach((row) => {
    if (!made.length || row.kind === "group") made.push(node("tbody"));
    made[made.length - 1].append(rowNode(row, data));
  });
  return made;
}

function mark(root, key) {
  for (const row of root.querySelectorAll("tbody tr")) {
    const chosen = key !== "" && row.dataset.key === key;
    row.classList.toggle("chosen", chosen);
    if (chosen) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

function foot(data) {
  const lines = [...data.notes, ...(data.source ? [`Источник: ${data.source}`] : [])];
  return lines.map((line) => node("p", { class: "note" }, unbroken(line)));
}

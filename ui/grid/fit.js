// Widths: each column has a share of the table, yet never less than its longest word. When the words
// leave too little to the wide columns, the longest of them are broken by syllables, then shorter ones.

const VOWEL = "аеёиоуыэюя";
const SOFT = "\u00AD";
// Shortest words that are broken in headings and in rows, one attempt after another.
// The very last one takes narrower margins, only where words do not fit otherwise.
const SHORTEST = 8;
const ATTEMPTS = [[99, 99], [12, 99], [8, 99], [8, 14], [6, 12], [6, 10], [6, SHORTEST], [6, SHORTEST, "tight"]];
const FAIR = 0.6;

// Rules of Khristov: breaks a Russian word by syllables.
function softened(text, length) {
  const any = "а-яё";
  const consonant = "бвгджзклмнпрстфхцчшщ";
  const rules = [
    [`([йьъ])([${any}][${any}])`],
    [`([${any}][${VOWEL}])([${VOWEL}][${any}])`],
    [`([${VOWEL}][${consonant}])([${consonant}][${VOWEL}])`],
    [`([${consonant}][${VOWEL}])([${consonant}][${VOWEL}])`],
    [`([${VOWEL}][${consonant}])([${consonant}][${consonant}][${VOWEL}])`],
    [`([${VOWEL}][${consonant}][${consonant}])([${consonant}][${consonant}][${VOWEL}])`],
  ].map(([rule]) => new RegExp(rule, "giu"));
  return text.replace(new RegExp(`[${any}]{${length},}`, "giu"), (word) =>
    rules.reduce((whole, rule) => whole.replace(rule, `$1${SOFT}$2`), word));
}

function words(part) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

function soften(part, length) {
  for (const text of words(part)) {
    const wanted = softened(text.data.replaceAll(SOFT, ""), length);
    if (wanted !== text.data) text.data = wanted;
  }
}

function leastWidths(table) {
  const columns = [...table.querySelectorAll("col")];
  for (const column of columns) column.style.width = "";
  table.classList.add("measured");
  const least = columns.map((column) => column.getBoundingClientRect().width);
  table.classList.remove("measured");
  return least;
}

// Columns whose share is less than their longest word take what the word needs from the others.
function shared(least, shares, width) {
  const fixed = new Set();
  for (;;) {
    const taken = [...fixed].reduce((sum, at) => sum + least[at], 0);
    const open = shares.reduce((sum, share, at) => (fixed.has(at) ? sum : sum + share), 0);
    const widths = shares.map((share, at) => (fixed.has(at) ? least[at] : (share / open) * (width - taken)));
    const short = widths.findIndex((each, at) => !fixed.has(at) && each < least[at]);
    if (short < 0) return widths;
    fixed.add(short);
  }
}

function fit(root) {
  const table = root.querySelector("table");
  const width = root.clientWidth;
  if (!table || !width) return;
  const shares = root.shares;
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let widths = [];
  let fair = false;
  for (const [headings, rows, margins] of ATTEMPTS) {
    table.classList.toggle("tight", margins === "tight");
    soften(table.tHead, headings);
    for (const body of table.tBodies) soften(body, rows);
    const least = leastWidths(table);
    const needed = least.reduce((sum, each) => sum + each, 0);
    fair = needed <= width;
    widths = fair ? shared(least, shares, width) : least.map((each) => (each / needed) * width);
    if (fair && widths.every((each, at) => each >= (FAIR * shares[at] * width) / whole)) break;
    if (fair && rows === SHORTEST) break; // narrower margins are for words that do not fit at all
  }
  table.classList.toggle("narrow", !fair);
  table.querySelectorAll("col").forEach((column, at) => {
    column.style.width = `${(100 * widths[at]) / width}%`;
  });
}

const NARROW = 1100; // pixels; the same as in grid.css

function isNarrow(root) {
  return root.clientWidth > 0 && root.clientWidth < NARROW;
}

// Only a change of width matters; a change of height is our own doing.
function watchWidth(root) {
  let width = -1;
  new ResizeObserver(() => {
    if (root.clientWidth === width) return;
    width = root.clientWidth;
    const crossed = root.data.merged.length > 0 && isNarrow(root) !== root.narrow;
    root.narrow = isNarrow(root);
    if (crossed) build(root);
    else fit(root);
  }).observe(root);
  document.fonts.ready.then(() => fit(root));
}

// Says the width of its place when it differs enough from the known one to lay a chart out anew.

const ENOUGH = 24;
const REST = 200;
// Streamlit runs one fragment for a batch of answers, so charts of one page answer in turn: the
// next one speaks when the server has heard this one, and what it did not hear is said again.
const PATIENCE = 2000;
const TIMES = 3;
let turn = Promise.resolve();

const near = (one, other) => Math.abs(one - other) < ENOUGH;

function heard(place) {
  return new Promise((told) => {
    place.told = told;
    setTimeout(told, PATIENCE, false);
  });
}

async function answer(place, width) {
  place.width = width;
  for (let time = 0; time < TIMES && place.isConnected && place.width === width; time += 1) {
    // an equal value would not be sent again
    place.say("width", width + time);
    if (await heard(place)) return;
  }
}

export default function measure({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector(".ruler");
  place.known = data.known;
  place.say = setStateValue;
  if (near(place.known, place.width)) place.told?.(true);
  if (place.watched) return;
  place.watched = true;
  let waiting = 0;
  const watcher = new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const width = Math.round(place.getBoundingClientRect().width);
      // a sheet of paper is no width to lay out for: the figure would be drawn anew while it prints
      if (!width || matchMedia("print").matches || near(width, place.known)) return;
      place.known = width;
      turn = turn.then(() => answer(place, width));
    }, place.spoke ? REST : 0);
    place.spoke = true;
  });
  watcher.observe(place);
  return () => watcher.disconnect();
}

// Says the width of its place when it differs enough from the known one to lay a chart out anew.

const ENOUGH = 24;
const REST = 200;
// Streamlit runs one fragment for a batch of answers, so charts of one page answer in turn: the
// pause begins after an answer, however busy the page is.
const PAUSE = 100;
let turn = Promise.resolve();

function inTurn(answer) {
  turn = turn.then(answer).then(() => new Promise((next) => setTimeout(next, PAUSE)));
}

export default function measure({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector(".ruler");
  place.known = data.known;
  place.say = setStateValue;
  if (place.watched) return;
  place.watched = true;
  let waiting = 0;
  const watcher = new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const width = Math.round(place.getBoundingClientRect().width);
      // a sheet of paper is no width to lay out for: the figure would be drawn anew while it prints
      if (!width || matchMedia("print").matches || Math.abs(width - place.known) < ENOUGH) return;
      place.known = width;
      inTurn(() => place.say("width", width));
    }, place.spoke ? REST : 0);
    place.spoke = true;
  });
  watcher.observe(place);
  return () => watcher.disconnect();
}

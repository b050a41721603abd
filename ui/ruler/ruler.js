// Says the width of its place when it differs enough from the known one to lay a chart out anew.

const ENOUGH = 24;
const REST = 200;

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
      if (!width || Math.abs(width - place.known) < ENOUGH) return;
      place.known = width;
      place.say("width", width);
    }, place.spoke ? REST : 0);
    place.spoke = true;
  });
  watcher.observe(place);
  return () => watcher.disconnect();
}

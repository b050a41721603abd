// The first chart waits for five megabytes of script, so they are fetched and made ready while the
// first screen is read.
(() => {
  const CHART = "__CHART__";
  // milliseconds after everything is loaded: by then the screen stands
  const REST = 2000;
  const whenIdle = window.requestIdleCallback ?? ((act) => setTimeout(act, REST));

  function fetched() {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = CHART;
    link.onload = () => whenIdle(() => import(CHART));
    document.head.append(link);
  }

  window.addEventListener("load", () => setTimeout(whenIdle, REST, fetched));
})();

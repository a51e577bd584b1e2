/* A link within the page is the browser's own. Material would fetch the page it stands on and put it
   in its own place: on a slow line a reader is thrown back to where the link was, and what the address
   names is marked no longer (`:target`: an order of the glossary). Runs before Material, for a window
   tells of its steps in the order in which it was asked. Without this script, or without Material,
   links lead where they did. */
(() => {
  "use strict";
  let here = null; // the path that Material shows, or is on its way to; null: it has not come

  function watch() {
    if (here !== null || !window.location$) return;
    here = location.pathname;
    window.location$.subscribe(({ pathname }) => {
      here = pathname;
    });
  }

  document.addEventListener("click", ({ target }) => {
    watch();
    const link = target.closest?.("a[href*='#']");
    if (!link || link.target || link.closest("dialog")) return; // what was searched leaves the address
    if (link.origin !== location.origin || link.pathname !== location.pathname) return;
    link.search = location.search; // filters and views write theirs after the page has come
    link.target = "_self"; // such a link Material leaves alone
  }, true);

  // Material hears of a step that leads to another page; the search, of one that opens or closes it.
  window.addEventListener("popstate", (event) => {
    watch();
    const searched = new URLSearchParams(location.search).has("q") || document.querySelector("dialog[open]");
    if (location.pathname !== here || searched) return;
    event.stopImmediatePropagation();
    if (event.state?.y !== undefined) window.scrollTo(0, event.state.y);
  });
})();

/* An address of the past leads on, anchor and all. Without this script the page does so without the
   anchor, and lists its anchors as links. */
(() => {
  "use strict";
  function follow() {
    const anchor = decodeURIComponent(location.hash.slice(1));
    const place = anchor && document.getElementById(anchor);
    const moved = place && place.closest("[data-moved]");
    const goal = document.getElementById("goal");
    if (moved) location.replace(moved.querySelector("a").href);
    else if (goal && anchor && !goal.hash) location.replace(goal.href + location.hash);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", follow);
  else follow();
  window.addEventListener("hashchange", follow);
  if (window.document$) window.document$.subscribe(follow);
})();

/* What must be known before the first line is drawn, and what may wait until it is.
   Before: how the reader reads (reading.js lets them choose). An address wins over what is kept, and
   changes it for no one. After: every other script. The page holds them in a <template>, for on a
   slow line they would take their share from the text. Without this script a page is as without any. */
(() => {
  "use strict";
  const CHOICES = { view: ["normal", "quiet", "full"], ruby: ["off", "on"], contrast: ["off", "more"] }; // the first: default
  const root = document.documentElement;
  root.classList.replace("no-js", "js"); // as Material does later: then nothing is styled twice

  // Material makes every address whole by setting it anew, and so loads again what has been loaded.
  // At this moment a browser takes it from memory, and Material finds nothing left to do.
  for (const link of document.querySelectorAll("link[rel=stylesheet], link[rel=preload]")) {
    link.setAttribute("href", link.href);
  }

  // A browser may refuse to remember; reading goes on.
  function recall(name) {
    try {
      return localStorage.getItem(`dossier.${name}`);
    } catch {
      return null;
    }
  }

  const asked = new URLSearchParams(location.search);
  for (const [name, values] of Object.entries(CHOICES)) {
    const wanted = [asked.get(name), recall(name)].find((each) => values.includes(each));
    root.dataset[name] = wanted || values[0];
  }

  // Until the page is seen, what lies below its top is not laid out (edition.css): the top comes
  // sooner. Who asks for a place further down, or comes back to one, gets the whole page at once.
  const [come] = performance.getEntriesByType("navigation");
  if (come?.type === "navigate" && !location.hash) root.dataset.first = "";

  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  const seen = new Promise((done) => {
    if (!window.PerformanceObserver?.supportedEntryTypes?.includes("paint")) done();
    else new PerformanceObserver(done).observe({ type: "paint", buffered: true });
  });

  // Fonts of Chinese are asked for then, too, unless the visit has them already.
  try {
    if (!sessionStorage.getItem("dossier.fonts")) root.dataset.fonts = "later";
    sessionStorage.setItem("dossier.fonts", "asked");
  } catch {
    // then at once
  }
  seen.then(() => delete root.dataset.fonts);

  // The rest is laid out a few pieces at a time, whenever the browser has nothing else to do.
  const idle = window.requestIdleCallback || window.setTimeout;
  function lay(done) {
    const rest = document.querySelectorAll("[data-first] .edition > :nth-child(n + 6):not([data-laid])");
    for (const piece of [...rest].slice(0, 5)) piece.dataset.laid = "";
    if (rest.length) return idle(() => lay(done));
    delete root.dataset.first;
    done();
  }

  // In their order; one that does not come holds up no other.
  function run({ content }) {
    return Promise.all([...content.querySelectorAll("script")].map((held) => {
      const script = document.createElement("script");
      script.src = held.getAttribute("src");
      script.async = false;
      const over = new Promise((done) => { script.onload = script.onerror = done; });
      document.body.append(script);
      return over;
    }));
  }

  // Material waits for an event that is past; this is how it tells the others of a page.
  function tell() {
    window.document$?.next(document);
  }

  window.dossierStart = {
    choices: CHOICES,
    over: Promise.all([parsed, seen])
      .then(() => run(document.getElementById("__scripts")))
      .then(tell)
      .finally(() => new Promise(lay)),
  };
})();

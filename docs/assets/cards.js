/* The full reference of a citation, where it stands: on hover, on focus, on tap.
   The text is the page's own list of sources, so nothing is fetched; without this script a
   citation is a link to that list. Esc closes; the card stays while the pointer is in it. */
(() => {
  "use strict";
  const WAIT = 120; // ms: long enough to cross the gap between citation and card
  let card = null;
  let anchor = null;
  let timer = 0;

  const citation = (event) =>
    event.target instanceof Element ? event.target.closest("a.cite") : null;

  function close() {
    window.clearTimeout(timer);
    if (anchor) anchor.removeAttribute("aria-describedby");
    if (card) card.remove();
    card = anchor = null;
  }

  function place() {
    const at = anchor.getClientRects()[0];
    const width = card.offsetWidth;
    const left = Math.min(Math.max(8, at.left), document.documentElement.clientWidth - width - 8);
    const below = at.bottom + card.offsetHeight + 8 < window.innerHeight;
    const top = below ? at.bottom + 4 : Math.max(8, at.top - card.offsetHeight - 4);
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  }

  function open(link) {
    window.clearTimeout(timer);
    if (anchor === link) return;
    const entry = document.getElementById(`ref-${link.dataset.source}`);
    close();
    if (!entry) return;
    anchor = link;
    card = document.createElement("div");
    card.className = "card";
    card.id = "card";
    card.setAttribute("role", "tooltip");
    for (const part of entry.childNodes) card.append(part.cloneNode(true));
    document.body.append(card);
    link.setAttribute("aria-describedby", "card");
    place();
  }

  function later(action) {
    window.clearTimeout(timer);
    timer = window.setTimeout(action, WAIT);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = citation(event);
    if (link) later(() => open(link));
    else if (card && card.contains(event.target)) window.clearTimeout(timer);
    else if (card) later(close);
  });
  document.addEventListener("focusin", (event) => {
    const link = citation(event);
    if (link && link.matches(":focus-visible")) open(link);
    else if (card && !card.contains(event.target)) close();
  });
  document.addEventListener("click", (event) => {
    const link = citation(event);
    if (!link) {
      if (card && !card.contains(event.target)) close();
      return;
    }
    // A tap opens the card; a second one follows the link to the list.
    const tapped = event instanceof PointerEvent && event.pointerType === "touch";
    if (tapped && anchor !== link) {
      event.preventDefault();
      event.stopPropagation();
      open(link);
    }
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  window.addEventListener("resize", close);
})();

/* One small card for whatever a link leads to, on hover, on focus, on a first tap. The build marks
   such links with `data-card` and writes each card as a file of its own, fetched when wanted and
   kept. A card that does not come leaves the link as it is; without this script all links are.
   In the copy for a disk, where nothing can be fetched, offline.js answers `fetch` from a pack. */
(() => {
  "use strict";
  const PAUSE = 140; // ms: longer than it takes to pass over a link, or from a link to its card
  const PATIENCE = 1200; // ms that a tap waits for a card before it follows the link
  const GAP = 6; // px
  const kept = new Map();
  let card = null;
  let anchor = null; // the link whose card is open
  let wanted = null; // the link whose card is on its way
  let shut = null; // the link whose card was closed with Esc: it stays closed until left
  let timer = 0;
  let following = false;

  const linkAt = (event) =>
    event.target instanceof Element ? event.target.closest("[data-card]") : null;

  async function read(link) {
    const name = link.dataset.card;
    const { root, stamp } = link.closest("[data-root]").dataset;
    // The stamp is of all cards: a new edition asks for new ones, whatever caches hold.
    const answer = await fetch(`${root}/cards/${name}.card?${stamp}`);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  }

  function ask(link) {
    const { card: name } = link.dataset;
    const key = `${name} ${link.closest("[data-root]").dataset.stamp}`;
    if (!kept.has(key)) {
      const asked = read(link);
      kept.set(key, asked);
      asked.catch(() => kept.delete(key)); // the next time may do better
    }
    return kept.get(key);
  }

  function close() {
    window.clearTimeout(timer);
    wanted = null;
    if (anchor) anchor.removeAttribute("aria-describedby");
    if (card) card.remove();
    card = anchor = null;
  }

  function dismiss() {
    shut = anchor || wanted;
    close();
  }

  /* Below the link's last line or above its first, wherever there is more room; what does not fit
     scrolls inside the card, which never lies on the link. */
  function place() {
    const lines = [...anchor.getClientRects()];
    const box = anchor.getBoundingClientRect();
    const [width, height] = [document.documentElement.clientWidth, window.innerHeight];
    const rooms = { below: height - box.bottom - GAP * 2, above: box.top - GAP * 2 };
    const under = card.offsetHeight <= rooms.below || rooms.below >= rooms.above;
    card.style.maxHeight = `${Math.max(80, under ? rooms.below : rooms.above)}px`;
    const left = Math.max(8, Math.min(lines[0].left, width - card.offsetWidth - 8));
    const top = under ? box.bottom + GAP : box.top - card.offsetHeight - GAP;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  }

  function make(link, html, byKey) {
    const made = document.createElement("div");
    const root = new URL(`${link.closest("[data-root]").dataset.root}/`, location.href);
    made.className = "card";
    made.id = "__card";
    made.tabIndex = -1;
    made.setAttribute("role", "dialog");
    made.setAttribute("aria-label", `About ${link.textContent.trim()}`);
    // Parsed apart from the page: what is in a card never runs, nor loads, before it is shown.
    made.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    for (const each of made.querySelectorAll("a")) {
      each.href = new URL(each.getAttribute("href"), root);
    }
    const say = (name, text) => {
      const line = document.createElement("p");
      line.className = name;
      line.textContent = text;
      made.append(line);
    };
    if (link.dataset.here) say("card-here", link.dataset.here);
    if (byKey) say("card-keys", "Alt + ↓ goes in, Esc closes.");
    return made;
  }

  async function open(link, byKey = false) {
    window.clearTimeout(timer);
    if (anchor === link || shut === link) return;
    wanted = link;
    let html;
    try {
      html = await ask(link);
    } catch {
      return;
    }
    if (wanted !== link || !link.isConnected) return;
    close();
    anchor = link;
    card = make(link, html, byKey);
    document.body.append(card);
    link.setAttribute("aria-describedby", "__card");
    document.dispatchEvent(new CustomEvent("dossier:card", { detail: card }));
    place();
  }

  function later(action) {
    window.clearTimeout(timer);
    timer = window.setTimeout(action, PAUSE);
  }

  function follow(link) {
    following = true;
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
    following = false;
  }

  async function tap(link) {
    await Promise.race([open(link), new Promise((done) => window.setTimeout(done, PATIENCE))]);
    if (anchor !== link && (wanted === link || !wanted)) follow(link);
  }

  function leave() {
    const back = anchor;
    dismiss();
    back.focus();
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event);
    if (link !== shut && document.activeElement !== shut) shut = null;
    if (link) later(() => open(link));
    else if (card && card.contains(event.target)) window.clearTimeout(timer);
    else if (card && !card.contains(document.activeElement)) later(close);
    else if (!card) close();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (card && card.contains(event.target)) return;
    if (link !== shut) shut = null;
    if (link && link.matches(":focus-visible")) later(() => open(link, true));
    else if (link !== anchor) close();
  });
  document.addEventListener("click", (event) => {
    const link = linkAt(event);
    const tapped = event instanceof PointerEvent && event.pointerType === "touch";
    if (following) return;
    if (!link) {
      if (card && !card.contains(event.target)) close();
      return;
    }
    // A first tap shows the card; a second one follows the link.
    if (tapped && anchor !== link && wanted !== link) {
      event.preventDefault();
      event.stopPropagation();
      shut = null;
      close();
      tap(link);
    }
  }, true);
  document.addEventListener("keydown", (event) => {
    const inside = card && card.contains(document.activeElement);
    if (event.key === "Escape" && (card || wanted)) {
      if (inside) leave();
      else dismiss();
    } else if (event.key === "ArrowDown" && event.altKey && card && anchor === document.activeElement) {
      event.preventDefault();
      card.focus();
    } else if (event.key === "Tab" && inside) {
      // The card stands at the end of the document: past its ends is back at its link.
      const stops = [card, ...card.querySelectorAll("a")];
      const last = event.shiftKey ? stops.slice(0, 2) : stops.slice(-1);
      if (!last.includes(document.activeElement)) return;
      event.preventDefault();
      leave();
    }
  });
  window.addEventListener("resize", close);
  // Material swaps pages without a reload, and says so here.
  if (window.document$) window.document$.subscribe(close);
})();

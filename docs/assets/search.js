/* The search: a dialog that opens with the button, with `/`, with Ctrl K, and where the address
   asks for something (`?q=…`). What finds is loaded when it first opens (search/engine.js).
   The query and its filters stay in the address; Esc closes; arrows walk the results. */
(() => {
  "use strict";
  const HERE = document.currentScript.src;
  const WAIT = 150; // ms without a key before a search
  const BEST = 3; // of them before the groups
  const asked = new URLSearchParams(location.search); // before another script tidies the address
  let parts = null; // the dialog's elements, made when it first opens
  let settings = null;
  let loading = null;
  let timer = 0;
  let pages = 1; // of results
  let turn = 0; // only the last search may show its results

  const make = (tag, attributes = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  // Titles and notes come from the build with their languages marked; a parsed page runs nothing.
  const marked = (html) => new DOMParser().parseFromString(html || "", "text/html").body.childNodes;

  function load() {
    loading ??= new Promise((done, failed) => {
      const script = make("script", { src: new URL("search/engine.js", HERE).href });
      script.onload = () => window.dossierSearch.start().then(done, failed);
      script.onerror = () => failed(new Error("the search did not load"));
      document.head.append(script);
    }).then((read) => {
      settings = read;
      addFilters();
    });
    return loading;
  }

  // --- the dialog ------------------------------------------------------------------------------
  function build() {
    const field = make("input", {
      id: "find-q", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      enterkeyhint: "search", maxlength: "1000", "aria-describedby": "find-hint",
      "aria-controls": "find-results",
    });
    const go = make("button", { type: "submit", class: "find-close" }, "Go");
    const close = make("button", { type: "button", class: "find-close" }, "Close");
    const label = make("label", { for: "find-q" }, "Search");
    const filters = make("div", { class: "find-filters" });
    const form = make("form", { role: "search", "aria-label": "Edition" },
      make("div", { class: "find-field" }, label, field, go, close), filters);
    const hint = make("p", { id: "find-hint", class: "find-hint" },
      "Names and terms in any script, pinyin with or without tones, ids, outlets, dates.");
    const said = make("p", { class: "find-said", role: "status" });
    const results = make("div", { id: "find-results", "aria-busy": "false" });
    const box = make("dialog", { class: "find", "aria-label": "Search" },
      form, hint, said, results);
    document.body.append(box);
    parts = { box, form, field, filters, said, results };
    field.addEventListener("input", () => later(WAIT));
    form.addEventListener("submit", enter);
    close.addEventListener("click", () => box.close());
    box.addEventListener("click", (event) => event.target === box && box.close());
    box.addEventListener("close", () => write(""));
    box.addEventListener("keydown", walk);
    results.addEventListener("click", follow);
  }

  function addFilters() {
    if (parts.filters.firstChild) return; // they stand from a start before, as they were chosen
    for (const [name, { label, values }] of Object.entries(settings.filters)) {
      const select = make("select", { name, id: `find-${name}` });
      select.append(make("option", { value: "" }, "any"));
      for (const [value, [, words]] of Object.entries(values)) {
        select.append(make("option", { value }, words));
      }
      select.value = asked.get(`q-${name}`) || "";
      select.addEventListener("input", () => later(0));
      parts.filters.append(make("span", {}, make("label", { for: `find-${name}` }, label), select));
    }
  }

  function open(query = "") {
    if (!parts) build();
    if (!parts.box.open) parts.box.showModal();
    parts.field.focus();
    if (query) parts.field.value = query;
    parts.field.select();
    load().then(() => later(0), broken);
  }

  function broken() {
    loading = null; // the next key or opening tries again
    parts.results.replaceChildren();
    parts.results.setAttribute("aria-busy", "false");
    say("The search could not be loaded. The lists of terms and actors need no script.");
  }

  // --- the address -----------------------------------------------------------------------------
  function write(query) {
    const address = new URL(location.href);
    for (const name of [...address.searchParams.keys()]) {
      if (name === "q" || name.startsWith("q-")) address.searchParams.delete(name);
    }
    if (query) {
      address.searchParams.set("q", query);
      for (const select of parts.filters.querySelectorAll("select")) {
        if (select.value) address.searchParams.set(`q-${select.name}`, select.value);
      }
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // --- searching -------------------------------------------------------------------------------
  function later(wait) {
    window.clearTimeout(timer);
    pages = 1;
    parts.results.setAttribute("aria-busy", "true");
    timer = window.setTimeout(search, wait);
  }

  const chosen = () => [...parts.filters.querySelectorAll("select")]
    .filter((select) => select.value)
    .map((select) => settings.filters[select.name].values[select.value][0]);

  async function search() {
    const query = parts.field.value.trim();
    const mine = (turn += 1);
    write(query.slice(0, 200));
    try {
      await load();
      const { PAGE, find, nearest } = window.dossierSearch;
      const found = await find(query, chosen(), pages * PAGE);
      const near = found.how === "none" ? await nearest(query, 5) : [];
      if (mine === turn) show(query, found, near);
    } catch {
      if (mine === turn) broken();
    }
  }

  // --- the results -----------------------------------------------------------------------------
  function say(words) {
    parts.said.textContent = words;
  }

  // From a disk there is no server to find `index.html` in a folder.
  function goal(address) {
    const url = new URL(address, window.dossierSearch.ROOT);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  }

  function line(hit, at) {
    const link = make("a", { href: goal(hit.address) }, ...marked(hit.title));
    const words = settings.filters.type.values[hit.type];
    const item = make("li", { class: `find-${hit.type}` }, link);
    item.append(make("span", { class: "find-type" }, words[2]));
    if (hit.note) {
      link.setAttribute("aria-describedby", `find-note-${at}`);
      item.append(make("p", { id: `find-note-${at}` }, ...marked(hit.note)));
    }
    return item;
  }

  function grouped(hits) {
    const groups = new Map([["", hits.slice(0, BEST)]]);
    for (const hit of hits.slice(BEST)) {
      groups.set(hit.type, [...(groups.get(hit.type) || []), hit]);
    }
    let at = 0;
    return [...groups].filter(([, inside]) => inside.length).map(([type, inside]) => {
      const words = type ? `More: ${settings.filters.type.values[type][1]}` : "Best matches";
      const list = make("ol", {}, ...inside.map((hit) => line(hit, (at += 1))));
      return make("li", {}, make("h2", {}, words), list);
    });
  }

  const number = ({ total, least }) => `${least ? "At least " : ""}${total}`;
  const HOW = {
    all: (found) => `${number(found)} ${found.total === 1 ? "result" : "results"}`,
    corrected: (found) => `Nothing is spelled so. ${number(found)} for “${found.meant}”`,
    like: (found) => `Nothing is spelled so. ${number(found)} with words that begin alike`,
    some: (found) => `Nothing has all of these words. ${number(found)} have some of them`,
    none: () => "Nothing found",
    empty: () => "",
  };

  function show(query, found, near) {
    parts.results.replaceChildren();
    parts.results.dataset.query = query;
    parts.results.setAttribute("aria-busy", "false");
    say(HOW[found.how](found));
    if (found.hits.length) {
      const list = make("ol", { "data-search-results": "", "aria-label": "Results" });
      list.append(...grouped(found.hits));
      parts.results.append(list);
    }
    if (found.total > found.hits.length) more();
    if (near.length) suggest(near);
    if (!["all", "empty"].includes(found.how)) propose(query);
  }

  function more() {
    const button = make("button", { type: "button", class: "find-more" }, "Show more");
    button.addEventListener("click", async () => {
      const before = parts.results.querySelectorAll("ol ol a").length;
      pages += 1;
      await search();
      parts.results.querySelectorAll("ol ol a")[before]?.focus();
    });
    parts.results.append(button);
  }

  function suggest(near) {
    const list = make("ul", { "data-search-nearest": "", "aria-label": "Nearest names" });
    list.append(...near.map((each) =>
      make("li", {}, make("a", { href: goal(each.address) }, ...marked(each.title)))));
    parts.results.append(make("h2", {}, "Nearest by sound and spelling"), list);
  }

  function propose(query) {
    const said = query.slice(0, 60).replace(/\p{Cs}/gu, ""); // no half of a cut letter
    const place = settings.propose || "about/contributing/"; // a cache may hold older settings
    const form = place.endsWith("+"); // a title that waits for words
    const href = goal(form ? place + encodeURIComponent(said) : place);
    const link = make("a", { href }, "Propose an entry");
    const words = make("bdi", {}, said);
    parts.results.append(make("p", { class: "find-propose" }, link, " for “", words, "”."));
  }

  // --- keys ------------------------------------------------------------------------------------
  function enter(event) {
    event.preventDefault();
    window.clearTimeout(timer);
    search().then(() => parts.results.querySelector("a")?.focus());
  }

  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.matches("select")) return;
    const stops = [parts.field, ...parts.results.querySelectorAll("a, button")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (next !== parts.field) next.scrollIntoView({ block: "nearest" });
  }

  // The address of the page left keeps the query: going back finds the results again.
  function follow(event) {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (plain && event.target.closest("a")) {
      const address = location.href;
      parts.box.close();
      history.replaceState(history.state, "", address);
    }
  }

  const typing = (target) =>
    target instanceof Element && Boolean(target.closest("input, textarea, select, [contenteditable]"));

  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !typing(event.target) && !event.ctrlKey && !event.metaKey;
    const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if ((slash && !event.altKey) || letter) {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-search-open]")) open();
  });
  window.addEventListener("popstate", () => {
    const query = new URLSearchParams(location.search).get("q");
    if (query) open(query);
    else if (parts?.box.open) parts.box.close();
  });
  if (asked.get("q")) open(asked.get("q"));
})();

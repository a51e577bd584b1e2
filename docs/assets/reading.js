/* How a page is read: ids, sources and notes quiet, normal or full, and pinyin above characters.
   The choice is kept where the browser allows it, and stands in the address of the page where it
   was made (`?view=full&ruby=on&contrast=more`), so that it can be shared; start.js takes it from
   there. Without this script a page is normal. Printing is never quiet. */
(() => {
  "use strict";
  const CHOICES = window.dossierStart.choices;
  const root = document.documentElement;
  const PANEL = `
    <button class="reading-open" type="button" aria-expanded="false" aria-controls="__reading"
      aria-label="How to read">Aa</button>
    <div id="__reading" hidden>
      <fieldset><legend>Ids, sources and notes</legend>
        <label><input type="radio" name="view" value="quiet"> Quiet: the text, and who says so</label>
        <label><input type="radio" name="view" value="normal"> Normal</label>
        <label><input type="radio" name="view" value="full"> Full: sources spelled out in place</label>
      </fieldset>
      <fieldset><legend>Colours</legend>
        <label><input type="checkbox" name="contrast" value="more"> High contrast</label>
      </fieldset>
      <fieldset><legend>Chinese</legend>
        <label><input type="checkbox" name="ruby" value="on"> Pinyin above the characters</label>
      </fieldset>
    </div>`;

  // A browser may refuse to remember; reading goes on.
  function remember(name, value) {
    try {
      localStorage.setItem(`dossier.${name}`, value);
    } catch {
      // nothing to mend
    }
  }

  /* 网络强国 with "wǎngluò qiángguó": each word stands above its own characters, as many as it has
     tones. Where the counts do not agree, the whole stands above the whole. */
  function words(characters, pinyin) {
    const rest = [...characters];
    const found = [];
    for (const word of pinyin.split(" ")) {
      const tones = (word.normalize("NFD").match(/[\u0300\u0301\u0304\u030c]/g) || []).length;
      const same = !tones && characters.startsWith(word);
      found.push([rest.splice(0, same ? word.length : tones || 1).join(""), same ? "" : word]);
    }
    return rest.length || found.some(([han]) => !han) ? [[characters, pinyin]] : found;
  }

  function above(span) {
    const ruby = document.createElement("ruby");
    for (const [characters, word] of words(span.textContent, span.dataset.pinyin)) {
      const said = document.createElement("rt");
      said.lang = "zh-Latn-pinyin";
      said.textContent = word;
      ruby.append(characters, said);
    }
    span.replaceChildren(ruby);
  }

  function below(span) {
    span.querySelectorAll("rt").forEach((each) => each.remove());
    span.textContent = span.textContent; // drops the ruby, keeps the characters
  }

  // A citation is copied as text: no pinyin goes into it.
  function read(part) {
    const on = root.dataset.ruby === "on";
    for (const span of part.querySelectorAll("[data-pinyin]")) {
      if (span.closest(".cite-this, .cite-one")) continue;
      const has = span.querySelector("rt");
      if (on && !has) above(span);
      if (!on && has) below(span);
    }
  }

  function spell() {
    document.querySelectorAll(".full-sources").forEach((each) => each.remove());
    if (root.dataset.view !== "full") return;
    for (const text of document.querySelectorAll(".claim-text")) {
      const list = document.createElement("ul");
      list.className = "full-sources";
      const keys = [...text.querySelectorAll("a.cite")].map((each) => each.dataset.card);
      for (const key of new Set(keys)) {
        const entry = document.getElementById(`ref-${key}`);
        if (!entry) continue;
        const item = document.createElement("li");
        for (const part of entry.childNodes) item.append(part.cloneNode(true));
        list.append(item);
      }
      if (list.childElementCount) text.append(list);
    }
  }

  function tell() {
    const page = document.querySelector(".edition");
    document.querySelector(".view-said")?.remove();
    if (root.dataset.view !== "quiet" || !page?.querySelector(".cites, .note")) return;
    const said = document.createElement("p");
    const button = document.createElement("button");
    said.className = "view-said";
    said.textContent = "Quiet: ids, sources and notes are hidden. ";
    button.type = "button";
    button.textContent = "Show them";
    button.addEventListener("click", () => choose("view", "normal"));
    said.append(button);
    page.querySelector("h1")?.after(said);
  }

  function show() {
    for (const field of document.querySelectorAll("#__reading input")) {
      field.checked = root.dataset[field.name] === field.value;
    }
    read(document);
    spell();
    tell();
  }

  function choose(name, value) {
    root.dataset[name] = value;
    remember(name, value);
    const asked = new URLSearchParams(location.search);
    if (value === CHOICES[name][0]) asked.delete(name);
    else asked.set(name, value);
    const query = asked.toString();
    const address = location.pathname + (query ? `?${query}` : "") + location.hash;
    history.replaceState(history.state, "", address);
    show();
  }

  function panel() {
    const place = document.querySelector(".md-header__inner");
    if (!place || document.getElementById("__reading")) return;
    const box = document.createElement("div");
    box.className = "reading";
    box.innerHTML = PANEL;
    const before = place.querySelector("[data-md-component=palette]");
    if (before) before.after(box);
    else place.append(box);
    const [button, choices] = box.children;
    const open = (is) => {
      choices.hidden = !is;
      button.setAttribute("aria-expanded", String(is));
    };
    button.addEventListener("click", () => open(choices.hidden));
    choices.addEventListener("change", ({ target }) => {
      const value = target.type === "checkbox" && !target.checked ? "off" : target.value;
      choose(target.name, value);
    });
    box.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !box.contains(relatedTarget)) open(false);
    });
    document.addEventListener("click", ({ target }) => {
      if (!box.contains(target)) open(false);
    });
    box.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || choices.hidden) return;
      open(false);
      button.focus();
    });
  }

  function begin() {
    panel();
    show();
  }
  document.addEventListener("dossier:card", (event) => read(event.detail));
  // Material swaps pages without a reload and says so here; alone, the page loads once.
  if (window.document$) window.document$.subscribe(begin);
  else begin();
})();

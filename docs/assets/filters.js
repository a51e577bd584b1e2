/* Filters over rows that are in the page already: a form with `data-filters="<id of the list>"`
   shows the rows whose data say what its fields ask for. The choice stays in the address. Enter,
   or the form's button, goes on to the first row that is left. */
(() => {
  "use strict";

  const fits = (row, name, value) => {
    if (name === "since") return Number(row.dataset.until || 0) >= Number(value);
    if (name === "until") return Number(row.dataset.since || 9999) <= Number(value);
    return (row.dataset[name] || "").split(" ").includes(value);
  };

  function wire(form) {
    const list = document.getElementById(form.dataset.filters);
    const rows = [...list.querySelectorAll("[data-row]")];
    const groups = [...list.querySelectorAll("[data-group]")];
    const said = form.querySelector("output");

    function show() {
      const asked = [...new FormData(form)].filter(([, value]) => value !== "");
      let left = 0;
      for (const row of rows) {
        row.hidden = !asked.every(([name, value]) => fits(row, name, value));
        if (!row.hidden) left += 1;
      }
      for (const group of groups) group.hidden = !group.querySelector("[data-row]:not([hidden])");
      said.textContent = `${left} of ${rows.length}`;
      // What the address says to others, such as the reader's view, stays.
      const others = [...new URLSearchParams(location.search)];
      const kept = others.filter(([name]) => !form.elements.namedItem(name));
      const query = new URLSearchParams([...kept, ...asked]).toString();
      const address = location.pathname + (query ? `?${query}` : "") + location.hash;
      history.replaceState(history.state, "", address);
    }

    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      list.querySelector("[data-row]:not([hidden]) a[href]")?.focus();
    });
    form.addEventListener("reset", () => window.setTimeout(show));
    form.hidden = false;
    show();
  }

  function light(picture) {
    const mark = (id) => {
      picture.classList.toggle("lit", Boolean(id));
      const near = new Set(id ? [id] : []);
      for (const edge of picture.querySelectorAll("[data-ends]")) {
        const ends = edge.dataset.ends.split(" ");
        const on = Boolean(id) && ends.includes(id);
        edge.classList.toggle("on", on);
        if (on) ends.forEach((end) => near.add(end));
      }
      for (const node of picture.querySelectorAll("[data-node]")) {
        node.classList.toggle("on", near.has(node.dataset.node));
      }
    };
    const node = (event) => event.target.closest("[data-node]");
    for (const start of ["pointerover", "focusin"]) {
      picture.addEventListener(start, (event) => mark(node(event)?.dataset.node));
    }
    for (const end of ["pointerleave", "focusout"]) picture.addEventListener(end, () => mark(""));
  }

  function begin() {
    document.querySelectorAll("form[data-filters][hidden]").forEach(wire);
    document.querySelectorAll("[data-network]").forEach(light);
  }

  // Material swaps pages without a reload and says so here; alone, the page loads once.
  if (window.document$) window.document$.subscribe(begin);
  else begin();
})();

/* Copying a citation, and the plain citation of one statement. Without this script the box of the
   page shows the same text, and the files of each statement are links.
   A section's box holds a <template>: the citation of its first statement, in which any other id
   is put. What is a file is fetched when it is copied, not before. */
(() => {
  "use strict";
  const make = (tag, name, text = "") => {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  };

  // The old way works where the new one is missing (no https) or refused.
  function copyByHand(text, button) {
    const held = make("textarea", "");
    held.value = text;
    button.after(held);
    held.select();
    const done = document.execCommand("copy");
    held.remove();
    button.focus();
    if (!done) throw new Error("refused");
  }

  async function put(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyByHand(text, button);
    }
  }

  function copies(what, get, box) {
    const button = make("button", "cite-copy", "Copy");
    button.type = "button";
    button.setAttribute("aria-label", `Copy ${what}`);
    button.addEventListener("click", async () => {
      const said = box.querySelector("output");
      try {
        await put(await get(), button);
        said.textContent = `${what} copied.`;
      } catch {
        said.textContent = `${what} could not be copied: select the text, or take the file.`;
      }
    });
    return button;
  }

  async function read(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  }

  function wire(box) {
    for (const row of box.querySelectorAll(".cite-styles > div")) {
      const [style, words] = row.children;
      const text = () => words.textContent.replace(/\s+/g, " ").trim();
      const cell = make("dd", "cite-do"); // a list of definitions holds nothing else
      cell.append(copies(style.textContent, text, box));
      row.append(cell);
    }
    for (const link of box.querySelectorAll(".cite-files a")) {
      link.after(copies(link.textContent, () => read(link.href), box));
    }
    box.append(make("output", "cite-said"));
  }

  function pattern(id) {
    const held = document.querySelector("#cite-this template");
    if (!held) return document.createDocumentFragment();
    const copy = held.content.cloneNode(true);
    const first = held.dataset.id;
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const said = walk.currentNode.data.replaceAll(first, id);
      walk.currentNode.data = said.replaceAll(first.toLowerCase(), id.toLowerCase());
    }
    return copy;
  }

  function bare(box) {
    const copy = box.cloneNode(true);
    copy.querySelectorAll(".cite-do").forEach((cell) => cell.remove());
    return copy;
  }

  function open(details) {
    for (const other of document.querySelectorAll(".cite-one[open]")) {
      if (other !== details) other.open = false;
    }
    if (details.querySelector(".cite-panel")) return;
    const panel = make("div", "cite-panel");
    const whole = document.querySelector("#cite-this .cite-originals");
    const ours = details.closest(".note");
    panel.append(pattern(details.dataset.id));
    if (whole && !ours) panel.append(bare(whole));
    panel.append(details.querySelector(".cite-files"));
    details.append(panel);
    wire(panel);
  }

  function close(details) {
    details.open = false;
    details.querySelector("summary").focus();
  }

  document.addEventListener("toggle", (event) => {
    if (event.target instanceof Element && event.target.matches(".cite-one[open]")) open(event.target);
  }, true);
  document.addEventListener("keydown", (event) => {
    const opened = document.querySelector(".cite-one[open]");
    if (event.key === "Escape" && opened) close(opened);
  });
  document.addEventListener("click", (event) => {
    // Before the browser opens it, so that the next Tab finds what is in it.
    const summary = event.target.closest(".cite-one > summary");
    if (summary) open(summary.parentElement);
    const opened = document.querySelector(".cite-one[open]");
    if (opened && !opened.contains(event.target)) opened.open = false;
  });

  function begin() {
    const box = document.querySelector("#cite-this:not([data-wired])");
    if (!box) return;
    box.dataset.wired = "";
    wire(box);
  }

  // Material swaps pages without a reload and says so here; alone, the page loads once.
  if (window.document$) window.document$.subscribe(begin);
  else begin();
})();

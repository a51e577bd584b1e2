/* On the page that says "not found": the places whose address or name is most like what was asked
   for. Without this script the page names the places to look in. */
(() => {
  "use strict";
  const most = 5;
  const enough = 0.4;

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  // KZ-31, kz031 and kz-031 ask for the same.
  const idOf = (text) => plain(text).replace(/[^\p{L}\d]+/gu, "").replace(/(\D)0+(?=\d)/g, "$1");

  function pairs(text) {
    const letters = [...` ${plain(text).replace(/[^\p{L}\d]+/gu, " ").trim()} `];
    return new Set(letters.slice(1).map((letter, at) => letters[at] + letter));
  }

  function likeness(one, other) {
    const shared = [...one].filter((pair) => other.has(pair)).length;
    return (2 * shared) / (one.size + other.size);
  }

  const lastOf = (path) => path.split(/[/#]/).filter(Boolean).pop() || "";

  const folderOf = (path) => path.replace(/#.*/, "").split("/").filter(Boolean).at(-2) || "";

  // The last part of the address counts, and its anchor; the folder around it decides between equals.
  function nearest(path, anchor, rows) {
    const asked = [lastOf(path).replace(/\.\w+$/, ""), anchor].filter(Boolean);
    const questions = asked.map((part) => ({ id: idOf(part), letters: pairs(part) }));
    const around = pairs(folderOf(path));
    const likest = (place, name) => {
      const own = lastOf(place);
      const words = [pairs(own), pairs(name)];
      const ranks = questions.map(({ id, letters }) => {
        const like = Math.max(...words.map((word) => likeness(letters, word)));
        return like + (id === idOf(own) ? 1 : 0);
      });
      return Math.max(0, ...ranks);
    };
    return rows
      .map(([place, name]) => ({ place, name, rank: likest(place, name) }))
      .filter((each) => each.rank >= enough)
      .map((each) => ({ ...each, rank: each.rank + 0.2 * likeness(around, pairs(folderOf(each.place))) }))
      .sort((one, other) => other.rank - one.rank || (one.place < other.place ? -1 : 1))
      .slice(0, most);
  }

  async function offer(place) {
    const root = new URL(place.dataset.root, location.href);
    const index = await fetch(new URL(place.dataset.nearest, location.href));
    if (!index.ok) return;
    const below = location.pathname.startsWith(root.pathname) ? root.pathname.length : 1;
    const asked = decodeURIComponent(location.pathname.slice(below));
    const found = nearest(asked, decodeURIComponent(location.hash.slice(1)), await index.json());
    place.querySelector("ul").replaceChildren(
      ...found.map(({ place: path, name }) => {
        const item = document.createElement("li");
        const link = item.appendChild(document.createElement("a"));
        link.href = new URL(path, root).href;
        link.textContent = name;
        const where = item.appendChild(document.createElement("span"));
        where.className = "kind";
        where.textContent = ` /${path}`;
        return item;
      }),
    );
    place.hidden = !found.length;
  }

  function begin() {
    const place = document.querySelector("[data-nearest]");
    // An address that is no UTF-8, or an index that did not come: the page stands as it is.
    if (place) offer(place).catch(() => {});
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();

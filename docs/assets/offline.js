/* Only the offline copy loads this: a page from a disk can fetch nothing.
   What the other scripts ask for is read from packs (assets/offline/*.js), each loaded when first
   needed; scripts/dossier/export/offline.py makes them. */
(() => {
  "use strict";
  const ROOT = new URL("../", document.currentScript.src);
  const files = new Map();
  const packs = new Map();
  const network = window.fetch.bind(window);

  function load(name) {
    if (!packs.has(name)) {
      packs.set(name, new Promise((done) => {
        const script = document.createElement("script");
        script.src = new URL(`assets/offline/${name}.js`, ROOT).href;
        script.onload = script.onerror = done;
        document.head.append(script);
      }));
    }
    return packs.get(name);
  }

  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  async function held(address) {
    if (!address.href.startsWith(ROOT.href)) return undefined;
    const path = decodeURIComponent(address.pathname.slice(ROOT.pathname.length));
    const [folder] = path.split("/");
    if (folder === "search" || folder === "cards") await load(folder);
    return files.get(path);
  }

  window.dossierOffline = {
    add: (more) => Object.entries(more).forEach(([path, content]) => files.set(path, content)),
  };
  window.fetch = async (asked, options) => {
    const content = await held(new URL(asked.url || asked, location.href));
    return content === undefined ? network(asked, options) : new Response(bytes(content));
  };
})();

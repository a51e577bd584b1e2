/* What a query finds. Loaded when the search is first opened; `search.js` shows what comes back.
   Queries are folded as scripts/dossier/search/folding.py folds what is indexed, by one table.
   Where nothing holds every word, the words are corrected by the names known, then words that
   begin alike will do, and at last any of the words. */
(() => {
  "use strict";
  const ROOT = new URL("../../", document.currentScript.src);
  const LONGEST = 200; // letters of a query that are looked at
  const MOST = 12; // words of it
  const FEW = 3; // results so few that other spacings are looked for
  const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const RUNS = new RegExp(`[${HAN}]+|[^${HAN}\\s]+`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const ORDER = ["term", "actor", "part", "section", "page", "source", "statement", "note"];
  const NAMED = new Set(["term", "actor"]); // whose names are known where a word is misspelled
  const PRIOR = { term: 1.5, actor: 1.4, part: 1.3, section: 1.2, note: 0.9, source: 0.6 };
  const ENDINGS = /^(e?s|ies|y|e?d|ing|e|e?rs?|ly|al|ally|ments?|i[sz](e|es|ed|ing|er|ers|ation)|(at)?ions?)?$/;
  const RANKING = { pageLength: 0 };
  let letters = {};
  let pagefind = null;
  let names = null;

  const read = async (path) => (await fetch(new URL(path, ROOT))).json();

  // --- folding ---------------------------------------------------------------------------------
  function fold(text) {
    const small = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
    const plain = [...small].map((c) => letters[c] ?? c).join("");
    const words = plain.replace(/(?<=[0-9]),(?=[0-9]{3})/g, "").replace(/[^\p{L}\p{N}]/gu, " ");
    return words.replace(/(?<![0-9])0+(?=[0-9])/g, "").split(/\s+/).filter(Boolean).join(" ");
  }

  function cut(run) {
    const all = [...run];
    if (!IS_HAN.test(run) || all.length === 1) return [run];
    return all.slice(1).map((c, at) => all[at] + c);
  }

  const tokens = (text) => (fold(text).match(RUNS) || []).flatMap(cut);
  const key = (text) => fold(text).replaceAll(" ", "");

  // --- asking Pagefind -------------------------------------------------------------------------
  async function start() {
    const code = "search/pagefind.js";
    const offline = window.dossierOffline; // a copy on a disk cannot import
    pagefind = await import(offline ? await offline.module(code) : new URL(code, ROOT).href);
    const basePath = new URL("search/", ROOT).href;
    await pagefind.options({ basePath, noWorker: true, ranking: RANKING });
    await pagefind.init();
    const settings = await read("search/settings.json");
    letters = settings.letters;
    return settings;
  }

  const ask = async (words, chosen) =>
    words.length ? (await pagefind.search([...words, ...chosen].join(" "))).results : [];

  async function load(result) {
    const data = await result.data();
    const [address, type, title, note] = JSON.parse(data.raw_url);
    const said = data.raw_content.replaceAll(".", ""); // with which Pagefind ends each paragraph
    const [called] = said.split(" zztype"); // the first of its filters: names end there
    return {
      id: result.id, score: result.score, address, type, title, note,
      called: called.split(" "), content: said.split(" "),
    };
  }

  // Pagefind takes the longest beginning that it knows of a word ("xyz" finds "xylophone"), and
  // English words without their endings. A hit holds a word that differs in an ending alone;
  // it is like a word with which it shares the greater part of the letters.
  function shared(a, b) {
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    return at;
  }
  const holds = (word, said) => said.some((each) => ENDINGS.test(word.slice(shared(word, each))));
  const like = (word, said) => said.some((each) => shared(word, each) >= word.length * 0.6);
  const every = (words, test, said) => words.every((word) => test(word, said));

  function merge(...lists) {
    const seen = new Set();
    return lists.flat().filter((each) => !seen.has(each.id) && seen.add(each.id));
  }

  // What is called exactly so comes first, then whose names hold every word, then the others.
  function rank(hit, words, whole) {
    if (hit.called.includes(`${whole}zz`)) return 3000 - ORDER.indexOf(hit.type);
    const named = every(words, holds, hit.called) || hit.called.some((c) => c.startsWith(whole));
    return (named ? 1000 : 0) + hit.score * (PRIOR[hit.type] || 1);
  }

  // Quoted, Pagefind takes a word as it stands; the filters are asked for beside it.
  async function exact(whole, chosen) {
    const found = await ask([`"${whole}zz"`], []);
    if (!found.length || !chosen.length) return found;
    const fitting = new Set((await ask(chosen, [])).map((each) => each.id));
    return found.filter((each) => fitting.has(each.id));
  }

  async function hits(words, whole, chosen, count, test) {
    const [named, found] = await Promise.all([exact(whole, chosen), ask(words, chosen)]);
    const sure = merge(named, found);
    // Names written with other spaces; asked last, for what is no name finds whatever begins alike.
    const spaced = words.length > 1 && sure.length < FEW ? await ask([whole], chosen) : [];
    const wanted = merge(sure, spaced.slice(0, FEW)).slice(0, count);
    const kept = (await Promise.all(wanted.map(load))).filter(({ content }) =>
      every(words, test, content) || content.some((each) => each.startsWith(whole)));
    for (const hit of kept) hit.rank = rank(hit, words, whole);
    kept.sort((a, b) => b.rank - a.rank);
    return { hits: kept, total: sure.length > count && kept.length ? sure.length : kept.length };
  }

  // --- what was meant --------------------------------------------------------------------------
  function distance(a, b) {
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        next[j] = Math.min(
          row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
          swapped ? before[j - 2] + 1 : Infinity,
        );
      }
      [before, row] = [row, next];
    }
    return row[b.length];
  }

  // Sounds that Mandarin's speakers and romanisations confuse, and letters that transliterations do.
  const sound = (word) => word
    .replace(/([zcs])h/g, "$1").replace(/([aei])ng/g, "$1n").replace(/(k|g)h/g, "$1")
    .replace(/[yj](?=[aeou])/g, "").replace(/q|ck|c/g, "k").replace(/w/g, "v").replace(/y/g, "i")
    .replace(/(.)\1/g, "$1");

  const far = (a, b) => Math.min(distance(a, b), distance(sound(a), sound(b)) + 0.5);

  async function known() {
    names ??= (await read("search/names.json")).map(([address, title, ...called]) => ({
      address, title, called, keys: called.map((each) => each.replaceAll(" ", "")),
    }));
    return names;
  }

  async function corrected(words) {
    const said = [...new Set((await known()).flatMap(({ called }) => called.join(" ").split(" ")))];
    return words.map((word) => {
      if (word.length < 4 || said.includes(word)) return word;
      const near = said.map((each) => [far(word, each), each]).sort((a, b) => a[0] - b[0])[0];
      return near && near[0] <= word.length / 4 + 0.5 ? near[1] : word;
    });
  }

  async function nearest(query, count) {
    const whole = key(query);
    const near = (await known()).map((each) => ({
      ...each,
      far: Math.min(...each.keys.map((k) => far(whole, k) / Math.max(whole.length, k.length, 1))),
    }));
    return near.sort((a, b) => a.far - b.far).filter((each) => each.far < 0.6).slice(0, count);
  }

  // Any of the words: the more of them an entry has, the better.
  async function some(words, chosen, count) {
    const sums = new Map();
    for (const word of words.length > 1 ? new Set(words) : []) {
      for (const hit of await ask([word], chosen)) {
        const sum = sums.get(hit.id) || { hit, score: 0, count: 0 };
        sums.set(hit.id, { hit, score: sum.score + hit.score, count: sum.count + 1 });
      }
    }
    const sorted = [...sums.values()].sort((a, b) => b.count - a.count || b.score - a.score);
    const loaded = await Promise.all(sorted.slice(0, count).map((each) => load(each.hit)));
    const kept = loaded.filter(({ content }) => words.some((word) => holds(word, content)));
    return { hits: kept, total: kept.length && sorted.length, how: kept.length ? "some" : "none" };
  }

  // From what was typed to what may have been meant: the first way that finds something.
  async function find(query, chosen, count) {
    const words = tokens(query.slice(0, LONGEST)).slice(0, MOST);
    if (!words.length) return { hits: [], total: 0, how: "empty" };
    const whole = key(query.slice(0, LONGEST));
    const typed = await hits(words, whole, chosen, count, holds);
    if (typed.hits.some((hit) => NAMED.has(hit.type) && hit.rank >= 1000)) {
      return { ...typed, how: "all" };
    }
    const meant = await corrected(words);
    const other = meant.join() === words.join() ? { hits: [] }
      : await hits(meant, meant.join(""), chosen, count, holds);
    if (typed.hits.length) {
      // Text holds the words, but a name is so near that it may be what was meant.
      const named = other.hits.filter((hit) => hit.rank >= 2000);
      const all = merge(named, typed.hits).slice(0, count);
      return { hits: all, total: Math.max(typed.total, all.length), how: "all" };
    }
    if (other.hits.length) return { ...other, how: "corrected", meant: meant.join(" ") };
    const close = await hits(words, whole, chosen, count, like);
    return close.hits.length ? { ...close, how: "like" } : some(meant, chosen, count);
  }

  window.dossierSearch = { ROOT, start, find, nearest, fold, tokens, key };
})();

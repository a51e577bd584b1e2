/* What a query finds. Loaded when the search is first opened; `search.js` shows what comes back.
   Queries are folded as scripts/dossier/search/folding.py folds what is indexed, by one table; what
   the index is made of, scripts/dossier/search/index.py says. Fetched are the pieces in which a
   query's words stand, the long lists of its words, and what its results show.
   Where nothing holds every word, the words are corrected by the names known, then words that
   begin alike will do, and at last any of the words. */
(() => {
  "use strict";
  const ROOT = new URL("../../", document.currentScript.src);
  const LONGEST = 200; // letters of a query that are looked at
  const MOST = 12; // words of it
  const FEW = 3; // results so few that other spacings are looked for
  const STEM = 3; // letters that a word has without its ending
  const PIECES = 2; // of the index, read from where a word would stand
  const LISTS = 4; // long ones, read for one word of a query
  const SHORT = 4; // consonants, of which one may be another
  const SLIP = 1 / 6; // so much of a name may differ from what was meant
  const ALIKE = 0.6; // and so much from what is offered where nothing is found
  const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const RUNS = new RegExp(`[${HAN}]+|[^${HAN}\\s]+`, "gu");
  const SIGNS = new RegExp(`[^\\p{L}\\p{N}${HAN}]`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const END = "\uffff"; // sorts behind every letter
  const NAMED = new Set(["term", "actor"]); // whose names are known where a word is misspelled
  const PRIOR = { term: 1.5, actor: 1.4, part: 1.3, section: 1.2, note: 0.9, source: 0.6 };
  const ENDINGS = /^(e?s|ies|y|e?d|ing|e|e?rs?|ly|al|ally|ments?|i[sz](e|es|ed|ing|er|ers|ation)|(at)?ions?)?$/;
  const INFLECTIONS = /^(e?s|e?d|ing|e)?$/; // those of them that a short word may have
  const IES = /^(ies|y)$/; // and those that stand for each other alone
  const WEIGHTS = [4, 2, 1]; // of a word in a name, of one likely typed, of one in the text
  const [TEXT, NAME, WHOLE] = [0, 1, 2]; // what holds a query: anything, names, one name exactly
  let letters = {};
  let index = null; // how many entries, the first of each type, the beginning of each piece

  // --- fetching --------------------------------------------------------------------------------
  async function read(path, cache = "default") {
    const answer = await fetch(new URL(`search/${path}.json`, ROOT), { cache });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  // What is fetched once; after a failure all of it starts anew.
  function once(make) {
    const made = new Map();
    return (number) => {
      if (!made.has(number)) made.set(number, make(number));
      return made.get(number);
    };
  }
  const part = (folder) => (number) => read(`${index.folder}/${folder}/${number}`);
  let piece, list, entry;

  async function start() {
    // Asked for anew each time: it names the folder of all else, which is kept for good.
    const newest = ["settings", "index"].map((name) => read(name, "no-cache"));
    const [settings, made] = await Promise.all(newest);
    letters = settings.letters;
    index = made;
    index.types = Object.entries(made.types).sort((a, b) => b[1] - a[1]);
    piece = once(async (number) => new Map(Object.entries(await part("words")(number))));
    [list, entry] = [once(part("lists")), once(part("entries"))];
    return settings;
  }

  // --- folding ---------------------------------------------------------------------------------
  function fold(text) {
    const small = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
    const plain = [...small].map((c) => letters[c] ?? c).join("");
    const words = plain.replace(/(?<=[0-9]),(?=[0-9]{3})/g, "").replace(SIGNS, " ");
    return words.replace(/(?<![0-9])0+(?=[0-9])/g, "").split(/\s+/).filter(Boolean).join(" ");
  }

  function cut(run) {
    const all = [...run];
    if (!IS_HAN.test(run) || all.length === 1) return [run];
    return all.slice(1).map((c, at) => all[at] + c);
  }

  const tokens = (text) => (fold(text).match(RUNS) || []).flatMap(cut);
  const key = (text) => fold(text).replaceAll(" ", "");

  // Sounds that Mandarin's speakers and romanisations confuse, and letters that transliterations do.
  const sound = (word) => word
    .replace(/([zcs])h/g, "$1").replace(/([aei])ng/g, "$1n").replace(/([kg])h/g, "$1")
    .replace(/[yj](?=[aeou])/g, "").replace(/q|ck|c/g, "k").replace(/w/g, "v").replace(/y/g, "i")
    .replace(/(.)\1/gu, "$1");

  // Where names stand in the index that sound alike: of few consonants but for one of them, of
  // many at their beginning or at their end.
  function edges(word) {
    const heard = [...(sound(word).replace(/[aeiou]/g, "") || word)];
    if (heard.length > SHORT) {
      return [`<${heard.slice(0, 2).join("")}`, `>${heard.slice(-2).join("")}`];
    }
    const less = heard.map((_, at) => heard.filter((each, other) => other !== at).join(""));
    return [...new Set([heard.join(""), ...less])].map((each) => `?${each}`);
  }

  // --- the index -------------------------------------------------------------------------------
  const standsIn = (word) => Math.max(index.pieces.filter((each) => each <= word).length - 1, 0);
  const full = (value) => (typeof value === "number" ? list(value) : value);
  const lookup = async (word) => full((await piece(standsIn(word))).get(word));

  // What begins so, as far as it stands in a few pieces: [word, value].
  async function begun(beginning) {
    const first = standsIn(beginning);
    const last = Math.min(standsIn(beginning + END), first + PIECES - 1);
    const pieces = [];
    for (let number = first; number <= last; number += 1) pieces.push(piece(number));
    const words = (await Promise.all(pieces)).flatMap((each) => [...each]);
    return words.filter(([word]) => word.startsWith(beginning));
  }

  // The index has the way from each place to the next.
  function places(steps) {
    let at = 0;
    return steps.map((step) => (at += step));
  }

  // Which entries the filters leave.
  async function fitting(chosen) {
    const levels = await Promise.all(chosen.map(lookup));
    const sets = levels.map((each) => new Set((each || []).flatMap(places)));
    return (at) => sets.every((each) => each.has(at));
  }

  // A word is held by another that it begins, or from which it differs in an ending alone; it is
  // like one with which it shares the greater part of the letters. Both tell whether the first
  // letters, so many, are enough; without another word, whether they could be.
  const holds = (word, shared, other) => {
    if (shared === word.length) return true;
    const [rest, others] = [word, other ?? ""].map((each) => each.slice(shared));
    if (shared < STEM || !ENDINGS.test(rest)) return false;
    if (other === undefined || (rest === "s" && !others)) return true;
    const both = (endings) => endings.test(rest) && endings.test(others);
    if (rest === "y" || others === "y") return both(IES);
    return shared > STEM && both(shared > STEM + 1 ? ENDINGS : INFLECTIONS);
  };
  const like = (word, shared) => shared >= word.length * 0.6;

  function sharing(a, b) {
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    return at;
  }

  // The words that hold one, likest first, as [likeness, value]; of long lists only the likest.
  async function matching(word, enough) {
    let stem = 0;
    while (!enough(word, stem)) stem += 1;
    const beginnings = new Set([word, word.slice(0, stem)]);
    const begin = new Map((await Promise.all([...beginnings].map(begun))).flat());
    const found = [...begin]
      .map(([each, value]) => [each.replace("=", ""), value])
      .map(([each, value]) => [each, sharing(word, each), value])
      .filter(([each, shared]) => enough(word, shared, each))
      .map(([each, shared, value]) => [shared / Math.max(word.length, each.length), value])
      .sort((a, b) => b[0] - a[0]);
    const long = found.filter(([, value]) => typeof value === "number").slice(LISTS);
    return found.filter((each) => !long.includes(each));
  }

  // Place → how well the entry there holds a word, and whether in a name; a rare word says more.
  async function holding(word, enough) {
    const best = new Map();
    await Promise.all((await matching(word, enough)).map(async ([likeness, value]) => {
      (await full(value)).forEach((steps, level) => places(steps).forEach((at) => {
        const { score = 0, named = false } = best.get(at) || {};
        const now = WEIGHTS[level] * likeness;
        best.set(at, { score: Math.max(score, now), named: named || level === 0 });
      }));
    }));
    const rare = Math.log(1 + index.count / (best.size || 1));
    for (const held of best.values()) held.score *= rare;
    return best;
  }

  // What is called exactly so comes first, then whose names hold every word, then the others.
  function ranked(found) {
    for (const hit of found) {
      hit.type = index.types.find(([, first]) => first <= hit.at)[0];
      hit.score *= PRIOR[hit.type] || 1;
    }
    return found.sort((a, b) =>
      b.tier - a.tier || b.count - a.count || b.score - a.score || a.at - b.at);
  }

  async function hits(words, whole, chosen, enough) {
    const [exactly, fits, ...held] = await Promise.all([
      lookup(`${whole}=`), fitting(chosen), ...words.map((word) => holding(word, enough)),
    ]);
    const found = new Map();
    const add = (at, tier, score) => {
      if (fits(at) && !(found.get(at)?.tier >= tier)) {
        found.set(at, { at, tier, score, count: words.length });
      }
    };
    for (const at of held[0].keys()) {
      const each = held.map((word) => word.get(at));
      if (each.every(Boolean)) {
        const score = each.reduce((sum, one) => sum + one.score, 0);
        add(at, each.every((one) => one.named) ? NAME : TEXT, score);
      }
    }
    if (words.length > 1 && found.size < FEW) { // names written with other spaces
      const spaced = await holding(whole, holds);
      for (const [at, { score, named }] of spaced) add(at, named ? NAME : TEXT, score);
    }
    for (const at of (exactly || []).flatMap(places)) add(at, WHOLE, 0);
    return ranked([...found.values()]);
  }

  // Any of the words: the more of them an entry has, the better.
  async function some(words, chosen) {
    const fits = await fitting(chosen);
    const found = new Map();
    for (const word of words.length > 1 ? new Set(words) : []) {
      for (const [at, { score }] of await holding(word, holds)) {
        const before = found.get(at) || { score: 0, count: 0 };
        const sums = { score: before.score + score, count: before.count + 1 };
        if (fits(at)) found.set(at, { at, tier: TEXT, ...sums });
      }
    }
    return ranked([...found.values()]);
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

  const far = (a, b) => Math.min(distance(a, b), distance(sound(a), sound(b)) + 0.5);

  // Names, and words of names, that sound alike at an edge: [name, places of who is called so].
  async function alike(word) {
    return Object.entries(Object.assign({}, ...(await Promise.all(edges(word).map(lookup)))));
  }

  const corrected = (words) => Promise.all(words.map(async (word) => {
    if (word.length < 4) return word;
    const near = (await alike(word)).map(([each]) => [far(word, each), each]);
    const [steps, nearest] = near.sort((a, b) => a[0] - b[0])[0] || [Infinity];
    return steps <= word.length / 4 + 0.5 ? nearest : word;
  }));

  // Places of who is called about so, nearest first; less than a part of the letters differs.
  async function called(whole, most) {
    const best = new Map();
    for (const [name, named] of await alike(whole)) {
      const differs = far(whole, name) / Math.max(whole.length, name.length);
      for (const at of named) best.set(at, Math.min(differs, best.get(at) ?? most));
    }
    const near = [...best].filter(([, differs]) => differs < most);
    return near.sort((a, b) => a[1] - b[1]).map(([at]) => at);
  }

  // From what was typed to what may have been meant: how the first way is called that finds
  // something, what it finds, and by which words.
  async function ways(words, whole, chosen) {
    const typed = await hits(words, whole, chosen, holds);
    if (typed.some(({ type, tier }) => NAMED.has(type) && tier >= NAME)) return ["all", typed];
    if (typed.length) {
      // Text holds the words, but a name is so near that it may be what was meant.
      const near = (await called(whole, SLIP)).filter(await fitting(chosen));
      const named = ranked(near.map((at) => ({ at, tier: NAME, score: 0, count: 0 })));
      const others = typed.filter(({ at }) => !near.includes(at));
      const exact = typed.filter(({ tier }) => tier === WHOLE);
      return ["all", [...new Set([...exact, ...named, ...others])]];
    }
    const meant = await corrected(words);
    const other = meant.join() === words.join() ? []
      : await hits(meant, meant.join(""), chosen, holds);
    if (other.length) return ["corrected", other, meant.join(" ")];
    const close = await hits(words, whole, chosen, like);
    if (close.length) return ["like", close];
    const any = await some(meant, chosen);
    return [any.length ? "some" : "none", any];
  }

  // --- what is asked ---------------------------------------------------------------------------
  async function shown({ at, type }) {
    const [address, title, note] = await entry(at);
    return { address, type, title, note };
  }

  async function found(query, chosen, count) {
    const words = tokens(query.slice(0, LONGEST)).slice(0, MOST);
    if (!words.length) return { hits: [], total: 0, how: "empty" };
    const [how, all, meant] = await ways(words, key(query.slice(0, LONGEST)), chosen);
    const first = await Promise.all(all.slice(0, count).map(shown));
    return { hits: first, total: all.length, how, meant };
  }

  // Where a new version was published meanwhile, its index says where the pieces are now.
  async function find(...asked) {
    try {
      return await found(...asked);
    } catch {
      await start();
      return found(...asked);
    }
  }

  async function nearest(query, count) {
    const near = await called(key(query.slice(0, LONGEST)), ALIKE);
    return Promise.all(near.slice(0, count).map((at) => shown({ at })));
  }

  window.dossierSearch = { ROOT, start, find, nearest, tokens, key, edges };
})();

/* What a query finds. Loaded when the search is first opened; `search.js` shows what comes back.
   Queries are folded as scripts/dossier/search/folding.py folds what is indexed, by one table; what
   the index is made of, scripts/dossier/search/index.py says. Fetched are the pieces in which a
   query's words stand, of its long lists the best places, and the rest where too few of these hold
   every word or something is filtered, and what its results show.
   Where nothing holds every word, the words are corrected by the names known, then words that
   begin alike will do, and at last any of the words. */
(() => {
  "use strict";
  const ROOT = new URL("../../", document.currentScript.src);
  const PAGE = 24; // results shown at a time
  const LONGEST = 200; // letters of a query that are looked at
  const MOST = 12; // words of it
  const FEW = 3; // results so few that other spacings are looked for
  const STEM = 3; // letters that a word has without its ending
  const PIECES = 4; // of the index, read from where a word would stand
  const NAMES = 2; // and from where a name without its spaces would
  const LISTS = 4; // long ones, read for one word of a query
  const SHORT = 4; // consonants, of which one may be another
  const EDGES = [2, 4]; // so many consonants of a longer name are looked for
  const [WORDS, SPACED] = ["", "~"]; // stands before a word, before a name without its spaces
  const SLIP = 1 / 6; // so much of a name may differ from what was meant
  const ALIKE = 0.6; // and so much from what is offered where nothing is found
  const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const RUNS = new RegExp(`[${HAN}]+|[^${HAN}\\s]+`, "gu");
  const SIGNS = new RegExp(`[^\\p{L}\\p{N}${HAN}]`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const PAIR = new RegExp(`^[${HAN}]{2}$`, "u");
  const END = "\uffff"; // sorts behind every letter
  const NAMED = new Set(["term", "actor"]); // whose names are known where a word is misspelled
  const PRIOR = { term: 1.5, actor: 1.4, part: 1.3, section: 1.2, note: 0.9, source: 0.6 };
  const ENDINGS = /^(e?s|ies|y|e?d|ing|e|e?rs?|ly|al|ally|ments?|i[sz](e|es|ed|ing|er|ers|ation)|(at)?ions?)?$/;
  const INFLECTIONS = /^(e?s|e?d|ing|e)?$/; // those of them that a short word may have
  const IES = /^(ies|y)$/; // and those that stand for each other alone
  const WEIGHTS = [4, 2.6, 1]; // of a word in a name, of one likely typed, of one in the text
  const [TEXT, NAME, WHOLE] = [0, 1, 2]; // what holds a query: anything, names, one name exactly
  let letters = {};
  let index = null; // how many entries, the first of each type, what pieces begin with

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
  let page, piece, list, rest, entry;

  async function start() {
    // Asked for anew each time: it names the folder of all else, which is kept for good.
    const newest = ["settings", "root"].map((name) => read(name, "no-cache"));
    const [settings, made] = await Promise.all(newest);
    letters = settings.letters;
    index = made;
    index.types = Object.entries(made.types).sort((a, b) => b[1] - a[1]);
    piece = once(async (number) => new Map(Object.entries(await part("words")(number))));
    [page, list, rest, entry] = ["pages", "lists", "rests", "entries"].map((each) => once(part(each)));
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
      const sides = [["<", ...heard], [">", ...heard.reverse()]];
      return sides.flatMap((side) => EDGES.map((length) => side.slice(0, 1 + length).join("")));
    }
    const less = heard.map((_, at) => heard.filter((each, other) => other !== at).join(""));
    return [...new Set([heard.join(""), ...less])].map((each) => `?${each}`);
  }

  // --- the index -------------------------------------------------------------------------------
  const last = (beginnings, word) =>
    Math.max(beginnings.filter((each) => each <= word).length - 1, 0);

  // Of very many pieces, pages say what they begin with.
  async function standsIn(word) {
    const at = last(index.pieces, word);
    return index.each === 1 ? at : at * index.each + last(await page(at), word);
  }

  const lookup = async (word) => (await piece(await standsIn(word))).get(word);
  const isLong = (value) => typeof value?.[0] === "number";

  // What a word leads to, and how many places are left out: of a long list all but the best.
  async function full(value, all) {
    if (!isLong(value)) return [value || [], 0];
    const [number, more] = value;
    if (!more || !all) return [await list(number), more];
    const [best, others] = await Promise.all([list(number), rest(number)]);
    return [best.map((steps, level) => steps.concat(others[level])), 0];
  }

  // What begins so, as far as it stands in a few pieces, as [word, value]; whether there is more.
  async function begun(beginning) {
    if (PAIR.test(beginning)) return { begin: [[beginning, await lookup(beginning)]], cut: false };
    const [first, end] = await Promise.all([beginning, beginning + END].map(standsIn));
    const length = Math.min(end - first + 1, beginning.startsWith(SPACED) ? NAMES : PIECES);
    const pieces = await Promise.all(Array.from({ length }, (_, at) => piece(first + at)));
    const begin = pieces.flatMap((each) => [...each].filter(([word]) => word.startsWith(beginning)));
    return { begin, cut: first + length <= end };
  }

  // The index has the way from each place to the next.
  function places(steps) {
    let at = 0;
    return steps.map((step) => (at += step));
  }

  // Which entries the filters leave.
  async function fitting(chosen) {
    const sets = await Promise.all(chosen.map(async (each) => {
      const [levels] = await full(await lookup(each), true);
      return new Set(levels.flatMap(places));
    }));
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

  // What holds a word among words or among names without spaces, likest first, as
  // [likeness, value]; of long lists only the likest.
  async function matching(word, enough, sign) {
    let stem = 0;
    while (!enough(word, stem)) stem += 1;
    const beginnings = [...new Set([word, word.slice(0, stem)])];
    const all = await Promise.all(beginnings.map((each) => begun(sign + each)));
    const found = [...new Map(all.flatMap(({ begin }) => begin))]
      .map(([each, value]) => [each.replace(/[~=]/g, ""), value])
      .map(([each, value]) => [each, sharing(word, each), value])
      .filter(([each, shared]) => enough(word, shared, each))
      .map(([each, shared, value]) => [shared / Math.max(word.length, each.length), value])
      .sort((a, b) => b[0] - a[0]);
    const long = new Set(found.filter(([, value]) => isLong(value)).slice(LISTS));
    const cut = long.size > 0 || all.some((each) => each.cut);
    return { found: found.filter((each) => !long.has(each)), cut };
  }

  // Place → how well the entry there holds a word, and whether in a name; a rare word says more.
  // And how many places were left to read, and whether there may be others that are not read: of
  // names without spaces not, where those that are read have nothing that words do not.
  async function holding(word, enough, all, among) {
    const held = new Map();
    let left = 0;
    const add = async (typed, [likeness, value]) => {
      const [levels, more] = await full(value, all);
      left += more;
      levels.forEach((steps, level) => places(steps).forEach((at) => {
        const { score = 0, named = false, known = false } = held.get(at) || {};
        const now = Math.max(score, WEIGHTS[level] * likeness);
        held.set(at, { score: now, named: named || level === 0, known: known || typed });
      }));
    };
    const made = await Promise.all(among.map(async (sign) => {
      const { found, cut } = await matching(word, enough, sign);
      await Promise.all(found.map((each) => add(sign === WORDS, each)));
      return { sign, cut };
    }));
    const news = [...held.values()].some(({ known }) => !known);
    const cut = made.some((each) => each.cut && (each.sign === WORDS || news));
    const rare = Math.log(1 + index.count / (held.size + left || 1));
    for (const each of held.values()) each.score *= rare;
    return { held, left, cut };
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

  // Which entries hold every word; where spaces do not matter, every name without its own does, too.
  async function gathered({ words, whole, chosen }, enough, all, spaces) {
    const among = spaces ? [WORDS] : [WORDS, SPACED];
    const [exactly, fits, spaced, ...each] = await Promise.all([
      lookup(`${SPACED}${whole}=`).then((value) => full(value, all)), fitting(chosen),
      spaces || words.length === 1 ? null : holding(whole, holds, all, [SPACED]),
      ...words.map((word) => holding(word, enough, all, among)),
    ]);
    const found = new Map();
    const add = (at, tier, score) => {
      if (fits(at) && !(found.get(at)?.tier >= tier)) {
        found.set(at, { at, tier, score, count: words.length });
      }
    };
    for (const at of each[0].held.keys()) {
      const ones = each.map(({ held }) => held.get(at));
      if (ones.every(Boolean)) {
        const score = ones.reduce((sum, one) => sum + one.score, 0);
        add(at, ones.every((one) => one.named) ? NAME : TEXT, score);
      }
    }
    for (const [at, { score }] of spaced ? spaced.held : []) add(at, NAME, score);
    for (const at of exactly[0].flatMap(places)) add(at, WHOLE, 0);
    const others = spaced ? [...each, spaced] : each;
    const left = others.reduce((sum, one) => sum + one.left, exactly[1]);
    return { found: ranked([...found.values()]), left, cut: others.some(({ cut }) => cut) };
  }

  // The best places are enough where they have more than are shown; what filled a page keeps its
  // place when the rest is read. A filter is read whole, and so is what it is applied to.
  async function hits(query, enough) {
    const spaces = query.words.length > 1;
    let made = await gathered(query, enough, query.chosen.length > 0, spaces);
    if (made.left && made.found.length <= query.count) {
      const best = made.found.length > PAGE ? made.found : [];
      const known = new Set(best.map(({ at }) => at));
      made = await gathered(query, enough, true, spaces);
      made.found = [...best, ...made.found.filter(({ at }) => !known.has(at))];
    }
    return spaces && made.found.length < FEW ? gathered(query, enough, true, false) : made;
  }

  // Any of the words: the more of them an entry has, the better.
  async function some({ words, chosen }) {
    const fits = await fitting(chosen);
    const found = new Map();
    let cut = false;
    for (const word of words.length > 1 ? new Set(words) : []) {
      const one = await holding(word, holds, true, [WORDS, SPACED]);
      cut ||= one.cut;
      for (const [at, { score }] of one.held) {
        const before = found.get(at) || { score: 0, count: 0 };
        const sums = { score: before.score + score, count: before.count + 1 };
        if (fits(at)) found.set(at, { at, tier: TEXT, ...sums });
      }
    }
    return { found: ranked([...found.values()]), left: 0, cut };
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
    const named = edges(word).map(async (edge) => (await full(await lookup(edge)))[0]);
    return Object.entries(Object.assign({}, ...(await Promise.all(named))));
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
  async function ways(query) {
    const typed = await hits(query, holds);
    if (typed.found.some(({ type, tier }) => NAMED.has(type) && tier >= NAME)) return ["all", typed];
    if (typed.found.length) {
      // Text holds the words, but a name is so near that it may be what was meant.
      const near = (await called(query.whole, SLIP)).filter(await fitting(query.chosen));
      const named = ranked(near.map((at) => ({ at, tier: NAME, score: 0, count: 0 })));
      const others = typed.found.filter(({ at }) => !near.includes(at));
      const exact = typed.found.filter(({ tier }) => tier === WHOLE);
      return ["all", { ...typed, found: [...new Set([...exact, ...named, ...others])] }];
    }
    const words = await corrected(query.words);
    const meant = { ...query, words, whole: words.join("") };
    const other = words.join() === query.words.join() ? typed : await hits(meant, holds);
    if (other.found.length) return ["corrected", other, words.join(" ")];
    const close = await hits(query, like);
    if (close.found.length) return ["like", close];
    const any = await some(meant);
    return [any.found.length ? "some" : "none", any];
  }

  // --- what is asked ---------------------------------------------------------------------------
  async function shown({ at, type }) {
    const [address, title, note] = await entry(at);
    return { address, type, title, note };
  }

  async function found(typed, chosen, count) {
    const asked = typed.slice(0, LONGEST);
    const words = tokens(asked).slice(0, MOST);
    if (!words.length) return { hits: [], total: 0, how: "empty" };
    const [how, all, meant] = await ways({ words, whole: key(asked), chosen, count });
    const first = await Promise.all(all.found.slice(0, count).map(shown));
    return { hits: first, total: all.found.length, least: all.left > 0 || all.cut, how, meant };
  }

  // Where a new version was published meanwhile, its index says where the pieces are now; what was
  // found by halves in both is looked for again.
  async function fresh(ask) {
    const before = index;
    try {
      const made = await ask();
      if (index === before) return made;
    } catch {
      if (index === before) await start();
    }
    return ask();
  }

  const find = (...asked) => fresh(() => found(...asked));

  const nearest = (query, count) => fresh(async () => {
    const near = await called(key(query.slice(0, LONGEST)), ALIKE);
    return Promise.all(near.slice(0, count).map((at) => shown({ at })));
  });

  window.dossierSearch = { ROOT, PAGE, start, find, nearest, tokens, key, edges };
})();

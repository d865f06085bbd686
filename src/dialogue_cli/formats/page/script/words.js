// The words of the meetings and what names lead to, as search_data.py wrote them.

let lexicon = null;

function readLexicon(data) {
  const own = data.own.split(";"), number = new Map(), byStem = new Map(), forms = [];
  data.stems.split(" ").filter(Boolean).forEach((entry, i) => {
    const [name, words] = entry.split("=");
    byStem.set(name, i);
    forms.push(words ? words.split(",") : [name]);
    for (const word of forms[i]) number.set(word, i);
  });
  const texts = data.texts.split(";").map(row), found = forms.map(() => []);
  texts.forEach((text, place) => {
    for (const one of text) if (one && found[one - 1].at(-1) !== place) found[one - 1].push(place);
  });
  // A word of an alias leads to the aliases with it.
  const aliases = data.aliases.split("\n").filter(Boolean).map(text => text.split(" ")), parts = new Map();
  const aliasStems = aliases.map(all => all.map(stem));
  aliasStems.forEach((all, i) => all.forEach(one => parts.set(one, [...parts.get(one) ?? [], i])));
  lexicon = {...data, number, byStem, forms, own, texts, places: found, parts, aliasStems, wordsOf: [],
    bearers: data.bearers.split(";"), aliasWords: [...new Set(aliases.flat())].filter(word => !number.has(word)),
    bits: Uint8Array.from(atob(data.guard), letter => letter.charCodeAt(0))};
}

const numberOf = word => lexicon.number.get(word) ?? lexicon.byStem.get(stem(word));
const placesOf = word => lexicon.places[numberOf(word)] ?? [];
const isKnown = word => lexicon.number.has(word);

// The meetings that have a word exactly so.
function withForm(word) {
  const i = lexicon.number.get(word);
  if (i === undefined) return [];
  const forms = lexicon.forms[i];
  return forms.length > 1 ? rising(lexicon.own[i].split(",")[forms.indexOf(word)]) : lexicon.places[i];
}

const beginning = start => [...lexicon.number.keys()].filter(word => word.startsWith(start));

// The meetings that have some words side by side.
function phrase(words) {
  const wanted = words.map(word => (numberOf(word) ?? -2) + 1);
  if (wanted.includes(-1)) return none();
  const rarest = words.map(placesOf).sort((a, b) => a.length - b.length)[0];
  return setOf(rarest.filter(place => {
    const text = lexicon.texts[place];
    for (let at = text.indexOf(wanted[0]); at >= 0; at = text.indexOf(wanted[0], at + 1)) {
      if (wanted.every((one, i) => text[at + i] === one)) return true;
    }
    return false;
  }));
}

// The names of which an alias has some words side by side.
function namesWith(words) {
  // A name that has the words itself is found by them.
  const hasThem = name => words.every(word => (lexicon.wordsOf[name] ??= new Set(tokens(lexicon.names[name]).map(one => one.word))).has(word));
  const wanted = words.map(stem), found = new Set();
  for (const i of new Set(lexicon.parts.get(wanted[0]))) {
    const all = lexicon.aliasStems[i];
    if (all.some((_, at) => wanted.every((one, j) => all[at + j] === one))) lexicon.meant[i].filter(name => !hasThem(name)).forEach(name => found.add(name));
  }
  return [...found];
}

const bearing = name => rising(lexicon.bearers[name]);

// Whether a word is English, or a country, so that it is meant as it stands; see guard.py.
function isMeant(word) {
  const count = lexicon.bits.length * 8;
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(word)) value = Math.imul(value ^ byte, 0x01000193);
  value >>>= 0;
  let step = Math.imul(value ^ value >>> 16, 0x85ebca6b) >>> 0;
  step = Math.imul(step ^ step >>> 13, 0xc2b2ae35) >>> 0;
  step = (step ^ step >>> 16) >>> 0;
  for (let i = 0; i < 8; i++) {
    const place = (value + i * step) % count;
    if (!(lexicon.bits[place >> 3] & 1 << (place & 7))) return false;
  }
  return true;
}

// The known word that is nearest in spelling; of several the one that goes best with the other words.
function nearWord(typed, context) {
  const most = cap(typed.length);
  if (!most || !/^\p{L}+$/u.test(typed) || isMeant(typed)) return null;
  let least = most, rivals = [];
  const count = word => withForm(word).length;
  for (const words of [lexicon.number.keys(), lexicon.aliasWords]) {
    for (const word of words) {
      const far = distance(typed, word, least);
      if (far > least) continue;
      if (far < least) rivals = [];
      least = far;
      rivals.push([word, count(word)]);
    }
  }
  const order = (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
  rivals = rivals.sort(order).slice(0, 8).map(([word, all]) =>
    [word, all, context ? placesOf(word).filter(place => context[place]).length : 0]);
  rivals.sort((a, b) => (a[0][0] !== typed[0]) - (b[0][0] !== typed[0]) || b[2] - a[2] || order(a, b));
  return rivals[0]?.[0] ?? null;
}

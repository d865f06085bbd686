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
  lexicon = {...data, number, byStem, forms, own, texts, places: found,
    bearers: data.bearers.split(";"), aliases: data.aliases.split(" ").filter(Boolean),
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

const bearing = name => rising(lexicon.bearers[name]);

// Whether a word is English, or a country, so that it is meant as it stands; see guard.py.
function isMeant(word) {
  const bytes = new TextEncoder().encode(word), count = lexicon.bits.length * 8;
  for (let seed = 0; seed < 6; seed++) {
    let value = 0x811c9dc5 ^ seed;
    for (const byte of bytes) value = Math.imul(value ^ byte, 0x01000193);
    value >>>= 0;
    value = (value ^ value >>> 15) >>> 0;
    const place = value % count;
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
  for (const words of [lexicon.number.keys(), lexicon.aliases]) {
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

// What a person types into the search, read as the program reads it: words that must all be there, "phrases", OR, NOT
// or a minus, and word*. A word also finds what it is a name of.

const BEGINNINGS = RULES.beginnings.split(" ");
const OPERATOR = "(?:OR|AND|NOT)\\b";
const PIECE = new RegExp(`"([^"]*)"|((?:\\([^\\s"()]+\\)(?=[\\p{L}\\p{N}])(?!${OPERATOR}))?[^\\s"()]+` +
  `(?:\\([^\\s"()]+\\)(?!${OPERATOR})[\\p{L}\\p{N}]*)*)|([()])`, "gu");

function read(text) {
  if ((text.match(/"/g) ?? []).length % 2) text = text.replace(/"([^"]*)$/, " $1");
  const isLoud = text === text.toUpperCase() && text.split(/\s+/).some(word => /^\p{Lu}{6,}$/u.test(word.replace(/[^\p{L}\p{N}]/gu, "")));
  const found = [], atom = (typed, isPhrase) => atomOf(typed, isPhrase, isLoud);
  for (const match of text.matchAll(PIECE)) {
    const [whole, quoted, word, bracket] = match, rest = text[match.index + whole.length] ?? "";
    if (bracket) {
      found.push({sign: bracket});
    } else if (quoted !== undefined) {
      found.push(atom(quoted, true));
    } else if (/^[-–−!][\p{L}\p{N}]/u.test(word)) {
      found.push({sign: "NOT"}, atom(word.slice(1)));
    } else if (/^[-–−!]$/.test(word) && /["(]/.test(rest)) {
      found.push({sign: "NOT"});
    } else if (!isLoud && ["OR", "AND", "NOT"].includes(word)) {
      found.push({sign: word});
    } else {
      found.push(atom(word.replace(/^\+(?=[\p{L}\p{N}])/u, "")));
    }
  }
  return {parts: found.filter(Boolean), isLoud};
}

function atomOf(text, isPhrase = false, isLoud = false) {
  let words = askedWords(text);
  if (!words.length) return null;
  if (isLoud && !text.includes(".")) words = words.map(word => word.replace(RULES.acronym, ""));
  const isWord = words.length === 1 && !isPhrase;
  const isAcronym = isWord && words[0].endsWith(RULES.acronym);
  const isPrefix = isWord && (text.endsWith("*") || isSign(words[0]));
  return {words, typed: isPhrase ? `"${text}"` : text, isPhrase, isPrefix, isAcronym,
    isStop: isWord && !isPrefix && !isAcronym && STOP.has(words[0])};
}

// In a short text, "or" and "not" in small letters count too.
function smallOperators({parts, isLoud}, notes) {
  const isContent = part => part && !part.sign && !part.isStop;
  if (isLoud || parts.filter(isContent).length > 4) return parts;
  const isArticle = part => ["a", "an", "the"].includes(part.typed?.toLowerCase());
  return parts.map((part, i) => {
    const small = part.sign || part.isPhrase ? "" : part.typed.toLowerCase();
    if (small !== "or" && small !== "not") return part;
    const after = parts.slice(i + 1).find(one => !isArticle(one)), before = parts[i - 1];
    if (!(isContent(after) || after?.sign === "(")) return part;
    if (small === "or" && !(isContent(before) || before?.sign === ")")) return part;
    notes.push(`“${part.typed}” is read as ${small.toUpperCase()}`);
    return {sign: small.toUpperCase()};
  });
}

// Between two signs only the words that say something, if there are such.
function withoutStopWords(parts) {
  const found = [];
  for (let i = 0; i < parts.length;) {
    let end = i;
    while (end < parts.length && !parts[end].sign) end++;
    const run = parts.slice(i, end), content = run.filter(atom => !atom.isStop);
    found.push(...content.length ? content : run, ...parts.slice(end, end + 1));
    i = end + 1;
  }
  return found;
}

// What the parts ask for: {all} or {any} of several, {not} one, or an atom. OR binds more closely than a space.
function grouped(parts) {
  const groups = [{items: [], isOr: false, isNot: false}];
  const add = item => {
    const group = groups.at(-1);
    if (group.isNot) item = {not: item};
    if (group.isOr) item = {any: [...group.items.at(-1).any ?? [group.items.at(-1)], item]}, group.items.pop();
    group.items.push(item);
    group.isOr = group.isNot = false;
  };
  const close = () => {
    const {items} = groups.pop();
    if (items.length) add(items.length > 1 ? {all: items} : items[0]);
  };
  for (const part of parts) {
    const group = groups.at(-1);
    if (part.sign === "OR") group.isOr = group.items.length > 0 && !group.isNot;
    else if (part.sign === "NOT") group.isNot = true;
    else if (part.sign === "(") groups.push({items: [], isOr: false, isNot: false});
    else if (part.sign === ")") groups.length > 1 && close();
    else if (!part.sign) add(part);
  }
  while (groups.length > 1) close();
  return groups[0].items.flatMap(item => item.all ?? [item]);
}

// Units to find, each a list of atoms of which one must be there, and what else must hold.
function parsed(text) {
  const notes = [];
  const items = grouped(withoutStopWords(smallOperators(read(text), notes)));
  const isUnit = item => item.words || item.any?.every(one => one.words);
  let units = items.filter(isUnit).map(item => item.any ?? [item]);
  const content = units.filter(atoms => atoms.length > 1 || !atoms[0].isStop);
  if (content.length) units = content;
  const unique = new Map(units.map(atoms => [atoms.map(atom => atom.words.join(" ") + atom.isPrefix).join("|"), atoms]));
  return {units: [...unique.values()].map(unitOf), rest: items.filter(item => !isUnit(item)), notes};
}

// The meetings for which a part of a question holds.
function holds(item, notes) {
  if (item.not) return without(none().fill(1), holds(item.not, notes));
  if (item.any) return item.any.map(one => holds(one, notes)).reduce(either, none());
  if (item.all) return item.all.map(one => holds(one, notes)).reduce(both, none().fill(1));
  const unit = unitOf([item]);
  if (!item.isPrefix && !item.isPhrase) {
    addNames([unit]);
    notes.push(...addSpellings([unit]));
  }
  const set = widely(unit);
  if (!set.includes(1)) notes.push(`No meeting has “${item.typed}”`);
  return set;
}

const unitOf = atoms => ({atoms, typed: atoms.map(atom => atom.typed).join(" OR "), names: [], others: []});

// The meetings that have an atom: its words, or what has an alias with its word.
function withAtom(atom) {
  const [word] = atom.words;
  if (atom.isPrefix) return setOf(beginning(word).flatMap(withForm));
  const set = atom.words.length > 1 ? phrase(atom.words) : setOf(placesOf(word));
  for (const name of namesWith(atom.words)) for (const place of bearing(name)) set[place] = 1;
  if (atom.isStop) for (const place of placesOf(word + RULES.acronym)) set[place] = 1;
  return set;
}

function withUnit(unit) {
  const set = unit.atoms.map(withAtom).reduce(either, none());
  for (const name of unit.names) for (const place of bearing(name)) set[place] = 1;
  return set;
}

const widely = unit => unit.others.map(words => phrase(words)).reduce(either, withUnit(unit));
const isThere = unit => withUnit(unit).includes(1);
const plainText = ({atoms}) => atoms.length > 1 || atoms[0].isPrefix ? "" : atoms[0].typed.replace(/"/g, "");

function meant(text) {
  const word = text.toLowerCase();
  const isCode = isUpper(text) && (word === "us" || !STOP.has(word) || !placesOf(word + RULES.acronym).length);
  return (isCode && lexicon.codes[key(text)]) || lexicon.whole[key(text)] || [];
}

// Adds what units mean by name, alone or several that stand together.
function addNames(units) {
  for (let start = 0; start < units.length; start++) {
    for (let end = start + 1; end <= Math.min(units.length, start + 6); end++) {
      const texts = units.slice(start, end).map(plainText);
      if (!texts.every(Boolean)) break;
      const names = meant(texts.join(" "));
      if (names.length) for (const unit of units.slice(start, end)) unit.names.push(...names);
    }
  }
}

const splits = (word, least) => word.length > 40 ? [] : Array.from(
  {length: Math.max(0, word.length - 2 * least + 1)}, (_, i) => [word.slice(0, i + least), word.slice(i + least)]);
const sideBySide = words => words.every(word => numberOf(word) !== undefined) && phrase(words).includes(1);

// Other ways to write a unit that meetings have: a compound as one word or two, British or American, another newspaper's.
function addSpellings(units) {
  const isPlain = unit => unit.atoms.length === 1 && unit.atoms[0].words.length === 1
    && !unit.atoms[0].isPrefix && !unit.atoms[0].isPhrase && !unit.atoms[0].isAcronym;
  const more = units.map(() => []);
  units.forEach((unit, i) => {
    const [{words}] = unit.atoms;
    if (unit.atoms.length === 1 && words.length > 1 && isKnown(words.join(""))) more[i].push([words.join("")]);
    if (!isPlain(unit)) return;
    for (const pair of splits(words[0], 4)) if (sideBySide(pair)) more[i].push(pair);
    if (i && isPlain(units[i - 1]) && isKnown(units[i - 1].atoms[0].words[0] + words[0])) {
      more[i - 1].push([units[i - 1].atoms[0].words[0] + words[0]]);
      more[i].push([units[i - 1].atoms[0].words[0] + words[0]]);
    }
  });
  const said = [];
  units.forEach((unit, i) => {
    const own = new Set(unit.atoms.map(atom => atom.words.join(" ")));
    const alone = unit.atoms.filter(atom => atom.words.length === 1 && !atom.isPrefix && !atom.isPhrase);
    const others = alone.flatMap(({words: [word]}) => [
      ...(lexicon.variants[word] ?? "").split(" ").filter(Boolean).map(other => [other]),
      ...BEGINNINGS.filter(start => word.startsWith(start) && word.length >= start.length + 3)
        .map(start => [start, word.slice(start.length)]),
      ...[word.match(/^([a-z]+)([0-9]+)$/) ?? word.match(/^([0-9]+)([a-z]+)$/)].filter(Boolean).map(found => found.slice(1)),
    ]).filter(words => !own.has(words.join(" ")) && sideBySide(words));
    unit.others = [...more[i], ...others];
    const fresh = others.filter(words => !more[i].some(one => one.join(" ") === words.join(" ")));
    if (fresh.length) said.push(`“${unit.typed}” is also looked for as ${listing(fresh.map(words => words.join("-")), "and")}`);
  });
  return said;
}

// An unknown unit as what it may have meant; as it is when that is nothing known.
function nearest(unit, context, isLast, notes) {
  const [atom] = unit.atoms, [word] = atom.words;
  if (unit.atoms.length > 1 || atom.isPhrase || atom.isPrefix || atom.isAcronym) return [unit];
  if (atom.words.length > 1) {
    const parts = atom.words;
    if (parts.some(part => part.length < 3 && !atom.typed.includes(part.toUpperCase()))) return [unit];
    return parts.flatMap(part => knownOrNearest(unitOf([{...atom, words: [part], typed: part}]), context, notes));
  }
  if (isLast && word.length >= 3) {
    const begun = beginning(word).sort((a, b) => withForm(b).length - withForm(a).length || (a < b ? -1 : 1));
    if (begun.length) {
      notes.push(`No word “${atom.typed}”; taken for the beginning of ${listing(begun.slice(0, 3), "or")}`);
      return [{...unit, atoms: [{...atom, isPrefix: true}]}];
    }
  }
  return knownOrNearest(unit, context, notes);
}

function knownOrNearest(unit, context, notes) {
  const [atom] = unit.atoms, [word] = atom.words;
  if (isThere(unit)) return [unit];
  const names = lexicon.unknown[key(atom.typed)];
  if (names) return [{...unit, names}];
  if (isMeant(word)) return [unit];
  const pair = splits(word, 3).find(sideBySide);
  if (pair) return [{...unit, atoms: [{...atom, words: pair}]}];
  const near = nearWord(word, context);
  if (!near) return [unit];
  notes.push(`No word “${atom.typed}”; taken for “${near}”`);
  return [unitOf([{...atom, words: [near], typed: near, isStop: false}])];
}

// The meetings that have the most of several words; those that nearly all have do not count alone.
function withMost(sets) {
  const telling = sets.filter(set => many(set) <= Math.max(size / 2, 5)), counted = none();
  for (const set of sets) for (let i = 0; i < size; i++) counted[i] += set[i];
  const some = (telling.length ? telling : sets).reduce(either, none());
  let most = 1;
  for (let i = 0; i < size; i++) if (some[i] && counted[i] > most) most = counted[i];
  return some.map((one, i) => one && Number(counted[i] === most));
}

// The meetings that a text finds, what must be said of it, and what to mark: runs of stems, or beginnings of words.
function answer(text) {
  let {units, rest, notes} = parsed(text);
  if (!units.length && rest.every(item => item.not)) {
    if (rest.length) notes.push("A search needs a word to look for, not only words to leave out");
    else if (text.trim()) notes.push("There is no word to look for");
    return {set: text.trim() ? none() : none().fill(1), notes, marks: []};
  }
  units = units.flatMap(unit => {
    const [atom] = unit.atoms;
    if (unit.atoms.length > 1 || !atom.isPhrase || atom.words.length === 1 || isThere(unit)) return [unit];
    notes.push(`No ${atom.typed}; looking for its words`);
    return atom.words.map(word => atomOf(word)).filter(one => one && !one.isStop).map(one => unitOf([one]));
  });
  addNames(units);
  const known = units.filter(isThere);
  const context = known.length ? known.map(withUnit).reduce(either, none()) : null;
  units = units.flatMap((unit, i) => known.includes(unit) ? [unit] : nearest(unit, context, i === units.length - 1, notes));
  notes.push(...addSpellings(units));
  const sets = units.map(widely);
  const unknown = units.filter((_, i) => !sets[i].includes(1)).map(unit => `“${unit.typed}”`);
  if (unknown.length) notes.push(`No meeting has ${listing(unknown, "or")}`);
  const all = sets.reduce(both, none().fill(1));
  let set = all;
  if (sets.length > 1 && !all.includes(1)) {
    set = withMost(sets);
    notes.push("No meeting has all of these words" + (set.includes(1) ? "; these have most of them" : ""));
  }
  for (const item of rest) set = both(set, holds(item, notes));
  return {set, notes: [...new Set(notes)], marks: units.flatMap(marksOf)};
}

function marksOf(unit) {
  const names = new Set([...unit.names, ...unit.atoms.flatMap(atom => namesWith(atom.words))]);
  const found = [...unit.atoms.map(atom => atom.words), ...unit.others,
    ...[...names].map(name => tokens(lexicon.names[name]).map(token => token.word))];
  return found.filter(words => words.length).map((words, i) => unit.atoms[i]?.isPrefix ? {start: words[0]} : {stems: words.map(stem)});
}

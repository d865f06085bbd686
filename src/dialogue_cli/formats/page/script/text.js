// Text as it is compared: the rules of text.py and tokens.py, whose tables stand in RULES.

const get = id => document.getElementById(id);
const make = (tag, text = "", kind = "") => {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  if (kind) node.className = kind;
  return node;
};
const plural = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;
const listing = (all, last) => all.length < 2 ? all.join() : `${all.slice(0, -1).join(", ")} ${last} ${all.at(-1)}`;

const LETTERS = new Map(RULES.letters.split(" ").map(pair => [pair[0], pair.slice(1)]));
const STOP = new Set(RULES.stop.split(" ")), LIKELY = RULES.likely.split(" ");
const APART = new RegExp(`[${RULES.apostrophes}]`, "gu");
const POSSESSIVE = new RegExp(`[${RULES.apostrophes}][sS]$|[${RULES.apostrophes}]`, "gu");
const SEPARATORS = new RegExp(`[${RULES.separators.replace(/[\]\\^-]/g, "\\$&")}\\s]+`, "gu");
const SPACELESS = new RegExp(`[${RULES.spaceless}]+`, "gu");
const SIGN = `(?:[\\p{L}\\p{N}]|[${RULES.marks}])`;
const DOTTED = `(?<![\\p{L}\\p{N}_.${RULES.apostrophes}])(?:\\p{L}\\.)+\\p{L}(?![\\p{L}\\p{N}_${RULES.apostrophes}])\\.?`;
const PIECES = new RegExp(`(?<dotted>${DOTTED})|${SIGN}+(?:[${RULES.apostrophes}${RULES.unseen}]+${SIGN}+)*`, "gu");
const isUpper = text => text === text.toUpperCase() && /\p{Uppercase}/u.test(text) && !/\p{Lowercase}/u.test(text);

// A mark with a combining class changes its place among marks of other classes; JavaScript does not tell the class.
const combining = new Map();
function isCombining(c) {
  if (!combining.has(c)) {
    const moves = text => text.normalize("NFD") !== text;
    combining.set(c, c.normalize("NFD") === c && /\p{M}/u.test(c) && (moves(c + "\u0334") || moves("\u0345" + c)));
  }
  return combining.get(c);
}

// Where case folding is not lower case: letters of Greek, German, Old Slavonic, and Cherokee, which folds to capitals.
const UNLIKE_LOWER = {ß: "ss", ς: "σ", "\u1c80": "в", "\u1c81": "д", "\u1c82": "о", "\u1c83": "с", "\u1c84": "т",
  "\u1c85": "т", "\u1c86": "ъ", "\u1c87": "ѣ", "\u1c88": "ꙋ"};
const FOLDED_OTHERWISE = /[ßς\u1c80-\u1c88\uab70-\uabbf\u13f8-\u13fd]/g;

function folded(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  let found = "";
  for (const c of Array.from(text, letter => LETTERS.get(letter) ?? letter).join("").normalize("NFKD")) {
    if (!isCombining(c) && !/[\p{Cf}\u034f\ufe00-\ufe0f]/u.test(c)) found += c;
  }
  return found.toLowerCase().replace(FOLDED_OTHERWISE, c => UNLIKE_LOWER[c] ?? c.toUpperCase());
}

const fold = text => folded(text.replace(APART, "")).replace(SEPARATORS, " ").trim();
const key = text => fold(text).replace(/ /g, "");

// The words of a text, each with where it stands.
function tokens(text) {
  const shouts = isUpper(text) && (text.match(/\p{L}{5,}/gu) ?? []).length > 1;
  const found = [];
  for (const piece of text.matchAll(PIECES)) {
    const start = piece.index, end = start + piece[0].length, isDotted = Boolean(piece.groups.dotted);
    const bare = piece[0].replace(/\./g, "").replace(POSSESSIVE, "");
    const word = folded(bare).replace(/[^\p{L}\p{N}\p{M}]/gu, "");
    if (!word) continue;
    const length = [...bare].length;
    const isAcronym = STOP.has(word) && length > 1 && length <= 5 && (isUpper(bare) || isDotted);
    if (word.search(SPACELESS) >= 0) {
      for (const part of pairs(word)) found.push({word: part, start, end});
    } else if (!isAcronym || (shouts && !isDotted)) {
      found.push({word, start, end});
      if (isAcronym && LIKELY.includes(word)) found.push({word: word + RULES.acronym, start, end});
    } else {
      found.push({word: word + RULES.acronym, start, end});
    }
  }
  return found;
}

// A word of a script without spaces as pairs of neighbouring signs, and its last sign.
function pairs(word) {
  const found = [];
  let at = 0;
  for (const run of word.matchAll(SPACELESS)) {
    if (run.index > at) found.push(word.slice(at, run.index));
    const signs = run[0].match(/\P{M}\p{M}*|\p{M}+/gu);
    signs.forEach((_, i) => found.push(signs.slice(i, i + 2).join("")));
    at = run.index + run[0].length;
  }
  if (at < word.length) found.push(word.slice(at));
  return found;
}

// The words of a question: of a run of signs without spaces only the pairs.
function askedWords(text) {
  const found = tokens(text);
  return found.filter(({word, end}, i) =>
    !(i && found[i - 1].end === end && isSign(word) && found[i - 1].word.endsWith(word))).map(token => token.word);
}
const isSign = word => word.search(SPACELESS) === 0 && word.match(/\P{M}\p{M}*/gu)?.length === 1;

// How many letters apart two words are: left out, added, changed, or two neighbours swapped. Above the cap: more than it.
function distance(one, other, cap) {
  if (Math.abs(one.length - other.length) > cap) return cap + 1;
  let before = [], last = Array.from({length: other.length + 1}, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let cost = same ? last[j - 1] : 1 + Math.min(last[j], next[j - 1], last[j - 1]);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > cap) return cap + 1;
    before = last;
    last = next;
  }
  return last[other.length];
}
const cap = length => length <= 3 ? 0 : length <= 7 ? 1 : 2;

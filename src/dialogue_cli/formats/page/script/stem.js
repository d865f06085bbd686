// The stem of an English word: the algorithm of Porter (1980), as SQLite's full text has it.

const isVowel = (word, i) => "aeiou".includes(word[i]) || (word[i] === "y" && i > 0 && !isVowel(word, i - 1));
const hasVowel = word => [...word].some((letter, i) => "aeiou".includes(letter) || (letter === "y" && i > 0));
const shape = word => Array.from(word, (_, i) => isVowel(word, i) ? "v" : "c").join("");
// How often a consonant follows a vowel.
const measure = word => (shape(word).match(/v+c/g) ?? []).length;
const endsShort = word => !/[wxy]$/.test(word) && /cvc$/.test(shape(word));

const ENDINGS = [
  [0, "ational=ate tional=tion enci=ence anci=ance izer=ize logi=log bli=ble alli=al entli=ent eli=e ousli=ous " +
    "ization=ize ation=ate ator=ate alism=al iveness=ive fulness=ful ousness=ous aliti=al iviti=ive biliti=ble"],
  [0, "icate=ic ative= alize=al iciti=ic ical=ic ful= ness="],
  [1, "al= ance= ence= er= ic= able= ible= ant= ement= ment= ent= ion= ou= ism= ate= iti= ous= ive= ize="],
].map(([least, endings]) => [least, endings.split(" ").map(one => one.split("="))]);

const stems = new Map();
function stem(word) {
  if (!stems.has(word)) stems.set(word, stemmed(word));
  return stems.get(word);
}

function stemmed(word) {
  const bytes = new TextEncoder().encode(word).length;
  if (bytes < 3 || bytes > 64) return word;
  if (word.endsWith("s")) {
    if (word.endsWith("es")) word = (/sses$/.test(word) && word.length > 4) || (/ies$/.test(word) && word.length > 3) ? word.slice(0, -2) : word.slice(0, -1);
    else if (!word.endsWith("ss")) word = word.slice(0, -1);
  }
  if (/eed$/.test(word) && word.length > 3) {
    if (measure(word.slice(0, -3))) word = word.slice(0, -1);
  } else {
    const ending = /ed$/.test(word) && word.length > 2 ? 2 : /ing$/.test(word) && word.length > 3 ? 3 : 0;
    if (ending && hasVowel(word.slice(0, -ending))) {
      word = word.slice(0, -ending);
      if (/(at|bl|iz)$/.test(word) && word.length > 2) word += "e";
      else if (/([^aeiou])\1$/.test(word) && !/[lsz]$/.test(word)) word = word.slice(0, -1);
      else if (measure(word) === 1 && endsShort(word)) word += "e";
    }
  }
  if (word.endsWith("y") && hasVowel(word.slice(0, -1))) word = word.slice(0, -1) + "i";
  for (const [least, endings] of ENDINGS) {
    const found = endings.filter(([old]) => word.length > old.length && word.endsWith(old)).sort((a, b) => b[0].length - a[0].length)[0];
    if (!found) continue;
    const rest = word.slice(0, -found[0].length);
    if (measure(rest) > least && (found[0] !== "ion" || /[st]$/.test(rest))) word = rest + found[1];
  }
  if (word.endsWith("e")) {
    const rest = word.slice(0, -1), count = measure(rest);
    if (count > 1 || (count === 1 && !endsShort(rest))) word = rest;
  }
  return word.endsWith("ll") && measure(word.slice(0, -1)) > 1 ? word.slice(0, -1) : word;
}

// Small helpers, and text as it is compared.

const get = id => document.getElementById(id);
const make = (tag, text = "", kind = "") => {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  if (kind) node.className = kind;
  return node;
};
const plural = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

// Text as it is compared: without case, diacritics, apostrophes, hyphens and punctuation.
const LETTERS = {ı: "i", ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ə: "a", ħ: "h", ß: "ss", ς: "σ"};
const fold = text => text.normalize("NFKD").replace(/[\p{M}'’‘ʼʻ`´′\u00ad\u2010\u2011-]/gu, "").toLowerCase()
  .replace(/[ıłøđðþæœəħßς]/g, letter => LETTERS[letter])
  .replace(/[.,;:()[\]/\\"“”„«»_\u2012-\u2015\u2212\s]/g, " ");

// Folded text with the place that each of its characters has in the original.
function mapped(text) {
  let folded = "", at = 0;
  const places = [];
  for (const character of text) {
    const plain = fold(character);
    for (let i = 0; i < plain.length; i++) places.push(at);
    folded += plain;
    at += character.length;
  }
  places.push(at);
  return {folded, places};
}

// Numbers as packing.py writes them: digits of five bits, the lowest first; 32 more says that another one follows.

const DIGITS = new Uint8Array(128);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((digit, i) => DIGITS[digit.charCodeAt(0)] = i);

function row(text) {
  const found = [];
  let number = 0, shift = 1;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGITS[text.charCodeAt(i)];
    number += (digit & 31) * shift;
    if (digit & 32) {
      shift *= 32;
    } else {
      found.push(number);
      number = 0;
      shift = 1;
    }
  }
  return found;
}

function rising(text) {
  let before = -1;
  return row(text).map(step => before += step + 1);
}

// Sets of meetings are arrays of bytes, one for each meeting of the page.
let size = 0;
const none = () => new Uint8Array(size);
const setOf = places => {
  const set = none();
  for (const place of places) set[place] = 1;
  return set;
};
const either = (set, other) => {
  for (let i = 0; i < size; i++) set[i] |= other[i];
  return set;
};
const both = (set, other) => set.map((one, i) => one & other[i]);
const without = (set, other) => set.map((one, i) => one & ~other[i]);
const many = set => set.reduce((sum, one) => sum + one, 0);

// The text of the cards: base 85 (as Python's base64.b85encode writes it, a comma for the less-than sign),
// then bzip2, then UTF-8. See packing.py.

function unpack(text) {
  return new TextDecoder().decode(bunzip(bytes(text)));
}

function bytes(text) {
  const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";
  const values = new Uint8Array(128);
  for (let i = 0; i < 85; i++) values[letters.charCodeAt(i)] = i;
  const found = new Uint8Array(Math.ceil(text.length / 5) * 4);
  for (let i = 0, to = 0; i < text.length; i += 5) {
    let n = 0;
    for (let j = i; j < i + 5; j++) n = n * 85 + (j < text.length ? values[text.charCodeAt(j)] : 84);
    for (let shift = 24; shift >= 0; shift -= 8) found[to++] = n >>> shift;
  }
  return found;
}

function bunzip(data) {
  let at = 4, word = 0, have = 0;
  const bits = n => {
    while (have < n) {
      word = word << 8 | data[at++];
      have += 8;
    }
    have -= n;
    const value = word >>> have & (1 << n) - 1;
    word &= (1 << have) - 1;
    return value;
  };
  const marked = n => {
    const map = bits(16), found = [];
    for (let i = 0; i < 16; i++) if (map & 0x8000 >> i) found.push(n + i);
    return found;
  };
  // How many codes there are of each length, and their symbols in the order of the codes.
  const table = size => {
    const lengths = [], counts = new Uint16Array(22), symbols = [];
    let length = bits(5);
    for (let i = 0; i < size; i++) {
      while (bits(1)) length += bits(1) ? -1 : 1;
      lengths.push(length);
      counts[length]++;
    }
    for (let n = 1; n < 22; n++) lengths.forEach((l, symbol) => l === n && symbols.push(symbol));
    return {counts, symbols};
  };
  const next = ({counts, symbols}) => {
    for (let code = 0, first = 0, index = 0, n = 1; n < 22; n++) {
      code |= bits(1);
      const count = counts[n];
      if (code - first < count) return symbols[index + code - first];
      index += count;
      first = first + count << 1;
      code <<= 1;
    }
    throw new Error("damaged");
  };
  let out = new Uint8Array(1 << 20), size = 0;
  const room = n => {
    if (size + n <= out.length) return;
    const larger = new Uint8Array(2 * out.length + n);
    larger.set(out);
    out = larger;
  };
  const block = new Uint32Array(900000);
  while (bits(24) === 0x314159) {
    // The rest of the mark, the checksum, and a flag that is never set.
    bits(24), bits(16), bits(16), bits(1);
    const origin = bits(24), used = marked(0).flatMap(i => marked(16 * i)), end = used.length + 1;
    const groups = bits(3), recent = [...Array(groups).keys()], order = [];
    for (let count = bits(15); count--;) {
      let i = 0;
      while (bits(1)) i++;
      recent.unshift(...recent.splice(i, 1));
      order.push(recent[0]);
    }
    const tables = recent.map(() => table(end + 1));
    const front = Uint8Array.from(used), starts = new Uint32Array(257);
    let count = 0, run = 0, weight = 1;
    for (let i = 0; ; i++) {
      const symbol = next(tables[order[i / 50 | 0]]);
      if (symbol < 2) {
        run += weight << symbol;
        weight <<= 1;
        continue;
      }
      starts[front[0] + 1] += run;
      block.fill(front[0], count, count + run);
      count += run;
      run = 0;
      weight = 1;
      if (symbol === end) break;
      const byte = front[symbol - 1];
      front.copyWithin(1, 0, symbol - 1);
      front[0] = byte;
      starts[byte + 1]++;
      block[count++] = byte;
    }
    // Burrows–Wheeler backwards: each entry gets the place of the one that follows it.
    for (let i = 1; i < 256; i++) starts[i] += starts[i - 1];
    for (let i = 0; i < count; i++) block[starts[block[i] & 255]++] |= i << 8;
    let place = block[origin] >>> 8, before = -1, same = 0;
    for (let i = 0; i < count; i++) {
      const entry = block[place], byte = entry & 255;
      place = entry >>> 8;
      room(255);
      if (same === 4) {
        // After four equal bytes stands how many more there are.
        out.fill(before, size, size + byte);
        size += byte;
        same = 0;
        before = -1;
      } else {
        same = byte === before ? same + 1 : 1;
        before = out[size++] = byte;
      }
    }
  }
  return out.subarray(0, size);
}

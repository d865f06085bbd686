// Sets the words that were found off, and where they stand inside a closed card, shows their surroundings.

function markLater() {
  clearTimeout(markLater.timer);
  markLater.timer = setTimeout(mark, 40);
}

// Where words stand in a text: the first and the last character of each.
function* hits(text) {
  const all = tokens(text).map(token => ({...token, stem: stem(token.word)}));
  for (let i = 0; i < all.length; i++) {
    for (const {stems, start} of asked.marks) {
      if (start ? all[i].word.startsWith(start) : stems.every((one, j) => all[i + j]?.stem === one)) {
        yield [all[i].start, all[i + (start ? 1 : stems.length) - 1].end];
      }
    }
  }
}

function mark() {
  const ranges = [];
  for (const item of found.slice(0, drawn)) {
    item.hit?.remove();
    item.hit = null;
    if (!asked.marks.length) continue;
    if (!item.details.open && hits(item.summary.textContent).next().done) showHit(item);
    const walker = document.createTreeWalker(item.details.open ? item.node : item.summary, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (const [start, end] of hits(node.data)) {
        const range = new Range();
        range.setStart(node, start);
        range.setEnd(node, end);
        ranges.push(range);
      }
    }
  }
  if (window.Highlight) CSS.highlights.set("found", new Highlight(...ranges));
}

function showHit(item) {
  for (const text of raw(item).split("\n")) {
    const [hit] = hits(text);
    if (!hit) continue;
    let [from, to] = [Math.max(0, hit[0] - 60), Math.min(text.length, hit[1] + 100)];
    if (from) from += Math.max(0, text.slice(from, hit[0]).search(/\s|$/));
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), hit[1]);
    item.hit = make("p", (from ? "…" : "") + text.slice(from, to).replace(/^[\s·,;:]+|\s+$/g, "") + (to < text.length ? "…" : ""), "hit");
    item.hit.dir = "auto";
    item.summary.append(item.hit);
    return;
  }
}

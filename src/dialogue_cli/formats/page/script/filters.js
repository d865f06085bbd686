// Shows the meetings that the view asks for, and marks the words that were found.

function period(text) {
  const match = /^(\d{1,4})(?:\.\.(\d{1,4}))?$/.exec(text || "");
  return match && [+match[1], +(match[2] ?? match[1])];
}
const yearWords = ([from, to]) => [...new Set([from, to])].map(year => String(year).padStart(4, "0")).join("–");
const possibly = (item, [from, to]) => item.years && item.years.from <= to && item.years.to >= from;
const surely = (item, [from, to]) => item.years.sure && item.years.sure[0] <= to && item.years.sure[1] >= from;

function show() {
  const asked = fold(view.q || "").split(" ").filter(Boolean);
  const partner = data.partners.indexOf(view.partner);
  const series = data.series.findIndex(([id]) => id === view.series);
  const status = data.statuses.indexOf(view.status);
  const years = period(view.year);
  let count = 0, unsure = 0;
  const others = [];
  for (const item of items) {
    const passes = (!view.partner || item.partners.includes(partner)) && (!view.series || item.series === series)
      && (!view.status || item.status === status) && asked.every(word => folded(item).includes(word));
    if (passes) others.push(item);
    const shown = passes && (!view.year || Boolean(years && possibly(item, years)));
    if (shown !== item.shown) item.node.hidden = !shown;
    item.shown = shown;
    count += shown;
    unsure += say(item, shown && years && !surely(item, years) ? `possibly in ${yearWords(years)}` : "");
  }
  for (const group of list.children) {
    const rows = group.querySelectorAll("ol.m > li");
    if (rows.length) group.hidden = [...rows].every(row => row.hidden);
  }
  const isFiltered = count < items.length || KEYS.some(key => key !== "meeting" && view[key]);
  let said = isFiltered ? `${count.toLocaleString("en")} of ${plural(items.length, "meeting")}` : plural(count, "meeting");
  if (unsure) said += `, ${unsure === count ? "all" : unsure.toLocaleString("en")} only possibly in ${yearWords(years)}`;
  if (!count) said = `No meeting matches, of ${items.length.toLocaleString("en")}`;
  if (get("_count").textContent !== said) get("_count").textContent = said;
  get("_clear").hidden = !isFiltered;
  if (words !== document.activeElement || !typing) words.value = view.q || "";
  for (const key of ["partner", "series", "year", "status"]) choose(get("_" + key), view[key] || "");
  draw(others, years);
  const item = byId.get(view.meeting);
  if (item?.shown) open(item);
  markLater();
}

function markLater() {
  clearTimeout(markLater.timer);
  markLater.timer = setTimeout(() => mark(fold(view.q || "").split(" ").filter(Boolean)), 40);
}

// Says below a title that the meeting is only possibly in the chosen years. Gives whether it does.
function say(item, text) {
  if (!text && !item.said) return 0;
  if (!item.said) {
    item.said = make("p", "", "possible");
    item.summary.append(item.said);
  }
  item.said.textContent = text;
  item.said.hidden = !text;
  return text ? 1 : 0;
}

function choose(select, value) {
  if (value && ![...select.options].some(option => option.value === value)) {
    const years = select.id === "_year" && period(value);
    select.add(new Option(years ? yearWords(years) : value, value));
  }
  select.value = value;
}

// Sets the words that were found off, and where they stand inside a closed card, shows their surroundings.
function mark(asked) {
  const ranges = [];
  let left = 200;
  for (const item of items) {
    item.hit?.remove();
    item.hit = null;
    if (!asked.length || !item.shown || left-- <= 0) continue;
    if (!item.details.open) {
      const title = fold(item.summary.textContent);
      const hidden = asked.find(word => !title.includes(word));
      if (hidden) {
        const text = raw(item), {folded, places} = mapped(text), at = folded.indexOf(hidden);
        const start = text.lastIndexOf("\n", places[at]) + 1, end = (text + "\n").indexOf("\n", places[at]);
        let from = Math.max(start, places[at] - 60), to = Math.min(end, places[at] + 120);
        if (from > start) from += text.slice(from, places[at]).search(/\s|$/);
        if (to < end) to = Math.max(text.lastIndexOf(" ", to), places[at] + hidden.length);
        const words = (from > start ? "…" : "") + text.slice(from, to).trim() + (to < end ? "…" : "");
        item.hit = make("p", words, "hit");
        item.hit.dir = "auto";
        item.summary.append(item.hit);
      }
    }
    const walker = document.createTreeWalker(item.details.open ? item.node : item.summary, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, {folded, places} = mapped(node.data);
      for (const word of asked) {
        for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, places[at]);
          range.setEnd(node, places[at + word.length]);
          ranges.push(range);
        }
      }
    }
  }
  if (window.Highlight) CSS.highlights.set("found", new Highlight(...ranges));
}

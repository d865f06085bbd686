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

// What the page holds

const list = get("_list"), form = get("_filters"), words = get("_q");
const items = [];
const byId = new Map();
let data = {partners: [], series: [], statuses: [], meetings: []};
let streams = [];

function collect() {
  for (const node of list.querySelectorAll("ol.m > li")) {
    let details = node.firstElementChild;
    if (details.tagName !== "DETAILS") {
      // The packed page spares the elements that only its script needs.
      details = make("details");
      const summary = make("summary"), date = make("i");
      date.append(node.firstChild);
      summary.append(date, ...node.childNodes);
      summary.querySelector("h4").dir = "auto";
      details.append(summary);
      node.append(details);
    }
    items.push({node, details, summary: details.firstElementChild, number: items.length, shown: true});
  }
}

function facts(item) {
  // Where even the ids and the lines of the list are packed, the lines stand before the cards.
  if (data.ids) item.node.id = data.ids[item.number];
  item.id = item.node.id;
  byId.set(item.id, item);
  if (data.ids) item.summary.append(grow(item, streams.shift()));
  const [partners, series, status, years] = data.meetings[item.number];
  let [earliest, latest, lastStart, firstEnd] = years.split(",");
  if (latest === undefined) latest = lastStart = firstEnd = earliest;
  Object.assign(item, {partners, series, status});
  item.years = years && {
    from: earliest ? +earliest : -Infinity,
    to: latest ? +latest : Infinity,
    sure: lastStart && firstEnd ? [+lastStart, +firstEnd] : null,
  };
}

// The text of a packed card with what packing.py left out: words that stood before, and the id.
function whole(item, stream) {
  let text = "";
  for (const [, plain, at, size] of stream.matchAll(/([^\x05]*)(?:\x05(.)(.))?/gs)) {
    text += plain;
    if (at) text += text.substr(at.charCodeAt(0) - 256, size.charCodeAt(0) - 256);
  }
  return text.replaceAll("\x04", item.id);
}

// A packed card as elements.
function grow(item, stream) {
  const root = document.createDocumentFragment();
  let parent = root;
  for (const [, code, rest] of whole(item, stream).matchAll(/([\x01\x02]|^)([^\x01\x02]*)/g)) {
    let text = rest;
    if (code === "\x01") {
      const [tag, fixed, own] = data.kinds[text.charCodeAt(0) - 33];
      const node = make(tag);
      for (const name in fixed) node.setAttribute(name, fixed[name]);
      const values = text.slice(1).split("\x03");
      own.forEach((name, i) => node.setAttribute(name, values[i]));
      text = values[own.length];
      parent.append(node);
      parent = node;
    } else if (code) {
      parent = parent.parentNode;
    }
    if (text) parent.append(text);
  }
  return root;
}

function build(item) {
  const stream = streams[item.number];
  if (!stream) return;
  const grown = grow(item, stream);
  streams[item.number] = "";
  item.raw ??= readStream(item, stream);
  item.details.append(grown);
}

const readStream = (item, stream) =>
  [...item.summary.childNodes, ""].map(node => node.textContent).join("\n") + whole(item, stream).replace(/\x01.(?:[^\x01-\x03]*\x03)*|\x02/g, "\n");

function raw(item) {
  if (item.raw === undefined) {
    const stream = streams[item.number];
    if (stream) {
      item.raw = readStream(item, stream);
    } else {
      const walker = document.createTreeWalker(item.node, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) found.push(walker.currentNode.data);
      item.raw = found.join("\n");
    }
  }
  return item.raw;
}

const folded = item => item.folded ??= fold(raw(item));

// The view and its address

const KEYS = ["q", "partner", "series", "year", "status", "meeting"];
let view = {};
let typing = false;

function parse(hash) {
  let text = hash.slice(1);
  if (text && !text.includes("=")) {
    try {
      text = decodeURIComponent(text);
    } catch {
      return {};
    }
    return byId.has(text) ? {meeting: text} : {};
  }
  const given = new URLSearchParams(text), found = {};
  for (const key of KEYS) if (given.get(key)) found[key] = given.get(key);
  return found;
}

function address() {
  const used = KEYS.filter(key => view[key]);
  if (used.length === 1 && view.meeting) return "#" + view.meeting;
  return used.length ? "#" + new URLSearchParams(used.map(key => [key, view[key]])) : "";
}

// Typing makes one entry of the history, every other choice makes one each.
function change(values, isTyping = false) {
  view = {...view, ...values};
  const url = location.pathname + location.search + address();
  history[isTyping && typing ? "replaceState" : "pushState"](null, "", url);
  typing = isTyping;
  show();
}

// Filters

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

// The drawing follows the filters

const group = document.querySelector("main [role=group]");

function draw(others, years) {
  if (!group) return;
  for (const anchor of group.querySelectorAll("a[data-id]")) {
    anchor.classList.toggle("off", !byId.get(anchor.dataset.id).shown);
  }
  const bars = [...group.querySelectorAll("a[data-years]")].map(anchor => {
    const span = period(anchor.dataset.years);
    let sure = 0, may = 0;
    for (const item of others) if (possibly(item, span)) surely(item, span) ? sure++ : may++;
    return {anchor, span, sure, may};
  });
  const highest = Math.max(1, ...bars.map(bar => bar.sure + bar.may));
  const tallest = +(group.querySelector("[data-tallest]")?.dataset.tallest ?? 0);
  for (const {anchor, span, sure, may} of bars) {
    const [, solid, light] = anchor.querySelectorAll("rect");
    let top = tallest;
    for (const [rect, count] of [[solid, sure], [light, may]]) {
      const height = count && Math.max(1, tallest * count / highest);
      top -= height;
      rect.setAttribute("y", top.toFixed(1));
      rect.setAttribute("height", height.toFixed(1));
    }
    const isChosen = years && years[0] <= span[0] && years[1] >= span[1];
    anchor.classList.toggle("off", Boolean(years) && !isChosen);
    anchor.toggleAttribute("aria-current", Boolean(isChosen));
    anchor.querySelector("title").textContent =
      `${yearWords(span)}: ${sure.toLocaleString("en")}${may ? `, ${may.toLocaleString("en")} possibly` : ""}`;
  }
}

function arrows(event) {
  const steps = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity};
  const step = steps[event.key];
  if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
  const stops = [...group.querySelectorAll("a")].filter(anchor => anchor.dataset.years || !anchor.matches(".off"));
  const at = stops.indexOf(document.activeElement) + step;
  const stop = stops[Math.min(Math.max(at, 0), stops.length - 1)];
  event.preventDefault();
  if (!stop) return;
  for (const other of group.querySelectorAll("a[tabindex='0']")) other.setAttribute("tabindex", "-1");
  stop.setAttribute("tabindex", "0");
  stop.focus();
}

// Cards

function open(item) {
  build(item);
  item.details.open = true;
}

function go(id) {
  const item = byId.get(id);
  change(item.shown ? {meeting: id} : {q: "", partner: "", series: "", year: "", status: "", meeting: id});
  reach(item);
}

function reach(item) {
  open(item);
  item.node.scrollIntoView();
  item.summary.focus({preventScroll: true});
}

function clear() {
  change({q: "", partner: "", series: "", year: "", status: "", meeting: ""});
}

// What a person does

function listen() {
  document.addEventListener("click", event => {
    const anchor = event.target.closest("a[href^='#']");
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const id = anchor.getAttribute("href").slice(1);
    if (anchor.dataset.years) {
      const span = period(anchor.dataset.years), value = span[0] === span[1] ? String(span[0]) : anchor.dataset.years;
      change({year: view.year === value ? "" : value, meeting: ""});
    } else if (byId.has(id)) {
      go(id);
    } else {
      get(id)?.focus();
      get(id)?.scrollIntoView();
    }
    event.preventDefault();
  });
  list.addEventListener("toggle", event => {
    const item = byId.get(event.target.parentNode.id);
    if (item && event.target.open) build(item);
    if (item && view.q) markLater();
  }, true);
  // Before it opens, so that no empty card is seen.
  list.addEventListener("click", event => {
    const summary = event.target.closest("summary");
    if (summary) build(byId.get(summary.closest("li").id));
  });
  form.addEventListener("submit", event => event.preventDefault());
  words.addEventListener("input", () => change({q: words.value, meeting: ""}, true));
  words.addEventListener("blur", () => typing = false);
  for (const key of ["partner", "series", "year", "status"]) {
    get("_" + key).addEventListener("change", event => change({[key]: event.target.value, meeting: ""}));
  }
  get("_clear").addEventListener("click", () => {
    clear();
    words.focus();
  });
  get("_open").addEventListener("click", event => {
    const isOpening = event.target.textContent === "Open all";
    for (const item of items) if (item.shown) isOpening ? open(item) : item.details.open = false;
    event.target.textContent = isOpening ? "Close all" : "Open all";
  });
  document.addEventListener("keydown", event => {
    const isField = event.target.matches("input, select, textarea");
    if (event.key === "/" && !isField && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      words.focus();
      words.select();
    } else if (event.key === "Escape" && !event.target.matches("select")) {
      event.preventDefault();
      words.value = "";
      clear();
    }
  });
  group?.addEventListener("keydown", arrows);
  addEventListener("popstate", () => {
    typing = false;
    restore();
  });
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = items.filter(item => item.shown && !item.details.open);
    opened.forEach(open);
  });
  addEventListener("afterprint", () => opened.forEach(item => item.details.open = false));
}

function restore() {
  view = parse(location.hash);
  words.value = view.q || "";
  show();
  const item = byId.get(view.meeting);
  if (item?.shown) reach(item);
}

function fill() {
  const count = test => items.filter(test).length;
  const options = (key, all, choices) => {
    const select = get("_" + key);
    select.append(new Option(all, ""), ...choices.map(([value, text]) => new Option(text, value)));
    select.closest(".field").hidden = choices.length < 2;
  };
  options("partner", "All partners", data.partners.map((name, i) =>
    [name, `${name} (${count(item => item.partners.includes(i))})`]));
  options("series", "All series", data.series.map(([id, name], i) =>
    [id, `${name} (${count(item => item.series === i)})`]));
  const years = new Set(items.flatMap(({years}) => years ? [years.from, years.to, ...years.sure ?? []] : []));
  options("year", "All years", [...years].filter(Number.isFinite).sort((a, b) => a - b).map(year =>
    [String(year), yearWords([year, year])]));
  options("status", "Any status", data.statuses.map((name, i) => [name, `${name} (${count(item => item.status === i)})`]));
}

function start() {
  const packed = get("_pack");
  if (packed) {
    const [first, ...rest] = unpack(packed.textContent).split("\x1e");
    data = JSON.parse(first);
    streams = rest;
    packed.remove();
  } else {
    data = JSON.parse(get("_data").textContent);
  }
  items.forEach(facts);
  fill();
  listen();
  group?.querySelector("a")?.setAttribute("tabindex", "0");
  form.hidden = false;
  restore();
  // When all is loaded, the browser itself goes to the address, and takes the focus away.
  addEventListener("load", () => setTimeout(restore));
  // The first search need not wait for all texts to be folded.
  let next = 0;
  const ahead = deadline => {
    while (next < items.length && deadline.timeRemaining() > 2) folded(items[next++]);
    if (next < items.length) requestIdleCallback(ahead);
  };
  window.requestIdleCallback?.(ahead);
}

if (form) {
  collect();
  // The list is to be seen before the cards are unpacked.
  get("_pack") ? requestAnimationFrame(() => setTimeout(start)) : start();
}

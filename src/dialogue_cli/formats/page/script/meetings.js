// What the page holds: a line for each meeting, its card, and the facts that the filters need.

const list = get("_list"), form = get("_filters"), words = get("_q");
const items = [];
const byId = new Map();
let data = {partners: [], series: [], statuses: [], meetings: []};

// Reads the data of the page. Gives whether that succeeded; if not, the page says why.
async function load() {
  const pack = get("_pack"), note = get("_packed");
  if (!pack) {
    data = JSON.parse(get("_data").textContent);
    return true;
  }
  // The note says what is needed; it stays where that is missing.
  if (!window.DecompressionStream) return false;
  note.hidden = true;
  try {
    data = JSON.parse(await unpack(pack.textContent));
  } catch {
    note.textContent = "This file is damaged: participants, topics, summaries, outcomes and evidence cannot be unpacked.";
    note.hidden = false;
    return false;
  }
  pack.remove();
  return true;
}

// The text that packing.py packed.
function unpack(text) {
  const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

function collect() {
  for (const [number, node] of [...list.querySelectorAll("ol.m > li")].entries()) {
    const [partners, series, status, years] = data.meetings[number];
    const details = node.querySelector("details") ?? wrap(node);
    const item = {id: node.id, node, details, summary: details.firstElementChild, card: data.cards?.[number] ?? "",
      shown: true, partners, series, status, years: span(years)};
    items.push(item);
    byId.set(item.id, item);
  }
  delete data.cards;
}

// Where the cards are packed, the line of a meeting becomes what opens its card.
function wrap(node) {
  const details = make("details"), summary = make("summary");
  summary.dir = "auto";
  summary.append(...node.childNodes);
  details.append(summary);
  node.append(details);
  return details;
}

// The years of a meeting, which filter_data.py wrote.
function span(years) {
  let [earliest, latest, lastStart, firstEnd] = years.split(",");
  if (latest === undefined) latest = lastStart = firstEnd = earliest;
  return years && {
    from: earliest ? +earliest : -Infinity,
    to: latest ? +latest : Infinity,
    sure: lastStart && firstEnd ? [+lastStart, +firstEnd] : null,
  };
}

// A packed card as elements. It is HTML that the program wrote, in which all data is escaped.
function grow(card) {
  const template = make("template");
  template.innerHTML = card;
  return template.content;
}

// Adds a packed card to its meeting when it is first needed.
function build(item) {
  if (!item.card) return;
  item.details.append(grow(item.card));
  item.card = "";
}

// The text of a meeting, each piece on a line of its own.
const raw = item => item.raw ??= pieces(item.node) + (item.card && "\n" + withoutTags(item.card));

function pieces(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode.data);
  return found.join("\n");
}

// The text of a packed card; making elements of all cards would double the time of the first search.
// In what the program writes, > stands only at the end of a tag, and only three characters are escaped in text.
const ESCAPED = {"&lt;": "<", "&gt;": ">", "&amp;": "&"};
const withoutTags = card => card.replace(/<[^>]*>/g, "\n").replace(/&(?:lt|gt|amp);/g, name => ESCAPED[name]);

const folded = item => item.folded ??= fold(raw(item));

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

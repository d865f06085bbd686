// What the page holds: a line for each meeting, its card, and the facts that the filters need.

const list = get("_list"), form = get("_filters"), words = get("_q");
const items = [];
const byId = new Map();
let data = null;
// The cards of a large page lie in several packs, which are unpacked when the page has time, or when one is needed.
const packs = [...document.querySelectorAll("[id^='_cards']")].map(node => ({node, cards: null, loading: null}));

// Reads the data of the page. Gives whether that succeeded; if not, the page says why.
async function load() {
  const note = get("_packed");
  // The note says what is needed; it stays where that is missing.
  if (!window.DecompressionStream) return fail();
  try {
    data = JSON.parse(await unpack(get("_pack")));
    size = data.size;
    readLexicon(JSON.parse(await unpack(get("_words"))));
  } catch {
    return fail(true);
  }
  if (note) note.hidden = true;
  return true;
}

// Shows the plain list, with the reason why there is no more. Gives false.
function fail(isDamaged = false) {
  const note = get("_packed"), lines = list.querySelector("noscript");
  if (isDamaged && note) note.textContent = note.dataset.damaged;
  if (note) note.hidden = false;
  if (lines) list.replaceChildren(grow(lines.textContent));
  form.hidden = true;
  return false;
}

// The text that packing.py packed.
async function unpack(node) {
  const bytes = Uint8Array.from(atob(node.textContent), letter => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

function collect() {
  const plain = [...list.querySelectorAll("ol.m > li")];
  const lines = plain.length ? [] : list.querySelector("noscript").textContent.split("\n").filter(line => line.startsWith("<li "));
  data.days.split(";").forEach((days, place) => {
    const node = plain[place] ?? null, line = lines[place] ?? "";
    const item = {id: node?.id ?? line.match(/ id="([^"]*)"/)[1], place, node, line, details: node?.querySelector("details"),
      isBuilt: Boolean(node), ...span(days)};
    item.summary = item.details?.firstElementChild;
    items.push(item);
    byId.set(item.id, item);
  });
}

// The days of a meeting, which filter_data.py wrote. Years have four digits, so that days can be compared as text.
function span(days) {
  let [earliest, latest, lastStart, firstEnd] = days.split(",");
  if (latest === undefined) latest = lastStart = firstEnd = earliest;
  const year = (earliest || latest).slice(0, 4);
  return {isDated: Boolean(days), year, from: earliest, to: latest || "~", sure: lastStart && firstEnd ? [lastStart, firstEnd] : null};
}

// HTML that the program wrote, in which all data is escaped, as elements.
function grow(text) {
  const template = make("template");
  template.innerHTML = text;
  return template.content;
}

// The line of a meeting as an element, made when it is first looked at; it becomes what opens its card.
function lineOf(item) {
  if (item.node) return item.node;
  const node = grow(item.line).firstChild, details = make("details"), summary = make("summary");
  summary.dir = "auto";
  summary.append(...node.childNodes);
  details.append(summary);
  node.append(details);
  Object.assign(item, {node, details, summary});
  return node;
}

const packOf = item => packs[Math.floor(item.place / data.pack)];
const cardOf = item => packOf(item)?.cards?.[item.place % data.pack];

function loadPack(pack) {
  return pack.loading ??= unpack(pack.node).then(text => {
    pack.cards = JSON.parse(text);
    pack.node.remove();
  }).catch(() => {
    pack.cards = [];
    get("_packed").textContent = get("_packed").dataset.part;
    get("_packed").hidden = false;
  });
}

// Adds a packed card to its meeting when it is first needed.
async function build(item) {
  if (item.isBuilt) return;
  item.isBuilt = true;
  if (cardOf(item) === undefined) await loadPack(packOf(item));
  lineOf(item).querySelector("details").append(grow(cardOf(item) ?? '<p class="note">This card is damaged.</p>'));
}

// The text of a meeting, each piece on a line of its own; of a card that is not unpacked yet nothing is known.
function raw(item) {
  const card = cardOf(item);
  return item.isBuilt || !card ? pieces(lineOf(item)) : pieces(lineOf(item)) + "\n" + withoutTags(card);
}

function pieces(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode.data);
  return found.join("\n");
}

// The text of a packed card. In what the program writes, > stands only at the end of a tag, and only three characters
// are escaped in text.
const ESCAPED = {"&lt;": "<", "&gt;": ">", "&amp;": "&"};
const withoutTags = card => card.replace(/<[^>]*>/g, "\n").replace(/&(?:lt|gt|amp);/g, name => ESCAPED[name]);

function open(item) {
  lineOf(item).querySelector("details").open = true;
  return build(item);
}

function go(id) {
  const item = byId.get(id);
  change(item.shown ? {meeting: id} : {...NOTHING, order: view.order, meeting: id});
  reach(item);
}

function reach(item) {
  drawAsFarAs(item);
  open(item);
  item.node.scrollIntoView();
  item.summary.focus({preventScroll: true});
}

// What a person does, and the start.

// How many cards are opened for paper; a longer list is printed without them.
const MOST_PRINTED = 1000;

function listen() {
  document.addEventListener("click", event => {
    const anchor = event.target.closest("a[href^='#']");
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const id = anchor.getAttribute("href").slice(1);
    if (anchor.dataset.years) {
      const [from, to] = anchor.dataset.years.split(".."), value = from === to ? from : anchor.dataset.years;
      change({year: view.year.includes(value) ? [] : [value], meeting: ""});
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
    if (item && event.target.open) build(item).then(() => view.q && markLater());
    if (item && view.q) markLater();
  }, true);
  // Before it opens, so that no empty card is seen.
  list.addEventListener("click", event => {
    const summary = event.target.closest("summary");
    if (summary) build(byId.get(summary.closest("li").id));
  });
  moreButton.addEventListener("click", () => drawMore(drawn + 2 * STEP));
  allButton.addEventListener("click", () => drawMore(found.length));
  form.addEventListener("submit", event => event.preventDefault());
  words.addEventListener("input", () => change({q: words.value, meeting: ""}, true));
  words.addEventListener("blur", () => typing = false);
  get("_order").addEventListener("change", event => change({order: event.target.value, meeting: ""}));
  get("_clear").addEventListener("click", () => {
    taken = [];
    clear();
    words.focus();
  });
  get("_open").addEventListener("click", event => {
    const isOpening = event.target.textContent === "Open all";
    for (const item of found.slice(0, drawn)) isOpening ? open(item) : item.details.open = false;
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
      taken = [];
      clear();
    }
  });
  group?.addEventListener("keydown", arrows);
  addEventListener("popstate", () => {
    typing = false;
    restore();
  });
  let opened = [], before = 0;
  addEventListener("beforeprint", () => {
    before = drawn;
    drawList(found.length);
    opened = found.length > MOST_PRINTED ? [] : found.filter(item => !item.details.open);
    opened.forEach(open);
    if (found.length > MOST_PRINTED) {
      list.prepend(make("p", `Only the list is printed. The cards come with up to ${MOST_PRINTED.toLocaleString("en")} meetings.`, "note"));
    }
  });
  addEventListener("afterprint", () => {
    opened.forEach(item => item.details.open = false);
    drawList(before);
  });
}

function restore() {
  taken = [];
  view = parse(location.hash);
  words.value = view.q;
  show();
  const item = byId.get(view.meeting);
  if (item?.shown) reach(item);
}

function fillOrder() {
  const choices = data.newest ? [["", "As written"], ["oldest", "Oldest first"], ["newest", "Newest first"]]
    : [["", "Oldest first"], ["newest", "Newest first"]];
  get("_order").append(...choices.map(([value, text]) => new Option(text, value)));
}

async function start() {
  if (!await load()) return;
  collect();
  readOptions();
  readBars();
  form.querySelector(".words").after(...FIELDS.map(makeBox));
  fillOrder();
  listen();
  group?.querySelector("a")?.setAttribute("tabindex", "0");
  form.hidden = false;
  restore();
  // When all is loaded, the browser itself goes to the address, and takes the focus away.
  if (document.readyState !== "complete") addEventListener("load", () => setTimeout(restore));
  for (const pack of packs) {
    await new Promise(resolve => (window.requestIdleCallback ?? setTimeout)(resolve));
    await loadPack(pack);
  }
  document.documentElement.dataset.ready = "";
  if (view.q) markLater();
}

if (form) start();

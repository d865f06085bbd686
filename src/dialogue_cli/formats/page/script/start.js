// What a person does, and the start.

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

async function start() {
  if (!await load()) return;
  collect();
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

if (form) start();

// A filter that can be typed into: the names that fit, the most frequent first, each with what it would leave.

const MOST_OFFERED = 60;
const TITLES = {partner: "Partner", person: "Person", topic: "Topic", series: "Series", kind: "Kind", year: "Year", status: "Status"};
const boxes = {};

function makeBox(field) {
  const box = make("div", "", "field"), label = make("label", TITLES[field]), input = make("input");
  const offered = make("ul", "", "offered"), picked = make("ul", "", "picked");
  input.id = "_" + field;
  label.htmlFor = input.id;
  offered.id = input.id + "_list";
  const attributes = {role: "combobox", "aria-expanded": "false", "aria-controls": offered.id, "aria-autocomplete": "list",
    autocomplete: "off", spellcheck: "false"};
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  offered.setAttribute("role", "listbox");
  offered.setAttribute("aria-label", `${TITLES[field]}: choices`);
  offered.hidden = picked.hidden = true;
  picked.setAttribute("aria-label", `${TITLES[field]} chosen`);
  const edge = make("div", "", "edge");
  edge.append(input);
  box.append(label, edge, offered, picked);
  const own = boxes[field] = {box, input, offered, picked, field, active: -1, shown: []};
  input.addEventListener("input", () => offer(own));
  input.addEventListener("click", () => offer(own));
  input.addEventListener("keydown", event => typed(event, own));
  input.addEventListener("blur", () => close(own));
  offered.addEventListener("pointerdown", event => event.preventDefault());
  offered.addEventListener("click", event => {
    const row = event.target.closest("[role=option]");
    if (row) pick(own, own.shown[row.dataset.at]);
  });
  box.hidden = options[field].filter(one => !one.isHidden).length < 2;
  return box;
}

// The options that a text fits: each of its words begins one of the name or of another spelling of it.
function fitting(field, text) {
  const parts = fold(text).split(" ").filter(Boolean), whole = key(text);
  if (!parts.length) return options[field].filter(one => !one.isHidden).map(option => ({option}));
  const exact = [], named = [], other = [];
  for (const option of options[field]) {
    option.folded ??= [option.label, ...option.spellings].map(fold);
    const fits = words => {
      const all = words.split(" ");
      return parts.every(part => all.some(word => word.startsWith(part))) || words.replace(/ /g, "").startsWith(whole);
    };
    const at = option.folded.findIndex(fits);
    if (keysOf(option).includes(whole)) exact.push({option, by: keysOf(option)[0] === whole ? "" : text.trim()});
    else if (at >= 0) (at ? other : named).push({option, by: at ? option.spellings[at - 1] : ""});
  }
  const found = [...exact, ...named, ...other];
  if (!found.length && field === "year" && asPeriod(text)) return [{option: yearOption(asPeriod(text))}];
  return found.length ? found : nearNames(field, text);
}

// What a slip is compared with: whole names, and of people each word of them.
function nearKeys(field, option) {
  if (field !== "person") return keysOf(option);
  return option.near ??= [...keysOf(option), ...[option.label, ...option.spellings].flatMap(one => fold(one).split(" "))];
}

// The names that are nearest in spelling, where none fits.
function nearNames(field, text) {
  const wanted = key(text), most = cap(wanted.length);
  if (!most || isMeant(wanted)) return [];
  let least = most, found = [];
  for (const option of options[field]) {
    const far = Math.min(...nearKeys(field, option).map(one => distance(wanted, one, least)));
    if (far > least) continue;
    if (far < least) found = [];
    least = far;
    found.push({option, slip: text.trim()});
  }
  return found;
}

function offer(own) {
  const set = passing(own.field), {field, input, offered} = own;
  let all = fitting(field, input.value).map(one => ({...one, count: many(both(set, one.option.set))}));
  const isTyped = Boolean(key(input.value));
  all = all.filter(one => one.count || isTyped);
  if (field !== "year" && !isTyped) all.sort((a, b) => b.count - a.count);
  own.shown = all.slice(0, MOST_OFFERED);
  const rows = own.shown.map(({option, count, by}, at) => {
    const row = make("li", "", "option"), name = make("span", option.label);
    row.id = `${offered.id}_${at}`;
    row.dataset.at = at;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(view[field].includes(option.value)));
    name.dir = "auto";
    if (by) name.append(make("small", by));
    row.append(name, make("span", count.toLocaleString("en"), "count"));
    return row;
  });
  const left = all.length - own.shown.length;
  const words = !all.length ? `No ${field} “${input.value.trim()}” here`
    : all[0].slip ? `No ${field} “${all[0].slip}”; taken for` : left ? `and ${left.toLocaleString("en")} more: type to find them` : "";
  if (words) {
    const row = make("li", words, "hint");
    row.setAttribute("role", "option");
    row.setAttribute("aria-disabled", "true");
    row.setAttribute("aria-selected", "false");
    all[0]?.slip ? rows.unshift(row) : rows.push(row);
  }
  offered.replaceChildren(...rows);
  offered.hidden = false;
  input.setAttribute("aria-expanded", "true");
  activate(own, isTyped && own.shown.length ? 0 : -1);
}

function activate(own, at) {
  own.active = at;
  for (const row of own.offered.children) row.classList.toggle("active", row.dataset.at === String(at));
  const row = own.offered.querySelector(".active");
  if (row) own.input.setAttribute("aria-activedescendant", row.id);
  else own.input.removeAttribute("aria-activedescendant");
  row?.scrollIntoView({block: "nearest"});
}

function close(own) {
  own.offered.hidden = true;
  own.input.value = "";
  own.input.setAttribute("aria-expanded", "false");
  own.input.removeAttribute("aria-activedescendant");
}

function typed(event, own) {
  const isOpen = !own.offered.hidden, last = own.shown.length - 1;
  const moves = {ArrowDown: () => own.active < last ? own.active + 1 : 0, ArrowUp: () => own.active > 0 ? own.active - 1 : last};
  if (event.key in moves) {
    if (!isOpen) offer(own);
    if (own.shown.length) activate(own, moves[event.key]());
  } else if (event.key === "Enter" && isOpen) {
    pick(own, own.shown[own.active]);
  } else if (event.key === "Escape" && isOpen) {
    event.stopPropagation();
    close(own);
  } else if (event.key === "Backspace" && !own.input.value && view[own.field].length) {
    change({[own.field]: view[own.field].slice(0, -1), meeting: ""});
  } else {
    return;
  }
  event.preventDefault();
}

function pick(own, one) {
  if (!one) return;
  const {option: {value, label}, slip} = one, {field} = own;
  taken = slip ? [`No ${field} “${slip}”; taken for “${label}”`] : [];
  const values = view[field].includes(value) ? view[field].filter(other => other !== value) : [...view[field], value];
  close(own);
  change({[field]: values, meeting: ""});
}

// The names that are chosen in a field, each with a button that takes it back.
function showChosen(field) {
  const {picked, input} = boxes[field];
  input.placeholder = view[field].length ? "or …" : ["status", "kind", "year"].includes(field) ? "Any" : "All";
  picked.replaceChildren(...chosen(field).map(({label, value}) => {
    const row = make("li"), button = make("button", label);
    button.type = "button";
    button.dir = "auto";
    button.setAttribute("aria-label", `Remove ${label} from ${TITLES[field]}`);
    button.addEventListener("click", () => {
      taken = [];
      boxes[field].input.focus();
      change({[field]: view[field].filter(other => other !== value), meeting: ""});
    });
    row.append(button);
    return row;
  }));
  picked.hidden = !view[field].length;
  if (view[field].length) boxes[field].box.hidden = false;
}

// Which meetings the view asks for, and what is said of them.

const options = {};

function readOptions() {
  for (const field of NAMED) {
    options[field] = data.fields[field].map(([label, value, spellings, places, unsure, isHidden]) => ({
      label, value: value || label, spellings: spellings ? spellings.split("\n") : [], isHidden: Boolean(isHidden),
      get set() { return this.own ??= setOf(rising(places)); },
      unsure: unsure ? new Set(rising(unsure)) : null,
    }));
  }
  const years = new Map();
  for (const item of items) {
    for (const day of [item.from, item.to, ...item.sure ?? []]) {
      if (item.isDated && /^\d/.test(day)) years.set(day.slice(0, 4), true);
    }
  }
  options.year = [...years.keys()].sort().reverse().map(year => yearOption(String(+year)));
}

const yearOption = value => {
  const asked = period(value);
  return {value, label: asked ? periodWords(asked) : value, spellings: [], isYear: true, asked,
    get set() { return this.own ??= asked ? Uint8Array.from(items, item => possibly(item, asked)) : none(); }};
};

// A name of the address or of a person as the value of an option: by name, other spelling or code; itself for none.
function valueOf(field, typed) {
  return optionOf(field, typed)?.value ?? typed;
}

function optionOf(field, typed) {
  if (field === "year") return options.year.find(one => one.value === typed) ?? (period(typed) && yearOption(typed));
  const named = options[field].find(one => one.value === typed || one.label === typed);
  if (named) return named;
  const wanted = key(typed);
  return wanted && (options[field].find(one => keysOf(one)[0] === wanted) ?? options[field].find(one => keysOf(one).includes(wanted)));
}

const keysOf = option => option.keys ??= [option.label, ...option.spellings, option.value].map(key);

// Years and months: "2025", "2025-03", "1990..1995". Days are compared as text, so an end needs no number of days.
function period(text) {
  const point = "(\\d{1,4})(?:-(0[1-9]|1[0-2]))?";
  const match = new RegExp(`^\\s*${point}(?:\\s*(?:\\.\\.|-|–| to )\\s*${point})?\\s*$`).exec(text || "");
  if (!match) return null;
  const day = (year, month) => year.padStart(4, "0") + (month ? "-" + month : "");
  const from = day(match[1], match[2]), to = match[3] ? day(match[3], match[4]) : from;
  return from <= to ? [from, to + "-99"] : null;
}
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const pointWords = text => text.length > 4 ? `${MONTHS[text.slice(5, 7) - 1]} ${text.slice(0, 4)}` : text;
const periodWords = ([from, to]) => [...new Set([from, to.slice(0, -3)])].map(pointWords).join("–");
const possibly = (item, [from, to]) => item.isDated && item.from <= to && item.to >= from;
const surely = (item, [from, to]) => item.sure && item.sure[0] <= to && item.sure[1] >= from;

// The options of a field that are chosen; one that is none finds nothing.
const chosen = field => view[field].map(value => optionOf(field, value) ?? {label: value, value, set: none(), isUnknown: true});

// The meetings that all fields but one let through; no field finds what the words do not.
function passing(but = "") {
  let set = asked.set;
  for (const field of FIELDS) {
    if (field !== but && view[field].length) set = both(set, chosen(field).map(one => one.set).reduce(either, none()));
  }
  return set;
}

let asked = {set: null, notes: [], marks: []};

function show() {
  if (asked.text !== view.q) asked = {...answer(view.q), text: view.q};
  const set = passing(), years = chosen("year").filter(one => one.asked), people = chosen("person");
  let unsure = 0;
  for (const item of items) item.shown = Boolean(set[item.place]);
  found = ordered().filter(item => item.shown);
  for (const item of found) {
    const said = [];
    if (years.length && !years.some(one => surely(item, one.asked))) said.push(`possibly in ${listing(years.map(one => one.label), "or")}`);
    if (people.length && !people.some(one => one.set[item.place] && !one.unsure?.has(item.place))) {
      said.push(`possibly with ${listing(people.filter(one => one.set[item.place]).map(one => one.label), "or")}`);
    }
    item.possible = said.join(", ");
    unsure += said.length > 0;
  }
  drawList();
  tell(unsure, years, people);
  if (words !== document.activeElement || !typing) words.value = view.q;
  get("_order").value = view.order;
  for (const field of FIELDS) showChosen(field);
  draw(passing("year"), years);
  const item = byId.get(view.meeting);
  if (item?.shown) {
    drawAsFarAs(item);
    open(item);
  }
  markLater();
}

// Says how many there are, and what the words and names were taken for.
function tell(unsure, years, people) {
  const isFiltered = found.length < items.length || KEYS.some(name => !["meeting", "order"].includes(name) && view[name].length);
  let said = isFiltered ? `${found.length.toLocaleString("en")} of ${plural(items.length, "meeting")}` : plural(found.length, "meeting");
  if (unsure) {
    const all = unsure === found.length ? "all" : unsure.toLocaleString("en");
    const where = people.length ? "" : ` in ${listing(years.map(one => one.label), "or")}`;
    said += `, ${all} only possibly${where}`;
  }
  if (!found.length) said = `No meeting matches, of ${items.length.toLocaleString("en")}`;
  if (get("_count").textContent !== said) get("_count").textContent = said;
  get("_clear").hidden = !isFiltered;
  const unknown = FIELDS.flatMap(field => chosen(field).filter(one => one.isUnknown).map(one => `No ${field} “${one.label}”`));
  const notes = [...asked.notes, ...taken, ...unknown];
  get("_said").replaceChildren(...notes.map(text => make("li", text)));
  get("_said").hidden = !notes.length;
}

// What a name in a filter was taken for; said until something else is chosen.
let taken = [];

// Says below a title that the meeting is only possibly what was asked for.
function say(item) {
  if (!item.possible && !item.said) return;
  if (!item.said) {
    item.said = make("p", "", "possible");
    item.summary.append(item.said);
  }
  item.said.textContent = item.possible;
  item.said.hidden = !item.possible;
}

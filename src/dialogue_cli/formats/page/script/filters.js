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
  const option = optionOf(field, typed);
  if (option || field === "year") return option?.value ?? typed;
  const near = nearNames(field, typed);
  if (near.length !== 1) return typed;
  taken.push(`No ${field} “${typed}”; taken for “${near[0].option.label}”`);
  return near[0].option.value;
}

function optionOf(field, typed) {
  if (field === "year") return options.year.find(one => one.value === typed) ?? (asPeriod(typed) && yearOption(asPeriod(typed)));
  const named = options[field].find(one => one.value === typed || one.label === typed);
  if (named) return named;
  const wanted = key(typed);
  return wanted && (options[field].find(one => keysOf(one)[0] === wanted) ?? options[field].find(one => keysOf(one).includes(wanted)));
}

const keysOf = option => option.keys ??= [option.label, ...option.spellings, option.value].map(key);

// Years, months and days: "2025", "2025-03", "1990..1995". They are compared as text, so an end needs no number of days.
function period(text) {
  const point = "(\\d{1,4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\\d|3[01]))?)?";
  const match = new RegExp(`^\\s*${point}(?:\\s*(?:\\.\\.|-|–| to )\\s*${point})?\\s*$`).exec(text || "");
  if (!match) return null;
  const written = (year, ...rest) => [year.padStart(4, "0"), ...rest.filter(Boolean)].join("-");
  const from = written(...match.slice(1, 4)), to = match[4] ? written(...match.slice(4)) : from;
  return from <= to ? [from, to.length < 10 ? to + "-99" : to] : null;
}

// A period as a person writes it, as `period` reads it: also "Nov 2025", "21 November 2025", "2025-Q4" and "2025-H1".
// A year has four digits, so that 25 is not the year 25. Null for anything else.
function asPeriod(text) {
  const plain = text.trim(), two = number => String(number).padStart(2, "0");
  const part = /^(\d{4})-?([QH])([1-4])$/i.exec(plain) ?? /^([QH])([1-4]) (\d{4})$/i.exec(plain)?.map((one, i, all) => [one, all[3], all[1], all[2]][i]);
  if (part) {
    const months = part[2].toUpperCase() === "Q" ? 3 : 6, last = part[3] * months;
    return last <= 12 ? `${part[1]}-${two(last - months + 1)}..${part[1]}-${two(last)}` : null;
  }
  const named = /^(?:(\d{1,2}) )?([a-z]{3,9})\.? (\d{4})$/i.exec(plain);
  if (named) {
    const month = 1 + NAMES_OF_MONTHS.findIndex(name => [name, name.slice(0, 3)].includes(named[2].toLowerCase()));
    const day = `${named[3]}-${two(month)}${named[1] ? "-" + two(named[1]) : ""}`;
    return month && period(day) ? day : null;
  }
  return period(plain) && plain.match(/\d+/g).every(number => number.length !== 1 && number.length !== 3) && /^\d{4}/.test(plain) ? plain : null;
}
const NAMES_OF_MONTHS = "january february march april may june july august september october november december".split(" ");
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const dayWords = text => text.length > 7 ? `${+text.slice(8)} ` : "";
const pointWords = text => text.length > 4 ? `${dayWords(text)}${MONTHS[text.slice(5, 7) - 1]} ${text.slice(0, 4)}` : text;
const periodWords = ([from, to]) => [...new Set([from, to.replace(/-99$/, "")])].map(pointWords).join("–");
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

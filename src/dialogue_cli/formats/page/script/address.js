// The view, which is what is searched, filtered, ordered and opened, and the address of the page that keeps it.

const NAMED = ["partner", "person", "topic", "series", "kind", "status"];
const FIELDS = ["partner", "person", "topic", "series", "kind", "year", "status"];
const KEYS = ["q", ...FIELDS, "order", "meeting"];
const NOTHING = Object.fromEntries(KEYS.map(name => [name, FIELDS.includes(name) ? [] : ""]));
let view = {...NOTHING};
let typing = false;

function parse(hash) {
  let text = hash.slice(1);
  if (text && !text.includes("=")) {
    try {
      text = decodeURIComponent(text);
    } catch {
      return {...NOTHING};
    }
    return byId.has(text) ? {...NOTHING, meeting: text} : {...NOTHING};
  }
  const given = new URLSearchParams(text), found = {...NOTHING};
  for (const name of KEYS) {
    if (FIELDS.includes(name)) found[name] = [...new Set(given.getAll(name).filter(Boolean).map(typed => valueOf(name, typed)))];
    else found[name] = given.get(name) ?? "";
  }
  return found;
}

function address() {
  const pairs = KEYS.flatMap(name => [view[name]].flat().filter(Boolean).map(value => [name, value]));
  if (pairs.length === 1 && view.meeting) return "#" + view.meeting;
  return pairs.length ? "#" + new URLSearchParams(pairs) : "";
}

// Typing makes one entry of the history, every other choice makes one each.
function change(values, isTyping = false) {
  view = {...view, ...values};
  const url = location.pathname + location.search + address();
  history[isTyping && typing ? "replaceState" : "pushState"](null, "", url);
  typing = isTyping;
  show();
}

function clear() {
  change({...NOTHING, order: view.order});
}

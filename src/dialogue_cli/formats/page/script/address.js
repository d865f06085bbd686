// The view, which is what is searched, filtered and opened, and the address of the page that keeps it.

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

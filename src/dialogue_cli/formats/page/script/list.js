// The list: only as many lines as are looked at are drawn, and more when they are asked for.

const STEP = 100;
const sections = new Map();
let found = [];
let drawn = 0;
const more = make("p", "", "more"), moreButton = make("button"), allButton = make("button");
moreButton.type = allButton.type = "button";
more.append(moreButton, allButton);

// The meetings in the order of the view.
function ordered() {
  if (!view.order) return items;
  ordered.newest ??= (data.newest ?? [...items.keys()].reverse().sort((a, b) => items[b].isDated - items[a].isDated)).map(place => items[place]);
  if (view.order === "newest") return ordered.newest;
  const dated = ordered.newest.filter(item => item.isDated), undated = ordered.newest.filter(item => !item.isDated);
  return [...dated.reverse(), ...undated.reverse()];
}

// Headings stand for years only where each year comes once.
function headingOf(item) {
  return !view.order && data.newest ? "" : item.year || "No date";
}

function section(heading) {
  const id = heading && (heading === "No date" ? "_undated" : "_" + +heading);
  if (!sections.has(heading)) {
    const node = make("section"), rows = make("ol", "", "m");
    if (heading) node.append(make("h3", heading));
    if (id) node.id = id;
    node.append(rows);
    sections.set(heading, {node, rows});
  }
  return sections.get(heading);
}

function drawList(count = STEP) {
  drawn = Math.min(found.length, packs.length ? count : Math.max(count, 300));
  const rows = new Map();
  for (const item of found.slice(0, drawn)) {
    const heading = headingOf(item);
    if (!rows.has(heading)) rows.set(heading, []);
    rows.get(heading).push(lineOf(item));
    say(item);
  }
  const parts = [...rows].map(([heading, lines]) => {
    const {node, rows: inside} = section(heading);
    inside.replaceChildren(...lines);
    return node;
  });
  list.replaceChildren(...parts, ...drawn < found.length ? [more] : []);
  const left = found.length - drawn;
  moreButton.textContent = `Show ${Math.min(left, 2 * STEP).toLocaleString("en")} more`;
  allButton.textContent = `Show all ${found.length.toLocaleString("en")}`;
  allButton.hidden = left <= 2 * STEP || found.length > 2000;
  get("_open").textContent = "Open all";
  get("_open").title = left ? `Opens the ${drawn} meetings that are shown` : "";
}

function drawMore(count) {
  const next = found[drawn];
  drawList(count);
  next?.summary.focus();
  markLater();
}

function drawAsFarAs(item) {
  const at = found.indexOf(item);
  if (at >= drawn) drawList(Math.ceil((at + 1) / STEP) * STEP);
}

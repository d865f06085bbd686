// The drawing follows the filters, and the arrow keys go through it.

const group = document.querySelector("main [role=group]");
let bars = [];

// The bars with the meetings that lie in each, certainly or possibly.
function readBars() {
  bars = [...group?.querySelectorAll("a[data-years]") ?? []].map(anchor => {
    const [, solid, light] = anchor.querySelectorAll("rect");
    return {anchor, solid, light, asked: period(anchor.dataset.years), sure: [], may: []};
  });
  const starts = bars.map(bar => bar.asked[0]);
  for (const item of items) {
    if (!item.isDated) continue;
    // The last bar that begins before the meeting does; a search by halves.
    let low = 0, high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle] <= item.from) low = middle;
      else high = middle - 1;
    }
    for (let i = low; i < bars.length && (bars[i].asked[0] <= item.to); i++) {
      if (possibly(item, bars[i].asked)) bars[i][surely(item, bars[i].asked) ? "sure" : "may"].push(item.place);
    }
  }
}

function draw(set, years) {
  if (!group) return;
  for (const anchor of group.querySelectorAll("a[data-id]")) {
    anchor.classList.toggle("off", !byId.get(anchor.dataset.id).shown);
  }
  const count = places => places.reduce((sum, place) => sum + set[place], 0);
  const counts = bars.map(bar => ({...bar, sure: count(bar.sure), may: count(bar.may)}));
  const highest = Math.max(1, ...counts.map(bar => bar.sure + bar.may));
  const {tallest = 0, top: room = 0} = group.querySelector("[data-tallest]")?.dataset ?? {};
  const scale = group.querySelector(".scale");
  if (scale) scale.textContent = `highest bar: ${plural(Math.max(0, ...counts.map(bar => bar.sure + bar.may)), "meeting")}`;
  for (const {anchor, solid, light, asked: [from, to], sure, may} of counts) {
    let top = +room + +tallest;
    for (const [rect, number] of [[solid, sure], [light, may]]) {
      const height = number && Math.max(1, tallest * number / highest);
      top -= height;
      rect.setAttribute("y", top.toFixed(1));
      rect.setAttribute("height", height.toFixed(1));
    }
    const isChosen = years.some(one => one.asked[0] <= from && one.asked[1] >= to);
    anchor.classList.toggle("off", years.length > 0 && !isChosen);
    anchor.toggleAttribute("aria-current", isChosen);
    anchor.querySelector("title").textContent =
      `${periodWords([from, to])}: ${sure.toLocaleString("en")}${may ? `, ${may.toLocaleString("en")} possibly` : ""}`;
  }
}

function arrows(event) {
  const steps = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity};
  const step = steps[event.key];
  if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
  const stops = [...group.querySelectorAll("a")].filter(anchor => anchor.dataset.years || !anchor.matches(".off"));
  const at = stops.indexOf(document.activeElement) + step;
  const stop = stops[Math.min(Math.max(at, 0), stops.length - 1)];
  event.preventDefault();
  if (!stop) return;
  for (const other of group.querySelectorAll("a[tabindex='0']")) other.setAttribute("tabindex", "-1");
  stop.setAttribute("tabindex", "0");
  stop.focus();
}

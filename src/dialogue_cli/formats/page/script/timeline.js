// The drawing follows the filters, and the arrow keys go through it.

const group = document.querySelector("main [role=group]");

function draw(others, years) {
  if (!group) return;
  for (const anchor of group.querySelectorAll("a[data-id]")) {
    anchor.classList.toggle("off", !byId.get(anchor.dataset.id).shown);
  }
  const bars = [...group.querySelectorAll("a[data-years]")].map(anchor => {
    const span = period(anchor.dataset.years);
    let sure = 0, may = 0;
    for (const item of others) if (possibly(item, span)) surely(item, span) ? sure++ : may++;
    return {anchor, span, sure, may};
  });
  const highest = Math.max(1, ...bars.map(bar => bar.sure + bar.may));
  const tallest = +(group.querySelector("[data-tallest]")?.dataset.tallest ?? 0);
  for (const {anchor, span, sure, may} of bars) {
    const [, solid, light] = anchor.querySelectorAll("rect");
    let top = tallest;
    for (const [rect, count] of [[solid, sure], [light, may]]) {
      const height = count && Math.max(1, tallest * count / highest);
      top -= height;
      rect.setAttribute("y", top.toFixed(1));
      rect.setAttribute("height", height.toFixed(1));
    }
    const isChosen = years && years[0] <= span[0] && years[1] >= span[1];
    anchor.classList.toggle("off", Boolean(years) && !isChosen);
    anchor.toggleAttribute("aria-current", Boolean(isChosen));
    anchor.querySelector("title").textContent =
      `${yearWords(span)}: ${sure.toLocaleString("en")}${may ? `, ${may.toLocaleString("en")} possibly` : ""}`;
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

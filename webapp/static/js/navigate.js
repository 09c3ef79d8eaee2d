// Steps from change to change, jumps to where a passage went, and back.

const rows = document.getElementById("rows");
const deck = document.getElementById("deck");

const visible = () => [...rows.querySelectorAll(".facing:not([hidden], .chrome)")];
const isChange = (row) => !row.dataset.answers.split(" ").includes("same") || row.matches(".moved, .joined");

/** The row that has the focus, or the first one below the deck. */
export function currentRow() {
  const focused = document.activeElement?.closest(".facing");
  if (focused) return focused;
  const top = deck.getBoundingClientRect().bottom;
  return visible().find((row) => row.getBoundingClientRect().bottom > top + 8) || null;
}

function say(row) {
  const changes = visible().filter(isChange);
  const at = changes.indexOf(row);
  deck.querySelector(".where").textContent = at < 0 ? "" : `${at + 1} / ${changes.length}`;
}

function go(row) {
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "start" });
  say(row);
}

/** Go to the next (1) or previous (-1) row, or only to those that changed. */
export function step(direction, onlyChanges) {
  const all = visible();
  const here = currentRow();
  const focused = document.activeElement?.closest(".facing") === here;
  // Without focus the row at the top counts as the next one.
  let at = all.indexOf(here) + (focused || direction < 0 ? direction : 0);
  while (all[at] && onlyChanges && !isChange(all[at])) at += direction;
  if (all[at]) go(all[at]);
}

/** Show an element that may stand folded away, and make its place glow. */
export function land(hash) {
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target) return;
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  if (target.matches("details")) target.open = true;
  const row = target.closest(".facing");
  if (row) {
    row.hidden = false;
    row.focus({ preventScroll: true });
    say(row);
  }
  target.scrollIntoView({ block: row ? "center" : "start" });
  const id = /^#a-(\d+)$/.exec(hash)?.[1];
  const places = id ? rows.querySelectorAll(`[data-annotations~="${id}"]`) : [target];
  for (const place of row || target.matches("tr") ? places : []) {
    place.classList.remove("glow");
    void place.offsetWidth; // so that a second jump glows again
    place.classList.add("glow");
  }
}

/** From a moved passage to its partner; there the same key leads back. */
export function followMove() {
  const link = currentRow()?.querySelector(".went a, a.away");
  if (link) jump(link);
}

function jump(link) {
  window.history.pushState(null, "", link.hash);
  land(link.hash);
}

export function setUp() {
  // Headings stick below the deck, however many lines it has.
  const measure = () => document.getElementById("main").style.setProperty("--deck", `${deck.offsetHeight}px`);
  new ResizeObserver(measure).observe(deck);
  measure();
  document.addEventListener("click", (event) => {
    const link = event.target.closest('main a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    jump(link);
  });
  deck.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) step(Number(button.dataset.step), true);
  });
  rows.addEventListener("focusin", () => say(currentRow()));
  window.addEventListener("popstate", () => window.location.hash && land(window.location.hash));
  // After the browser's own jump, which knows nothing of what is folded or sticks on top.
  const landFirst = () => window.location.hash && land(window.location.hash);
  if (document.readyState === "complete") landFirst();
  else window.addEventListener("load", () => window.setTimeout(landFirst));
}

// The comparison page: what the keys do, and the parts set up in order.

import * as annotate from "./annotate.js";
import * as filter from "./filter.js";
import * as navigate from "./navigate.js";

const help = document.getElementById("help");
const ledger = document.getElementById("ledger");

function toggleMarks() {
  const address = new URL(window.location.href);
  if (address.searchParams.get("marks") === "all") address.searchParams.delete("marks");
  else address.searchParams.set("marks", "all");
  address.hash = navigate.currentRow()?.querySelector(".block[id]")?.id || "";
  window.location.assign(address);
}

function toggleLedger() {
  if (!ledger) return;
  ledger.open = !ledger.open;
  if (ledger.open) ledger.scrollIntoView({ block: "start" });
}

const KEYS = {
  j: () => navigate.step(1, true),
  k: () => navigate.step(-1, true),
  n: () => navigate.step(1, false),
  p: () => navigate.step(-1, false),
  m: navigate.followMove,
  a: annotate.annotateHere,
  w: toggleMarks,
  t: toggleLedger,
  "?": () => help.showModal(),
};

const isTyping = (element) => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const action = KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-opens=help]")) help.showModal();
  if (event.target.closest("[data-closes]") || event.target.matches("dialog")) event.target.closest("dialog").close();
});

document.documentElement.classList.add("scripted");
for (const element of document.querySelectorAll("[data-opens], .steps")) element.hidden = false;
filter.setUp();
navigate.setUp();
annotate.setUp();

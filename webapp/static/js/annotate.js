// Select words on either side, press "a" or the button beside them, write, save.

import { quoteOf, spanOf } from "./offsets.js";
import { currentRow } from "./navigate.js";

const rows = document.getElementById("rows");
const dialog = document.getElementById("annotate");
// Who may only read has no form, and no way to it.
const form = dialog?.querySelector("form");
const button = document.getElementById("annotate-here");

/** The selected words of one edition, or null. */
function chosen() {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  return range.intersectsNode(rows) ? spanOf(range, rows) : null;
}

/** The passage that a link "annotate" stands for: all of one side of its row. */
function passageOf(link) {
  const wanted = new URL(link.href).searchParams;
  const side = wanted.get("side");
  const textId = link.closest(".facing").querySelector(`.cell[data-side="${side}"]`).dataset.text;
  const [start, end] = [Number(wanted.get("start")), Number(wanted.get("end"))];
  return { textId, side, start, end, quote: quoteOf(textId, start, end, rows) };
}

function open(span) {
  const fields = form.elements;
  fields.text_id.value = span.textId;
  fields.start.value = span.start;
  fields.end.value = span.end;
  fields.quote.value = span.quote;
  fields.back.value = window.location.pathname + window.location.search;
  const quoted = dialog.querySelector(".chosen");
  quoted.textContent = span.quote;
  quoted.lang = rows.querySelector(`[data-text][data-side="${span.side}"]`).lang;
  button.hidden = true;
  dialog.showModal();
  fields.body.focus();
}

function placeButton() {
  const span = dialog.open ? null : chosen();
  button.hidden = !span;
  if (!span) return;
  const boxes = window.getSelection().getRangeAt(0).getClientRects();
  const box = boxes[boxes.length - 1];
  if (!box) return;
  const right = document.documentElement.clientWidth - button.offsetWidth - 8;
  button.style.left = `${Math.max(8, Math.min(box.right, right)) + window.scrollX}px`;
  button.style.top = `${box.bottom + 6 + window.scrollY}px`;
}

/** Open the form for the selection, else for the passage at hand; the key "a". */
export function annotateHere() {
  if (!form) return undefined;
  const span = chosen();
  if (span) return open(span);
  const links = currentRow()?.querySelectorAll("[data-annotate]");
  if (links?.length) open(passageOf(links[links.length - 1]));
  return undefined;
}

export function setUp() {
  if (!form) return;
  document.body.append(button);
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(placeButton, 150);
  });
  // A drag down one column must not take the other along.
  rows.addEventListener("pointerdown", (event) => {
    const side = event.target.closest("[data-side]")?.dataset.side;
    rows.classList.toggle("selecting-old", side === "old");
    rows.classList.toggle("selecting-new", side === "new");
  });
  // Pressing the button must not lose the selection.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", annotateHere);
  rows.addEventListener("click", (event) => {
    const link = event.target.closest("[data-annotate]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const span = passageOf(link);
    if (span.quote === null) return;
    event.preventDefault();
    open(span);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });
}

// The outline editor without loading the page anew: what the server answers is put in place
// of what is there (every element with data-swap-zone and an id), the focus goes back to the
// block, and the change is said. Without this module the same links and buttons load the page.

import { codePoints } from "./offsets.js";

const editor = document.querySelector("[data-outline-editor]");
const live = editor.querySelector("[data-live]");
let busy = false;

/** Put the zones of `page` in place of ours; scrolled places stay where they are. */
function swap(page) {
  for (const zone of document.querySelectorAll("[data-swap-zone]")) {
    const fresh = page.getElementById(zone.id);
    if (!fresh) return false;
    const top = zone.scrollTop;
    zone.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
    zone.scrollTop = top;
  }
  return true;
}

function settle(hash) {
  for (const hint of editor.querySelectorAll("[data-needs-js]")) hint.hidden = false;
  const opened = editor.querySelector("[data-opened]") || (hash && document.getElementById(hash.slice(1)));
  if (!opened || !editor.contains(opened)) return;
  if (!opened.hasAttribute("tabindex")) opened.tabIndex = -1;
  opened.focus({ preventScroll: true });
  opened.scrollIntoView({ block: "nearest" });
}

async function follow(address, options, hash, otherwise) {
  if (busy) return;
  busy = true;
  editor.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, options);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!(answer.ok || answer.status === 422) || !swap(page)) {
      otherwise();
      return;
    }
    const said = page.querySelector(".said, .refusal p");
    if (said) live.textContent = said.textContent.trim();
    if (answer.ok) window.history.replaceState(null, "", answer.url);
    settle(hash);
  } catch {
    otherwise();
  } finally {
    busy = false;
    editor.removeAttribute("aria-busy");
  }
}

editor.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    follow(link.href, {}, link.hash, () => window.location.assign(link.href));
    return;
  }
  const here = event.target.closest("[data-split-here]");
  if (!here) return;
  const whole = editor.querySelector("[data-whole]");
  const at = Number(whole.dataset.start) + codePoints(whole.value.slice(0, whole.selectionStart));
  // Said with the button alone: the list beside it stays what it is.
  here.dataset.at = String(at);
});

// Esc closes the block that is open; in a list of choices it only closes that list.
editor.addEventListener("keydown", (event) => {
  const done = editor.querySelector("a.done[data-swap]");
  if (event.key !== "Escape" || !done || event.target instanceof HTMLSelectElement) return;
  event.preventDefault();
  done.click();
});

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || !("swap" in button.dataset) || !editor.contains(button)) return;
  event.preventDefault();
  const form = event.target;
  const fields = new FormData(form, button);
  if (button.dataset.at) fields.set("at", button.dataset.at);
  follow(button.formAction, { method: "POST", body: fields }, "", () => window.location.reload());
});

settle(window.location.hash === "#open" ? window.location.hash : "");

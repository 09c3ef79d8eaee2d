// The form of the preview: what only a new series needs goes away, and the key follows its meaning.

const form = document.getElementById("draft");
const series = form.querySelector("[data-series]");
const fresh = form.querySelector("[data-new-series]");
const named = form.querySelector("[data-named]");
const key = form.elements.key;
const hint = form.querySelector("[data-key-hint]");

const namedAfter = () => series.selectedOptions[0].dataset.namedAfter || named.value;

function explain() {
  const meaning = key.value.includes("-") ? hint.dataset.day : hint.dataset[namedAfter()];
  hint.textContent = `${key.value || "…"}: ${meaning}`;
}

function change() {
  fresh.hidden = series.value !== "";
  // A key that is still one of the two guesses becomes the one that this series wants.
  if ([key.dataset.given, key.dataset.reviewed, ""].includes(key.value)) key.value = key.dataset[namedAfter()];
  explain();
}

fresh.hidden = series.value !== "";
series.addEventListener("change", change);
named.addEventListener("change", change);
key.addEventListener("input", explain);

// A refused step: first of all why.
const refusal = document.querySelector("[data-refusal]");
if (refusal) {
  refusal.focus({ preventScroll: true });
  refusal.scrollIntoView({ block: "center" });
}

// The import form: drop files anywhere, put them in order, say that reading has begun.
// Without this module the form works as it is; the files then come in the browser's order.

const form = document.querySelector("[data-import]");
const input = form.querySelector("input[type=file]");
const list = form.querySelector("[data-files]");
const over = form.querySelector("[data-over]");
const submit = form.querySelector("[data-submit]");

/** Put `files` into the input in this order, without those that are there already. */
function choose(files) {
  const transfer = new DataTransfer();
  const seen = new Set();
  for (const file of files) {
    const sign = `${file.name} ${file.size} ${file.lastModified}`;
    if (!seen.has(sign)) transfer.items.add(file);
    seen.add(sign);
  }
  input.files = transfer.files;
  show();
}

function button(label, sign, disabled, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.title = label;
  made.setAttribute("aria-label", label);
  made.textContent = sign;
  made.disabled = disabled;
  made.addEventListener("click", act);
  return made;
}

/** Say at once that the files are together larger than what is taken; they are then not sent. */
function weigh(files) {
  const isOver = files.reduce((sum, file) => sum + file.size, 0) > Number(form.dataset.max);
  over.textContent = isOver ? over.dataset.words : "";
  input.setCustomValidity(over.textContent);
  input.setAttribute("aria-invalid", String(isOver));
}

function show() {
  const files = [...input.files];
  weigh(files);
  list.hidden = files.length < 2;
  list.replaceChildren(...files.map((file, at) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = file.name;
    const move = (to) => () => {
      const order = [...files];
      order.splice(at, 1);
      if (to >= 0) order.splice(to, 0, file);
      choose(order);
      list.querySelectorAll("li")[Math.max(0, Math.min(to, order.length - 1))]?.querySelector("button:enabled")?.focus();
    };
    item.append(
      name,
      button(list.dataset.up.replace("{name}", file.name), "↑", at === 0, move(at - 1)),
      button(list.dataset.down.replace("{name}", file.name), "↓", at === files.length - 1, move(at + 1)),
      button(list.dataset.remove.replace("{name}", file.name), "×", false, move(-1)),
    );
    return item;
  }));
}

// Pages of a newspaper are named 06.txt, 07.txt …: in the order of their numbers.
const byName = new Intl.Collator(undefined, { numeric: true });
const sorted = (files) => [...files].sort((a, b) => byName.compare(a.name, b.name));

input.addEventListener("change", () => choose(sorted(input.files)));

let depth = 0;
const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragenter", (event) => {
  if (!hasFiles(event)) return;
  depth += 1;
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!hasFiles(event)) return;
  depth -= 1;
  if (depth <= 0) document.body.classList.remove("dropping");
});
document.addEventListener("dragover", (event) => {
  if (hasFiles(event)) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  depth = 0;
  document.body.classList.remove("dropping");
  form.closest("details")?.setAttribute("open", "");
  choose([...input.files, ...sorted(event.dataTransfer.files)]);
  form.scrollIntoView({ block: "nearest" });
  submit.focus();
});

const label = submit.textContent;
form.addEventListener("submit", () => {
  submit.disabled = true;
  submit.textContent = submit.dataset.busy;
});
// Coming back by the back button shows the page as it was left: make it usable again.
window.addEventListener("pageshow", () => {
  submit.disabled = false;
  submit.textContent = label;
});

for (const hint of document.querySelectorAll("[data-needs-js]")) hint.hidden = false;

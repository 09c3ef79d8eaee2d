// Show only some kinds of rows, at once; the address says which (as the form does without scripts).

const rows = document.getElementById("rows");
const form = document.querySelector(".filters");

const chosen = () => new FormData(form).getAll("kind");

function foldLine(count) {
  const line = document.createElement("p");
  line.className = "fold";
  line.textContent = rows.dataset.fold.replace("{n}", count);
  return line;
}

function filterGroup(group, kinds) {
  const members = [...group.querySelectorAll(".facing")];
  const wanted = members.map((row) => !kinds.length || row.dataset.answers.split(" ").some((kind) => kinds.includes(kind)));
  const any = wanted.includes(true);
  if (any && members[0].classList.contains("heading")) wanted[0] = true;
  let first = null;
  let count = 0;
  const close = () => {
    if (first && any) first.before(foldLine(count));
    first = null;
    count = 0;
  };
  members.forEach((row, number) => {
    row.hidden = !wanted[number];
    if (wanted[number]) close();
    else {
      first = first || row;
      count += 1;
    }
  });
  close();
}

function apply() {
  const kinds = chosen();
  for (const line of rows.querySelectorAll(".fold")) line.remove();
  for (const group of rows.querySelectorAll(".group")) filterGroup(group, kinds);
  form.querySelector(".clear").hidden = !kinds.length;
  const address = new URL(window.location.href);
  address.searchParams.delete("kind");
  for (const kind of kinds) address.searchParams.append("kind", kind);
  window.history.replaceState(null, "", address);
}

export function setUp() {
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector(".clear").addEventListener("click", (event) => {
    event.preventDefault();
    for (const box of form.elements.kind instanceof RadioNodeList ? form.elements.kind : [form.elements.kind]) box.checked = false;
    apply();
  });
}

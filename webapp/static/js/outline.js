// Show in the outline which section is being read; close it on narrow windows.

const outline = document.querySelector("[data-outline]");
if (outline) {
  const links = new Map();
  for (const link of outline.querySelectorAll("a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  const narrow = window.matchMedia("(max-width: 900px)");
  if (narrow.matches) outline.open = false;

  // Scrolls the outline alone; scrollIntoView would move the page too.
  const box = outline.parentElement;
  const keepInSight = (link) => {
    const at = link.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (at.top < frame.top) box.scrollTop += at.top - frame.top - 20;
    else if (at.bottom > frame.bottom) box.scrollTop += at.bottom - frame.bottom + 20;
  };

  let current = null;
  const mark = (link) => {
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    current = link;
    if (link && !narrow.matches) keepInSight(link);
  };
  const headings = [...links.keys()];
  const follow = () => {
    const line = window.innerHeight * 0.25;
    let found = null;
    for (const heading of headings) {
      if (heading.getBoundingClientRect().top > line) break;
      found = links.get(heading);
    }
    mark(found);
  };
  let waiting = false;
  document.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow(); });
  }, { passive: true });
  follow();
}

// Follow the system's colour scheme where the reader chose "auto".
// A plain script in the head, not a module: it must run before the first paint.
(() => {
  const root = document.documentElement;
  if (root.dataset.scheme !== "auto") return;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { root.dataset.bsTheme = dark.matches ? "dark" : "light"; };
  dark.addEventListener("change", follow);
  follow();
})();

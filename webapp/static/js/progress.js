// Pages that wait for a job: say how far it is, and go on when it has ended.

const EVERY = 500;

async function follow(place) {
  const bar = place.querySelector("[data-progress-bar]");
  const words = place.querySelector("[data-progress-words]");
  for (;;) {
    await new Promise((done) => { setTimeout(done, EVERY); });
    let told;
    try {
      const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
      // Gone: it was taken in or given up in another window, which the page itself can say.
      told = answer.ok ? await answer.json() : { state: "gone" };
    } catch {
      continue; // The server is away for a moment; the job waits for it too.
    }
    if (told.state === "queued" || told.state === "running") {
      if (bar) bar.value = told.share;
      // Only what is new: it is read aloud.
      if (bar && words.textContent !== told.words) words.textContent = told.words;
    } else if ("progressReload" in place.dataset) {
      window.location.reload();
      return;
    } else {
      const link = place.querySelector("[data-progress-done]");
      words.hidden = true;
      if (link && told.state === "done") link.hidden = false;
      return;
    }
  }
}

for (const place of document.querySelectorAll("[data-progress]")) follow(place);

// Says that the site is old, by the reader's clock; without this script nothing is said.
(() => {
  "use strict";

  const DAY = 86_400_000;

  function begin() {
    for (const note of document.querySelectorAll(".gb-old[data-built]")) {
      const age = Date.now() - Date.parse(note.dataset.built);
      note.hidden = !(age > Number(note.dataset.days) * DAY);
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  if (window.document$) window.document$.subscribe(begin);
})();

// Finds a team in the full list by any part of its row; without this script the field stays hidden.
(() => {
  "use strict";

  const folded = (text) => text.normalize("NFKC").toLowerCase();

  function prepare(field) {
    if (!field.parentElement.hidden) return;
    const rows = [...document.querySelectorAll(`.${field.dataset.finds} tbody tr`)].map((row) => [
      row,
      folded(row.textContent),
    ]);
    const said = field.parentElement.querySelector("output");
    field.parentElement.hidden = false;
    field.addEventListener("input", () => {
      const words = folded(field.value).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const [row, text] of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        found += row.hidden ? 0 : 1;
      }
      for (const heading of document.querySelectorAll(".gb-block")) heading.hidden = words.length > 0;
      said.textContent = found ? "" : said.dataset.none;
    });
  }

  function begin() {
    for (const field of document.querySelectorAll("input[data-finds]")) prepare(field);
  }

  // Once now, since the theme tells of no page when it is opened from a folder; again after instant navigation.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  if (window.document$) window.document$.subscribe(begin);
})();

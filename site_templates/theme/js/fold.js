// Folds the finer steps of a process table; without this script they stay open.
(() => {
  "use strict";

  function prepare(row) {
    const head = row.querySelector("th");
    const parts = [...row.parentElement.querySelectorAll("tr[data-part]")].filter(
      (part) => part.dataset.part === row.dataset.parts,
    );
    if (!head || !parts.length || head.querySelector(".gb-stage")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "gb-stage";
    button.setAttribute("aria-expanded", "true");
    while (head.firstChild && !(head.firstChild.classList && head.firstChild.classList.contains("gb-pencil"))) {
      button.append(head.firstChild);
    }
    button.addEventListener("click", () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!isOpen));
      for (const part of parts) part.hidden = isOpen;
    });
    head.prepend(button);
  }

  function begin() {
    for (const row of document.querySelectorAll("tr[data-parts]")) prepare(row);
  }

  // Once now, since the theme tells of no page when it is opened from a folder; again after instant navigation.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  if (window.document$) window.document$.subscribe(begin);
})();

// Keeps to one group of changes; without this script the choice stays hidden and everything is shown.
(() => {
  "use strict";

  function keep(list, group) {
    for (const turn of list.querySelectorAll(".gb-turn")) {
      let shown = 0;
      for (const change of turn.querySelectorAll("li")) {
        change.hidden = group !== "" && change.dataset.group !== group;
        shown += change.hidden ? 0 : 1;
      }
      turn.hidden = shown === 0;
    }
  }

  function prepare(choice) {
    const list = document.querySelector(`.${choice.dataset.filters}`);
    if (!choice.parentElement.hidden || !list) return;
    choice.parentElement.hidden = false;
    choice.addEventListener("change", () => keep(list, choice.value));
  }

  // A link to a measure or an entry opens what it is folded into.
  function open() {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place instanceof HTMLDetailsElement) place.open = true;
  }

  function begin() {
    for (const choice of document.querySelectorAll("select[data-filters]")) prepare(choice);
    open();
  }

  addEventListener("hashchange", open);
  // Once now, since the theme tells of no page when it is opened from a folder; again after instant navigation.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  if (window.document$) window.document$.subscribe(begin);
})();

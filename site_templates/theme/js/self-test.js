/* The self-test: what is ticked shows where to begin. Nothing is stored and nothing is sent.
   Without this script every answer stands below its question. */
(() => {
  "use strict";

  function prepare(test) {
    if ("ready" in test.dataset) return;
    test.dataset.ready = "";
    const told = test.querySelector(".gb-symptoms__told");
    const symptoms = [...test.querySelectorAll("[data-symptom]")];
    const show = () => {
      const ticked = symptoms.filter((one) => one.querySelector("input").checked);
      for (const one of symptoms) one.querySelector(".gb-symptoms__cure").hidden = !ticked.includes(one);
      const { none, one, some } = told.dataset;
      told.textContent = ticked.length === 0 ? none : ticked.length === 1 ? one : some;
    };
    told.hidden = false;
    test.addEventListener("change", show);
    show();
  }

  function begin() {
    for (const test of document.querySelectorAll("[data-selftest]")) prepare(test);
  }

  // Once now, since the theme tells of no page when it is opened from a folder; again after instant navigation.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  if (window.document$) window.document$.subscribe(begin);
})();

// Says by the reader's clock that a site has not been built for days; a page cannot know that by itself.
(() => {
  "use strict";

  const DAY = 24 * 3600 * 1000;

  function show(notice) {
    const now = new Date();
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    notice.hidden = !(today - Date.parse(notice.dataset.built) > Number(notice.dataset.days) * DAY);
  }

  function begin() {
    for (const notice of document.querySelectorAll("[data-built]")) show(notice);
  }

  // Once now, since the theme tells of no page when it is opened from a folder; again after instant navigation.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  if (window.document$) window.document$.subscribe(begin);
})();

/*
 * Keeps the language switch on the page at hand.
 *
 * Instant navigation swaps the content and the head, but not the header; the head says where the page is in the
 * other languages.
 */
(() => {
  const follow = () => {
    for (const link of document.querySelectorAll("link[data-gb-here]")) {
      const shown = document.querySelector(`.gb-languages [hreflang="${link.hreflang}"]`);
      if (shown) shown.href = new URL(link.dataset.gbHere, location.href).href;
    }
  };
  if (window.document$) document$.subscribe(follow);
})();

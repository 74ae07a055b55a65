/*
 * A table wider than a phone scrolls in a box of its own; the keyboard has to reach that box.
 */
(() => {
  const reach = () => {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  /* The theme makes these boxes after it has told of a new page. */
  if (window.document$) document$.subscribe(() => requestAnimationFrame(reach));
  window.addEventListener("resize", reach);
})();

/*
 * Holds back the theme's request for the search index until the reader turns to the search.
 *
 * The theme asks for it on every page load; with a thousand teams that is a megabyte nobody asked for.
 * This stands before the theme's bundle, because the bundle sends the request while it starts.
 */
(() => {
  const { open, send } = XMLHttpRequest.prototype;
  const waiting = [];
  let wanted = new URLSearchParams(location.search).has("q");

  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    this.isSearchIndex = /\/search\/search_index\.json$/.test(String(address));
    return open.call(this, method, address, ...rest);
  };

  XMLHttpRequest.prototype.send = function (body) {
    if (this.isSearchIndex && !wanted) waiting.push(() => send.call(this, body));
    else send.call(this, body);
  };

  const release = (event) => {
    if (!event.target.closest?.(".md-search, [for=__search]")) return;
    wanted = true;
    for (const request of waiting.splice(0)) request();
  };

  /* Pointing at the search box is a head start; the keys that open it move the focus. */
  for (const kind of ["focusin", "pointerover"]) document.addEventListener(kind, release, true);
})();

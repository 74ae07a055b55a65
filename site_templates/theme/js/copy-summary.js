// Puts a summary or a table on the clipboard; without this script the button stays hidden.
(() => {
  "use strict";

  function byHand(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    return isCopied;
  }

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return byHand(text);
    }
  }

  // A table goes to a spreadsheet: a line for each row, tabs between the cells.
  function written(source) {
    if (source.tagName !== "TABLE") return source.textContent.trim();
    const cells = (row) => [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim());
    return [...source.rows].map((row) => cells(row).join("\t")).join("\n");
  }

  function prepare(button) {
    const text = document.getElementById(button.dataset.copies);
    if (!button.hidden || !text) return;
    const said = button.textContent;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      if (!(await copied(written(text)))) return;
      button.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = said;
      }, 2000);
    });
  }

  function begin() {
    for (const button of document.querySelectorAll("button[data-copies]")) prepare(button);
  }

  // Once now, since the theme tells of no page when it is opened from a folder; again after instant navigation.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  if (window.document$) window.document$.subscribe(begin);
})();

/* A review on the wall: table rows one by one with the arrow keys, and the words typed there as the text of a file.
   Nothing is sent anywhere; what is typed is kept in the tab until it is closed. */
(() => {
  "use strict";

  const ON = new Set(["ArrowRight", "ArrowDown", "PageDown"]);
  const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp"]);
  let stage = null;

  /* The steps of the page: the rows of its tables that are not folded away, then its last parts. */
  function stepsOf(root) {
    const isShown = (row) => row.isConnected && row.offsetParent !== null;
    return [...root.querySelectorAll("[data-rows] tbody tr, [data-step]")].filter(isShown);
  }

  function prepareSteps(root) {
    let at = 0;

    function show(scrolls) {
      const steps = stepsOf(root);
      at = Math.max(0, Math.min(at, steps.length));
      steps.forEach((step, place) => {
        step.classList.toggle("is-ahead", place >= at && step.matches("tr"));
        step.classList.toggle("is-now", place === at - 1);
      });
      if (!scrolls) return;
      const target = at ? steps[at - 1] : root;
      target.scrollIntoView({ block: at ? (target.matches("tr") ? "center" : "start") : "start" });
    }

    root.querySelector(".gb-meeting__keys").hidden = false;
    show(false);
    return {
      go(by) {
        at += by;
        show(true);
      },
      all() {
        at = stepsOf(root).length;
        show(true);
      },
      none() {
        at = 0;
        show(true);
      },
    };
  }

  function key(event) {
    const root = document.querySelector(".gb-meeting");
    if (!root || !stage || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (ON.has(event.key)) stage.go(1);
    else if (BACK.has(event.key)) stage.go(-1);
    else if (event.key === "Home") stage.none();
    else if (event.key === "End") stage.all();
    else if (event.key === "Escape") location.assign(root.dataset.back);
    else return;
    event.preventDefault();
  }

  /* The file as the goals hold it: fields between two lines, then the words. */
  function written(form) {
    const value = (name) => form.elements[name].value.trim();
    const present = [...form.querySelectorAll("[name=present]:checked")].map((box) => box.value);
    const lines = ["---", `kind: ${form.dataset.kind}`, `held: ${value("held")}`];
    if (present.length) lines.push(`present: [${present.join(", ")}]`);
    const actions = [...form.querySelectorAll(".gb-meeting__action")].map(fieldsOf).filter((one) => one.what);
    if (actions.length) lines.push("actions:");
    actions.forEach((one, place) => {
      lines.push(`  action-${place + 1}:`, `    what: ${JSON.stringify(one.what)}`);
      for (const name of ["owner", "due"]) if (one[name]) lines.push(`    ${name}: ${one[name]}`);
    });
    lines.push("---");
    for (const name of ["keep", "problem", "try"]) {
      lines.push(`## ${name[0].toUpperCase()}${name.slice(1)}`, value(name), "");
    }
    return lines.join("\n");
  }

  function fieldsOf(row) {
    return Object.fromEntries([...row.querySelectorAll("input, select")].map((one) => [one.name, one.value.trim()]));
  }

  /* What was typed, for the time the tab is open; a browser that keeps nothing works as well. */
  function memory(name) {
    return {
      read() {
        try {
          return JSON.parse(sessionStorage.getItem(name) ?? "{}");
        } catch {
          return {};
        }
      },
      keep(value) {
        try {
          sessionStorage.setItem(name, JSON.stringify(value));
        } catch {
          // blocked or full
        }
      },
    };
  }

  function prepareForm(form) {
    const kept = memory(`goalbook-meeting:${form.dataset.path}`);
    const names = ["keep", "problem", "try", "held"];
    const save = form.querySelector("[data-save]");
    const load = form.querySelector("[data-load]");
    const text = form.querySelector("pre");
    const said = form.querySelector("[role=status]");
    const more = form.querySelector("[data-more]");

    function addAction(values = {}) {
      const row = form.querySelector(".gb-meeting__action").cloneNode(true);
      for (const field of row.querySelectorAll("input, select")) field.value = values[field.name] ?? "";
      more.before(row);
    }

    function fill({ fields = {}, present = [], actions = [] }) {
      for (const name of names) if (fields[name]) form.elements[name].value = fields[name];
      for (const box of form.querySelectorAll("[name=present]")) box.checked = present.includes(box.value);
      actions.slice(1).forEach(addAction);
      const first = form.querySelector(".gb-meeting__action");
      for (const field of first.querySelectorAll("input, select")) field.value = actions[0]?.[field.name] ?? "";
    }

    function show() {
      const now = written(form);
      text.textContent = now;
      load.href = `data:text/markdown;charset=utf-8,${encodeURIComponent(now)}`;
      if (!save || save.hasAttribute("data-draft")) return;
      const full = save.dataset.address.replace("%7Btext%7D", encodeURIComponent(now));
      save.href = full.length > Number(save.dataset.longest) ? save.dataset.address.replace("%7Btext%7D", "") : full;
    }

    function change() {
      for (const row of form.querySelectorAll(".gb-meeting__action")) {
        const isMeant = fieldsOf(row).what !== "";
        for (const field of row.querySelectorAll("select, [type=date]")) field.required = isMeant;
      }
      kept.keep({
        fields: Object.fromEntries(names.map((name) => [name, form.elements[name].value])),
        present: [...form.querySelectorAll("[name=present]:checked")].map((box) => box.value),
        actions: [...form.querySelectorAll(".gb-meeting__action")].map(fieldsOf),
      });
      show();
    }

    fill(kept.read());
    form.hidden = false;
    form.addEventListener("input", change);
    form.addEventListener("submit", (event) => event.preventDefault());
    more.addEventListener("click", () => addAction());
    for (const way of [save, load]) {
      way?.addEventListener("click", (event) => {
        if (!form.reportValidity()) event.preventDefault();
      });
    }
    save?.addEventListener("click", () => {
      navigator.clipboard?.writeText(text.textContent).catch(() => {}); // the button for copying stays
      said.textContent = save.hasAttribute("data-draft") ? said.dataset.saidDraft : said.dataset.said;
    });
    show();
  }

  function begin() {
    const root = document.querySelector(".gb-meeting");
    stage = root ? prepareSteps(root) : null;
    const form = root?.querySelector(".gb-meeting__form");
    if (form?.hidden) prepareForm(form);
  }

  document.addEventListener("keydown", key);
  // Once now, since the theme tells of no page when it is opened from a folder; again after instant navigation.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  if (window.document$) window.document$.subscribe(begin);
})();

/* What if: works a plan up to its KGI and back from it while sliders move. Without this script the panel stays hidden.
   The tree comes with the page; nothing is sent anywhere, and nothing needs a server. */
(() => {
  "use strict";

  const NOISE = 1e-9;
  const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);
  const product = (numbers) => numbers.reduce((found, number) => found * number, 1);
  const finite = (number) => (Number.isFinite(number) ? number : null);

  // What a formula comes to.
  const UP = {
    "×": (parts) => product(parts),
    "+": (parts) => total(parts),
    "-": ([first, ...rest]) => first - total(rest),
    "÷": ([above, below]) => above / below,
  };

  // What one part would have to be for the result, the others as they are.
  const BACK = {
    "×": (result, parts, at) => result / product(parts.filter((_, place) => place !== at)),
    "+": (result, parts, at) => result - total(parts.filter((_, place) => place !== at)),
    "-": (result, parts, at) =>
      at === 0 ? result + total(parts.slice(1)) : parts[0] - result - total(parts.filter((_, place) => place && place !== at)),
    "÷": (result, parts, at) => (at === 0 ? result * parts[1] : parts[0] / result),
  };

  function worked(tree, leaves) {
    const values = { ...leaves };
    for (const [result, operator, parts] of [...tree.relations].reverse()) {
      const known = parts.map((part) => values[part]);
      values[result] = known.includes(null) ? null : finite(UP[operator](known));
    }
    return values;
  }

  function needed(tree, values) {
    const needs = { [tree.kgi]: tree.goal };
    for (const [result, operator, parts] of tree.relations) {
      const known = parts.map((part) => values[part]);
      parts.forEach((part, at) => {
        const others = known.filter((_, place) => place !== at);
        if (!tree.single.includes(part) || needs[result] == null || others.includes(null)) return;
        needs[part] = finite(BACK[operator](needs[result], known, at));
      });
    }
    return needs;
  }

  function written(number, form) {
    if (number == null) return "–";
    const shown = number / form.divide;
    const isWhole = Math.abs(shown) >= 100 || Math.abs(shown - Math.round(shown)) < 1e-6;
    const decimals = form.decimals ?? (isWhole ? 0 : 1);
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const text = Math.abs(shown).toLocaleString(document.documentElement.lang, digits);
    const isBelow = shown < 0 && /[1-9]/.test(text);
    return `${isBelow ? "−" : ""}${form.before}${text}${form.behind}`;
  }

  function say(output, number, text) {
    if (!output) return;
    output.value = text;
    output.dataset.value = number == null ? "" : String(number);
  }

  function prepare(panel) {
    if (!panel.hidden) return;
    const tree = JSON.parse(panel.dataset.tree);
    const rows = [...panel.querySelectorAll("tr[data-metric]")].map((row) => ({
      metric: row.dataset.metric,
      form: JSON.parse(row.dataset.form),
      slider: row.querySelector("input"),
      now: row.querySelector("output[data-now]"),
      need: row.querySelector("output[data-need]"),
    }));
    const result = panel.querySelector("output[data-result]");
    const leaves = {};

    function tell(values) {
      const { form } = rows.find((row) => row.metric === tree.kgi);
      const gap = values[tree.kgi] == null ? null : values[tree.kgi] - tree.goal;
      const isEven = gap !== null && Math.abs(gap) <= NOISE * Math.max(1, Math.abs(tree.goal));
      const words = isEven ? result.dataset.even : gap > 0 ? result.dataset.above : result.dataset.below;
      const told = { value: written(values[tree.kgi], form), gap: written(gap === null ? null : Math.abs(gap), form) };
      say(result, gap, words.replace(/\{(value|gap)\}/g, (_, name) => told[name]));
    }

    function show() {
      const values = worked(tree, leaves);
      const needs = needed(tree, values);
      for (const { metric, form, slider, now, need } of rows) {
        say(now, values[metric], written(values[metric], form));
        if (slider) slider.setAttribute("aria-valuetext", written(values[metric], form));
        const wanted = needs[metric] ?? null;
        const isOut = wanted !== null && ((form.share && wanted > 1 + NOISE) || (form.least !== null && wanted < form.least));
        const whole = form.whole && wanted !== null ? Math.ceil(wanted - NOISE) : wanted;
        say(need, wanted, isOut ? need.dataset.out : written(whole, form));
      }
      tell(values);
    }

    function begin(from) {
      Object.assign(leaves, tree.plan, tree[from]);
      for (const { metric, slider } of rows) {
        if (slider) slider.value = String(Math.round((leaves[metric] - Number(slider.dataset.low)) / Number(slider.dataset.unit)));
      }
      show();
    }

    panel.addEventListener("input", ({ target }) => {
      const row = rows.find(({ slider }) => slider === target);
      if (!row) return;
      leaves[row.metric] = Number(target.dataset.low) + Number(target.value) * Number(target.dataset.unit);
      show();
    });
    panel.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button[data-from]");
      if (button) begin(button.dataset.from);
    });
    panel.hidden = false;
    begin("plan");
  }

  function start() {
    for (const panel of document.querySelectorAll(".gb-whatif[data-tree]")) prepare(panel);
  }

  // Once now, since the theme tells of no page when it is opened from a folder; again after instant navigation.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  if (window.document$) window.document$.subscribe(start);
})();

/* The goal sheet: writes the YAML of a cycle file while the form is filled in. Without this script the form stays hidden.
   Nothing is sent anywhere; what is typed is always text in quotes, never YAML. */
(() => {
  "use strict";

  const PLAIN = /^[A-Za-z0-9_][A-Za-z0-9_,.%-]*$/;
  const NO_TEXT = /^(?:y|n|yes|no|on|off|true|false|null|[0-9.]+e[0-9]+)$/i;
  const STEPS = 6;
  const folded = (text) => text.normalize("NFC").replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
  const quoted = (text) => `"${folded(text).replace(/\\/g, "\\\\").replace(/"/g, '\\"')}"`;
  const scalar = (text) => (PLAIN.test(folded(text)) && !NO_TEXT.test(folded(text)) ? folded(text) : quoted(text));

  // Lines of an entry; pairs without a value are left out.
  function entry(id, pairs, depth) {
    const room = "  ".repeat(depth);
    const lines = pairs.filter(([, value]) => value).map(([key, value]) => `${room}  ${key}: ${value}`);
    return [`${room}${id}:`, ...lines];
  }

  function stepsOf(value) {
    const taken = new Set(["kgi", "average"]);
    const steps = [];
    for (let number = 1; number <= STEPS; number += 1) {
      const name = value(`step${number}`);
      if (!name) continue;
      const made = name.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
      let id = value(`id${number}`) || (/^[a-z]/.test(made) ? made : `step_${number}`);
      while (taken.has(id)) id += "_2";
      taken.add(id);
      steps.push({ id, name, rate: number > 1 && steps.length ? value(`rate${number}`) : "" });
    }
    return steps;
  }

  function measuresOf(value) {
    const steps = stepsOf(value);
    const rates = steps.flatMap((step, at) =>
      step.rate ? [{ id: `${step.id}_rate`, name: `${step.name} ÷ ${steps[at - 1].name}`, of: [step.id, steps[at - 1].id], target: step.rate }] : [],
    );
    return { steps, rates };
  }

  function metricLines(value, { steps, rates }) {
    const last = steps.at(-1);
    const average = value("average");
    const lines = ["metrics:"];
    const goal = [["target", scalar(value("target"))], ["per", value("per")]];
    if (average) {
      lines.push(...entry("kgi", [["name", quoted(value("kgi"))], ["kind", "amount"], ["formula", `${last.id} × average`], ...goal], 1));
      const name = `${value("kgi")} ÷ ${last.name}`;
      lines.push(...entry("average", [["name", quoted(name)], ["kind", "ratio"], ["of", `kgi / ${last.id}`], ["target", scalar(average)]], 1));
    }
    for (const step of [...steps].reverse()) {
      const own = step === last && !average ? goal : [];
      lines.push(...entry(step.id, [["name", quoted(step === last && !average ? value("kgi") : step.name)], ["kind", "count"], ...own], 1));
      if (step === last && steps.length > 1) lines.push("    funnel:", ...steps.map(({ id }) => `      - ${id}`));
    }
    for (const { id, name, of, target } of rates) {
      lines.push(...entry(id, [["name", quoted(name)], ["kind", "rate"], ["of", of.join(" / ")], ["target", scalar(target)]], 1));
    }
    return lines;
  }

  function kpiLines(value) {
    const chosen = new Map([1, 2].filter((n) => value(`kpi${n}`)).map((n) => [value(`kpi${n}`), value(`because${n}`)]));
    const lines = [...chosen].flatMap(([id, because]) => (because ? entry(id, [["because", quoted(because)]], 1) : [`  ${id}: {}`]));
    return lines.length ? ["", "kpis:", ...lines] : [];
  }

  function objectiveLines(value) {
    if (!value("objective")) return [];
    const results = [1, 2, 3].filter((n) => value(`result${n}`)).flatMap((n) => {
      const numbers = [["baseline", value(`baseline${n}`)], ["target", value(`goal${n}`)]].map(([key, text]) => [key, text && scalar(text)]);
      return entry(`kr${n}`, [["title", quoted(value(`result${n}`))], ["metric", value(`metric${n}`)], ...numbers], 3);
    });
    const below = results.length ? ["    key_results:", ...results] : [];
    return ["", "objectives:", ...entry("objective-1", [["title", quoted(value("objective"))]], 1), ...below];
  }

  function practiceLines(value) {
    if (!value("wish")) return [];
    const skill = value("skill");
    const head = entry("practice-1", [["wish", quoted(value("wish"))], ["skill", skill && quoted(skill)]], 1);
    if (!value("practice")) return ["", "practices:", ...head];
    const times = [["minutes", value("minutes")], ["per_week", value("per_week")]].filter(([, text]) => /^[1-9][0-9]{0,3}$/.test(text));
    const step = entry("step-1", [["now", "true"], ["text", quoted(value("practice"))], ...times], 3);
    return ["", "practices:", ...head, "    steps:", ...step];
  }

  function written(value, measures) {
    const last = measures.steps.at(-1);
    const spoken = ["why", "one_line"].filter((key) => value(key)).map((key) => `${key}: ${quoted(value(key))}`);
    return [
      "# yaml-language-server: $schema=../../.schema/cycle.json",
      `cycle: ${scalar(value("cycle"))}`,
      ...spoken,
      `kgi: ${value("average") ? "kgi" : last.id}`,
      "cadence: week",
      "",
      ...metricLines(value, measures),
      ...kpiLines(value),
      ...objectiveLines(value),
      ...practiceLines(value),
      "",
    ].join("\n");
  }

  function offer(select, measures) {
    const chosen = select.value;
    const options = [...measures.steps, ...measures.rates].map(({ id, name }) => new Option(name, id, false, id === chosen));
    select.replaceChildren(select.options[0], ...options);
  }

  function prepare(form) {
    if (!form.hidden) return;
    const file = form.querySelector("#sheet-file");
    const [where, missing, open, copy] = ["[data-where]", "[data-missing]", "[data-open]", "[data-copies]"].map((name) => form.querySelector(name));
    const value = (name) => folded(form.elements[name]?.value ?? "");

    function show() {
      const measures = measuresOf(value);
      for (const select of form.querySelectorAll("[data-measures]")) offer(select, measures);
      const isWhole = form.checkValidity() && measures.steps.length > 0;
      const text = isWhole ? written(value, measures) : "";
      const folder = `goals/teams/${value("team")}`;
      file.textContent = text;
      missing.hidden = isWhole;
      where.hidden = copy.hidden = !isWhole;
      where.textContent = where.dataset.text.replace("{path}", `${folder}/${value("cycle")}.yml`);
      open.hidden = !isWhole || !form.dataset.opens;
      open.href = `${form.dataset.opens}${folder}?filename=${encodeURIComponent(`${value("cycle")}.yml`)}&value=${encodeURIComponent(text)}`;
    }

    form.hidden = false;
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    // The copy button shows itself when its own script starts; it has nothing to copy before the file is whole.
    setTimeout(show);
  }

  function begin() {
    for (const form of document.querySelectorAll("form[data-sheet]")) prepare(form);
  }

  // Once now, since the theme tells of no page when it is opened from a folder; again after instant navigation.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  if (window.document$) window.document$.subscribe(begin);
})();

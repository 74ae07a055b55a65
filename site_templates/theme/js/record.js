/* This week's record: asks one person for what is due, and opens the repository host's form with the file filled in.
   Nothing is sent anywhere; what was recorded from this browser is remembered in it until the pages show it. */
(() => {
  "use strict";

  const LIVE = 15 * 60 * 1000; // after that the pages should show what was saved
  const KEPT = 30 * 24 * 3600 * 1000;
  const UNITS = { 千: 3, 万: 4, 億: 8 };
  const NUMBER = /^(-?)(0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?([千万億]?)$/;

  /* What somebody typed as the digits of a file; only what is surely meant. The check reads more, and as strictly. */
  function read(typed, { isWhole, isYen }) {
    let text = typed.normalize("NFKC").trim().replace(/^[△▲−]/, "-");
    if (isYen) text = text.replace(/円$/, "").replace(/^(-?)[¥\\]/, "$1");
    if (text.endsWith("%")) return { wrong: "percent" };
    const found = NUMBER.exec(text);
    if (!found) return { wrong: isWhole ? "whole" : "form" };
    const [, sign, whole, fraction = "", unit] = found;
    const shift = UNITS[unit] ?? 0;
    const digits = whole.replaceAll(",", "") + fraction.padEnd(shift, "0").slice(0, shift);
    const above = digits.replace(/^0+(?=\d)/, "");
    const below = fraction.slice(shift).replace(/0+$/, "");
    if (above.length > 15 || below.length > 9) return { wrong: isWhole ? "whole" : "form" };
    if (isWhole && (below || (sign && above !== "0"))) return { wrong: "whole" };
    const value = above + (below && `.${below}`);
    return { value: sign && value !== "0" ? `-${value}` : value };
  }

  const two = (number) => String(number).padStart(2, "0");
  const iso = (day) => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  const say = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const written = (value, options) => new Date(value).toLocaleString(document.documentElement.lang, options);
  const dayOf = (day) => written(`${day}T12:00`, { day: "numeric", month: "long", weekday: "short" });
  const timeOf = (at) => written(at, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

  /* What this browser recorded; a browser that keeps nothing works as well, it only forgets. */
  function memory(key) {
    let kept = { person: "", opened: [] };
    try {
      const found = JSON.parse(localStorage.getItem(key) ?? "{}");
      const isRecent = ({ at }) => Date.now() - at < KEPT;
      if (Array.isArray(found.opened)) kept = { person: String(found.person ?? ""), opened: found.opened.filter(isRecent) };
    } catch {
      // blocked, or not ours
    }
    return {
      kept,
      keep() {
        try {
          localStorage.setItem(key, JSON.stringify(kept));
        } catch {
          // blocked or full
        }
      },
    };
  }

  function copy(text) {
    try {
      return navigator.clipboard?.writeText(text).catch(() => {}); // the button for copying stays
    } catch {
      return undefined;
    }
  }

  /* The ways out of a form: the host's own form, a file, and the text to copy. */
  function doors(form, settings, recall) {
    const parts = ["[data-save]", "[data-copies]", "[data-load]", "pre", "[data-path]", ".gb-record__after"];
    const [save, clip, load, text, path, after] = parts.map((one) => form.querySelector(one));
    let file = null;

    function enable(link, href) {
      if (!link) return;
      if (href) link.setAttribute("href", href);
      else link.removeAttribute("href");
      link.setAttribute("aria-disabled", String(!href));
    }

    function address({ path: at, text: words, edit }) {
      if (edit) return edit;
      const fill = (within) =>
        settings.door.address.replace("{path}", encodeURIComponent(at)).replace("{text}", encodeURIComponent(within));
      return fill(words).length > settings.longest ? fill("") : fill(words);
    }

    function show(now) {
      file = now;
      path.textContent = now?.path ?? "";
      text.textContent = now?.text ?? "";
      clip.disabled = !now;
      enable(load, now && `data:text/plain;charset=utf-8,${encodeURIComponent(now.text)}`);
      if (now) load.download = now.path.split("/").pop();
      if (save) enable(save, now && address(now));
    }

    function told() {
      if (file.edit) return "edit";
      const isCut = settings.door.filled === "all" && !save.href.includes(encodeURIComponent(file.text));
      return isCut ? "name" : settings.door.filled;
    }

    save?.addEventListener("click", (event) => {
      if (!file) return event.preventDefault();
      const how = told();
      if (how !== "all") copy(file.text);
      after.textContent = say(after.dataset[how], file);
      setTimeout(recall, 0, file); // after the browser has followed the link, which is emptied now
    });
    load.addEventListener("click", (event) => {
      event.stopPropagation(); // the theme would take it for a page of the site
      if (!file) return event.preventDefault();
      after.textContent = say(after.dataset.file, { folder: file.path.slice(0, file.path.lastIndexOf("/") + 1) });
      if (!save) setTimeout(recall, 0, file);
    });
    show(null);
    return show;
  }

  /* A name that no file has, neither in the pages nor from this browser. */
  function free(folder, day, person, settings, kept) {
    const taken = new Set([...settings.taken, ...kept.opened.map(({ path }) => path)]);
    for (let number = 1; ; number += 1) {
      const name = `${folder}${day}-${person}${number > 1 ? `-${number}` : ""}.csv`;
      if (!taken.has(name)) return name;
    }
  }

  function check(input, words) {
    const wrong = document.getElementById(`${input.id}-wrong`);
    const rules = { isWhole: input.closest("[data-whole]") !== null, isYen: input.closest("[data-yen]") !== null };
    const found = input.value.trim() ? read(input.value, rules) : {};
    wrong.hidden = !found.wrong;
    wrong.textContent = found.wrong ? words[`${found.wrong}Said`] : "";
    input.setAttribute("aria-invalid", String(Boolean(found.wrong)));
    return found;
  }

  function numbers(form, { settings, today, person, kept, keep }) {
    const fields = form.querySelector(".gb-record__fields");
    const choice = form.querySelector("select");
    const said = form.querySelector(".gb-record__said");
    const again = form.querySelector("[data-again]");
    const steps = form.querySelector(".gb-record__steps");
    const options = [...choice.options];
    const typed = new Map(); // what was typed, for every period of the person
    let page = 0;

    const lines = [...fields.children].map((row) => ({
      row,
      input: row.querySelector("input"),
      slot: [row.dataset.metric, row.dataset.member, row.dataset.segment],
      who: row.dataset.who,
      asked: [...row.querySelectorAll("[data-gap]")],
    }));
    const key = ({ slot }, one) => [...slot, one.dataset.gap].join("|");
    const shown = doors(form, settings, ({ path, keys }) => {
      kept.opened.push({ path, keys, person: person(), at: Date.now() });
      keep();
      typed.clear();
      page = 0;
      choose();
    });

    const pending = () => new Map(kept.opened.flatMap(({ keys = [], at }) => keys.map((one) => [one, at])));
    const mine = () => lines.filter(({ who }) => !who || who === person());
    const open = () => {
      const saved = pending();
      return mine().flatMap((line) => line.asked.filter((one) => !saved.has(key(line, one))).map((one) => [line, one]));
    };

    function current() {
      return open().filter(([, one]) => one.dataset.gap === choice.value);
    }

    function fileOf() {
      const rows = [];
      for (const line of mine()) {
        for (const one of line.asked) {
          const value = typed.get(key(line, one))?.value;
          if (value === undefined) continue;
          const day = one.dataset.day < today() ? one.dataset.day : today();
          rows.push({ day, line, value, key: key(line, one) });
        }
      }
      if (!rows.length || [...typed.values()].some(({ wrong }) => wrong)) return null;
      rows.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
      const used = [1, 2].filter((place) => rows.some(({ line }) => line.slot[place]));
      const columns = ["date", "metric", "value", ...used.map((place) => ["", "member", "segment"][place]), "by"];
      const text = rows.map(({ day, line, value }) =>
        [day, line.slot[0], value, ...used.map((place) => line.slot[place]), person()].join(","),
      );
      return {
        path: free(settings.folders.progress, today(), person(), settings, kept),
        text: [columns.join(","), ...text, ""].join("\n"),
        keys: rows.map((row) => row.key),
      };
    }

    function show() {
      const now = current();
      const first = page * settings.at_once;
      const visible = new Map(now.slice(first, first + settings.at_once));
      for (const line of lines) {
        const one = visible.get(line);
        line.row.hidden = !one;
        for (const each of line.asked) each.hidden = each !== one;
        if (!one) continue;
        line.input.value = typed.get(key(line, one))?.words ?? "";
        check(line.input, fields.dataset);
      }
      steps.hidden = now.length <= settings.at_once;
      const [back, place, on] = steps.children;
      back.disabled = page === 0;
      on.disabled = first + settings.at_once >= now.length;
      place.textContent = say(place.dataset.place, { first: first + 1, last: first + visible.size, all: now.length });
      shown(fileOf());
    }

    function tell(due, ahead) {
      const own = kept.opened.filter(({ keys = [], person: who }) => keys.length && who === person());
      const waiting = own.filter(({ keys }) =>
        mine().some((line) => line.asked.some((one) => one.dataset.since <= today() && keys.includes(key(line, one)))),
      );
      const words = [];
      const latest = waiting.at(-1);
      if (latest) {
        const isLate = Date.now() - latest.at > LIVE;
        words.push(say(isLate ? said.dataset.missing : said.dataset.waiting, { time: timeOf(latest.at) }));
      } else if (!due.length) {
        const name = document.getElementById("record-person").selectedOptions[0].textContent;
        words.push(say(said.dataset.none, { member: name }));
      }
      const next = ahead.map(([, one]) => one.dataset.since).sort()[0];
      if (!due.length && next) words.push(say(said.dataset.next, { day: dayOf(next) }));
      said.textContent = words.join(" ");
      again.parentElement.hidden = !latest;
    }

    /* The periods that this person is asked for, the latest first; one that runs may be recorded early. */
    function choose() {
      const all = open();
      const due = all.filter(([, one]) => one.dataset.since <= today());
      const ahead = all.filter(([, one]) => one.dataset.since > today());
      const running = ahead.filter(([, one]) => one.dataset.gap.split("/")[0] <= today());
      const gaps = new Set([...due, ...running].map(([, one]) => one.dataset.gap));
      choice.replaceChildren(...options.filter(({ value }) => gaps.has(value) || (!value && !due.length)));
      choice.value = due.length ? options.find(({ value }) => due.some(([, one]) => one.dataset.gap === value)).value : "";
      choice.parentElement.hidden = gaps.size === 0;
      tell(due, ahead);
      show();
    }

    fields.addEventListener("input", ({ target }) => {
      const [line, one] = current().find(([each]) => each.input === target) ?? [];
      if (!line) return;
      const found = check(target, fields.dataset);
      if (target.value.trim()) typed.set(key(line, one), { ...found, words: target.value });
      else typed.delete(key(line, one));
      shown(fileOf());
    });
    choice.addEventListener("change", () => {
      page = 0;
      show();
    });
    steps.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (!button) return;
      page += Number(button.dataset.step);
      show();
      current()[page * settings.at_once][0].input.focus();
    });
    again.addEventListener("click", () => {
      kept.opened = kept.opened.filter(({ person: who }) => who !== person());
      keep();
      choose();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    return () => {
      form.hidden = !person();
      typed.clear();
      page = 0;
      if (person()) choose();
    };
  }

  function practice(form, { settings, today, person, kept, keep }) {
    const drill = form.querySelector("select");
    const [reps, minutes] = form.querySelectorAll("input");
    const options = [...drill.options];
    const words = form.querySelector(".gb-record__fields").dataset;
    const shown = doors(form, settings, ({ path }) => {
      kept.opened.push({ path, at: Date.now() });
      keep();
      reps.value = minutes.value = "";
      show();
    });

    function show() {
      const [times, spent] = [check(reps, words), check(minutes, words)];
      const isGood = drill.value && times.value && !spent.wrong;
      const row = [today(), person(), drill.value, times.value, spent.value ?? ""].join(",");
      shown(
        isGood && {
          path: free(settings.folders.practice, today(), person(), settings, kept),
          text: `date,member,practice,step,reps,minutes\n${row}\n`,
        },
      );
    }

    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    return () => {
      const own = options.filter(({ dataset }) => !dataset.who || dataset.who.split(" ").includes(person()));
      drill.replaceChildren(...own);
      form.parentElement.hidden = !person() || !own.length;
      show();
    };
  }

  function agreement(form, { settings, today, person, member }) {
    const [will, concern] = form.querySelectorAll("textarea");
    const shown = doors(form, settings, () => {});
    const language = document.documentElement.lang;

    /* A text as YAML reads it back; marked with its language when that is not the company's first. */
    function words(text) {
      const quoted = JSON.stringify(text.trim().replace(/[ \t]+$/gm, ""));
      return language === settings.language ? quoted : `{${language}: ${quoted}}`;
    }

    function show() {
      const { agreement: path, agreed, edit } = member()?.dataset ?? {};
      const lines = [`- date: ${today()}`, `  will_do: ${words(will.value)}`];
      if (concern.value.trim()) lines.push(`  concern: ${words(concern.value)}`);
      const text = `${lines.join("\n")}\n`;
      shown(will.value.trim() && path ? { path, text, edit: agreed === undefined ? undefined : edit } : null);
    }

    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    return () => {
      form.parentElement.hidden = !person();
      show();
    };
  }

  function prepare(section) {
    if ("ready" in section.dataset) return;
    section.dataset.ready = "";
    const settings = JSON.parse(section.dataset.record);
    const people = section.querySelector("#record-person");
    const { kept, keep } = memory(`goalbook:record:${settings.door?.address ?? ""}:${settings.team}`);
    const desk = {
      settings,
      kept,
      keep,
      person: () => people.value,
      member: () => people.selectedOptions[0],
      today: () => (settings.is_fixed ? settings.day : iso(new Date())),
    };
    const kinds = { progress: numbers, practice, agreement };
    const fresh = [...section.querySelectorAll("form[data-kind]")].map((form) => kinds[form.dataset.kind](form, desk));
    const renew = () => fresh.forEach((show) => show());

    if ([...people.options].some(({ value }) => value === kept.person)) people.value = kept.person;
    people.addEventListener("change", () => {
      kept.person = people.value;
      keep();
      renew();
    });
    renew();
    section.querySelector(".gb-record__plain").hidden = true;
    section.querySelector(".gb-record__desk").hidden = false;
  }

  /* A link to the form opens it, and puts the cursor where the next word belongs. */
  function unfold() {
    const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place || !place.closest(".gb-record")) return;
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    place.scrollIntoView({ block: "start" });
    [...place.querySelectorAll("select, input, textarea")].find((field) => field.offsetParent)?.focus({ preventScroll: true });
  }

  function begin() {
    for (const section of document.querySelectorAll("[data-record]")) prepare(section);
    unfold();
  }

  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("a[data-opens]");
    if (link && link.hash === location.hash) setTimeout(unfold); // the address stays as it is, so nobody else tells
  });
  window.addEventListener("hashchange", unfold);
  // Once now, since the theme tells of no page when it is opened from a folder; again after instant navigation.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  if (window.document$) window.document$.subscribe(begin);
})();

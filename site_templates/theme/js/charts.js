/* Wakes a chart on its first pointer, touch or focus: loads Plotly once and draws the figure that the page carries.
   Colours are names of style-sheet properties, read when a chart is drawn and again when the scheme changes.
   Everything listens on the document, so it outlives the theme's instant navigation; nothing needs a server. */
(() => {
  "use strict";

  const own = document.currentScript.src;
  const library = new URL("plotly.min.js", own.replace(/(\/assets\/goalbook\/).*$/, "$1")).href;
  const language = document.documentElement.lang;
  const live = new Map(); // drawn element to its chart
  let loading = null;
  let resized = 0;

  const japanese = {
    moduleType: "locale",
    name: "ja",
    dictionary: {
      "Zoom in": "拡大",
      "Zoom out": "縮小",
      "Reset axes": "元の範囲に戻す",
      "Download plot": "画像を保存",
      "Download plot as a PNG": "画像(PNG)を保存",
      "Taking snapshot - this may take a few seconds": "画像を作成しています",
      "Snapshot succeeded": "画像を保存しました",
      "Sorry, there was a problem downloading your snapshot!": "画像を保存できませんでした",
    },
    format: {
      days: ["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"],
      shortDays: ["日", "月", "火", "水", "木", "金", "土"],
      months: Array.from({ length: 12 }, (_, month) => `${month + 1}月`),
      shortMonths: Array.from({ length: 12 }, (_, month) => `${month + 1}月`),
      date: "%Y年%-m月%-d日",
      year: "%Y年",
      month: "%Y年%-m月",
      dayMonth: "%-m月%-d日",
      dayMonthYear: "%Y年%-m月%-d日",
    },
  };

  function plotly() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = library;
      script.onload = () => {
        window.Plotly.register(japanese);
        resolve(window.Plotly);
      };
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  /* Replaces names of colours by their values, under keys that hold colours only: a label stays what it says. */
  function painted(value, style, key = "") {
    if (Array.isArray(value)) return value.map((entry) => painted(entry, style, key));
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, painted(entry, style, name)]));
    }
    if (typeof value !== "string" || !/color$/.test(key)) return value;
    return value.replace(/^var\((--[\w-]+)\)$/, (_, name) => style.getPropertyValue(name).trim());
  }

  function looks(style) {
    const axis = {
      automargin: false,
      gridcolor: "var(--gb-line)",
      showline: false,
      tickangle: 0,
      tickfont: { color: "var(--gb-muted)" },
      tickcolor: "rgba(0,0,0,0)",
      ticklen: 4,
      ticks: "outside",
      zeroline: false,
    };
    return painted(
      {
        autosize: true,
        dragmode: false,
        font: { color: "var(--gb-ink)", family: style.fontFamily, size: 12 },
        hoverlabel: {
          align: "left",
          bgcolor: "var(--gb-surface)",
          bordercolor: "var(--gb-line)",
          font: { color: "var(--gb-ink)", family: style.fontFamily, size: 12 },
        },
        hovermode: "closest",
        modebar: { activecolor: "var(--gb-ink)", bgcolor: "var(--gb-bg)", color: "var(--gb-muted)" },
        paper_bgcolor: "rgba(0,0,0,0)",
        plot_bgcolor: "rgba(0,0,0,0)",
        showlegend: false,
        uirevision: "same", // a change of scheme keeps the zoom
        xaxis: axis,
        yaxis: { ...axis, fixedrange: true },
      },
      style,
    );
  }

  /* Labels that would touch each other on a phone; the style sheet leaves out the same ones. */
  function fitting(notes, chart) {
    const isNarrow = chart.querySelector(".gb-chart__plot").clientWidth < 480;
    return (notes ?? []).filter((note) => !(isNarrow && note.name === "wide"));
  }

  function figure(chart) {
    const style = getComputedStyle(chart);
    const { data, layout } = painted(JSON.parse(chart.dataset.figure), style);
    const base = looks(style);
    const merged = { ...base, ...layout, xaxis: { ...base.xaxis, ...layout.xaxis }, yaxis: { ...base.yaxis, ...layout.yaxis } };
    if (layout.yaxis2) merged.yaxis2 = { ...base.yaxis, ...layout.yaxis2 }; // a second panel below
    merged.annotations = fitting(layout.annotations, chart);
    delete merged.height; // the style sheet's, which is lower on a phone
    return [data, merged, settings(chart)];
  }

  function settings(chart) {
    return {
      displayModeBar: true,
      displaylogo: false,
      doubleClick: "reset",
      locale: language,
      modeBarButtons: [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
      responsive: true,
      typesetMath: false,
    };
  }

  async function wake(chart) {
    if ("awake" in chart.dataset) return;
    chart.dataset.awake = "";
    let Plotly;
    try {
      Plotly = await plotly();
    } catch {
      return; // the still picture stays
    }
    if (!chart.isConnected) return;
    const drawn = document.createElement("div");
    drawn.className = "gb-chart__live";
    chart.querySelector(".gb-chart__plot").append(drawn);
    await Plotly.newPlot(drawn, ...figure(chart));
    live.set(drawn, chart);
    chart.classList.add("gb-chart--live");
  }

  function forget() {
    for (const drawn of live.keys()) {
      if (drawn.isConnected) continue;
      window.Plotly.purge(drawn);
      live.delete(drawn);
    }
  }

  function repaint() {
    forget();
    for (const [drawn, chart] of live) window.Plotly.react(drawn, ...figure(chart));
  }

  function touched(event) {
    const chart = event.target instanceof Element && event.target.closest(".gb-chart[data-figure]");
    if (chart) wake(chart);
  }

  for (const name of ["pointerover", "pointerdown", "touchstart", "focusin"]) {
    document.addEventListener(name, touched, { passive: true });
  }
  new MutationObserver(repaint).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  window.addEventListener("resize", () => {
    clearTimeout(resized);
    resized = setTimeout(repaint, 200); // a turned phone may have room for more labels
  });
  window.document$?.subscribe(forget);
})();

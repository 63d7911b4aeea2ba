// Curves over the layers and bars over the positions, on a logarithmic scale.
const LEFT = 58, TOP = 10, WIDTH = 900, BOTTOM = 30;

function decades(values) {
  const positive = values.filter((v) => Number.isFinite(v) && v > 0);
  if (!positive.length) return null;
  const low = Math.floor(Math.log10(Math.min(...positive)));
  return { low, high: Math.max(low + 1, Math.ceil(Math.log10(Math.max(...positive)))) };
}

function logAxis(range, height) {
  const y = (v) => TOP + (range.high - Math.log10(Math.max(v, 10 ** range.low))) / (range.high - range.low) * (height - TOP - BOTTOM);
  const lines = [];
  const every = Math.ceil((range.high - range.low) / 6);
  for (let e = range.low; e <= range.high; e += every) {
    const at = y(10 ** e);
    lines.push(svg("line", { class: "grid", x1: LEFT, x2: WIDTH - 8, y1: at, y2: at }), svg("text", { x: LEFT - 7, y: at + 4, "text-anchor": "end" }, `1e${e}`));
  }
  return { y, lines };
}

function layerCurves(section, spec) {
  const box = section.querySelector(".layers");
  if (!spec.layer_curves.length) return { highlight() {} };

  const prompts = [...new Set(spec.layer_curves.map((c) => c.prompt))];
  const chart = el("div");
  const legend = el("ul", { class: "series" });
  let prompt = prompts[0], chosen = null;
  box.append(el("h3", {}, "Drift after each layer"),
    el("p", { class: "note" }, "Root mean square difference of the hidden states from the reference's, relative to their size. A jump shows the layer where a drift begins; lines of one dtype run together where only rounding drifts."),
    el("div", { class: "tools" }, labelled("Prompt", choose(prompts.map((p) => [p, printable(p)]), (p) => { prompt = p; draw(); }))), chart, legend);
  draw();
  return { highlight(variant, of) { chosen = variant; if (of && prompts.includes(of)) { prompt = of; box.querySelector("select").value = of; } draw(); } };

  function curves() {
    return spec.layer_curves.filter((c) => c.prompt === prompt && c.variant !== spec.reference);
  }

  function kind(variant) {
    const v = spec.variants.find((x) => x.key === variant);
    return v ? `${v.application} ${v.compute}` : "";
  }

  function draw() {
    const shown = curves();
    const range = decades(shown.flatMap((c) => c.relative.map(number)));
    legend.replaceChildren(...shown.map(entry));
    if (!range) return chart.replaceChildren(el("p", { class: "empty" }, "No layer drifts."));
    const height = 300, last = Math.max(1, shown[0].relative.length - 1);
    const x = (i) => LEFT + i / last * (WIDTH - LEFT - 20);
    const axis = logAxis(range, height);
    const every = Math.max(1, Math.ceil(last / 16));
    const ticks = shown[0].relative.map((_, i) => i).filter((i) => i % every === 0)
      .map((i) => svg("text", { x: x(i), y: height - 10, "text-anchor": "middle" }, i === 0 ? "embedding" : String(i)));
    const lines = [...shown].sort((a, b) => (a.variant === chosen) - (b.variant === chosen)).map((c) => svg("polyline", {
      class: `${kind(c.variant)}${c.variant === chosen ? " strong" : chosen && shown.some((s) => s.variant === chosen) ? " dim" : ""}`,
      points: c.relative.map((v, i) => `${x(i).toFixed(1)},${axis.y(number(v)).toFixed(1)}`).join(" "),
    }, svg("title", {}, `${c.variant}: ${drift(c.relative[c.relative.length - 1])} after the last layer`)));
    chart.replaceChildren(svg("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": `relative drift by layer for ${prompt}` }, ...axis.lines, ...ticks, ...lines));
  }

  function entry(c) {
    const sample = svg("svg", { class: "chart", viewBox: "0 0 26 8", "aria-hidden": "true" }, svg("polyline", { class: kind(c.variant), points: "0,4 26,4" }));
    return el("li", {}, el("button", {
      type: "button", "aria-pressed": String(c.variant === chosen), click: () => { chosen = chosen === c.variant ? null : c.variant; draw(); },
    }, sample, c.variant));
  }
}

function positionBars(spec, record) {
  const values = record.metrics ? record.metrics.position_max_abs.map(number) : [];
  const range = decades(values);
  if (!range || values.length < 2) return null;
  const height = 130, prompt = spec.prompts.find((p) => p.id === record.prompt).tokens.length;
  const axis = logAxis(range, height);
  const width = (WIDTH - LEFT - 20) / values.length;
  const bars = values.map((v, i) => svg("rect", {
    class: `bar${i === record.metrics.worst_position ? " worst" : ""}`, x: LEFT + i * width, width: Math.max(1, width - 1.5),
    y: axis.y(v), height: Math.max(0, height - BOTTOM - axis.y(v)),
  }, svg("title", {}, `position ${i}: ${drift(v)}`)));
  const edge = LEFT + prompt * width - 1;
  const parts = [...axis.lines, ...bars, svg("text", { x: LEFT, y: height - 10 }, "prompt")];
  if (prompt < values.length) parts.push(svg("line", { class: "edge", x1: edge, x2: edge, y1: TOP, y2: height - BOTTOM }), svg("text", { x: edge + 4, y: height - 10 }, "decoded"));
  return el("div", {}, el("h4", {}, "Largest difference at each position"),
    svg("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": "largest logit difference by position" }, ...parts));
}

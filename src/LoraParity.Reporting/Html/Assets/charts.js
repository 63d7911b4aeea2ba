// Curves over the layers and bars over the positions, on a logarithmic scale.
const LEFT = 48, TOP = 10, BOTTOM = 30, WIDEST = 900;
const redraws = [];
window.addEventListener("resize", () => redraws.forEach((redraw) => redraw()));

// Draws at the width that is there, so that the text keeps its size; again whenever that changes.
function responsive(draw) {
  const box = el("div");
  const redraw = () => {
    const width = Math.min(WIDEST, box.clientWidth);
    if (width > 0) box.replaceChildren(draw(width));
  };
  redraws.push(redraw);
  requestAnimationFrame(redraw);
  return { box, redraw };
}

function frame(width, height, label, parts) {
  return svg("svg", { class: "chart", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label }, ...parts);
}

function decades(values) {
  const positive = values.filter((v) => Number.isFinite(v) && v > 0);
  if (!positive.length) return null;
  const low = Math.floor(Math.log10(Math.min(...positive)));
  return { low, high: Math.max(low + 1, Math.ceil(Math.log10(Math.max(...positive)))) };
}

function logAxis(range, width, height) {
  const y = (v) => TOP + (range.high - Math.log10(Math.max(v, 10 ** range.low))) / (range.high - range.low) * (height - TOP - BOTTOM);
  const lines = [];
  const every = Math.ceil((range.high - range.low) / 6);
  for (let e = range.low; e <= range.high; e += every) {
    const at = y(10 ** e);
    lines.push(svg("line", { class: "grid", x1: LEFT, x2: width - 8, y1: at, y2: at }), svg("text", { x: LEFT - 7, y: at + 4, "text-anchor": "end" }, `1e${e}`));
  }
  return { y, lines };
}

function layerCurves(section, spec) {
  const box = section.querySelector(".layers");
  if (!spec.layer_curves.length) return { highlight() {} };

  const prompts = [...new Set(spec.layer_curves.map((c) => c.prompt))];
  const legend = el("ul", { class: "series" });
  let prompt = prompts[0], chosen = null;
  const chart = responsive(draw);
  box.append(el("h3", {}, "Drift after each layer"),
    el("p", { class: "note" }, "Root mean square difference of the hidden states from the reference's, relative to their size. A jump shows the layer where a drift begins; lines of one dtype run together where only rounding drifts."),
    el("div", { class: "tools" }, labelled("Prompt", choose(prompts.map((p) => [p, printable(p)]), (p) => { prompt = p; update(); }))), chart.box, legend);
  update();
  return {
    highlight(variant, of) {
      chosen = variant;
      if (prompts.includes(of)) box.querySelector("select").value = prompt = of;
      update();
    },
  };

  function curves() {
    return spec.layer_curves.filter((c) => c.prompt === prompt && c.variant !== spec.reference);
  }

  function kind(variant) {
    const v = spec.variants.find((x) => x.key === variant);
    return v ? `${v.application} ${v.compute}` : "";
  }

  function update() {
    legend.replaceChildren(...curves().map(entry));
    chart.redraw();
  }

  function draw(width) {
    const shown = curves(), height = 300;
    const range = decades(shown.flatMap((c) => c.relative.map(number)));
    if (!range) return el("p", { class: "empty" }, "No layer drifts.");
    const axis = logAxis(range, width, height), last = Math.max(1, shown[0].relative.length - 1);
    const x = (i) => LEFT + i / last * (width - LEFT - 20);
    const found = shown.some((c) => c.variant === chosen);
    const lines = [...shown].sort((a, b) => (a.variant === chosen) - (b.variant === chosen)).map((c) => svg("polyline", {
      class: `${kind(c.variant)}${c.variant === chosen ? " strong" : found ? " dim" : ""}`,
      points: c.relative.map((v, i) => `${x(i).toFixed(1)},${axis.y(number(v)).toFixed(1)}`).join(" "),
    }, svg("title", {}, `${c.variant}: ${drift(c.relative[c.relative.length - 1])} after the last layer`)));
    return frame(width, height, `relative drift by layer for ${prompt}`, [...axis.lines, ...ticks(shown[0].relative.length, x, width, height), ...lines]);
  }

  function ticks(count, x, width, height) {
    const every = Math.max(1, Math.ceil(count * 34 / width));
    const labels = [];
    for (let i = 0; i < count; i += every) labels.push(svg("text", { x: x(i), y: height - 10, "text-anchor": "middle" }, i === 0 ? "in" : String(i)));
    return labels;
  }

  function entry(c) {
    const sample = svg("svg", { class: "chart", viewBox: "0 0 26 8", "aria-hidden": "true" }, svg("polyline", { class: kind(c.variant), points: "0,4 26,4" }));
    return el("li", {}, el("button", {
      type: "button", "aria-pressed": String(c.variant === chosen), click: () => { chosen = chosen === c.variant ? null : c.variant; update(); },
    }, sample, c.variant));
  }
}

function positionBars(spec, record) {
  const values = record.metrics ? record.metrics.position_max_abs.map(number) : [];
  const range = decades(values);
  if (!range || values.length < 2) return null;
  const prompt = spec.prompts.find((p) => p.id === record.prompt).tokens.length;
  return el("div", {}, el("h4", {}, "Largest difference at each position"), responsive(draw).box);

  function draw(width) {
    const height = 130, axis = logAxis(range, width, height), step = (width - LEFT - 20) / values.length;
    const bars = values.map((v, i) => svg("rect", {
      class: `bar${i === record.metrics.worst_position ? " worst" : ""}`, x: LEFT + i * step, width: Math.max(1, step - 1.5),
      y: axis.y(v), height: Math.max(0, height - BOTTOM - axis.y(v)),
    }, svg("title", {}, `position ${i}: ${drift(v)}`)));
    const edge = LEFT + prompt * step - 1;
    const parts = [...axis.lines, ...bars, svg("text", { x: LEFT, y: height - 10 }, "prompt")];
    if (prompt < values.length) parts.push(svg("line", { class: "edge", x1: edge, x2: edge, y1: TOP, y2: height - BOTTOM }), svg("text", { x: edge + 4, y: height - 10 }, "decoded"));
    return frame(width, height, "largest logit difference by position", parts);
  }
}

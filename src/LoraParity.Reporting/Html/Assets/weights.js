// What a merge did to each module: layers down, kinds of module across, where the names say so.
const SURVIVAL = {
  unchanged: ["unchanged", percent, (v) => v],
  relative_error: ["relative error", drift, (v) => v],
  cosine: ["cosine", (v) => number(v).toFixed(4), (v) => 1 - v],
  scale: ["best-fit scale", (v) => number(v).toFixed(4), (v) => Math.abs(1 - v)],
};

function weightGrid(section, spec) {
  const box = section.querySelector(".modules");
  if (!box) return;
  const merges = [...new Set(spec.weights.map((w) => merged(w.variant)))];
  let merge = merges[0], metric = "unchanged";
  const grid = el("div", { class: "scroll" });
  box.append(el("div", { class: "tools" },
    labelled("Merge", choose(merges.map((m) => [m, m]), (m) => { merge = m; draw(); })),
    labelled("Figure", choose(Object.entries(SURVIVAL).map(([id, [title]]) => [id, title]), (m) => { metric = m; draw(); }))), grid);
  draw();

  function draw() {
    const [, format, badness] = SURVIVAL[metric];
    const shown = spec.weights.find((w) => merged(w.variant) === merge).variant;
    const cells = spec.weights.filter((w) => w.variant === shown).map((w) => ({ ...place(w.module), module: w.module, value: number(w[metric]) }));
    const bad = cells.map((c) => badness(c.value)).filter(Number.isFinite);
    const low = Math.min(...bad), width = Math.max(...bad) - low || 1;
    const rows = [...new Set(cells.map((c) => c.row))], kinds = [...new Set(cells.map((c) => c.kind))];
    const found = new Map(cells.map((c) => [`${c.row}\n${c.kind}`, c]));
    const body = rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row), ...kinds.map((kind) => {
      const cell = found.get(`${row}\n${kind}`);
      if (!cell) return el("td", { class: "empty" }, "–");
      const level = Math.round((badness(cell.value) - low) / width * 6);
      return el("td", { class: `mono n${Number.isFinite(level) ? level : 6}`, title: printable(cell.module) }, format(cell.value));
    })));
    grid.replaceChildren(el("table", { class: "grid-heat" },
      el("thead", {}, el("tr", {}, el("th", {}, ""), ...kinds.map((k) => el("th", { scope: "col" }, printable(k))))), el("tbody", {}, ...body)));
  }

  // The dtype that inference runs in, last in a key, changes no weight.
  function merged(variant) {
    return variant.slice(0, variant.lastIndexOf("."));
  }

  function place(module) {
    const parts = /^(?:.*\.)?(?:layers|layer|h|blocks)\.(\d+)\.(.+)$/.exec(module);
    return parts ? { row: `layer ${parts[1]}`, kind: parts[2] } : { row: printable(module), kind: "" };
  }
}

// Adds to a case what only a script can show, the first time that it is opened.
const SPREADS = [["max_abs", "max abs"], ["mean_abs", "mean abs"], ["max_rel", "max rel"], ["mean_rel", "mean rel"], ["kl", "KL"], ["delta_p", "Δp"], ["cosine", "cosine"], ["snr", "SNR, dB"]];

function caseView(spec, record, article) {
  if (article.dataset.filled) return;
  article.dataset.filled = "yes";
  const parts = [splitBars(spec, record), tokenStream(spec, record), positionBars(spec, record), numbers(record)];
  article.append(...parts.filter(Boolean));
}

function splitBars(spec, record) {
  const split = record.split;
  if (!split) return null;
  // Without the adapter nothing is merged: what differs is the adapter itself.
  const bare = spec.variants.some((v) => v.key === record.variant && v.application === "none");
  const parts = bare ? [] : [["merge loss", split.merge_loss, "merge"], ["compute noise", split.compute_noise, ""]];
  const rows = [["whole drift", split.total, ""], ...parts, ["noise floor", split.floor, "floor"]].filter((r) => r[1]);
  const largest = Math.max(...rows.map((r) => number(r[1].rms)).filter(Number.isFinite), 1e-300);
  const bars = rows.map(([name, size, kind]) => {
    const bar = el("div", { class: `fill ${kind}` });
    bar.style.width = `${Math.min(100, number(size.rms) / largest * 100)}%`;
    return el("div", { class: "row" }, el("span", {}, name), el("div", { class: "track" }, bar), el("span", { class: "value mono" }, drift(size.rms)));
  });
  return el("div", {}, el("h4", {}, "Where the drift comes from"), el("div", { class: "split" }, ...bars), el("p", { class: "sentence" }, sentence(split, bare)));
}

function sentence(split, bare) {
  const times = number(split.times_floor);
  const floor = times === null ? "" : !Number.isFinite(times) ? "It drifts where the dtype alone does not. " : `It is ${times < 100 ? times.toFixed(1) : Math.round(times).toLocaleString("en")} × what the compute dtype does by itself. `;
  if (bare) return `${floor}The base runs without the adapter here.`;
  if (!split.merge_loss || !split.compute_noise) return floor;
  const loss = number(split.merge_loss.rms), noise = number(split.compute_noise.rms);
  return floor + (loss > 2 * noise ? "Most of it was lost when merging and saving." : noise > 2 * loss ? "Most of it is rounding while computing." : "Merging and computing drift about as much.");
}

function numbers(record) {
  const m = record.metrics;
  if (!m) return null;
  const columns = ["mean", "median", "p99", "p999", "max", "min"];
  const rows = SPREADS.map(([key, title]) => el("tr", {}, el("th", { scope: "row" }, title), ...columns.map((c) => el("td", {}, plain(m[key][c])))));
  const facts = [
    ["top-1 agreement", percent(m.top1)], ["top-5 overlap", percent(m.top_overlap)], ["RMS Δp", drift(m.delta_p_rms)],
    ["log-perplexity difference", m.log_perplexity_difference === null ? "–" : plain(m.log_perplexity_difference)], ["RMS, centred", drift(m.rms)],
    ["tokens that differ", `${m.divergent_tokens} of ${record.tokens.length}`], ["logits SHA-256", record.logits_sha256],
  ].map(([name, value]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, value)));
  return el("details", {}, el("summary", {}, "All numbers"),
    el("div", { class: "scroll" }, el("table", { class: "numbers" }, el("thead", {}, el("tr", {}, ...["", "mean", "median", "p99", "p99.9", "max", "min"].map((h) => el("th", { scope: "col" }, h)))), el("tbody", {}, ...rows))),
    el("div", { class: "scroll" }, el("table", { class: "facts" }, el("tbody", {}, ...facts))));
}

function plain(value) {
  const v = number(value);
  return v === null ? "–" : !Number.isFinite(v) ? String(v) : Number(v.toPrecision(4)).toString();
}

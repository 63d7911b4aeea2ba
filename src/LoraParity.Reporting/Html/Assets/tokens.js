// The tokens of reference and variant, step by step, with the most likely ones of the step that is pointed at.
function tokenStream(spec, record) {
  const reference = spec.cases.find((c) => c.variant === spec.reference && c.prompt === record.prompt);
  const other = reference && reference !== record ? reference : null;
  const steps = Math.max(record.tokens.length, other ? other.tokens.length : 0);
  if (!steps) return labels(spec, record, other);

  const divergence = record.metrics && record.metrics.first_divergence;
  const stream = el("div", { class: "stream", role: "group", "aria-label": "decoded tokens" });
  const tops = el("div", { class: "tops", "aria-live": "polite" });
  const buttons = [];
  for (let i = 0; i < steps; i++) buttons.push(step(i));
  stream.append(...buttons);
  stream.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement) + ({ ArrowLeft: -1, ArrowRight: 1 }[event.key] || NaN);
    if (buttons[at]) { buttons[at].focus(); event.preventDefault(); }
  });
  show(divergence ? divergence.step : 0);
  return el("div", { class: "tokens" }, el("h4", {}, "Tokens"), key(), stream, tops);

  function key() {
    const mark = (name) => fill(el("i"), { class: name }, []);
    const reference = mark("of-reference"), variant = mark("of-variant");
    reference.style.background = "var(--reference)";
    variant.style.background = "var(--fp16)";
    const says = divergence ? `first differs at token ${divergence.step + 1}` : other ? "all tokens agree" : "";
    return el("p", { class: "stream-key" },
      el("span", {}, reference, el("b", {}, spec.reference)), other ? el("span", {}, variant, el("b", {}, record.variant)) : null, el("span", {}, says));
  }

  function step(i) {
    const differs = other && other.tokens[i] !== record.tokens[i];
    const first = divergence && divergence.step === i;
    const after = divergence && i > divergence.step;
    const button = el("button", {
      type: "button", class: `step${differs ? " differs" : ""}${first ? " first" : ""}${after ? " after" : ""}`,
      "aria-label": `token ${i + 1}: ${[other && piece(other.tokens[i]), piece(record.tokens[i])].filter(Boolean).join(" against ")}`,
      mouseenter: () => show(i), focus: () => show(i), click: () => show(i),
    });
    if (other) button.append(token(other.tokens[i]));
    button.append(token(record.tokens[i]));
    return button;
  }

  function show(i) {
    buttons.forEach((b, at) => b.setAttribute("aria-pressed", String(at === i)));
    tops.replaceChildren(el("div", { class: "where" }, `Token ${i + 1} of ${steps}: the most likely ones${divergence && i > divergence.step ? ", after the reference's own words" : ""}`));
    if (other) tops.append(list(spec.reference, other.steps[i], record.tokens[i]));
    tops.append(list(record.variant, record.steps[i], other ? other.tokens[i] : null));
  }

  function list(title, logits, marked) {
    const box = el("div", {}, el("h5", { class: "mono" }, title));
    if (!logits) return fill(box, {}, [el("p", { class: "empty" }, "nothing decoded here")]);
    return fill(box, {}, bars(logits, marked));
  }

  function bars(logits, marked) {
    return logits.top.slice(0, 6).map((t) => {
      const p = Math.exp(number(t.logit) - number(logits.log_sum_exp));
      return line(token(t.token), p, t.token === marked);
    });
  }

  function piece(id) {
    return id === undefined ? "∅" : spec.pieces[id] === undefined ? `#${id}` : printable(spec.pieces[id]);
  }

  function token(id) {
    return el("span", { class: "token", title: id === undefined ? "stopped" : `token ${id}` }, piece(id).replace(/ /g, "␣"));
  }
}

function line(label, probability, marked) {
  const bar = el("div", { class: "fill" });
  bar.style.width = `${Math.max(0.5, probability * 100)}%`;
  return el("div", { class: `line${marked ? " other" : ""}` }, label, el("span", { class: "probability" }, percent(probability)), el("div", { class: "track" }, bar));
}

// A classifier says one thing a prompt: its labels.
function labels(spec, record, other) {
  if (!record.steps.length) return null;
  const side = (title, logits) => el("div", {}, el("h5", { class: "mono" }, title), ...logits.top.map((t) =>
    line(el("span", { class: "token" }, `label ${t.token}`), Math.exp(number(t.logit) - number(logits.log_sum_exp)), false)));
  return el("div", {}, el("h4", {}, "Labels"),
    el("div", { class: "tops" }, other ? side(spec.reference, other.steps[0]) : null, side(record.variant, record.steps[0])));
}

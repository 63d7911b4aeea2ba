document.documentElement.classList.add("scripted");
const results = data("results");
const heat = data("heat");
const views = [...document.querySelectorAll("section.spec")].map(specView);
window.addEventListener("hashchange", () => follow(true));
follow(false);

function specView(section) {
  const index = Number(section.dataset.spec);
  const spec = results.specs[index];
  const articles = [...section.querySelectorAll("article.case")];
  const curves = layerCurves(section, spec);
  const table = heatTable(section, heat[index], select);
  weightGrid(section, spec);
  articles.forEach(decorate);
  const board = section.querySelector(".board");
  board.classList.toggle("beside", section.querySelector(".heat").offsetWidth < 460);
  const failed = spec.cases.findIndex((c) => c.outcome !== "passed");
  const drifted = failed >= 0 ? failed : spec.cases.findIndex((c) => c.variant !== spec.reference);
  const first = Math.max(0, drifted);
  open(first);
  return { open, reset: () => open(first) };

  function select(i, jump) {
    history.pushState(null, "", `#s${index}-c${i}`);
    open(i);
    if (jump) show(articles[i]);
  }

  function open(i) {
    articles.forEach((a, at) => { a.hidden = at !== i; });
    if (!articles[i]) return;
    caseView(spec, spec.cases[i], articles[i]);
    table.mark(i);
    curves.highlight(spec.cases[i].variant === spec.reference ? null : spec.cases[i].variant, spec.cases[i].prompt);
  }

  function show(article) {
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: "nearest" });
  }

  function decorate(article, i) {
    const failures = spec.cases.map((c, at) => (c.outcome === "passed" ? -1 : at)).filter((at) => at >= 0);
    const go = (from, step) => {
      const next = step > 0 ? failures.find((f) => f > from) : failures.filter((f) => f < from).pop();
      return next === undefined ? null : () => select(next, true);
    };
    const button = (text, action) => el("button", { type: "button", disabled: !action, click: action || (() => {}) }, text);
    const head = el("div", { class: "case-head" }, article.querySelector("h3"));
    if (failures.length) head.append(el("div", { class: "buttons" }, button("← failure", go(i, -1)), button("failure →", go(i, 1))));
    article.prepend(head);
    article.addEventListener("keydown", (event) => {
      if (event.key === "Escape") table.focus(i);
    });
  }
}

function follow(jump) {
  const match = /^#s(\d+)-c(\d+)$/.exec(location.hash);
  if (!location.hash) views.forEach((view) => view.reset());
  if (!match || !views[match[1]]) return;
  views[match[1]].open(Number(match[2]));
  const article = document.getElementById(location.hash.slice(1));
  if (article && jump) article.scrollIntoView({ block: "nearest" });
}

// The matrix: switches its figure, filters its rows, and moves with the arrow keys.
function heatTable(section, metrics, select) {
  const table = section.querySelector(".heat");
  const rows = [...table.tBodies[0].rows];
  const cells = [...table.querySelectorAll("td[data-case]")];
  const explanation = el("p", { class: "explanation" });
  const tools = section.querySelector(".tools");
  tools.append(
    labelled("Figure", choose(metrics.map((m) => [m.id, m.title]), show)),
    labelled("Filter", el("input", { type: "search", placeholder: "variant, prompt", input: filter })),
    el("label", { class: "check" }, el("input", { type: "checkbox", change: filter }), "only failures"),
    explanation);
  const first = metrics.find((m) => m.first) || metrics[0];
  if (first) {
    tools.querySelector("select").value = first.id;
    show(first.id);
  }
  const search = tools.querySelector("input[type=search]");
  const onlyFailures = tools.querySelector("input[type=checkbox]");
  const nothing = el("p", { class: "empty", hidden: true }, "Nothing matches the filter.");
  table.parentElement.after(nothing);
  cells.forEach((cell) => cell.querySelector("a").setAttribute("tabindex", "-1"));
  if (cells.length) cells[0].querySelector("a").setAttribute("tabindex", "0");
  table.addEventListener("keydown", move);
  table.addEventListener("focusin", (event) => rove(event.target.closest("td[data-case]")));
  cells.forEach((cell) => cell.addEventListener("click", (event) => {
    event.preventDefault();
    select(Number(cell.dataset.case), true);
  }));

  function show(id) {
    const metric = metrics.find((m) => m.id === id);
    explanation.textContent = metric.explanation;
    section.querySelector(".metric-name").textContent = metric.title;
    for (const cell of cells) {
      const figure = metric.cells[Number(cell.dataset.case)];
      if (!figure) continue;
      cell.className = cell.className.replace(/\b([txn]\d|none)\b/, figure.level);
      cell.querySelector(".figure").textContent = figure.text;
      const link = cell.querySelector("a");
      link.title = `${link.title.split("; ")[0]}; ${figure.title}`;
    }
    section.querySelector(".legend .judged").hidden = metric.cells.every((c) => !c || c.level[0] === "n");
  }

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const heads = [...table.tHead.rows[0].cells].slice(1);
    const names = heads.map((head) => head.textContent.toLowerCase());
    const wanted = (row, i) => {
      const name = `${row.cells[0].textContent.toLowerCase()} ${names[i]}`;
      const cell = row.cells[i + 1];
      return words.every((w) => name.includes(w)) && (!onlyFailures.checked || cell.classList.contains("fail"));
    };
    for (const row of rows) row.hidden = !names.some((_, i) => wanted(row, i));
    names.forEach((_, i) => {
      const visible = rows.some((row) => wanted(row, i));
      for (const row of [table.tHead.rows[0], ...rows]) row.cells[i + 1].hidden = !visible;
    });
    const none = rows.every((row) => row.hidden);
    table.parentElement.hidden = none;
    nothing.hidden = !none;
  }

  function move(event) {
    const cell = event.target.closest("td");
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!cell || !step) return;
    event.preventDefault();
    const visible = rows.filter((row) => !row.hidden);
    let row = visible.indexOf(cell.parentElement);
    let column = cell.cellIndex;
    do {
      row += step[0];
      column += step[1];
      const next = visible[row] && visible[row].cells[column];
      if (!next || column === 0) return;
      if (next.dataset.case && !next.hidden) return next.querySelector("a").focus();
    } while (true);
  }

  function rove(cell) {
    if (!cell) return;
    cells.forEach((other) => other.querySelector("a").setAttribute("tabindex", other === cell ? "0" : "-1"));
  }

  return {
    mark(index) {
      for (const cell of cells) {
        if (Number(cell.dataset.case) === index) cell.setAttribute("aria-current", "true");
        else cell.removeAttribute("aria-current");
      }
    },
    focus(index) {
      const cell = cells.find((c) => Number(c.dataset.case) === index);
      if (cell) cell.querySelector("a").focus();
    },
  };
}

const SVG = "http://www.w3.org/2000/svg";

// Makes an element. Text only ever goes in as text.
function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function data(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

// Numbers come as "NaN" and "Infinity" where JSON has none.
function number(value) {
  return value === null || value === undefined ? null : Number(value);
}

function drift(value) {
  const v = number(value);
  if (v === null) return "–";
  if (v === 0) return "0";
  if (v >= 1 && v < 10000) return v.toFixed(1);
  if (!Number.isFinite(v)) return String(v);
  const [digits, exponent] = v.toExponential(1).split("e");
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

function percent(share) {
  const text = (share * 100).toFixed(1);
  return share > 0 && text === "0.0" ? "< 0.1 %" : `${text} %`;
}

// Characters that would turn or hide the text around them are shown by their code.
function printable(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (c) =>
    c === "\n" ? "⏎" : c === "\t" ? "⇥" : `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function labelled(label, control) {
  return el("label", {}, label, control);
}

function choose(options, change) {
  const select = el("select", { change: () => change(select.value) });
  for (const [value, text] of options) select.append(el("option", { value }, text));
  return select;
}

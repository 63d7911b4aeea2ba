document.documentElement.classList.add("scripted");
const session = data("session");
const items = [...document.querySelectorAll("article.item")];
const entries = [...document.querySelectorAll(".pending li")];
const count = document.getElementById("count");
let current = 0;

for (const [i, item] of items.entries()) {
  for (const button of item.querySelectorAll("button")) button.addEventListener("click", () => decide(i, button.dataset.action));
}
for (const [i, entry] of entries.entries()) {
  entry.querySelector("a").addEventListener("click", (event) => { event.preventDefault(); open(i); });
}
document.querySelector(".pending").append(el("button", { type: "button", class: "finish", click: finish }, "Finish"));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const action = { a: "accept", r: "reject", s: "skip" }[event.key];
  if (action) decide(current, action);
  else if (event.key === "j") open(current + 1);
  else if (event.key === "k") open(current - 1);
});
open(0);

function open(i) {
  if (!items[i]) return;
  current = i;
  items.forEach((item, at) => { item.hidden = at !== i; });
  entries.forEach((entry, at) => at === i ? entry.setAttribute("aria-current", "true") : entry.removeAttribute("aria-current"));
  items[i].focus({ preventScroll: true });
  entries[i].scrollIntoView({ block: "nearest" });
}

async function decide(i, action) {
  if (!items[i] || entries[i].dataset.done) return;
  if (action === "skip") return settle(i, "skipped");
  const answer = await send("decide", { item: i, action });
  if (answer.error) return say(i, answer.error, true);
  entries[i].dataset.done = "yes";
  items[i].querySelectorAll("button").forEach((button) => { button.disabled = true; });
  settle(i, action === "accept" ? "accepted" : "rejected");
}

function settle(i, state) {
  entries[i].className = state;
  entries[i].querySelector(".state").textContent = state;
  say(i, state === "skipped" ? "Left as it is." : `This snapshot is ${state}.`, false);
  const waiting = entries.filter((entry) => !entry.dataset.done).length;
  count.textContent = waiting === 0 ? "Nothing waits for approval" : waiting === 1 ? "1 snapshot waits for approval" : `${waiting} snapshots wait for approval`;
  const order = [...entries.keys()].map((step) => (i + 1 + step) % entries.length);
  const next = order.find((at) => entries[at].className === "");
  if (next !== undefined) open(next);
}

function say(i, text, failed) {
  const answer = items[i].querySelector(".answer");
  answer.textContent = text;
  answer.classList.toggle("failed", failed);
}

async function finish() {
  await send("finish", {});
  document.querySelector("main").replaceChildren(el("p", { class: "note" }, "Finished. This page can be closed."));
}

async function send(path, body) {
  try {
    const response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json", "X-LoraParity-Token": session.token }, body: JSON.stringify(body) });
    return await response.json();
  } catch {
    return { error: "The tool does not answer any more; start 'loraparity review --web' again." };
  }
}

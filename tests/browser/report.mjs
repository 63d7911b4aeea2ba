// The HTML report in a browser: node report.mjs REPORT.html HOSTILE.html FOLDER-FOR-SCREENSHOTS
import assert from "node:assert/strict";
import { fileUrl, fitsWidth, isWhole, open, run, shoot } from "./page.mjs";

const [report, hostile, folder] = process.argv.slice(2);
const figure = (page, index) => page.locator(`td[data-case="${index}"] .figure`).innerText();
const visible = (page, selector) => page.locator(`${selector}:visible`).count();

async function everySize() {
  for (const width of [1280, 390]) {
    for (const dark of [false, true]) {
      const { page, faults } = await open(fileUrl(report), { width, dark });
      await fitsWidth(page);
      await isWhole(page, faults);
      await shoot(page, folder, `report-${width}-${dark ? "dark" : "light"}.png`);
    }
  }
}

async function figures() {
  const { page, faults } = await open(fileUrl(report));
  const first = await figure(page, 2);
  const select = page.getByLabel("Figure").first();
  await select.selectOption("kl_mean");
  assert.notEqual(await figure(page, 2), first);
  assert.match(await page.locator(".matrix-note").innerText(), /mean KL/);
  assert.ok(await page.locator(".legend .judged").isVisible(), "KL is bounded, so the tolerance is in the legend");
  await select.selectOption("merge_loss");
  assert.ok(!await page.locator(".legend .judged").isVisible(), "merge loss has no bound");
  assert.match(await page.locator('td[data-case="7"] a').getAttribute("title"), /merge loss .*no bound/);
  assert.deepEqual(faults, []);
}

async function filters() {
  const { page } = await open(fileUrl(report));
  assert.equal(await visible(page, ".heat tbody tr"), 4);
  await page.getByLabel("Filter").fill("attached raw");
  assert.equal(await visible(page, ".heat tbody tr"), 3);
  assert.equal(await visible(page, ".heat thead th"), 2);
  await page.getByLabel("Filter").fill("");
  await page.getByLabel("only failures").check();
  assert.equal(await visible(page, ".heat tbody tr"), 1);
  await page.getByLabel("Filter").fill("attached");
  assert.ok(await page.getByText("Nothing matches the filter.").isVisible());
}

async function keyboard() {
  const { page } = await open(fileUrl(report));
  await page.locator('td[data-case="0"] a').focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.closest("td").dataset.case), "3");
  await page.keyboard.press("Enter");
  assert.equal(await visible(page, "article.case"), 1);
  assert.match(await page.locator("article.case:visible h3").innerText(), /attached\.bf16 on raw/);
  assert.equal(new URL(page.url()).hash, "#s0-c3");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.closest("td").dataset.case), "3");
  await page.goBack();
  assert.match(await page.locator("article.case:visible h3").innerText(), /merged/);
}

async function detail() {
  const { page } = await open(`${fileUrl(report)}#s0-c7`, { allowed: (u) => u === fileUrl(report) });
  const article = page.locator("#s0-c7");
  assert.ok(await article.getByText("drifts from attached.fp32 further than allowed").first().isVisible());
  assert.equal(await article.locator(".step").count(), 8);
  await article.locator(".step").nth(2).hover();
  assert.match(await article.locator(".tops .where").innerText(), /^Token 3 of 8/);
  await article.locator(".step").nth(2).focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await article.locator(".tops .where").innerText(), /^Token 4 of 8/);
  assert.equal(await article.locator(".tops h5").count(), 2);
  assert.equal(await article.locator("svg rect").count(), 11);
  await article.getByText("All numbers").click();
  assert.ok(await article.getByRole("rowheader", { name: "KL", exact: true }).isVisible());
  assert.equal(await page.locator(".layers svg[role=img] polyline").count(), 3);
  assert.equal(await page.locator(".layers svg[role=img] .strong").count(), 1);
  await page.getByRole("button", { name: "← failure" }).locator("visible=true").click();
  assert.equal(new URL(page.url()).hash, "#s0-c6");
}

async function withoutScripts() {
  const { page } = await open(fileUrl(report), { scripts: false, width: 390 });
  assert.equal(await visible(page, ".heat td .figure"), 8);
  assert.equal(await visible(page, "article.case .message"), 8);
  await fitsWidth(page);
  await page.locator('td[data-case="7"] a').click();
  assert.equal(new URL(page.url()).hash, "#s0-c7");
}

async function hostileNames() {
  for (const width of [1280, 390]) {
    const { page, faults } = await open(fileUrl(hostile), { width });
    for (const cell of await page.locator("td[data-case] a").all()) await cell.click();
    for (const id of await page.getByLabel("Figure").first().locator("option").evaluateAll((all) => all.map((o) => o.value)))
      await page.getByLabel("Figure").first().selectOption(id);
    await page.getByText("Environment and fingerprints").click();
    await isWhole(page, faults);
    await fitsWidth(page);
    assert.ok(await page.getByText("</script><script>window.broken=1</script>").count() > 5);
    await shoot(page, folder, `hostile-${width}.png`);
  }
}

await run(async () => {
  for (const test of [everySize, figures, filters, keyboard, detail, withoutScripts, hostileNames]) {
    console.log(test.name);
    await test();
  }
});

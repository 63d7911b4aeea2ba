// The review page in a browser: node review.mjs ADDRESS FOLDER-FOR-SCREENSHOTS. Accepts two snapshots, rejects one, skips one, finishes.
import assert from "node:assert/strict";
import { fitsWidth, isWhole, open, run, shoot } from "./page.mjs";

const [address, folder] = process.argv.slice(2);
const origin = new URL(address).origin;
const allowed = (url) => url.startsWith(`${origin}/`);
const title = (page) => page.locator("article.item:visible h2").innerText();

await run(async () => {
  for (const width of [1280, 390]) {
    for (const dark of [false, true]) {
      const { page, faults } = await open(address, { width, dark, allowed });
      await page.getByText("Numbers").locator("visible=true").click();
      await page.getByText("Text difference").locator("visible=true").click();
      await fitsWidth(page);
      await isWhole(page, faults);
      await shoot(page, folder, `review-${width}-${dark ? "dark" : "light"}.png`);
    }
  }

  const { page, faults } = await open(address, { allowed });
  const first = await title(page);
  await page.keyboard.press("a");
  await page.getByText("7 snapshots wait for approval").waitFor();
  assert.notEqual(await title(page), first);
  await page.getByRole("button", { name: "Reject" }).locator("visible=true").click();
  await page.getByText("6 snapshots wait for approval").waitFor();
  await page.keyboard.press("s");
  assert.equal(await page.locator(".pending .skipped").count(), 1);
  await page.keyboard.press("a");
  await page.getByText("5 snapshots wait for approval").waitFor();
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  assert.ok(await page.getByRole("button", { name: "Accept" }).locator("visible=true").isEnabled(), "a skipped snapshot can still be decided");
  await isWhole(page, faults);
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByText("Finished.").waitFor();
});

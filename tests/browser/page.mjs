// Opens pages in a headless Chromium and holds what every page of the project has to keep.
import assert from "node:assert/strict";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const browser = await chromium.launch({ executablePath: process.env.LORAPARITY_CHROMIUM, args: ["--no-sandbox"] });

// A page that fails the test on any error, dialog or request other than those that are allowed.
export async function open(url, { width = 1280, height = 900, dark = false, scripts = true, allowed = (u) => u === url } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? "dark" : "light", javaScriptEnabled: scripts });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => { if (message.type() === "error") faults.push(`console: ${message.text()}`); });
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (!allowed(request.url().split("#")[0])) faults.push(`request: ${request.url()}`); });
  await page.goto(url);
  return { page, faults };
}

export function fileUrl(file) {
  return pathToFileURL(path.resolve(file)).href;
}

// Nothing may stick out to the right: a page is scrolled down, never across.
export async function fitsWidth(page) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(content <= window, `the page is ${content} pixels wide in a window of ${window}`);
}

// Hostile text is shown as text.
export async function isWhole(page, faults) {
  assert.equal(await page.evaluate(() => window.broken), undefined, "a script from outside ran");
  assert.equal(await page.locator("img, iframe, object, embed, form").count(), 0, "an element from outside is in the page");
  assert.deepEqual(faults, []);
}

export async function shoot(page, folder, name) {
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: path.join(folder, name), fullPage: true });
}

export async function run(test) {
  try {
    await test();
  } catch (error) {
    console.error(error.stack);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

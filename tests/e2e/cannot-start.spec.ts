import { expectAccessible } from "./fixtures/axe";
import { expect, test } from "./fixtures";

test("a browser without WebAssembly SIMD is told so", async ({ log, page }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await page.goto("./");
  await expect(log.alert).toContainText("it lacks WebAssembly SIMD");
  await expect(page.locator("body")).not.toContainText("Open files");
  await expectAccessible(page);
});

test("a host that lacks a file is told of, not a blank page", async ({ log, page, watch }) => {
  watch.expect(/404/, /uncaught/);
  await page.route(/provlens.*\.wasm$/, (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("./");
  await expect(log.alert).toContainText("provlens could not be started");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("one sentence says that they are needed", async ({ page }) => {
    await page.goto("./");
    // Playwright takes the text of a noscript element itself for none.
    await expect(page.locator("noscript p")).toContainText("needs JavaScript");
    await expect(page.locator("noscript p")).toBeVisible();
    await expect(page.locator(".start__text")).toBeHidden();
  });
});

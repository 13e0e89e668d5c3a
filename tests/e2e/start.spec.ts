import { expectAccessible } from "./fixtures/axe";
import { expect, test } from "./fixtures";

test("the start page offers to open files and to try the sample log", async ({ log, page }) => {
  await log.goto();
  await expect(page).toHaveTitle(/provlens/);
  await expect(log.openButton).toBeVisible();
  await expect(log.sampleButton).toBeVisible();
  await expect(page.locator("input[type=file][multiple]")).toHaveAccessibleName("Open files");
});

test("the tests wait for as long as the page owes something", async ({ log, page }) => {
  await log.goto();
  await page.evaluate(() => {
    document.documentElement.dataset.idle = "false";
    (window as any).owing = true;
    setTimeout(() => {
      (window as any).owing = false;
      document.documentElement.dataset.idle = "true";
    }, 300);
  });
  await log.idle();
  expect(await page.evaluate(() => (window as any).owing)).toBe(false);
});

test("the placeholder is gone once the page has started", async ({ log, page }) => {
  await log.goto();
  await expect(page.locator("#start")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("axe finds nothing on the start page", async ({ log, page }) => {
      await log.goto();
      await expectAccessible(page);
    });

    test("axe finds nothing on the grid and the open panel", async ({ log, page }) => {
      await log.goto();
      await log.openSample();
      await expectAccessible(page);
      await (await log.cell(0, "Identity")).click();
      await log.idle();
      await expect(log.details).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test.describe("with colours forced by the system", () => {
  test.use({ forcedColors: "active" });

  test("the present view is marked by more than a colour that is taken away", async ({ log, page }) => {
    await log.goto();
    await log.openSample();
    const view = page.getByRole("navigation", { name: "Views" }).getByText("Events");
    await expect(view).toHaveCSS("border-block-end-width", "2px");
    await expect(view).toHaveCSS("border-block-end-style", "solid");
  });
});

test.describe("in a low window", () => {
  test.use({ viewport: { width: 844, height: 390 } });

  test("everything on the start page can be scrolled to", async ({ log, page }) => {
    await log.goto();
    const last = page.getByText("Nothing leaves this tab");
    await page.mouse.move(400, 200);
    await page.mouse.wheel(0, 1000);
    await expect(last).toBeInViewport({ ratio: 1 });
  });
});

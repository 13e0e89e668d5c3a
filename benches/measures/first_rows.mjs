// How soon the first rows of each log are there, the logs in turns: what is compared is a matter of milliseconds.

import { openPage } from "../site.mjs";

const RUNS = 15;

/** The same in the whole page, which is opened anew for each run. */
const PAGES = 5;

/** Milliseconds of each run, log by log: `[{ log, times }]`. */
export async function measureFirstRows(harness, logs) {
  const results = logs.map((log) => ({ log, times: [] }));
  for (let run = 1; run <= RUNS; run += 1) {
    console.log(`first rows, run ${run}`);
    for (const { log, times } of results) {
      await harness.choose(log.path);
      times.push(await harness.call("firstRows"));
    }
  }
  return results;
}

/** Milliseconds from the choice of a file to the frame that shows rows of it in the real page, log by log. */
export async function measureOnScreen(logs) {
  const results = logs.map((log) => ({ log, times: [] }));
  for (let run = 1; run <= PAGES; run += 1) {
    console.log(`first rows on the screen, run ${run}`);
    for (const { log, times } of results) {
      const { page, close } = await openPage("dist", watch);
      await page.waitForFunction(() => document.documentElement.dataset.idle === "true");
      // Nobody finds a file faster.
      await page.waitForTimeout(1000);
      await page.locator("input[type=file]").first().setInputFiles(log.path);
      times.push(await page.evaluate(() => globalThis.firstRows));
      await close();
    }
  }
  return results;
}

/** Runs in the page, before its own scripts. */
function watch() {
  globalThis.firstRows = new Promise((seen) => {
    addEventListener("change", (event) => event.target.type === "file" && look(performance.now()), { capture: true, once: true });
    const look = (start) =>
      requestAnimationFrame(() => {
        const row = document.querySelector('[role="row"][aria-rowindex="2"]');
        if (!(row?.getBoundingClientRect().height > 0)) return look(start);
        // What is there when a frame begins is on the screen when the next one does.
        requestAnimationFrame(() => seen(performance.now() - start));
      });
  });
}

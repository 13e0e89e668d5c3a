// The real page while it loads a log and is scrolled: how long its main thread is busy at a time, and its frames.

import { median, repeat } from "../runs.mjs";
import { openPage } from "../site.mjs";

/** Milliseconds between two turns of the wheel. */
const TURN = 50;

/** Runs in the page, before its own scripts. */
function watch() {
  const seen = { tasks: [], frames: [] };
  globalThis.seen = seen;
  const observer = new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((task) => task.duration)));
  observer.observe({ type: "longtask" });
  let last = performance.now();
  requestAnimationFrame(function frame(now) {
    seen.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  });
}

/**
 * Milliseconds: the longest task of each run (0 where none took 50 ms, which is the least that a browser reports), the
 * interval that 95 of 100 frames keep to during the load, and the interval of an idle page.
 */
export async function measureMainThread(log) {
  const results = { longestTask: [], frame: [], idleFrame: [] };
  await repeat(`the page with ${log.label}`, async () => {
    const { page, close } = await openPage("dist", watch);
    const input = page.locator("input[type=file]").first();
    await page.waitForLoadState("networkidle");
    const { idle, loading } = await whileLoading(page, input, log);
    results.longestTask.push(Math.max(0, ...loading.tasks));
    results.frame.push(percentile95(loading.frames));
    results.idleFrame.push(median(idle.frames));
    await close();
  });
  return results;
}

async function whileLoading(page, input, log) {
  await page.waitForFunction(() => document.documentElement.dataset.idle === "true");
  await takeSeen(page);
  await page.waitForTimeout(1000);
  const idle = await takeSeen(page);

  const loaded = `${log.events.toLocaleString("en-GB")} events`;
  const count = page.getByRole("status", { name: "Record count" });
  await input.setInputFiles(log.path);
  await page.mouse.move(700, 500);
  while (!(await count.textContent().catch(() => ""))?.startsWith(loaded)) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(TURN);
  }
  return { idle, loading: await takeSeen(page) };
}

/** What was seen since this was asked last. */
function takeSeen(page) {
  return page.evaluate(() => ({ tasks: globalThis.seen.tasks.splice(0), frames: globalThis.seen.frames.splice(0) }));
}

function percentile95(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * 0.95)];
}

import { expect, test } from "./fixtures";

test("the sample log opens as a grid of the default columns, newest first", async ({ log }) => {
  await log.goto();
  await log.openSample();
  expect(await log.columns()).toEqual(["Date", "Identity", "Action", "Source system", "Target system", "Status"]);
  await expect(log.columnHeader("Date")).toHaveAttribute("aria-sort", "descending");
  await expect(log.row(0)).toBeVisible();
});

test("the record count says how many events there are", async ({ log }) => {
  await log.goto();
  await log.openSample();
  const events = await log.matching();
  expect(events).toBeGreaterThanOrEqual(250);
  await expect(log.recordCount).toHaveText(`${events.toLocaleString("en-GB")} events`);
});

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { madeUp } from "./fixtures/logs";

/** Six days on either side of the night in which clocks are put back in Europe, an event every two hours. */
const FIRST = Date.parse("2026-10-19T00:30:00Z");
const HOURS = 12 * 24;
const dates = Array.from({ length: HOURS / 2 }, (_, index) => new Date(FIRST + index * 2 * 3_600_000));
const newest = dates.at(-1)!;

const content = JSON.stringify(
  dates.map((date, index) =>
    madeUp(`e${index}`, {
      activityDateTime: date.toISOString(),
      sourceIdentity: { details: {}, displayName: "Ana Petrov", id: "ana", identityType: "User" },
      sourceSystem: { displayName: "HR" },
      ...(date === newest && {
        provisioningStatusInfo: {
          status: "failure",
          errorInformation: {
            errorCode: "Timeout",
            reason: "Too late. This operation was retried 1 times. It will be retried again after this date: 2026-10-31T09:15:00Z UTC",
          },
        },
      }),
    }),
  ),
);

/** `2026-10-25 02:30:00` in a zone. */
function shown(moment: Date | string, zone: string): string {
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(new Date(moment));
}

async function choose(page: Page, zone: string) {
  await page.locator("#pl-zone-button").click();
  await page.getByRole("combobox", { name: "Time zone" }).selectOption(zone);
  await page.keyboard.press("Escape");
}

for (const [chosen, zone] of [
  ["UTC", "UTC"],
  // That of the computer, which the browser of these tests has in Amsterdam here.
  ["", "Europe/Amsterdam"],
  ["Australia/Adelaide", "Australia/Adelaide"],
]) {
  test.describe(`with the time zone ${chosen || "of the computer"}`, () => {
    test.use({ timezoneId: "Europe/Amsterdam", permissions: ["clipboard-read", "clipboard-write"] });

    test("every date that is shown and read goes by it, and what is sent on is in UTC", async ({ log, page }) => {
      await log.goto();
      await log.open({ name: "clocks.json", content });
      await choose(page, chosen);
      await log.idle();
      await expect(await log.cell(0, "Date")).toHaveText(shown(newest, zone));

      await test.step("details", async () => {
        await log.row(0).click();
        await log.idle();
        await expect(log.details).toContainText(shown(newest, zone));
        await log.tab("Troubleshooting").click();
        await expect(log.details).toContainText(`Not before ${shown("2026-10-31T09:15:00Z", zone)}`);
        await expect(log.details.getByRole("row", { name: "Next attempt" })).toContainText(shown("2026-10-31T09:15:00Z", zone));
        await log.tab("Summary").click();
        await expect(log.details).toContainText(`${shown(newest, zone)} (${zone})`);
        await expect(log.details).toContainText(newest.toISOString().replace(".000", ""));
      });

      await test.step("story and comparison", async () => {
        await log.details.getByRole("button", { name: "Story" }).click();
        await log.idle();
        const entries = log.details.getByRole("region", { name: "Story" }).getByRole("list").last().getByRole("listitem");
        await expect(entries.first()).toContainText(shown(dates[0], zone));
        await log.details.getByRole("button", { name: "Compare with…" }).click();
        await log.idle();
        await log.row(1).click();
        await log.idle();
        const row = log.details.getByRole("region", { name: "Compare with…" }).getByRole("row", { name: /^Date/ });
        await expect(row).toContainText(shown(newest, zone));
        await expect(row).toContainText(`${shown(dates.at(-2)!, zone)} 2 h 0 min earlier`);
      });

      await test.step("a text for support", async () => {
        await log.details.getByRole("button", { name: "Copy for support" }).click();
        await log.idle();
        await log.details.getByRole("button", { name: "Copy text for support" }).click();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        expect(copied).toContain(`Time (UTC): ${dates.at(-2)!.toISOString().replace(".000", "")}`);
        await page.keyboard.press("Escape");
        await page.keyboard.press("Escape");
      });

      await test.step("a cell", async () => {
        await (await log.cell(0, "Date")).click({ button: "right" });
        await page.getByRole("menuitem", { name: "Copy" }).click();
        await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(newest.toISOString().replace(".000", ""));
      });

      await test.step("bars", async () => {
        const figure = page.getByRole("figure", { name: "Events over time" });
        await expect(figure).toContainText("bars of 3 hours");
        const brush = figure.getByRole("slider");
        // Before the night, and after it: bars begin at hours that three divides.
        for (const key of ["Home", "End"]) {
          await brush.focus();
          await page.keyboard.press(key);
          await expect(brush).toHaveAttribute("aria-valuetext", /^\d{4}-\d\d-\d\d (?:(?:00|03|06|09|12|15|18|21):00 )?to /);
        }
        // The last bar is asked for.
        await page.keyboard.press("Enter");
        await log.idle();
        const text = await log.filterBox.inputValue();
        const [, after, before] = /^after:(\S+) before:(\S+)$/.exec(text)!;
        const utc = (written: string) => new Date(written.includes("T") ? written : `${written}T00:00Z`);
        expect(utc(after).getTime()).toBeLessThanOrEqual(newest.getTime());
        expect(utc(before).getTime()).toBeGreaterThan(newest.getTime());
        const pill = (moment: Date) => shown(moment, zone).replace(/:00$/, "").replace(/ 00:00$/, "");
        await expect(log.filterButton("Date")).toContainText(`${pill(utc(after))} to ${pill(utc(before))}`);
        expect(decodeURIComponent(page.url())).toContain(`q=after:${after} before:${before}`.replaceAll(" ", page.url().includes("+") ? "+" : " "));
      });

      await test.step("a range of one's own", async () => {
        await log.filterButton("Date").click();
        const from = page.getByLabel("From");
        const after = /^after:(\S+)/.exec(await log.filterBox.inputValue())![1];
        const moment = after.includes("T") ? after : `${after}T00:00Z`;
        await expect(from).toHaveValue(shown(moment, zone).replace(" ", "T").slice(0, 16));
        // A time of the zone, in which clocks were other than they are now.
        await from.fill("2026-10-20T12:00");
        await from.blur();
        await log.idle();
        const wished = /^after:(\S+)/.exec(await log.filterBox.inputValue())![1];
        expect(shown(wished, zone)).toBe("2026-10-20 12:00:00");
      });
    });
  });
}

test.describe("when clocks are changed", () => {
  test.use({ timezoneId: "Europe/Amsterdam" });

  // Clocks are put back from 03:00 to 02:00 at 01:00 UTC.
  const minutes = Array.from({ length: 12 }, (_, index) => new Date(Date.parse("2026-10-24T22:45:00Z") + index * 1_800_000).toISOString());

  test("a range takes in both hours that have one name, and an hour that never was is told", async ({ log, page }) => {
    await log.goto();
    await log.open({ name: "night.json", content: JSON.stringify(minutes.map((date, index) => madeUp(`n${index}`, { activityDateTime: date }))) });
    await log.filterButton("Date").click();
    await page.getByRole("radio", { name: "Custom" }).check();
    for (const [from, until, after, before] of [
      ["2026-10-25T02:30", "2026-10-25T03:00", "2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z"],
      ["2026-10-25T02:00", "2026-10-25T02:30", "2026-10-25T00:00:00Z", "2026-10-25T01:30:00Z"],
    ]) {
      await page.getByLabel("From").fill(from);
      await page.getByLabel("Until").fill(until);
      await page.getByLabel("Until").blur();
      await log.idle();
      const inside = minutes.filter((date) => Date.parse(after) <= Date.parse(date) && Date.parse(date) < Date.parse(before));
      expect(await log.matching()).toBe(inside.length);
    }
    const asked = await log.filterBox.inputValue();
    await page.getByLabel("From").fill("2026-03-29T02:30");
    await page.getByLabel("From").blur();
    await expect(page.getByLabel("From")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByText("There was no such time in Europe/Amsterdam")).toBeVisible();
    await expect(page.getByLabel("From")).toHaveValue("2026-03-29T02:30");
    await expect(log.filterBox).toHaveValue(asked);
    await page.getByLabel("From").fill("2026-03-29T03:30");
    await page.getByLabel("From").blur();
    await log.idle();
    await expect(page.getByText("There was no such time")).toBeHidden();
    await expect(log.filterBox).toHaveValue("after:2026-03-29T01:30Z before:2026-10-25T01:30Z");
  });
});

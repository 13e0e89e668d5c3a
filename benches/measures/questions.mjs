// Questions about the log that the harness has loaded last.

import { readFileSync } from "node:fs";

/** Parts of names; a word is asked for once, so that no answer is known beforehand. */
export const WORDS = ["anna", "son", "ele", "ing", "mar", "david", "ch", "ov", "hug", "ri", "and", "lin"];

/** What is looked for inside records: many have the first, none the second. */
const TEXTS = ["already taken", "nowhere to be found"];

/** Actions whose events are counted by status. */
const ACTIONS = ["create", "update", "delete", "disable", "other"];

/** Stretches of the month that the generated log spans, in microseconds since 1970. */
const DAY = 86_400e6;
const END = Date.parse("2026-11-18T23:59:07Z") * 1000;
const STRETCHES = [20, 14, 9, 5, 2].map((days) => [END - (days + 3) * DAY, END - days * DAY]);

/** As many as the page asks for at the most. */
const BINS = 120;

const EVENTS_LOOKED_AT = 20;

export function noAnswers() {
  return { filterAlone: [], filterWithFacets: [], filterWithTimeline: [], windowOfRows: [], oneEvent: [], textSearch: [], sortByTwo: [], brushMoves: [], countsOf: [], sorts: new Map() };
}

/** Adds the milliseconds of every question to `answers`. */
export async function askQuestions(harness, log, answers) {
  const third = WORDS.length / 3;
  const words = (part) => WORDS.slice(part * third, (part + 1) * third);
  answers.filterAlone.push(...(await harness.call("filterAlone", words(0))));
  answers.filterWithFacets.push(...(await harness.call("filterWithOverview", words(1), 0)));
  answers.filterWithTimeline.push(...(await harness.call("filterWithOverview", words(2), BINS)));
  for (const column of columns()) {
    const { first, again } = await harness.call("sortBy", column);
    const sort = answers.sorts.get(column) ?? { first: [], again: [] };
    sort.first.push(first);
    sort.again.push(again);
    answers.sorts.set(column, sort);
  }
  answers.sortByTwo.push(await harness.call("sortByTwo", ["Application", "TargetId"]));
  answers.brushMoves.push(...(await harness.call("brushMoves", STRETCHES, BINS)));
  answers.countsOf.push(...(await harness.call("countsOf", "Status", ACTIONS)));
  answers.windowOfRows.push(...(await harness.call("windowOfRows", WORDS[0])));
  const part = log.events / EVENTS_LOOKED_AT;
  const rows = Array.from({ length: EVENTS_LOOKED_AT }, (_, index) => Math.floor((index + 0.5) * part));
  answers.oneEvent.push(...(await harness.call("oneEvent", rows)));
  answers.textSearch.push(...(await harness.call("textSearch", TEXTS)));
}

/** Every column that the engine has, read where it is declared. */
function columns() {
  const declared = readFileSync("src/table/column.rs", "utf8").matchAll(/^ {4}(\w+) = "\w+", ".+";$/gm);
  const names = Array.from(declared, ([, name]) => name);
  if (names.length === 0) throw new Error("src/table/column.rs declares no columns");
  return names;
}

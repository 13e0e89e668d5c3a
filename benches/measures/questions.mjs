// Questions about the log that the harness has loaded last.

import { readFileSync } from "node:fs";

/** Parts of names; a word is asked for once, so that no answer is known beforehand. */
export const WORDS = ["anna", "son", "ele", "ing", "mar", "david", "ch", "ov", "hug", "ri"];

const EVENTS_LOOKED_AT = 20;

export function noAnswers() {
  return { filterAlone: [], filterWithFacets: [], windowOfRows: [], oneEvent: [], sorts: new Map() };
}

/** Adds the milliseconds of every question to `answers`. */
export async function askQuestions(harness, log, answers) {
  const half = WORDS.length / 2;
  answers.filterAlone.push(...(await harness.call("filterAlone", WORDS.slice(0, half))));
  answers.filterWithFacets.push(...(await harness.call("filterWithFacets", WORDS.slice(half))));
  for (const column of columns()) {
    const { first, again } = await harness.call("sortBy", column);
    const sort = answers.sorts.get(column) ?? { first: [], again: [] };
    sort.first.push(first);
    sort.again.push(again);
    answers.sorts.set(column, sort);
  }
  answers.windowOfRows.push(...(await harness.call("windowOfRows", WORDS[0])));
  const part = log.events / EVENTS_LOOKED_AT;
  const rows = Array.from({ length: EVENTS_LOOKED_AT }, (_, index) => Math.floor((index + 0.5) * part));
  answers.oneEvent.push(...(await harness.call("oneEvent", rows)));
}

/** Every column that the engine has, read where it is declared. */
function columns() {
  const declared = readFileSync("src/table/column.rs", "utf8").matchAll(/^ {4}(\w+) = "\w+", ".+";$/gm);
  const names = Array.from(declared, ([, name]) => name);
  if (names.length === 0) throw new Error("src/table/column.rs declares no columns");
  return names;
}

// One log through the engine and through its peers, turn by turn, so that a slow minute of the machine is shared.

import { repeat } from "../runs.mjs";
import { WORDS, askQuestions, noAnswers } from "./questions.mjs";

/**
 * Measures one log.
 *
 * @param harness the page of site.mjs
 * @param log what logs.mjs made
 * @param {{ duckdb?, jq?, jsonParse: boolean, questions: boolean }} options the peers that take part, and whether the
 *   loaded log is asked questions
 * @returns lists of milliseconds, and the engine's memory in bytes
 */
export async function measureLog(harness, log, options) {
  const results = {
    log,
    queryable: [],
    memory: [],
    bareRead: [],
    duckdb: { load: [], filters: [] },
    jsonParse: [],
    jq: [],
    answers: noAnswers(),
  };
  await harness.choose(log.path);
  await repeat(log.label, async () => {
    results.bareRead.push((await harness.call("bareRead")).time);
    const loaded = await harness.call("load");
    if (loaded.events !== log.events || loaded.problems > 0) {
      throw new Error(`of ${log.events} events ${loaded.events} were read, with ${loaded.problems} problems`);
    }
    for (const figure of ["queryable", "memory"]) results[figure].push(loaded[figure]);
    if (options.questions) await askQuestions(harness, log, results.answers);
    if (options.duckdb) {
      const { load, filters } = options.duckdb.measure(log, options.questions ? WORDS : []);
      results.duckdb.load.push(load);
      results.duckdb.filters.push(...filters);
    }
    if (options.jsonParse) {
      const { events, time } = await harness.call("jsonParse");
      if (events !== log.events) throw new Error(`JSON.parse read ${events} of ${log.events} events`);
      results.jsonParse.push(time);
    }
    if (options.jq) results.jq.push(options.jq.measure(log));
  });
  return results;
}

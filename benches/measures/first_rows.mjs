// How soon the first rows of each log are there, the logs in turns: what is compared is a matter of milliseconds.

const RUNS = 15;

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

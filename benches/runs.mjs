// Numbers of several runs, and how they are told.

/** The middle one, or the mean of the two in the middle. */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const spread = (numbers) => [Math.min(...numbers), Math.max(...numbers)];

/** Milliseconds for people: `4.31 s`, `27 ms`, `0.8 ms`. */
export function time(milliseconds) {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  return `${milliseconds.toFixed(milliseconds >= 10 ? 0 : 1)} ms`;
}

export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

const RUNS = 5;

/** Calls `run` five times. */
export async function repeat(what, run) {
  for (let done = 0; done < RUNS; done += 1) {
    console.log(`${what}, run ${done + 1}`);
    await run(done);
  }
}

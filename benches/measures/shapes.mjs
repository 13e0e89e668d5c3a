// The same events as other exports write them, and packed, turn by turn with the plain array.

import { repeat } from "../runs.mjs";

/**
 * Measures how fast each shape is read.
 *
 * @param harness the page of site.mjs
 * @param logs of the same events: what logs.mjs made of each shape, the plain array first, and of the array packed
 * @returns of each shape milliseconds for a megabyte, and of the packed log milliseconds, beside the browser's own
 */
export async function measureShapes(harness, { shapes, packed }) {
  const results = { shapes: shapes.map(({ shape }) => ({ shape, paces: [] })), packed, unpacked: [], inflated: [] };
  await repeat("other shapes", async () => {
    for (const [position, log] of shapes.entries()) {
      const { queryable } = await load(harness, log);
      results.shapes[position].paces.push(queryable / (log.bytes / 1e6));
    }
    results.unpacked.push((await load(harness, packed)).queryable);
    results.inflated.push((await harness.call("bareInflate")).time);
  });
  return results;
}

async function load(harness, log) {
  await harness.choose(log.path);
  const loaded = await harness.call("load");
  if (loaded.events !== log.events || loaded.problems > 0) {
    throw new Error(`of ${log.events} events in ${log.path} ${loaded.events} were read, with ${loaded.problems} problems`);
  }
  return loaded;
}

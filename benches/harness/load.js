// Dropping a file: when the first rows can be drawn, and when every event can be asked about.

import { NEWEST_FIRST, rows } from "./questions.js";

/** Milliseconds from handing over the file; the page asks for rows as soon as it hears of events. */
export async function load(engine, file) {
  const firstEvents = engine.firstEvents();
  const start = performance.now();
  const opening = engine.ask({ Open: { mode: "Replace" } }, [file]);
  const firstRows = Promise.race([firstEvents, opening])
    .then(() => engine.ask(rows([], NEWEST_FIRST)))
    .then(({ Rows }) => {
      if (Rows.rows.length === 0) throw new Error("there are no first rows");
      return performance.now() - start;
    });
  const { events, problems } = (await opening).Opened;
  const queryable = performance.now() - start;
  return { events, problems, queryable, firstRows: await firstRows };
}

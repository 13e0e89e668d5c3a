// Dropping a file: when the first rows can be drawn, and when every event can be asked about.

import { NEWEST_FIRST, rows } from "./questions.js";

/** Hands over a file, and asks for rows at the first word of events, as the page does. Milliseconds count from there. */
function open(engine, file) {
  const firstEvents = engine.firstEvents();
  const start = performance.now();
  const sinceStart = () => performance.now() - start;
  const opening = engine.ask({ Open: { mode: "Replace" } }, [file]);
  const firstRows = Promise.race([firstEvents, opening])
    .then(() => engine.ask(rows([], NEWEST_FIRST)))
    .then(({ Rows }) => {
      if (Rows.rows.length === 0) throw new Error("there are no first rows");
      return sinceStart();
    });
  return { opening, firstRows, sinceStart };
}

/** Milliseconds to the first rows. */
export const firstRows = (engine, file) => open(engine, file).firstRows;

/** The whole file: milliseconds to the word that all is read, and what was read. */
export async function load(engine, file) {
  const { opening, firstRows, sinceStart } = open(engine, file);
  const { events, problems } = (await opening).Opened;
  const queryable = sinceStart();
  await firstRows;
  return { events, problems, queryable };
}

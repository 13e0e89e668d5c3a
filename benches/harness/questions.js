// The questions that the page asks of a loaded log, each timed from the asking to the answer's arrival.

export const NEWEST_FIRST = [{ column: "Date", descending: true }];

// What the grid shows until a person chooses otherwise.
const GRID = ["Date", "Identity", "Action", "SourceSystem", "TargetSystem", "Status"];

const FACETS = ["Status", "Action", "Application", "SourceSystem", "TargetSystem", "ErrorCode"];

const EXPECTED = ["RedundantExport", "NotEffectivelyEntitled"];

const WINDOW = 60;

export function rows(terms, sort, first = 0, count = WINDOW) {
  return { Rows: { query: { terms }, sort, columns: GRID, first, count } };
}

const named = (word) => [{ Words: { field: "Identity", words: [word], negated: false } }];

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Times the filter for each word, which is new to the engine, in an order that it knows. */
export async function filterAlone(engine, words) {
  await engine.ask(rows([], NEWEST_FIRST));
  const times = [];
  for (const word of words) times.push(await timed(() => engine.ask(rows(named(word), NEWEST_FIRST, 0, 0))));
  return times;
}

/** The same with everything that a page shows of the answer: rows, count, facets, and the time in so many bins. */
export async function filterWithOverview(engine, words, bins) {
  await engine.ask(rows([], NEWEST_FIRST));
  const times = [];
  for (const word of words) {
    const query = { terms: named(word) };
    const facets = FACETS.map((column) => ({ column, part: "", limit: 10, under_own: false }));
    const overview = { Overview: { query, facets, bins, clock: [], expected: EXPECTED } };
    const requests = [rows(query.terms, NEWEST_FIRST), overview];
    times.push(await timed(() => Promise.all(requests.map((request) => engine.ask(request)))));
  }
  return times;
}

/** Sorts by a column that the engine has not sorted by yet, then by another one, then by the first again. */
export async function sortBy(engine, column) {
  const sort = [{ column, descending: false }];
  await engine.ask(rows([], NEWEST_FIRST));
  const first = await timed(() => engine.ask(rows([], sort)));
  await engine.ask(rows([], NEWEST_FIRST));
  const again = await timed(() => engine.ask(rows([], sort)));
  return { first, again };
}

/** Sorts by two columns that the engine has not sorted by together yet. */
export async function sortByTwo(engine, columns) {
  const sort = columns.map((column) => ({ column, descending: false }));
  await engine.ask(rows([], NEWEST_FIRST));
  return timed(() => engine.ask(rows([], sort)));
}

/** Moves a brush over the time of the log: each stretch is new, and all that the page shows is asked for. */
export async function brushMoves(engine, ends, bins) {
  const times = [];
  for (const [after, before] of ends) {
    const query = { terms: [{ Time: { Between: { after, before } } }] };
    const facets = FACETS.map((column) => ({ column, part: "", limit: 10, under_own: false }));
    const requests = [rows(query.terms, NEWEST_FIRST), { Overview: { query, facets, bins, clock: [], expected: EXPECTED } }];
    times.push(await timed(() => Promise.all(requests.map((request) => engine.ask(request)))));
  }
  return times;
}

/** Counts the values of a column with few of them, under a filter on another one that is new to the engine. */
export async function countsOf(engine, column, words) {
  const times = [];
  for (const word of words) {
    const query = { terms: [{ Words: { field: { Column: "Action" }, words: [word], negated: false } }] };
    const facets = [{ column, part: "", limit: 10, under_own: false }];
    times.push(await timed(() => engine.ask({ Overview: { query, facets, bins: 0, clock: [], expected: [] } })));
  }
  return times;
}

/** Scrolls: windows all over the whole log, over a filtered one, and over one in another order. */
export async function windowOfRows(engine, word) {
  const views = [
    [[], NEWEST_FIRST],
    [named(word), NEWEST_FIRST],
    [[], [{ column: "Identity", descending: false }]],
  ];
  const times = [];
  for (const [terms, sort] of views) {
    const { matching } = (await engine.ask(rows(terms, sort))).Rows;
    for (const part of [0.9, 0.1, 0.5, 0.7, 0.3]) {
      const first = Math.floor(Math.max(0, matching - WINDOW) * part);
      times.push(await timed(() => engine.ask(rows(terms, sort, first))));
    }
  }
  return times;
}

/** Looks for each text inside every record, to the end of the log. */
export async function textSearch(engine, texts) {
  const times = [];
  for (const text of texts) {
    const query = { terms: [{ Words: { field: "Text", words: [text], negated: false } }] };
    let ended;
    times.push(await timed(async () => (ended = await engine.ask({ Search: { query } }))));
    if (ended.Searched.unsearched > 0) throw new Error(`${ended.Searched.unsearched} records were not searched`);
  }
  return times;
}

/** Reads whole events from all over the file. */
export async function oneEvent(engine, rowIds) {
  const times = [];
  for (const row of rowIds) times.push(await timed(() => engine.ask({ Event: { row } })));
  return times;
}

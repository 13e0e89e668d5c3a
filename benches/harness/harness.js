// What the measures call in the page: `globalThis.harness`. One engine lives at a time.

import { Engine } from "./engine_client.js";
import { firstRows, load } from "./load.js";
import {
  brushMoves, countsOf, filterAlone, filterWithOverview, oneEvent, sortBy, sortByTwo, textSearch, windowOfRows,
} from "./questions.js";

/** Milliseconds that the engine is there before the file comes: nobody finds a file faster. It practises meanwhile. */
const CHOOSING = 1000;

const chosenFile = () => document.querySelector("input[type=file]").files[0];

let engine;

/** A new engine, which has had the time that a person takes to find a file. */
async function startEngine() {
  engine?.end();
  engine = await Engine.start();
  await new Promise((done) => setTimeout(done, CHOOSING));
}

/** Milliseconds that a worker of one's own takes to answer once it has been given the file. */
async function timeOf(script) {
  const worker = new Worker(script, { type: "module" });
  try {
    await answerOf(worker, undefined);
    const start = performance.now();
    const reading = await answerOf(worker, chosenFile());
    return { ...reading, time: performance.now() - start };
  } finally {
    worker.terminate();
  }
}

/** Sends a message (none: waits for the worker to be up) and waits for the answer. */
function answerOf(worker, message) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error === undefined ? resolve(data) : reject(new Error(data.error)));
    worker.onerror = (event) => reject(new Error(event.message));
    if (message !== undefined) worker.postMessage(message);
  });
}

globalThis.harness = {
  bareRead: () => timeOf("bare_read.js"),
  bareInflate: () => timeOf("bare_inflate.js"),
  jsonParse: () => timeOf("json_parse.js"),
  async firstRows() {
    await startEngine();
    return firstRows(engine, chosenFile());
  },
  async load() {
    await startEngine();
    return { ...(await load(engine, chosenFile())), memory: await engine.memory() };
  },
  filterAlone: (words) => filterAlone(engine, words),
  filterWithOverview: (words, bins) => filterWithOverview(engine, words, bins),
  sortBy: (column) => sortBy(engine, column),
  sortByTwo: (columns) => sortByTwo(engine, columns),
  brushMoves: (ends, bins) => brushMoves(engine, ends, bins),
  countsOf: (column, words) => countsOf(engine, column, words),
  windowOfRows: (word) => windowOfRows(engine, word),
  oneEvent: (rows) => oneEvent(engine, rows),
  textSearch: (texts) => textSearch(engine, texts),
};

// The figures to reach: which measured numbers are held against which, and how large their ratio may be.

import { median, megabytes, time } from "./runs.mjs";

/**
 * One line of the table. `samples` are milliseconds unless `show` says otherwise. `reference` is a number, or the samples
 * of a peer. Where `worst` is set the largest sample counts and not the one in the middle.
 */
function figure(what, samples, against, reference, atMost, { show = time, aim, worst = false } = {}) {
  return { what, samples, against, reference, atMost, show, aim, worst };
}

/**
 * Every figure, from the measured logs (the smallest first), their first rows in the engine and on the screen, the paces of
 * other shapes and the page's main thread.
 */
export function figures(logs, firstRows, onScreen, paces, mainThread, peers) {
  return [
    ...logs.filter(({ log }) => log.events >= 100_000).flatMap((results) => loading(results, peers)),
    ...otherShapes(paces),
    ...toFirstRows("first rows", firstRows),
    ...toFirstRows("first rows on the screen", onScreen),
    ...logs.map(memory),
    ...questions(logs.at(-1), peers),
    ...page(logs.at(-1), mainThread),
  ];
}

function loading({ log, queryable, bareRead, jsonParse, duckdb, jq }, peers) {
  const what = `drop to every event queryable, ${log.label}`;
  const isLargest = log.bytes > 1e9;
  const half = (atMost) => (isLargest ? {} : { aim: atMost / 2 });
  const against = (name, reference, atMost) => figure(what, queryable, name, reference, atMost, half(atMost));
  const lines = [against(peers.duckdb?.name ?? "DuckDB", duckdb.load, 0.6)];
  lines.push(isLargest ? figure(what, queryable, "bare read", bareRead) : against("bare read", bareRead, 2.5));
  if (jsonParse.length > 0) lines.push(against("JSON.parse", jsonParse, 1 / 7));
  if (jq.length > 0) lines.push(figure(what, queryable, peers.jq.name, jq));
  return lines;
}

/** Shapes that are to be read at no less than this share of the plain array's rate. */
const QUICK = ["ndjson", "diagnostic"];
const SHARE = 0.8;

function otherShapes({ shapes: [array, ...others], packed, unpacked, inflated }) {
  const lines = others.map(({ shape, paces }) => {
    const atMost = QUICK.includes(shape) ? 1 / SHARE : undefined;
    return figure(`a megabyte of ${shape}`, paces, "of the plain array", array.paces, atMost);
  });
  lines.push(figure(`drop of a gzip file of ${packed.label}`, unpacked, "the browser's own inflater", inflated, 1 / SHARE));
  return lines;
}

function toFirstRows(end, results) {
  const [smallest, largest] = [results[0], results.at(-1)];
  const what = ({ log }) => `drop to ${end}, ${log.label}`;
  const lines = results.map((result) => figure(what(result), result.times, "200 ms", 200, 1));
  // No slower, but for what two medians of the same thing differ by.
  lines.push(figure(what(largest), largest.times, smallest.log.label, smallest.times, 1.1));
  return lines;
}

function memory({ log, memory }) {
  const allowed = 250 * log.events + 64e6;
  const what = `engine memory after load, ${log.events.toLocaleString("en")} events`;
  return figure(what, memory, "250 bytes an event + 64 MB", allowed, 1, { show: megabytes });
}

function questions({ log, answers, duckdb, bareRead }, peers) {
  const over = `over ${log.events.toLocaleString("en")} events`;
  const alone = `identity holds a word, ${over}`;
  const sorts = (which, limit) => {
    const [column, samples] = slowest(answers.sorts, which);
    const times = which === "first" ? "for the first time" : "again";
    return figure(`sort by any column ${times} (slowest: ${column}), ${over}`, samples, time(limit), limit, 1);
  };
  return [
    figure(alone, answers.filterAlone, "16 ms", 16, 1),
    figure(alone, answers.filterAlone, `${peers.duckdb?.name ?? "DuckDB"}, ilike`, duckdb.filters),
    figure(`${alone}, with rows, count and facets of six fields`, answers.filterWithFacets, "50 ms", 50, 1),
    figure(`the same with events over time, in 120 bins`, answers.filterWithTimeline, "50 ms", 50, 1),
    sorts("first", 250),
    sorts("again", 20),
    figure(`sort by two columns for the first time, ${over}`, answers.sortByTwo, "100 ms", 100, 1),
    figure(`a stretch of time is chosen, with rows, count, facets and events over time, ${over}`, answers.brushMoves, "100 ms", 100, 1),
    figure(`counts of the values of Status under a new filter, ${over}`, answers.countsOf, "16 ms", 16, 1),
    figure(`a window of 60 rows of any query, ${over}`, answers.windowOfRows, "2 ms", 2, 1),
    figure(`one event whole, anywhere in ${log.label}`, answers.oneEvent, "50 ms", 50, 1),
    figure(`text search inside every record, ${log.label}`, answers.textSearch, "bare read", bareRead, 1.5),
  ];
}

function slowest(sorts, which) {
  const byMedian = [...sorts].map(([column, times]) => [column, times[which]]);
  return byMedian.reduce((worst, sort) => (median(sort[1]) > median(worst[1]) ? sort : worst));
}

function page({ log }, mainThread) {
  const during = `while ${log.label} load`;
  return [
    figure(`longest task of the main thread ${during}, worst run`, mainThread.longestTask, "50 ms", 50, 1, { worst: true }),
    figure(`interval of 95 % of frames while scrolling ${during}`, mainThread.frame, "idle page", mainThread.idleFrame, 1.5),
  ];
}

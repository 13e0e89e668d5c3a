// The file with the results: the machine, the table, what each row means, and what the table leaves out.

import { execFileSync } from "node:child_process";
import { cpus, loadavg, release, totalmem, type } from "node:os";

import { median, time } from "./runs.mjs";
import { figuresToMarkdown, toMarkdown } from "./table.mjs";

const MEANINGS = `
- **Bare read**: a worker reads the file through one recycled buffer of 4 MB and does nothing with it. Nothing that reads
  the file in a browser can be faster.
- **DuckDB**: the native program makes a table in memory of thirteen columns with \`read_json\`, the types told, so that
  it need not look for them. Its start is not counted. Its filter is \`ilike\` on two columns of names.
- **JSON.parse**: a worker reads the file as one text, parses it and takes the same thirteen columns out of the objects.
  Above 512 MB a browser makes no such text.
- **jq**: writes the same thirteen columns to nowhere; its start is counted.
- **Drop to every event queryable**: from handing the file to the engine's worker, which is up but has read nothing
  before, to its word that all is read. The engine fills 20 columns meanwhile, and remembers where each record lies.
- **A megabyte of**: the same events as another export writes them, to the word that all is read, for each megabyte of the
  file. Those without a limit are read by the converter, which rewrites them.
- **Drop of a gzip file**: the plain array, packed, to the same word, and all that comes out of it is put aside on disk. A
  worker that inflates it and does nothing with what comes out is what it is held against.
- **Drop to first rows**: from the same moment to the arrival of the newest 60 rows of what is read so far, asked for
  at the first word of events, the files in turns. It is not to be slower for a large file than for a small one.
- **On the screen**: in the real page, from the choice of the file to the first frame behind the one in which rows stand.
- **Engine memory**: the size of the engine's WebAssembly memory after loading and one answer, which holds the table,
  its indexes and all that the engine works with. The browser's own buffer of 4 MB is not in it.
- **Identity holds a word**: the filter on names, ids and sign-in names of both sides, with a word that was not asked for
  before, from the question to the count of events. Then the same with all that the page shows: the first 60 rows, and
  the values of six columns with their counts.
- **Sort**: by every column in turn, from the question to the first 60 rows; the table shows the slowest. "Again" is
  after another order was looked at in between.
- **A window of 60 rows**: at five places of each of three views: all events, a filtered view, another order.
- **One event whole**: the record is read again from the file and taken apart for the detail panel; 20 events from all
  over the file.
- **Text search**: for a text that many records hold and for one that none does, from the question to the word that
  every record has been looked into.
- **Main thread**: in the real page, while it loads the file and the mouse wheel is turned twenty times a second. A
  browser reports tasks from 50 ms on; 0 ms means that there was none. Of the longest task the worst run counts.

All times are taken in the page, so that the way to the worker and back is part of them. Every file was read once before
the first run, so that it comes from memory and not from the disk. The browser has a profile on disk. Peers and engine take turns.
`;

/** The machine and the versions, a line each. */
export function circumstances(peers, browserVersion) {
  const [processor] = cpus();
  const commit = execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8" }).trim();
  return [
    `${cpus().length} × ${processor.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GB of memory, ${type()} ${release()}`,
    `Chromium ${browserVersion}, Node.js ${process.versions.node}`,
    ...Object.values(peers).map((peer) => peer?.name).filter(Boolean),
    `provlens at ${commit}, ${new Date().toISOString().slice(0, 10)}`,
    `load average when it began: ${loadavg()[0].toFixed(2)}`,
  ];
}

/** The whole file. */
export function toFile(figures, lines, largest) {
  const sorts = [...largest.answers.sorts].map(([column, { first, again }]) => {
    return [column, time(median(first)), time(median(again))];
  });
  return `# Measured

\`make bench\` measures the engine of the release build in Chromium against its peers and writes this file.

${lines.map((line) => `- ${line}`).join("\n")}

${figuresToMarkdown(figures)}

A ratio is the median divided by what it is held against.

## What each row means
${MEANINGS}
## Sorting ${largest.log.events.toLocaleString("en")} events, column by column

${toMarkdown(["column", "first time", "again"], sorts)}
`;
}

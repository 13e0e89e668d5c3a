// The figures as a table: of text for the terminal, of Markdown for the file.

import { median, spread } from "./runs.mjs";

const HEADINGS = ["what", "median", "least – most", "runs", "held against", "ratio", "at most", ""];

/** One row of cells a figure; what repeats the row above is left empty. */
function cells(figures) {
  let above;
  return figures.map((figure) => {
    const { what, samples, against, reference, atMost, show, worst } = figure;
    const limit = atMost === undefined ? "" : ratio(atMost);
    const same = above?.what === what && above?.samples === samples;
    above = figure;
    const [least, most] = spread(samples);
    const measured = [what, show(median(samples)), `${show(least)} – ${show(most)}`, String(samples.length)];
    const shown = same ? ["", "", "", ""] : measured;
    if (reference === undefined || reference.length === 0) {
      return [...shown, against, "not measured", limit, ""];
    }
    const isPeer = Array.isArray(reference);
    const value = isPeer ? median(reference) : reference;
    const found = (worst ? most : median(samples)) / value;
    const peer = isPeer ? `${against}: ${show(value)}` : against;
    return [...shown, peer, ratio(found), limit, verdict(found, figure)];
  });
}

function ratio(number) {
  if (number >= 100) return number.toFixed(0);
  return number >= 1 ? number.toFixed(2).replace(/\.?0+$/, "") : number.toPrecision(2);
}

function verdict(found, { atMost, aim }) {
  if (atMost === undefined) return "";
  if (found > atMost) return "missed";
  return aim !== undefined && found <= aim ? "reached, and half of it" : "reached";
}

/** For the terminal. */
export function toText(figures) {
  const rows = [HEADINGS, ...cells(figures)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd()).join("\n");
}

/** For a file. */
export function toMarkdown(headings, rows) {
  const line = (row) => `| ${row.join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}

export const figuresToMarkdown = (figures) => toMarkdown(HEADINGS, cells(figures));

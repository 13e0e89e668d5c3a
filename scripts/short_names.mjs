// Shortens the names under which a program and its script know each other's functions: wasm-bindgen makes them long and
// ends them in digests, which do not pack.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { TRUNK_PROFILE, TRUNK_STAGING_DIR: staging } = process.env;

/** What wasm-bindgen has named. What others ask for by name, such as `memory`, stays. */
const ITS_OWN = /^(__wbg_|__wbindgen_|__externref_|wasm_bindgen__)/;

const IMPORTS = 2;
const EXPORTS = 7;
/** The kind of an import that is a function. */
const FUNCTION = 0;
/** Before its first section stand the magic word and the version of the format. */
const HEADER_BYTES = 8;

/** Reads a program's numbers and texts in their order. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd() {
    return this.at === this.bytes.length;
  }

  /** A whole number in groups of seven bits, the lowest first. */
  number() {
    const byte = this.bytes[this.at++];
    return byte < 128 ? byte : byte - 128 + 128 * this.number();
  }

  take(length) {
    return this.bytes.subarray(this.at, (this.at += length));
  }

  text() {
    return this.take(this.number()).toString();
  }
}

const number = (value) => (value < 128 ? [value] : [(value % 128) + 128, ...number(Math.floor(value / 128))]);
const text = (words) => [...number(Buffer.byteLength(words)), ...Buffer.from(words)];

/** `a` to `z`, then `ba` and so on: any of them can be the name of a member in a script. */
const letters = (place) => (place < 26 ? "" : letters(Math.floor(place / 26))) + String.fromCharCode(97 + (place % 26));

/** The sections of a program, with those in which functions have names written anew; `name` says how. */
function rewritten(program, name) {
  const reader = new Reader(program, HEADER_BYTES);
  const parts = [program.subarray(0, HEADER_BYTES)];
  while (!reader.isAtEnd) {
    const [id, body] = [reader.number(), reader.take(reader.number())];
    const section = id === IMPORTS ? imports(body, name) : id === EXPORTS ? exports(body, name) : body;
    parts.push(Buffer.from([id, ...number(section.length)]), section);
  }
  return Buffer.concat(parts);
}

function imports(body, name) {
  const reader = new Reader(body);
  const entries = Array.from({ length: reader.number() }, () => {
    const [module, words, kind] = [reader.text(), reader.text(), reader.number()];
    if (kind !== FUNCTION) throw new Error(`the import ${words} is no function`);
    return [...text(module), ...text(name(words)), kind, ...number(reader.number())];
  });
  return Buffer.from([...number(entries.length), ...entries.flat()]);
}

function exports(body, name) {
  const reader = new Reader(body);
  const entries = Array.from({ length: reader.number() }, () => {
    return [...text(name(reader.text())), reader.number(), ...number(reader.number())];
  });
  return Buffer.from([...number(entries.length), ...entries.flat()]);
}

if (TRUNK_PROFILE === "release") {
  for (const file of readdirSync(staging).filter((file) => file.endsWith("_bg.wasm"))) {
    const [program, script] = [file, file.replace("_bg.wasm", ".js")].map((name) => join(staging, name));
    const short = new Map();
    const name = (words) => {
      if (ITS_OWN.test(words) && !short.has(words)) short.set(words, letters(short.size));
      return short.get(words) ?? words;
    };
    writeFileSync(program, rewritten(readFileSync(program), name));
    writeFileSync(script, readFileSync(script, "utf8").replace(/\w+/g, (word) => short.get(word) ?? word));
  }
}

// Starts the engine, and loads beside it what it asks for: the explainer when the first event is opened, the converter when
// the first shape is met that the engine does not read itself, the connector when somebody is about to connect to an API, or
// looks at jobs. All but the connector are also loaded ahead when the page rests, so that they are there even where the host is
// gone by then.

import { answer, answer_place, build as converterBuild, initSync } from "./converter.js";
import init from "./engine.js";

// A promise of each program, while there is a sound one: after a fault the next question gets another.
const programs = new Map();
let attempts = 0;

/** Loads the program of a name and a build. */
async function load(name, build) {
  attempts += 1;
  // Each build has addresses of its own, so that no cache serves another's. Each attempt has one too, because a module
  // is never loaded twice from the same address, not even one that broke down.
  const version = `?build=${build}`;
  let module;
  try {
    module = await import(`./${name}.js${version}&attempt=${attempts}`);
    await module.default({ module_or_path: new URL(`${name}_bg.wasm${version}`, import.meta.url) });
    // The explainer finds the knowledge base where this puts it.
    if (name === "explainer") {
      const response = await fetch(new URL(`knowledge.txt${version}`, import.meta.url));
      if (!response.ok) throw new Error(`knowledge.txt: status ${response.status}`);
      self.knowledge = await response.text();
    }
  } catch ({ message }) {
    const why = self.navigator.onLine ? `try again when its host can be reached (${message})` : "because this computer is offline";
    throw new Error(`the ${name} could not be loaded, ${why}`);
  }
  if (module.build() !== build) {
    throw new Error(`the browser holds a ${name} of another version, reload the page without its cache`);
  }
  return module;
}

/** Asks the program of a name; one that fails is not asked again. */
async function ask(name, build, question) {
  if (!programs.has(name)) programs.set(name, load(name, build));
  const program = programs.get(name);
  try {
    return await question(await program);
  } catch (error) {
    if (programs.get(name) === program) programs.delete(name);
    throw error;
  }
}

// What each program calls its answer.
const ANSWERS = { explainer: "explain", connector: "order" };

/** Has a program answer a question, both as bytes. The engine calls it. */
self.ask = (name, question, build) => ask(name, build, (program) => program[ANSWERS[name]](question));

let hasConverter = false;

// The converter's memory.
let memory;

const converterAddress = (build) => new URL(`converter_bg.wasm?build=${build}`, import.meta.url);

/** Takes the converter that was started, by what it exports, or says what is wrong with it. */
function takeConverter(started, build) {
  if (converterBuild() !== build) return "the browser holds parts of another version, reload the page without its cache";
  ({ memory } = started);
  hasConverter = true;
}

/**
 * Loads the converter of a build, and holds everything else up meanwhile: the engine asks in the middle of a record, and
 * goes on with it. The page is not held up, since this is a worker.
 */
function loadConverter(build) {
  let started;
  try {
    const request = new XMLHttpRequest();
    request.open("GET", converterAddress(build), false);
    request.responseType = "arraybuffer";
    request.send();
    if (request.status !== 200) throw new Error(`status ${request.status}`);
    started = initSync({ module: request.response });
  } catch ({ message }) {
    return `what reads files of this kind could not be loaded, try again when its host can be reached (${message})`;
  }
  return takeConverter(started, build);
}

/** Answers a question, says how many bytes the answer has, or in words why it cannot. The engine calls it. */
self.convert = (question, build) => (hasConverter ? undefined : loadConverter(build)) ?? answer(question);

/** Copies the last answer. The engine calls it. */
self.takeConverted = (into) => into.set(new Uint8Array(memory.buffer, answer_place(), into.length));

// Workers that inflate are started by the page and known by number.
let lastUnpacker = 0;

// The one that has nothing to do: archives hold many files.
let idleUnpacker;

const newUnpacker = () => (lastUnpacker += 1);

/** Has the page tell a worker that inflates; "start" and "end" are for the page. */
const tellUnpacker = (unpacker, message) => postMessage({ unpacker, message });

/** What is inflated of a blob, chunk by chunk. */
class Inflation {
  unpacker = idleUnpacker ?? newUnpacker();
  #messages = [];
  #wake = () => {};
  #ended = false;

  constructor(blob, formats) {
    idleUnpacker = undefined;
    tellUnpacker(this.unpacker, { blob, formats });
  }

  receive(message) {
    this.#messages.push(message);
    this.#wake();
  }

  /**
   * The next bytes in parts, how many there are, and how many packed ones were taken for all so far; nothing at the end.
   */
  async next() {
    while (this.#messages.length === 0) await new Promise((resolve) => (this.#wake = resolve));
    const message = this.#messages.shift();
    if (message.stopped) return;
    if (!message.ended) {
      tellUnpacker(this.unpacker, "next");
      return message;
    }
    this.#ended = true;
    if (message.failure) throw new Error(message.failure);
  }

  /** Has whoever waits for the next bytes wait no longer. */
  stop() {
    this.receive({ stopped: true });
  }

  /** Ends it, wherever it is. */
  end() {
    if (this.#ended) idleUnpacker = this.unpacker;
    else tellUnpacker(this.unpacker, "end");
  }
}

/** Loads what may be asked for later. What fails here is tried again when it is asked for. The engine calls it. */
self.fetchAhead = async (build) => {
  if (!idleUnpacker) {
    idleUnpacker = newUnpacker();
    tellUnpacker(idleUnpacker, "start");
  }
  const quietly = () => {};
  await ask("explainer", build, quietly).catch(quietly);
  if (hasConverter) return;
  try {
    const response = await fetch(converterAddress(build));
    const module = await response.arrayBuffer();
    if (!response.ok || hasConverter) return;
    takeConverter(initSync({ module }), build);
  } catch {
    // It fails again when it is asked, and is told of then.
  }
};

// What was inflated last.
let inflation;

/** Inflates a blob by these formats, one after the other. The engine calls it. */
self.inflate = (blob, formats) => (inflation = new Inflation(blob, formats));

// What one sends that was ended belongs to nobody.
self.addEventListener("message", (event) => {
  const { unpacker, message } = event.data;
  if (unpacker === undefined) return;
  event.stopImmediatePropagation();
  if (unpacker === inflation?.unpacker) inflation.receive(message);
});

/** Stops that, even where nothing comes of it. The engine calls it. */
self.stopInflating = () => inflation?.stop();

// What has broken down in the middle of something can do nothing else; the page hears of it and starts another.
self.addEventListener("error", () => self.close());

await init();

// The page's side of the engine's protocol, as plain as it can be.

import "./start_engine.js";
import initTranslator, { from_engine, to_engine } from "./translator.js";

/** The engine in a worker. */
export class Engine {
  #worker;
  #build;
  #lastNumber = 0;
  #waiting = new Map();
  #onProgress = () => {};
  #onMemory;

  /** Starts a worker and waits until it listens. */
  static async start() {
    await initTranslator();
    const engine = new Engine();
    engine.#worker = self.startEngine("measured_engine.js");
    await new Promise((ready, failed) => {
      engine.#worker.onerror = (event) => failed(new Error(`the engine did not start: ${event.message}`));
      engine.#worker.onmessage = ({ data }) => engine.#receive(data, ready);
    });
    return engine;
  }

  end() {
    this.#worker.terminate();
  }

  /** Sends a request and waits for its reply. */
  ask(request, files = []) {
    const number = ++this.#lastNumber;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ build: this.#build, body: to_engine(JSON.stringify({ number, request })), files });
    });
  }

  /** Waits for a notice of progress that speaks of events. */
  firstEvents() {
    return new Promise((resolve) => {
      this.#onProgress = ({ events }) => events > 0 && resolve();
    });
  }

  /** Bytes of the engine's WebAssembly memory. */
  memory() {
    return new Promise((resolve) => {
      this.#onMemory = resolve;
      this.#worker.postMessage({ tellMemory: true });
    });
  }

  #receive(data, ready) {
    if (data.memory !== undefined) return this.#onMemory(data.memory);
    const { number, reply } = JSON.parse(from_engine(data.body));
    if (reply === "Ready") {
      this.#build = data.build;
      return ready();
    }
    if (number === null && reply.Progress) return this.#onProgress(reply.Progress);
    const refused = reply.Failed ?? reply.Panicked ?? reply.Unexplained;
    const { resolve, reject } = this.#waiting.get(number) ?? {};
    this.#waiting.delete(number);
    if (refused === undefined) return resolve?.(reply);
    const error = new Error(`the engine refused: ${JSON.stringify(refused)}`);
    if (reject === undefined) throw error;
    reject(error);
  }
}

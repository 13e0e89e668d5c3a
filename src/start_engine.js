// The engine's worker, and beside it those that inflate for it, which the page starts and not the engine: in Firefox a
// worker that starts another may never come back from that where something listens for workers, as the developer tools
// and what drives a browser do. It waits there until the other is registered, the other waits in the same place for its
// first work, and only one of the two is woken. The page does not wait.

class EngineWorker extends Worker {
  // By the numbers that the engine gives them.
  #unpackers = new Map();

  constructor(script) {
    super(script, { type: "module" });
    this.addEventListener("message", (event) => {
      const { unpacker, message } = event.data;
      if (unpacker === undefined) return;
      event.stopImmediatePropagation();
      this.#tell(unpacker, message);
    });
  }

  #tell(number, message) {
    if (message === "end") return this.#end(number);
    if (!this.#unpackers.has(number)) this.#unpackers.set(number, this.#startUnpacker(number));
    if (message !== "start") this.#unpackers.get(number).postMessage(message);
  }

  #startUnpacker(number) {
    const unpacker = new Worker("./engine_unpacker.js", { type: "module" });
    // What was inflated changes hands, and is not copied.
    const tellEngine = (message) => this.postMessage({ unpacker: number, message }, (message.parts ?? []).map(({ buffer }) => buffer));
    unpacker.onmessage = ({ data }) => tellEngine(data);
    unpacker.onerror = () => {
      // When it is told something again, another is started.
      this.#end(number);
      tellEngine({ ended: true, failure: "what unpacks files could not be loaded" });
    };
    return unpacker;
  }

  #end(number) {
    this.#unpackers.get(number)?.terminate();
    this.#unpackers.delete(number);
  }

  terminate() {
    for (const number of this.#unpackers.keys()) this.#end(number);
    super.terminate();
  }
}

/** Starts a module script as the engine. The page calls it. */
self.startEngine = (script) => new EngineWorker(script);

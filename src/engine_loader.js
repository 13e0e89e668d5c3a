// Starts the engine, and loads the programs beside it when the engine first asks for them: who only looks at the log
// needs neither the knowledge base of the explainer nor the connector, which reads APIs.

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
  } catch ({ message }) {
    throw new Error(`the ${name} could not be loaded, try again when its host can be reached (${message})`);
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

/** Answers a record with its dossier, both as bytes. The engine calls it. */
self.explain = (record, build) => ask("explainer", build, (explainer) => explainer.explain(record));

/** Has an order carried out, and answers when it is; both as bytes. The engine calls it. */
self.connect = (order, build) => ask("connector", build, (connector) => connector.order(order));

await init();

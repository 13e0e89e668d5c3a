// Starts the engine, and loads the explainer beside it when the engine first asks for an explanation: the knowledge
// base is a third of all code, and a person who only looks at the log never needs it.

import init from "./engine.js";

// A promise of the explainer, while there is a sound one.
let explainer;
let attempts = 0;

/** Loads the explainer anew: what could not be loaded, or broke down, is not asked again. */
async function load(build) {
  attempts += 1;
  // Each build has an address of its own, so that no cache serves another's; and so has each attempt, because a module
  // is never loaded twice from the same address.
  const version = `?build=${build}&attempt=${attempts}`;
  const module = await import(`./explainer.js${version}`);
  await module.default({ module_or_path: new URL(`explainer_bg.wasm?build=${build}`, import.meta.url) });
  if (module.build() !== build) throw new Error("the browser holds an explainer of another version; reload the page without its cache");
  return module;
}

/** Answers a record with its dossier, both as bytes. The engine calls it. */
self.explain = async (record, build) => {
  explainer ??= load(build);
  const asked = explainer;
  try {
    return (await asked).explain(record);
  } catch (error) {
    if (explainer === asked) explainer = undefined;
    throw error;
  }
};

await init();

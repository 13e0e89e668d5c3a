// Starts the engine, and loads the explainer beside it when the engine first asks for an explanation: who only looks at
// the log never needs the knowledge base.

import init from "./engine.js";

// A promise of the explainer, while there is a sound one: after a fault the next event gets another.
let explainer;
let attempts = 0;

/** Loads the explainer of a build. */
async function load(build) {
  attempts += 1;
  // Each build has addresses of its own, so that no cache serves another's. Each attempt has one too, because a module
  // is never loaded twice from the same address, not even one that broke down.
  const version = `?build=${build}`;
  let module;
  try {
    module = await import(`./explainer.js${version}&attempt=${attempts}`);
    await module.default({ module_or_path: new URL(`explainer_bg.wasm${version}`, import.meta.url) });
  } catch ({ message }) {
    throw new Error(`the explainer could not be loaded, try again when its host can be reached (${message})`);
  }
  if (module.build() !== build) {
    throw new Error("the browser holds an explainer of another version, reload the page without its cache");
  }
  return module;
}

/** Answers an inquiry, both as bytes. The engine calls it. */
self.explain = async (inquiry, build) => {
  explainer ??= load(build);
  const asked = explainer;
  try {
    return (await asked).explain(inquiry);
  } catch (error) {
    if (explainer === asked) explainer = undefined;
    throw error;
  }
};

await init();

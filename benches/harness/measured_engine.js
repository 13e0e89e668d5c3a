// The engine of the release build, exactly as the page starts it; beside that, this worker keeps hold of the module's
// memory, so that its size can be asked for.

let memory;

const noting = (instantiate) => async (...given) => {
  const made = await instantiate(...given);
  // The explainer, which comes later, has a memory of its own.
  memory ??= (made.instance ?? made).exports.memory;
  return made;
};
WebAssembly.instantiate = noting(WebAssembly.instantiate);
WebAssembly.instantiateStreaming = noting(WebAssembly.instantiateStreaming);

// Listening before the engine does, so that it never sees the question.
addEventListener("message", (event) => {
  if (!event.data.tellMemory) return;
  event.stopImmediatePropagation();
  postMessage({ memory: memory.buffer.byteLength });
});

await import("./engine_loader.js");

// The floor of a packed file: what the browser inflates it to, and nothing done with it.

// Held here for the same reason as in bare_read.js.
let reader;

onmessage = async ({ data: file }) => {
  reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  let bytes = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    bytes += value.length;
  }
  postMessage({ bytes });
};
postMessage({});

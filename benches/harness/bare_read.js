// The floor: the file's bytes through one recycled buffer, and nothing done with them.

const CHUNK = 4 << 20;

// Held here, because a stream that only its own pending read knows may be collected in the middle of the file; then the
// read never ends.
let reader;

onmessage = async ({ data: file }) => {
  reader = file.stream().getReader({ mode: "byob" });
  let bytes = 0;
  let view = new Uint8Array(CHUNK);
  for (;;) {
    const { value, done } = await reader.read(view);
    if (done) break;
    bytes += value.length;
    view = new Uint8Array(value.buffer);
  }
  postMessage(bytes === file.size ? {} : { error: `${bytes} of ${file.size} bytes were read` });
};
postMessage({});

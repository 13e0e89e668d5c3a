// Inflates in a worker of its own, so that inflating and reading each keep a core busy.

// Bytes that are sent at once.
const CHUNK = 1 << 20;

// Chunks that may be sent before the first of them is asked for.
const AHEAD = 4;

let allowed;
let allow = () => {};

onmessage = ({ data }) => {
  if (data === "next") {
    allowed += 1;
    return allow();
  }
  allowed = AHEAD;
  inflate(data).then(
    () => postMessage({ ended: true }),
    ({ message }) => postMessage({ ended: true, failure: message }),
  );
};

async function inflate({ blob, formats }) {
  let taken = 0;
  const count = new TransformStream({
    transform(chunk, controller) {
      taken += chunk.length;
      controller.enqueue(chunk);
    },
  });
  let stream = blob.stream().pipeThrough(count);
  for (const format of formats.split(" ")) stream = stream.pipeThrough(new DecompressionStream(format));
  let parts = [];
  let size = 0;
  const send = async () => {
    while (allowed === 0) await new Promise((resolve) => (allow = resolve));
    allowed -= 1;
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    parts = [];
    size = 0;
    postMessage({ bytes, taken }, [bytes.buffer]);
  };
  try {
    for await (const part of readAll(stream.getReader())) {
      parts.push(part);
      size += part.length;
      // The first is sent at once: it says what it is.
      if (size >= CHUNK || allowed === AHEAD) await send();
    }
  } finally {
    // What came before a fault is worth reading.
    if (size > 0) await send();
  }
}

async function* readAll(reader) {
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}

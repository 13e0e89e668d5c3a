// Inflates in a worker of its own, so that inflating and reading each keep a core busy.

// Bytes that are sent at once: as many as the engine puts aside at once, so that it need not gather them.
const CHUNK = 4 << 20;

// Chunks that may be sent before the first of them is asked for.
const AHEAD = 8;

let allowed;
let allow = () => {};

onmessage = ({ data }) => {
  if (data === "next") {
    allowed += 1;
    return allow();
  }
  allowed = AHEAD;
  unpack(data).then(
    () => postMessage({ ended: true }),
    // The browser begins with the name of its own function.
    ({ message }) => postMessage({ ended: true, failure: message.replace(/^Failed to execute [^:]*: /, "") }),
  );
};

// A fault takes along what came out just before it and was not fetched yet. With small pieces that is next to nothing.
const PIECE = 256;

// Bytes before a fault that may have been on their way.
const ON_THE_WAY = 8 << 20;

/**
 * Sends what a blob inflates to; what comes before a fault, too. Most files have one member: only where there is a fault,
 * which may be the next member, heads of members are looked for, since that takes a tenth of the time.
 */
async function unpack(file) {
  const done = { sent: 0, taken: 0 };
  try {
    await send(file, done, false, Infinity);
  } catch {
    await send(file, done, true, Infinity).catch(() => send(file, done, true, done.taken - ON_THE_WAY));
  }
}

/** Sends what was not sent yet. From a byte on the blob is inflated in small pieces. */
async function send({ blob, formats }, done, hasMembers, small) {
  let skip = done.sent;
  let chunks = counted(read(blob.stream()), done, small);
  const [last, ...before] = formats.split(" ").toReversed();
  for (const format of before.toReversed()) chunks = inflated(chunks, format, hasMembers);
  let parts = [];
  let size = 0;
  const post = async () => {
    while (allowed === 0) await new Promise((resolve) => (allow = resolve));
    allowed -= 1;
    done.sent += size;
    const taken = done.taken;
    postMessage({ parts, size, taken }, parts.map(({ buffer }) => buffer));
    parts = [];
    size = 0;
  };
  try {
    // Every byte comes this way, so that chunk by chunk nothing stands between.
    for await (const member of inflations(chunks, last, hasMembers)) {
      const reader = member.getReader();
      for (let chunk; !(chunk = await reader.read()).done; ) {
        const part = skip > 0 ? chunk.value.subarray(skip) : chunk.value;
        skip = Math.max(0, skip - chunk.value.length);
        if (part.length > 0) parts.push(part);
        size += part.length;
        // The first is sent at once: it says what it is.
        if (size >= CHUNK || (size > 0 && done.sent === 0)) await post();
      }
    }
  } finally {
    // What came before a fault is worth reading.
    if (size > 0) await post();
  }
}

async function* read(stream) {
  const reader = stream.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** Counts the bytes that are taken, over again only what was not taken before. */
async function* counted(chunks, done, small) {
  let taken = 0;
  for await (const chunk of chunks) {
    const size = taken < small ? chunk.length : PIECE;
    taken += chunk.length;
    done.taken = Math.max(done.taken, taken);
    for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
  }
}

// Stands between two members.
const NEXT = Symbol("next");

/** What chunks inflate to. */
async function* inflated(chunks, format, hasMembers) {
  for await (const member of inflations(chunks, format, hasMembers)) yield* read(member);
}

/**
 * What chunks inflate to, a stream for each member; each is read to its end before the next is asked for. `gzip` is a file
 * of any number of members; `deflated` one member, which was made of a file in an archive so that the browser checks its
 * sum.
 */
async function* inflations(chunks, format, hasMembers) {
  const parts = format === "gzip" && hasMembers ? members(chunks) : chunks;
  let ended = false;
  while (!ended) {
    const { readable, writable } = new DecompressionStream("gzip");
    const writer = writable.getWriter();
    const fill = async () => {
      for (;;) {
        const { value, done } = await parts.next();
        ended = done;
        if (done || value === NEXT) return writer.close();
        await writer.write(value);
      }
    };
    // Whoever reads is told of every fault.
    fill().catch((fault) => writer.abort(fault).catch(() => {}));
    yield readable;
  }
}

// Bytes before the head of a member and of the head itself by which it is known.
const BEFORE = 4;
const HEAD = 10;

/**
 * The chunks of a gzip file, with `NEXT` before every member but the first. The browser inflates one member and calls
 * what follows a fault, and it does not say where the member ends. So the head of the next is looked for: chance makes one
 * in some hundred gigabytes.
 */
async function* members(chunks) {
  let held = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = held.length > 0 ? joined([held, chunk], held.length + chunk.length) : chunk;
    let start = 0;
    for (let at = BEFORE; (at = bytes.indexOf(0x1f, at)) >= 0 && at + HEAD <= bytes.length; at += 1) {
      // Most is no head by the next byte already.
      if (bytes[at + 1] !== 0x8b || !isHead(bytes, at)) continue;
      yield bytes.subarray(start, at);
      yield NEXT;
      start = at;
    }
    // Whether a head begins among the last bytes is not to be seen yet.
    const known = Math.max(start, bytes.length - (BEFORE + HEAD - 1));
    if (known > start) yield bytes.subarray(start, known);
    held = bytes.slice(known);
  }
  yield held;
}

/** Whether a member begins here, and not a gzip file that is packed once more: that is stored behind its length. */
function isHead(bytes, at) {
  const [method, flags, , , , , extra, system] = bytes.subarray(at + 2, at + HEAD);
  const isStored = (bytes[at - 4] ^ bytes[at - 2]) === 255 && (bytes[at - 3] ^ bytes[at - 1]) === 255;
  const isPossible = flags < 32 && (extra === 0 || extra === 2 || extra === 4) && (system < 14 || system === 255);
  return method === 8 && isPossible && !isStored;
}

function joined(parts, size) {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

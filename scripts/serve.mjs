// A small static file server: `make serve` shows the built app with it, and the end-to-end tests stand the app under
// a path of their choice. It does what a plain static host does and no more.
//
//     node scripts/serve.mjs FOLDER PORT

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const MEDIA_TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Serves a folder on this machine alone.
 *
 * @param {string} folder what to serve
 * @param {{ path?: string, port?: number, others?: Record<string, Function> }} where `path` begins and ends with a slash,
 *   and everything outside it is not found; port 0 is any free one; requests below a path of `others` are answered there
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, { path = "/", port = 0, others = {} } = {}) {
  const server = createServer((request, response) => {
    const other = Object.keys(others).find((prefix) => request.url.startsWith(prefix));
    if (other) return others[other](request, response);
    answer(resolve(folder), path, request, response).catch((error) => response.destroy(error));
  });
  await new Promise((listening, failed) => {
    server.once("error", failed);
    server.listen(port, "localhost", listening);
  });
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { url: `http://localhost:${server.address().port}${path}`, close };
}

async function answer(folder, path, request, response) {
  const refuse = (status) => response.writeHead(status, { "Content-Type": "text/plain" }).end(`${status}\n`);
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(405);

  const asked = decoded(new URL(request.url, "http://localhost").pathname);
  if (asked === undefined) return refuse(400);
  if (`${asked}/` === path) return response.writeHead(301, { Location: path }).end();
  if (!asked.startsWith(path)) return refuse(404);

  let file = join(folder, asked.slice(path.length));
  if (file !== folder && !file.startsWith(folder + sep)) return refuse(404);
  if (asked.endsWith("/")) file = join(file, "index.html");
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return refuse(404);

  response.writeHead(200, {
    "Content-Type": MEDIA_TYPES[extname(file)] ?? "application/octet-stream",
    "Content-Length": found.size,
    "Cache-Control": "no-cache",
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(file).on("error", (error) => response.destroy(error)).pipe(response);
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, port] = [process.argv[2], Number(process.argv[3])];
  const site = await serve(folder, { port }).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    console.log(`Port ${port} is taken, so another one is used`);
    return serve(folder);
  });
  console.log(`provlens is at ${site.url} (Ctrl+C ends it)`);
}

// Stands an API on this machine, over HTTPS and on an origin of its own, as Graph's is.

import { createServer } from "node:https";

import { GraphApi } from "./api.mjs";
import { certificate } from "./certificate.mjs";

/** Starts an API with these events; `how` is that of `GraphApi`. */
export async function serveGraph(events, how) {
  const api = new GraphApi(events, how);
  const server = createServer(await certificate(), (request, response) => api.handle(request, response));
  await new Promise((listening) => server.listen(0, "localhost", listening));
  const url = `https://localhost:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { api, url, close };
}

// Serves the built app with an API like Microsoft Graph beside it, so that live mode can be seen without a tenant. The
// API has 20,000 made-up events, the newest of them of now, and the jobs that they are of, and throttles like Graph; every
// two minutes one more event is there, for Refresh.
//
//     node scripts/serve-demo.mjs PORT

import { execFileSync } from "node:child_process";

import { GraphApi, moved } from "../tests/graph/api.mjs";
import { jobsOf } from "../tests/graph/jobs.mjs";
import { serve } from "./serve.mjs";

const EVENTS = 20_000;
const TOKEN = "demo";
const CONFIG = { api: "graph", range: "30d" };
const NEW_EVENT_EVERY = 120_000;

const cargo = ["run", "--quiet", "--locked", "--release", "--no-default-features", "--example", "generate", "--"];
console.log(`Making ${EVENTS.toLocaleString("en")} events (some minutes the first time, when what makes them is built)`);
const log = execFileSync("cargo", [...cargo, "--events", String(EVENTS), "--seed", "7"], { maxBuffer: 2 ** 31 - 1 });
const events = moved(JSON.parse(log), Date.now());
const api = new GraphApi(events, { tokens: [TOKEN], path: "/graph" });
api.jobTokens.add(TOKEN);
api.jobs = jobsOf(events);
setInterval(() => {
  const [first] = api.events;
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  api.events.unshift({ ...first, id: crypto.randomUUID(), activityDateTime: now });
}, NEW_EVENT_EVERY);

const config = (_, response) => response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(CONFIG));
const others = { "/graph": api.handle.bind(api), "/provlens.config.json": config };
const site = await serve("dist", { port: Number(process.argv[2]), others }).catch((error) => {
  if (error.code !== "EADDRINUSE") throw error;
  console.log("The port is taken, so another one is used");
  return serve("dist", { others });
});
console.log(`provlens is at ${site.url} (Ctrl+C ends it)`);
console.log(`Press Connect there, with the access token: ${TOKEN}`);

// jq, where the machine has it: the thirteen columns of every event.

import { spawnSync } from "node:child_process";

const COLUMNS = `.[] | [.id, .activityDateTime, .changeId, .jobId, .provisioningAction,
  .provisioningStatusInfo.status, .provisioningStatusInfo.errorInformation.errorCode, .servicePrincipal.displayName,
  .sourceSystem.displayName, .targetSystem.displayName, .sourceIdentity.displayName, .sourceIdentity.id,
  .targetIdentity.displayName]`;

/** `{ name, measure }`, or undefined where it is not installed. */
export function jq() {
  const { status, stdout } = spawnSync("jq", ["--version"], { encoding: "utf8" });
  return status === 0 ? { name: stdout.trim(), measure } : undefined;
}

/** Milliseconds from the program's start to its end. */
function measure(log) {
  const start = performance.now();
  const { status } = spawnSync("jq", ["--compact-output", COLUMNS, log.path], { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error("jq did not read the log");
  return performance.now() - start;
}

// Records of the jobs that a log's events are of, as `synchronizationJob: list` has them: for an API that is made of events
// alone. Most fare as their events did; of every seven, one is paused and one is in quarantine.

const HOUR = 3_600_000;
const time = (moment) => `${new Date(moment).toISOString().slice(0, 19)}Z`;

const push = (lists, key, item) => (lists.has(key) ? lists.get(key).push(item) : lists.set(key, [item]));

/** The jobs of each application, by the ids of these. */
export function jobsOf(events) {
  const byJob = new Map();
  for (const event of events) push(byJob, event.jobId, event);
  const jobs = new Map();
  for (const [number, [id, of]] of [...byJob].entries()) {
    const application = of[0].servicePrincipal.id;
    push(jobs, application, jobOf(id, of, number));
  }
  return jobs;
}

/** The record of a job; `events` are its own. */
function jobOf(id, events, number) {
  const dates = events.map(({ activityDateTime }) => Date.parse(activityDateTime));
  const [oldest, newest] = [Math.min(...dates), Math.max(...dates)];
  const cycle = events.filter(({ cycleId }) => cycleId === events[0].cycleId);
  const exported = cycle.filter(({ provisioningStatusInfo }) => provisioningStatusInfo.status === "success").length;
  const failed = cycle.some(({ provisioningStatusInfo }) => provisioningStatusInfo.status === "failure");
  const lastExecution = {
    activityIdentifier: events[0].cycleId,
    state: failed ? "EntryLevelErrors" : "Succeeded",
    timeBegan: time(newest - 90_000),
    timeEnded: time(newest),
    countImported: cycle.length * 40,
    countExports: exported,
    countExported: exported,
    error: null,
  };
  const status = {
    code: "Active",
    countSuccessiveCompleteFailures: 0,
    escrowsPruned: false,
    steadyStateFirstAchievedTime: time(oldest),
    steadyStateLastAchievedTime: time(newest),
    progress: [],
    quarantine: null,
    lastExecution,
    lastSuccessfulExecution: failed ? null : lastExecution,
    synchronizedEntryCountByType: [{ key: "user to User", value: events.length }],
  };
  if (number % 7 === 3) status.code = "Paused";
  if (number % 7 === 5) {
    const error = { code: "InvalidCredentials", message: "The token for the application was revoked.", tenantActionable: true };
    status.code = "Quarantine";
    status.countSuccessiveCompleteFailures = 9;
    const sound = newest - 61 * HOUR;
    status.steadyStateLastAchievedTime = time(sound);
    status.lastSuccessfulExecution = { ...lastExecution, state: "Succeeded", timeBegan: time(sound - 90_000), timeEnded: time(sound) };
    status.lastExecution = { ...lastExecution, state: "Failed", error };
    status.quarantine = {
      seriesBegan: time(newest - 60 * HOUR),
      currentBegan: time(newest - 12 * HOUR),
      seriesCount: 5,
      nextAttempt: time(newest + 12 * HOUR),
      reason: "EncounteredQuarantineException",
      error,
    };
  }
  const state = status.code === "Paused" ? "Disabled" : "Active";
  const [templateId] = id.split(".");
  return { id, templateId, schedule: { expiration: null, interval: "PT40M", state }, status, synchronizationJobSettings: [] };
}

// The usual way: the file as one text, parsed whole, and the thirteen columns taken from the objects.

const COLUMNS = [
  (event) => event.id,
  (event) => event.activityDateTime,
  (event) => event.changeId,
  (event) => event.jobId,
  (event) => event.provisioningAction,
  (event) => event.provisioningStatusInfo?.status,
  (event) => event.provisioningStatusInfo?.errorInformation?.errorCode,
  (event) => event.servicePrincipal?.displayName,
  (event) => event.sourceSystem?.displayName,
  (event) => event.targetSystem?.displayName,
  (event) => event.sourceIdentity?.displayName,
  (event) => event.sourceIdentity?.id,
  (event) => event.targetIdentity?.displayName,
];

onmessage = async ({ data: file }) => {
  try {
    const events = JSON.parse(await file.text());
    const columns = COLUMNS.map((column) => events.map(column));
    postMessage({ events: columns[0].length });
  } catch (error) {
    postMessage({ error: error.message });
  }
};
postMessage({});

"""Reads a log into a DuckDB table of thirteen columns and filters it by words; prints the milliseconds as JSON.

    read_json.py FILE THREADS [WORD...]
"""

import json
import sys
import time

import duckdb

# With the types told, DuckDB has nothing to find out by looking; what is not named here it passes over.
TYPES = {
    "id": "VARCHAR",
    "activityDateTime": "TIMESTAMP",
    "changeId": "VARCHAR",
    "jobId": "VARCHAR",
    "provisioningAction": "VARCHAR",
    "provisioningStatusInfo": "STRUCT(status VARCHAR, errorInformation STRUCT(errorCode VARCHAR))",
    "servicePrincipal": "STRUCT(displayName VARCHAR)",
    "sourceSystem": "STRUCT(displayName VARCHAR)",
    "targetSystem": "STRUCT(displayName VARCHAR)",
    "sourceIdentity": "STRUCT(displayName VARCHAR, id VARCHAR)",
    "targetIdentity": "STRUCT(displayName VARCHAR)",
}

CREATE = """
CREATE TABLE events AS SELECT
    id, activityDateTime, changeId, jobId, provisioningAction,
    provisioningStatusInfo.status AS status,
    provisioningStatusInfo.errorInformation.errorCode AS error_code,
    servicePrincipal.displayName AS application,
    sourceSystem.displayName AS source_system,
    targetSystem.displayName AS target_system,
    sourceIdentity.displayName AS source_name,
    sourceIdentity.id AS source_id,
    targetIdentity.displayName AS target_name
FROM read_json(?, format = 'array', columns = {columns})
"""

FILTER = "SELECT count(*) FROM events WHERE source_name ILIKE ? OR target_name ILIKE ?"


def timed(work):
    start = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - start) * 1000


def main():
    file, threads, *words = sys.argv[1:]
    connection = duckdb.connect(":memory:", config={"threads": int(threads)})
    columns = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in TYPES.items()) + "}"
    _, load = timed(lambda: connection.execute(CREATE.format(columns=columns), [file]))
    events = connection.execute("SELECT count(*) FROM events").fetchone()[0]
    filters = []
    for word in words:
        pattern = f"%{word}%"
        filters.append(timed(lambda: connection.execute(FILTER, [pattern, pattern]).fetchone())[1])
    print(json.dumps({"events": events, "load": load, "filters": filters}))


main()

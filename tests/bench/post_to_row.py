#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""post_to_row.py PROGRAM [N] : from the POST of an event to its row on the screen, as assistive technology sees the real
window (which is a little later than the eye). Prints JSON; the goal is a median under 150 ms."""
import json
import os
import statistics
import sys
import time
import urllib.request
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "e2e"))
warnings.filterwarnings("ignore", category=DeprecationWarning)

from kombo import PATH, SECRET, free_port, signature  # noqa: E402
from session import Session, until  # noqa: E402
from window import Window  # noqa: E402


def main():
    program, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with open(os.path.join(HERE, "..", "data", "webhooks", "sync-finished.json"), encoding="utf-8") as file:
        sample = json.load(file)
    session = Session()
    try:
        port = free_port()
        window = Window(session, program, "--data", session.path("data"), "--port", str(port),
                        variables={"KOMBO_WEBHOOK_SECRET": SECRET})
        window.go("Events")
        events = window.table("Events")
        spans = []
        for number in range(count):
            body = json.dumps({**sample, "id": f"row-{time.time_ns()}-{number}"}, indent=2).encode()
            request = urllib.request.Request(f"http://127.0.0.1:{port}{PATH}", body, {"X-Kombo-Signature": signature(body)})
            cells = events.cells
            rows = cells.get_n_rows()
            started = time.monotonic()
            urllib.request.urlopen(request, timeout=10).read()
            until(lambda: events.cells.get_n_rows() > rows, 10, "the row never came")
            spans.append((time.monotonic() - started) * 1000)
            time.sleep(0.013 * (number % 11))  # not in step with the window's ticks
        window.close()
    finally:
        session.close()
    print(json.dumps({"posts": count, "median_ms": round(statistics.median(spans)), "p95_ms": round(sorted(spans)[int(count * .95)]),
                      "max_ms": round(max(spans))}))


if __name__ == "__main__":
    main()

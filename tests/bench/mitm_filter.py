#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Filters flows in mitmproxy's own view, as its window does when a person types a filter.

  mitm_filter.py EVENTS.ndjson COUNT FILTER…

Reads COUNT events (the form of `kombo-console events --format ndjson --body text`), makes each a POST flow, and prints one
JSON object: how long the flows took to get in, resident memory, and for each filter its time in ms and its hits.
"""
import asyncio
import json
import logging
import sys
import time

from mitmproxy import flowfilter
from mitmproxy.addons import view
from mitmproxy.test import taddons, tflow


def resident_mb():
    with open("/proc/self/statm", encoding="ascii") as figures:
        return int(figures.read().split()[1]) * 4096 / 1e6


async def measure(path, count, filters):
    shown = view.View()
    answer = {"flows": 0, "filters": {}}
    with taddons.context() as context:
        context.configure(shown)
        start = time.perf_counter()
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number == count:
                    break
                flow = tflow.tflow(resp=True)
                flow.id = str(number)
                flow.request.method = "POST"
                flow.request.path = "/webhooks/kombo"
                flow.request.content = (json.loads(line)["body"] or "").encode()
                flow.request.timestamp_start = number
                shown.add([flow])
        answer["flows"] = shown.store_count()
        answer["load_s"] = round(time.perf_counter() - start, 2)
        answer["resident_mb"] = round(resident_mb())
        for text in filters:
            parsed = flowfilter.parse(text)
            start = time.perf_counter()
            shown.set_filter(parsed)
            answer["filters"][text] = {"ms": round((time.perf_counter() - start) * 1000, 1), "hits": len(shown)}
    print(json.dumps(answer))


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(measure(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))

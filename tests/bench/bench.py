#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the console against what a user would pick instead, side by side in one run, and prints ratios.

  bench.py --build BUILD [--rounds N] [--seconds S] [events] [fetch] [store] [listener] [row] [search] [window]

Rounds of all candidates are interleaved and their medians compared: absolute rates move with the machine, ratios carry
over. Everything runs on 127.0.0.1 and below one temporary folder of the disk that holds BUILD.
"""
import argparse
import glob
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import peers

SECRET = "bench-secret"
PATH = "/webhooks/kombo"
HERE = os.path.dirname(os.path.abspath(__file__))


def say(text=""):
    print(text, flush=True)


def verdict(ratio, goal):
    return "reached" if ratio >= goal else "MISSED"


# --- durable events a second -------------------------------------------------------------------------------------------
EVENT_GOALS = {"express": 6.0, "group": 1.3, "nginx": 0.15}  # at 64 connections
EVENT_NAMES = {
    "console": "Kombo Console, everything it does for an event",
    "express": "node, express, better-sqlite3, a commit an event",
    "group": "node http, better-sqlite3, group commit by hand",
    "nginx": "nginx, 200 without doing anything",
}


def load(build, url, connections, seconds):
    """One round of the load generator: its JSON line."""
    run = subprocess.run([os.path.join(build, "tests/bench/kombo_load"), "--url", url, "--connections", str(connections),
                          "--seconds", str(seconds)], capture_output=True, text=True, timeout=seconds + 60,
                         env={**os.environ, "KOMBO_WEBHOOK_SECRET": SECRET})
    if run.returncode != 0:
        raise RuntimeError(f"kombo_load on {url}: {run.stdout}{run.stderr}")
    answer = json.loads(run.stdout.splitlines()[-1])
    if answer["other"] or answer["lost"]:
        raise RuntimeError(f"{url} did not answer everything with 200: {answer}")
    return answer


def bench_events(options, folder):
    say("## Durable events a second (signature checked, on the disk before the 200)")
    os.environ["KOMBO_WEBHOOK_SECRET"] = SECRET
    candidates = {"console": lambda place: peers.console(options.build, place)}
    modules, problem = peers.node_modules(options.build)
    if modules:
        candidates["express"] = lambda place: peers.node(modules, "express_commit.mjs", place)
        candidates["group"] = lambda place: peers.node(modules, "http_group.mjs", place)
    else:
        say(f"missing: both node peers ({problem})")
    if peers.nginx_program():
        candidates["nginx"] = peers.nginx
    else:
        say("missing: nginx is not installed")
    results = {(name, connections): [] for name in candidates for connections in (16, 64)}
    for number in range(options.rounds):
        for name, start in candidates.items():
            place = tempfile.mkdtemp(prefix=name + "-", dir=folder)
            with start(place) as receiver:
                for connections in (16, 64):
                    load(options.build, receiver.url + PATH, connections, 1)  # warm
                    answer = load(options.build, receiver.url + PATH, connections, options.seconds)
                    results[(name, connections)].append(answer)
                    print(f"round {number + 1} {name} {connections}: {answer}", file=sys.stderr)
            shutil.rmtree(place)

    def middle(name, connections, member="per_second"):
        return statistics.median(answer[member] for answer in results[(name, connections)])

    for connections in (16, 64):
        say(f"\n{connections} connections, median of {options.rounds} rounds of {options.seconds} s"
            f"\n{'receiver':52} {'events/s':>9} {'p50 ms':>7} {'p99 ms':>7} {'console is':>11}  goal")
        own = middle("console", connections)
        for name in candidates:
            ratio = own / middle(name, connections)
            goal = EVENT_GOALS.get(name) if connections == 64 else None
            say(f"{EVENT_NAMES[name]:52} {middle(name, connections):9.0f} {middle(name, connections, 'p50_ms'):7.2f} "
                f"{middle(name, connections, 'p99_ms'):7.2f} "
                + (f"{ratio:10.2f}×" if name != "console" else f"{'':11}") + (f"  {goal}× {verdict(ratio, goal)}" if goal else ""))
    say()


# --- the others: programs of their own ------------------------------------------------------------------------------------
def bench_fetch(options, folder):
    say("## Fetched records a second (100,000 records of the sandbox, stored)")
    program = os.path.join(options.build, "tests/bench/fetch_rate")
    peer = os.path.join(HERE, "fetch_peer.mjs")
    if not os.path.exists(program):
        say("missing: " + program)
        return
    modules, problem = peers.node_modules(options.build)
    rates = {"console": [], "node": []}
    with peers.sandbox(options.build, folder, records=100_000) as sandbox:
        for number in range(options.rounds):
            rates["console"].append(peers.fetch_round([program], sandbox, folder))
            if modules and os.path.exists(peer):
                rates["node"].append(peers.fetch_round(["node", peers.beside(modules, peer)], sandbox, folder))
            print(f"round {number + 1}: {({name: rate[-1:] for name, rate in rates.items()})}", file=sys.stderr)
    own = statistics.median(rates["console"])
    say(f"{'Kombo Console':52} {own:9.0f} records/s")
    if rates["node"]:
        other = statistics.median(rates["node"])
        say(f"{'node fetch, better-sqlite3':52} {other:9.0f} records/s  console is {own / other:.2f}×, goal 1× {verdict(own / other, 1)}")
    else:
        say(f"missing: the node peer ({problem or peer})")
    say()


def bench_programs(options, folder, pattern, title):
    """Small programs that print their own figures."""
    found = sorted(glob.glob(os.path.join(options.build, "tests/bench", pattern)))
    for program in (path for path in found if os.access(path, os.X_OK) and os.path.isfile(path)):
        say(f"## {title}: {os.path.basename(program)}")
        place = tempfile.mkdtemp(dir=folder)
        run = subprocess.run([program], cwd=place, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, timeout=1800,
                             env={"QT_QPA_PLATFORM": "offscreen", **os.environ, "TMPDIR": place})
        say(run.stdout.rstrip() if run.returncode == 0 else f"FAILED with {run.returncode}\n{run.stdout}")
        say()
    if not found:
        say(f"## {title}\nmissing: nothing named {pattern} was built\n")


def bench_row(options, _folder):
    say("## From the POST to the row on the screen (the real window, read over the accessibility bus)")
    run = subprocess.run(["/usr/bin/python3", os.path.join(HERE, "post_to_row.py"), os.path.join(options.build, "app/kombo-console")],
                         stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)
    if run.returncode != 0:
        say("FAILED\n" + run.stdout + run.stderr)
        return
    spans = json.loads(run.stdout.splitlines()[-1])
    say(f"median {spans['median_ms']} ms, 95 % {spans['p95_ms']} ms, longest {spans['max_ms']} ms of {spans['posts']} posts; "
        f"goal: median under 150 ms {verdict(150, spans['median_ms'])}\n")


# --- search: against what a person has at hand ---------------------------------------------------------------------------
MITM_FLOWS = 50_000  # what mitmproxy holds; more fill the memory of a laptop
JQ_EVENTS = 200_000
NEEDLES = {"a word that every twelfth has": "Hamburg", "a text that none has": "kombo-console-none"}


def timed(command, **options):
    """Milliseconds of a command and the number of lines that it printed."""
    start = time.perf_counter()
    run = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=1800, **options)
    span = (time.perf_counter() - start) * 1000
    if run.returncode not in (0, 1):  # 1: nothing found
        raise RuntimeError(f"{command}: {run.returncode}")
    return span, run.stdout.count(b"\n")


def bench_search(options, folder):
    say(f"## Searching bodies, {options.search_events} events of about 1 KB on the disk, from the command line")
    program, data = os.path.join(options.build, "app/kombo-console"), os.path.join(folder, "search")
    subprocess.run([os.path.join(options.build, "tests/bench/bench_window"), "--fill", "--data", data, "--events",
                    str(options.search_events)], check=True, stdin=subprocess.DEVNULL)
    subprocess.run([program, "index", "--rebuild", "--data", data], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    lines, part = os.path.join(folder, "events.ndjson"), os.path.join(folder, "part.ndjson")
    with open(lines, "wb") as output:
        subprocess.run([program, "events", "--data", data, "--format", "ndjson", "--body", "text"], check=True, stdout=output)
    with open(part, "wb") as output:
        subprocess.run(["head", "-n", str(JQ_EVENTS), lines], check=True, stdout=output)
    candidates = {
        "Kombo Console, events --filter body:…": (options.search_events, lambda needle: timed(
            [program, "events", "--data", data, "--filter", f'body:"{needle}"', "--format", "ndjson"])),
        "grep -F over the events as NDJSON": (options.search_events, lambda needle: timed(["grep", "-F", needle, lines])),
        "jq over the same": (JQ_EVENTS, lambda needle: timed(
            ["jq", "-c", "--arg", "n", needle, "select(.body | contains($n)) | .id", part])),
    }
    missing = [name for name in ("grep", "jq") if shutil.which(name) is None]
    for kind, needle in NEEDLES.items():
        say(f"\n{kind}\n{'':40} {'events':>9} {'ms':>9} {'hits':>8} {'million/s':>10}")
        for name, (count, search) in candidates.items():
            if name.split()[0] in missing:
                say(f"{name:40} missing")
                continue
            spans = sorted(search(needle) for _ in range(options.rounds))
            span, hits = spans[len(spans) // 2]
            say(f"{name:40} {count:9} {span:9.0f} {hits:8} {count / span / 1000:10.2f}")
    run = subprocess.run(["/usr/bin/python3", os.path.join(HERE, "mitm_filter.py"), lines, str(MITM_FLOWS)]
                         + [f"~bq {needle}" for needle in NEEDLES.values()], capture_output=True, text=True, timeout=600)
    if run.returncode != 0:
        say("missing: mitmproxy (" + (run.stderr.splitlines() or ["?"])[-1] + ")")
    else:
        answer = json.loads(run.stdout)
        for text, found in answer["filters"].items():
            say(f"mitmproxy's view, {answer['flows']} flows, {answer['resident_mb']} MB resident, filter {text}: {found['ms']} ms, "
                f"{found['hits']} hits, {answer['flows'] / found['ms'] / 1000:.2f} million/s")
    say()


SECTIONS = {
    "events": bench_events,
    "fetch": bench_fetch,
    "store": lambda options, folder: bench_programs(options, folder, "store_*", "Store"),
    "listener": lambda options, folder: bench_programs(options, folder, "listener_*", "Listener"),
    "row": bench_row,
    "search": bench_search,
    "window": lambda options, folder: bench_programs(options, folder, "bench_window*", "Window"),
}


def main():
    parser = argparse.ArgumentParser(description="Speed and memory, side by side with others")
    parser.add_argument("--build", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--search-events", type=int, default=1_000_000, metavar="N", help="events to search in")
    parser.add_argument("what", nargs="*", metavar="WHAT", help=" ".join(SECTIONS))
    options = parser.parse_args()
    options.build = os.path.abspath(options.build)
    if unknown := [name for name in options.what if name not in SECTIONS]:
        parser.error(f"no bench {' '.join(unknown)}; there are {' '.join(SECTIONS)}")
    folder = tempfile.mkdtemp(prefix="bench-", dir=options.build)
    started = time.time()
    try:
        for name in options.what or SECTIONS:
            SECTIONS[name](options, folder)
        say(f"{time.time() - started:.0f} s on {os.cpu_count()} cores")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""Installs the official SDK at its locked version and drives it against the program's sandbox.

run.py PROGRAM WORK-FOLDER NODE NPM: exit status 0 when every line of sdk.mjs says ok.
"""
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

program, work, node, npm = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]
here = Path(__file__).parent


def install():
    work.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", "sdk.mjs"):
        shutil.copy(here / name, work / name)
    lock = (work / "package-lock.json").read_text()
    stamp = work / "installed"
    if not stamp.exists() or stamp.read_text() != lock:
        subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=work, check=True, timeout=200)
        stamp.write_text(lock)


def sandbox(arguments):
    """Starts a sandbox; gives the process, its address and the file with its integrations."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KOMBO_")}
    process = subprocess.Popen(
        [program, "sandbox", "--port", "0", "--integrations", "12", "--records", "40", "--seed", "1", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    watchdog = threading.Timer(20, process.kill)
    watchdog.start()
    address = None
    for line in process.stderr:
        if line.startswith("sandbox on "):
            address = line.split()[2]
            break
    if address is None:
        sys.exit("the sandbox did not start")
    lines = [process.stdout.readline() for _ in range(12)]
    watchdog.cancel()
    file = work / "integrations.ndjson"
    file.write_text("".join(lines))
    return process, address, file


def drive(arguments, **variables):
    process, address, file = sandbox(arguments)
    try:
        return subprocess.run([node, "sdk.mjs", address, str(file)], cwd=work, timeout=120,
                              env={**os.environ, **variables}, capture_output=True, text=True)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


install()
whole = drive([])
print(whole.stdout, whole.stderr, sep="")
limited = drive(["--fault", "rate-limit"], EXPECT_RATE_LIMIT="1")
typed = [line for line in limited.stdout.splitlines() if "429 is typed" in line]
print(*typed, sep="\n")
sys.exit(0 if whole.returncode == 0 and typed == ["ok 429 is typed"] else 1)

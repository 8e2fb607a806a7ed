# SPDX-License-Identifier: Apache-2.0
"""Starts the program as a collector on a folder of its own and looks at what it keeps, from outside."""
import base64
import json
import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse

SECRET = "black-box-secret"
PREVIOUS = "black-box-previous"


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KOMBO_")}
    return {"QT_QPA_PLATFORM": "offscreen", **kept, **more}


class Program:
    """One collector. `with Program(path) as program:` ends it and removes its folder."""

    def __init__(self, path, *options, data=None, secrets=True, port=0):
        self.path = path
        self.options = options
        self.home = tempfile.mkdtemp(prefix="kombo-http-")
        self.data = data or os.path.join(self.home, "data")
        self.secrets = {"KOMBO_WEBHOOK_SECRET": SECRET, "KOMBO_WEBHOOK_SECRET_PREVIOUS": PREVIOUS} if secrets else {}
        self.wanted_port = port
        self.child = None
        self.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    def start(self):
        self.child = subprocess.Popen(
            [self.path, "listen", "--data", self.data, "--port", str(self.wanted_port), *self.options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env=environment(HOME=self.home, XDG_DATA_HOME=self.home, XDG_CONFIG_HOME=self.home, **self.secrets))
        self.url = self._wait_for_url()
        parts = urllib.parse.urlsplit(self.url)
        self.host, self.port, self.target = parts.hostname, parts.port, parts.path if parts.path not in ("", "/") else "/webhooks/kombo"

    def _wait_for_url(self):
        os.set_blocking(self.child.stderr.fileno(), False)
        text, until = "", time.monotonic() + 20
        while time.monotonic() < until:
            select.select([self.child.stderr], [], [], 0.1)
            text += (self.child.stderr.read() or b"").decode(errors="replace")
            found = re.search(r"listening on (http://\S+)", text)
            if found:
                return found.group(1)
            if self.child.poll() is not None:
                break
        raise RuntimeError("the program does not listen: " + text)

    def alive(self):
        return self.child.poll() is None

    def kill(self):
        if self.alive():
            self.child.kill()
        self.child.wait()
        self.child.stderr.close()

    def terminate(self, patience=6):
        """Seconds until the end and the exit code."""
        begin = time.monotonic()
        self.child.send_signal(signal.SIGTERM)
        code = self.child.wait(timeout=patience)
        return time.monotonic() - begin, code

    def command(self, *words):
        return subprocess.run([self.path, *words], stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
                              env=environment(HOME=self.home, XDG_DATA_HOME=self.home, XDG_CONFIG_HOME=self.home))

    def events(self, rejected=False):
        """What is kept, with `bytes` for the body."""
        run = self.command("events", "--data", self.data, "--format", "ndjson", "--body", "base64", *(["--rejected"] if rejected else []))
        if run.returncode not in (0, 1):
            raise RuntimeError(f"events: {run.returncode} {run.stderr.decode(errors='replace')}")
        rows = [json.loads(line) for line in run.stdout.splitlines()]
        for row in rows:
            row["bytes"] = base64.b64decode(row.get("body_base64") or "")
        return rows

    def holding(self, body):
        """The events whose body is exactly this."""
        return [row for row in self.events() if row["bytes"] == body]

    def resident(self):
        """Bytes of memory the program holds."""
        with open(f"/proc/{self.child.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def grew(self, before, limit):
        """More than `limit` bytes have been added; a sanitizer keeps freed memory back for a while."""
        with open(self.path, "rb") as file:
            slack = 512 * 1024 * 1024 if re.search(rb"__(asan|tsan)_init", file.read()) else 0
        return self.resident() - before > limit + slack

# SPDX-License-Identifier: Apache-2.0
"""Base of the tests that need no window: a data folder a test, and a collector started on it."""
import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest

from kombo import SECRET, Console

program = None


class Collector:
    """`listen` on a free port, ready when it says so."""

    def __init__(self, folder, *args, variables=None):
        self.folder = folder
        self.out = open(os.path.join(folder, "listen.out"), "ab")
        self.process = subprocess.Popen([program, "listen", "--data", os.path.join(folder, "data"), *(args or ["--port", "0"])],
                                        stdin=subprocess.DEVNULL, stdout=self.out, stderr=subprocess.PIPE, text=True,
                                        env={**os.environ, "KOMBO_WEBHOOK_SECRET": SECRET, **(variables or {})})
        said = ""
        for line in self.process.stderr:
            said += line
            match = re.match(r"listening on (http://[\d.]+:(\d+)(\S*))", line)
            if match:
                self.url, self.port = match.group(1), int(match.group(2))
                return
        raise AssertionError(f"listen ended with {self.process.wait()}: {said}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        return self.end()

    def stop(self, seconds=5):
        self.process.send_signal(signal.SIGTERM)
        return self.end(seconds)

    def end(self, seconds=5):
        try:
            return self.process.wait(seconds)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            self.process.stderr.close()
            self.out.close()

    def lines(self):
        with open(os.path.join(self.folder, "listen.out"), encoding="utf-8") as file:
            return file.read().splitlines()


class HeadlessTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kombo-e2e-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        # No session bus: no key store, so nothing of the caller's is read or written.
        for name in [name for name in os.environ if name.startswith(("DBUS_", "KOMBO_", "XDG_"))]:
            del os.environ[name]
        os.environ.update(HOME=self.folder, DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere", LC_ALL="C.UTF-8", TZ="UTC")
        self.console = Console(program, os.path.join(self.folder, "data"), {"KOMBO_WEBHOOK_SECRET": SECRET})

    def listen(self, *args, **options):
        collector = Collector(self.folder, *args, **options)

        def end():
            if collector.process.poll() is None:
                collector.kill()

        self.addCleanup(end)
        return collector


def main():
    global program
    if len(sys.argv) < 2:
        sys.exit("usage: test_….py PROGRAM [unittest arguments]")
    program = os.path.abspath(sys.argv.pop(1))  # unittest reads the rest
    unittest.main(module="__main__", verbosity=2)

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Two programs on the same data: the second one says who owns it, and nothing is lost."""
import os
import subprocess

from windowtest import WindowTest, main


class SecondInstance(WindowTest):
    def test_listen_beside_a_window_is_refused(self):
        window = self.open()
        window.go("Events")
        window.table("Events").wait_for_rows(1, timeout=30)
        run = self.console.run("listen", "--port", "0", code=3)
        said = run.stderr.decode()
        self.assertIn(str(window.process.pid), said)
        self.assertIn("window", said)

    def test_second_window_says_who_owns_the_data(self):
        first = self.open()
        first.go("Events")
        first.table("Events").wait_for_rows(1, timeout=30)
        second = self.open(port=0)
        second.text(str(first.process.pid), timeout=20)
        second.go("Events")
        second.table("Events").wait_for_rows(1)
        self.assertIsNone(first.process.poll())

    def test_window_beside_a_collector_reads(self):
        listen = subprocess.Popen([self.console.program, "listen", "--sandbox", "--data", self.data, "--port", str(self.port)],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(os.environ))
        self.addCleanup(listen.wait)
        self.addCleanup(listen.terminate)
        self.assertTrue(listen.stdout.readline())
        window = self.open(port=0)
        window.go("Events")
        events = window.table("Events")
        before = events.wait_for_rows(1, timeout=30)
        events.wait_for_rows(before + 1, timeout=30)
        window.text(str(listen.pid), timeout=20)


if __name__ == "__main__":
    main()

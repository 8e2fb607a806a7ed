# SPDX-License-Identifier: Apache-2.0
"""Base of the window tests: one session a process, a new data folder a test, and windows that are closed at its end."""
import os
import sys
import unittest
import warnings

from kombo import Console, free_port
from session import Session
from window import Window

warnings.filterwarnings("ignore", category=DeprecationWarning)
program = None
session = None


class WindowTest(unittest.TestCase):
    variables = {}  # of the program, in the window and on the command line

    def setUp(self):
        self.session = session
        self.data = session.path("data-" + self.id())
        self.port = free_port()
        self.console = Console(program, self.data, self.variables)
        self.windows = []
        self.addCleanup(self.close_windows)

    def open(self, *args, variables=None, port=None, data=None, wait=True):
        window = Window(self.session, program, "--data", data or self.data, "--port", str(self.port if port is None else port),
                        *args, variables={**self.variables, **(variables or {})}, wait=wait)
        self.windows.append(window)
        return window

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def close_windows(self):
        for window in self.windows:
            if window.process.poll() is None:
                code = window.close()
                self.assertEqual(code, 0, "a window ends cleanly at SIGTERM: " + window.output())


def main():
    global program, session
    if len(sys.argv) < 2:
        sys.exit("usage: test_….py PROGRAM [unittest arguments]")
    program = os.path.abspath(sys.argv.pop(1))  # unittest reads the rest
    session = Session()
    try:
        unittest.main(module="__main__", verbosity=2)  # ends by SystemExit
    finally:
        session.close()

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The command line from a stranger's side: help, wrong use, live output, and secrets out of sight (the rest of the
contract is in cli/)."""
import json
import os
import subprocess

from headless import HeadlessTest, main
from kombo import PATH, SECRET, post
from session import until
import headless

HERE = os.path.dirname(os.path.abspath(__file__))


def sample(name):
    with open(os.path.join(HERE, "..", "data", "webhooks", name + ".json"), "rb") as file:
        return file.read()


class Commands(HeadlessTest):
    def test_help_and_version(self):
        for args in (["--help"], ["--version"], *([name, "--help"] for name in
                     ("listen", "events", "integrations", "fetch", "sync", "records", "send", "verify", "wait", "sandbox", "env"))):
            run = subprocess.run([headless.program, *args], capture_output=True, timeout=20)
            self.assertEqual(run.returncode, 0, args)
            self.assertTrue(run.stdout, args)

    def test_wrong_use_is_2(self):
        for args in (["no-such-command"], ["events", "--limit", "many"], ["events", "--format", "xml"], ["events", "--no-such-option"],
                     ["fetch"], ["events", "--filter", "nokey:1"]):
            self.assertEqual(self.console.run(*args, code=None).returncode, 2, args)

    def test_json_lines_of_listen_are_those_of_events(self):
        collector = self.listen("--port", "0", "--json")
        post(collector.url, sample("sync-finished"))
        until(collector.lines, 10, "no line")
        self.assertEqual(json.loads(collector.lines()[0]), self.console.lines("events", "--format", "ndjson")[0])

    def test_sandbox_alone(self):
        child = subprocess.Popen([headless.program, "sandbox", "--port", "0", "--integrations", "3", "--records", "5"],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(child.stderr.close)
        self.addCleanup(child.stdout.close)
        self.addCleanup(child.wait)
        self.addCleanup(child.terminate)
        said = child.stderr.readline()
        self.assertRegex(said, r"^sandbox on http://127\.0\.0\.1:\d+/v1$")
        integrations = [json.loads(child.stdout.readline()) for _ in range(3)]
        self.assertTrue(all({"id", "tool", "category"} <= set(entry) for entry in integrations))
        url = said.split()[-1]
        answer = subprocess.run(["curl", "-sS", "-H", "Authorization: Bearer ks_dev_sandbox", url + "/check-api-key"],
                                capture_output=True, check=True).stdout
        self.assertEqual(json.loads(answer)["status"], "success")

    def test_secret_stays_out_of_sight(self):
        collector = self.listen()
        post(collector.url, sample("sync-finished"))
        with open(f"/proc/{collector.process.pid}/cmdline", "rb") as file:
            self.assertNotIn(SECRET.encode(), file.read())
        self.assertEqual(collector.stop(), 0)
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    self.assertNotIn(SECRET.encode(), file.read(), name)

    def test_other_path_and_method(self):
        collector = self.listen()
        base = f"http://127.0.0.1:{collector.port}"
        self.assertEqual(post(base + "/elsewhere", b"{}")[0], 404)
        code = subprocess.run(["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", base + PATH], capture_output=True, text=True).stdout
        self.assertEqual(code, "405")


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""What stands outside the program: a sender that signs as Kombo documents it, and the command line."""
import base64
import json
import os
import socket
import subprocess

SECRET = "whsec_e2e_Zm9vYmFy"
PATH = "/webhooks/kombo"


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def signature(body, secret=SECRET):
    """HMAC-SHA256 as base64url without padding, made by openssl and not by our own code."""
    digest = subprocess.run(["openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:" + secret.encode().hex(), "-binary"],
                            input=body, capture_output=True, check=True).stdout
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def post(url, body, sign=None):
    """Posts bytes by curl and returns (status, answer)."""
    run = subprocess.run(["curl", "-sS", "--max-time", "20", "-X", "POST", "--data-binary", "@-", "-w", "\n%{http_code}",
                          "-H", "Content-Type: application/json", "-H", "X-Kombo-Signature: " + (signature(body) if sign is None else sign), url],
                         input=body, capture_output=True, check=True)
    answer, status = run.stdout.rsplit(b"\n", 1)
    return int(status), answer


class Console:
    """The command line on one data folder."""

    def __init__(self, program, data, variables=None):
        self.program = program
        self.data = data
        self.variables = variables or {}

    def run(self, *args, code=0, timeout=60, stdin=b""):
        run = subprocess.run([self.program, *args, "--data", self.data], input=stdin, capture_output=True, timeout=timeout,
                             env={**os.environ, **self.variables})
        if code is not None and run.returncode != code:
            raise AssertionError(f"{args} ended with {run.returncode} instead of {code}: {run.stderr.decode()}")
        return run

    def lines(self, *args, **options):
        """NDJSON of a command as a list."""
        return [json.loads(line) for line in self.run(*args, **options).stdout.splitlines()]

    def bodies(self):
        """Every stored body, by its event's seq."""
        return {event["seq"]: base64.b64decode(event["body_base64"])
                for event in self.lines("events", "--format", "ndjson", "--body", "base64")}

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The receiving end seen from outside: raw bytes to its port, what it keeps by its own `events` command.

  http_blackbox.py PROGRAM [PART-OF-A-NAME…]

Starts PROGRAM on folders of its own, prints `ok NAME` or `FAIL NAME: why` for each check, and exits 1 when one failed. Needs
nothing but Python's standard library.
"""
import os
import sys
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

# pylint: disable=wrong-import-position,unused-import
import check_signature
import check_syntax
import check_exposure
import check_resources
import check_durability
from checks import CHECKS, Failed
from program import Program


def run(name, call):
    begin = time.monotonic()
    try:
        call()
    except Failed as why:
        print(f"FAIL {name}: {why}", flush=True)
        return False
    except Exception:  # pylint: disable=broad-except
        print(f"FAIL {name}: {traceback.format_exc()}", flush=True)
        return False
    print(f"ok   {name} ({time.monotonic() - begin:.1f} s)", flush=True)
    return True


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    path, parts = os.path.abspath(sys.argv[1]), sys.argv[2:]
    chosen = [entry for entry in CHECKS if not parts or any(part in entry[0] for part in parts)]
    failed = 0
    program = Program(path)
    try:
        for name, alone, function in chosen:
            if not program.alive():
                print("FAIL the program has ended; it is started again", flush=True)
                failed += 1
                program.start()
            failed += not run(name, (lambda: function(path)) if alone else (lambda: function(program)))
    finally:
        program.__exit__()
    print(f"{len(chosen)} checks, {failed} failed")
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())

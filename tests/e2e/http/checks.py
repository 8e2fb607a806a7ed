# SPDX-License-Identifier: Apache-2.0
"""The list of checks and what they are written with."""
CHECKS = []


class Failed(Exception):
    pass


def check(name, alone=False):
    """Registers `function(program)`; `alone`: it gets the program's path and starts what it needs."""
    def register(function):
        CHECKS.append((name, alone, function))
        return function
    return register


def need(condition, text="does not hold"):
    if not condition:
        raise Failed(str(text))


def same(actual, expected, what="value"):
    if actual != expected:
        raise Failed(f"{what} is {actual!r}, not {expected!r}")

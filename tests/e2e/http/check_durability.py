# SPDX-License-Identifier: Apache-2.0
"""What was acknowledged is kept, once: killed, stopped, with a full disk."""
import collections
import os
import subprocess
import threading
import time

from checks import check, need, same
from program import Program
from wire import Wire, event, post, within


class Load:
    """Clients that post until the program goes away; keeps what each answer said."""

    def __init__(self, program, clients=16):
        self.acknowledged = []
        self.sent = []
        self.others = collections.Counter()
        self.threads = [threading.Thread(target=self.run, args=(program,)) for _ in range(clients)]
        for thread in self.threads:
            thread.start()

    def run(self, program):
        try:
            with Wire(program) as wire:
                while True:
                    body = event()
                    self.sent.append(body)
                    answer = wire.post(body)
                    if answer is None:
                        return
                    if answer.status == 200:
                        self.acknowledged.append(body)
                    else:
                        self.others[answer.status] += 1
        except OSError:
            return

    def finish(self):
        for thread in self.threads:
            thread.join(20)


def nothing_lost(program, load):
    counted = collections.Counter(row["bytes"] for row in program.events())
    same([body for body in load.acknowledged if counted[body] == 0], [], "acknowledged and lost")
    same([body for body, times in counted.items() if times > 1], [], "kept twice")
    need(set(counted) <= set(load.sent), "something that was never sent")


@check("killed under load: nothing acknowledged is lost, nothing is there twice", alone=True)
def _(path):
    with Program(path) as program:
        for _round in range(3):
            load = Load(program)
            need(within(10, lambda: len(load.acknowledged) > 300, 0.005), "no load")
            program.kill()
            load.finish()
            before = getattr(program, "history", None)
            if before:
                load.acknowledged += before.acknowledged
                load.sent += before.sent
            program.history = load
            program.start()
            nothing_lost(program, load)
        same(post(program, load.acknowledged[0]).json()["deliveries"], 2)


@check("stopped under load: ends within 5 s with 0, answers what it took", alone=True)
def _(path):
    with Program(path) as program:
        load = Load(program)
        need(within(10, lambda: len(load.acknowledged) > 300, 0.005), "no load")
        took, code = program.terminate()
        load.finish()
        need(took < 5, f"took {took:.1f} s")
        same(code, 0, "exit code")
        need(set(load.others) <= {503}, load.others)
        program.start()
        nothing_lost(program, load)


@check("stopped with half requests and idle clients: ends within 5 s with 0", alone=True)
def _(path):
    with Program(path) as program:
        idle, half, head = Wire(program), Wire(program), Wire(program)
        half.send(half.request(b"12345")[:-1])
        head.send(b"POST /webh")
        same(post(program, event()).status, 200)
        took, code = program.terminate()
        need(took < 5, f"took {took:.1f} s")
        same(code, 0, "exit code")
        answer = half.answer()
        need(answer is None or answer.status == 503, answer)
        need(idle.closed(), "still open")


@check("an acknowledged event can be read at once")
def _(program):
    for _round in range(5):
        body = event()
        same(post(program, body).status, 200)
        same(len(program.holding(body)), 1)


@check("a full disk gives 503, loses nothing, and passes", alone=True)
def _(path):
    if os.geteuid() != 0:
        print("   (left out: only root can make a small disk)")
        return
    with Program(path) as outer:
        outer.kill()
        place = os.path.join(outer.home, "small")
        os.mkdir(place)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m,mode=0700", "tmpfs", place], capture_output=True, check=False).returncode != 0:
            print("   (left out: no small disk can be made here)")
            return
        try:
            full_disk(path, place)
        finally:
            subprocess.run(["umount", "-l", place], check=False)


def full_disk(path, place):
    filler = os.path.join(place, "filler")
    with open(filler, "wb") as file:
        file.write(b"x" * 6 * 1024 * 1024)
    with Program(path, data=os.path.join(place, "data")) as program, Wire(program) as wire:
        kept, full = [], None
        for _round in range(2000):
            body = event(text="y" * 8000)
            answer = wire.post(body)
            need(answer is not None, "no answer")
            if answer.status != 200:
                full = answer
                break
            kept.append(body)
        need(full is not None, "the disk never got full")
        same((full.status, int(full.fields["retry-after"]) > 0), (503, True))
        for _round in range(5):
            need(wire.post(event(text="z" * 8000)).status in (503, 200), "another answer")
        need(program.alive(), "ended")
        os.unlink(filler)
        body = event()
        need(within(10, lambda: wire.post(body).status == 200, 0.3), "does not recover")
        kept.append(body)
        counted = collections.Counter(row["bytes"] for row in program.events())
        same([1 for body in kept if counted[body] != 1], [], "acknowledged and not there once")
        program.kill()
        program.start()
        counted = collections.Counter(row["bytes"] for row in program.events())
        same([1 for body in kept if counted[body] != 1], [], "not there once after a restart")

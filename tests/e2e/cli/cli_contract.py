#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The contracts of the command line, from outside: every command as a script would use it, against a real listener, a real
sandbox and real files. Usage: cli_contract.py PROGRAM SAMPLES_FOLDER"""
import base64, http.server, json, os, re, shutil, signal, socket, sqlite3, stat, subprocess, sys, tempfile, threading, time, urllib.error, urllib.request

PROGRAM, SAMPLES = sys.argv[1], sys.argv[2]
SECRET = "contract-secret"
EVENT_MEMBERS = ["seq", "received_at", "environment", "id", "type", "integration_id", "tool", "category", "organization",
                 "verdict", "reason", "deliveries", "conflict", "answered", "pinned", "comment"]
INTEGRATION_MEMBERS = ["id", "tool", "category", "organization", "origin_id", "state", "setup_status", "qa_status", "last_sync",
                       "last_event_at", "last_fetch_at", "deleted_at"]
passed, failed = 0, 0


def check(name, condition, more=""):
    global passed, failed
    passed, failed = passed + bool(condition), failed + (not condition)
    print(("ok   " if condition else "FAIL ") + name + ("" if condition else f"  {more!r}"), flush=True)


def environment(**more):
    env = {k: v for k, v in os.environ.items() if not k.startswith("KOMBO_")}
    env.update(HOME=WORK, XDG_DATA_HOME=WORK + "/xdg", DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent", QT_QPA_PLATFORM="offscreen")
    env.update(more)
    return env


def run(*arguments, secret=SECRET, stdin=b"", timeout=60, **more):
    env = environment(**more)
    if secret:
        env["KOMBO_WEBHOOK_SECRET"] = secret
    return subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, timeout=timeout, env=env)


def lines(result):
    return [json.loads(l) for l in result.stdout.splitlines()]


class Background:
    """A long-running command; `ready` is a pattern on stderr whose first group is kept."""

    def __init__(self, *arguments, ready, secret=SECRET, **more):
        env = environment(**more)
        if secret:
            env["KOMBO_WEBHOOK_SECRET"] = secret
        self.errors = tempfile.NamedTemporaryFile(dir=WORK, delete=False)
        self.output = tempfile.NamedTemporaryFile(dir=WORK, delete=False)
        self.process = subprocess.Popen([PROGRAM, *arguments], stdout=self.output, stderr=self.errors, env=env)
        end = time.time() + 20
        while not (found := re.search(ready, self.error_text())):
            if time.time() > end or self.process.poll() is not None:
                raise SystemExit(f"{arguments} did not become ready: {self.error_text()}")
            time.sleep(0.02)
        self.ready = found.group(1)

    def error_text(self):
        return open(self.errors.name, errors="replace").read()

    def output_text(self):
        return open(self.output.name, errors="replace").read()

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        started = time.time()
        code = self.process.wait(20)
        return code, time.time() - started


def listen(data, *more, **keywords):
    return Background("listen", "--data", data, "--port", "0", *more, ready=r"listening on (http://\S+)", **keywords)


def post(url, body, signature=None):
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"})
    if signature:
        request.add_header("X-Kombo-Signature", signature)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def openssl_signature(body):
    digest = subprocess.run(["openssl", "dgst", "-sha256", "-hmac", SECRET, "-binary"], input=body, capture_output=True, check=True)
    return base64.urlsafe_b64encode(digest.stdout).decode().rstrip("=")


def samples():
    return sorted(name for name in os.listdir(SAMPLES) if name.endswith(".json"))


def receives_and_lists(data):
    listener = listen(data)
    sent = {}
    for name in samples():
        raw = open(f"{SAMPLES}/{name}", "rb").read()
        # The documentation reuses one id for all types; each is an event of its own because the type differs.
        status, answer = post(listener.ready, raw, openssl_signature(raw))
        check(f"{name} is stored", status == 200 and json.loads(answer)["status"] == "stored", (status, answer))
        sent[json.loads(answer)["event"]] = raw
    events = lines(run("events", "--data", data, "--format", "ndjson", "--body", "base64"))
    check("every sample comes back byte for byte", {e["seq"]: base64.b64decode(e["body_base64"]) for e in events} == sent)
    plain = lines(run("events", "--data", data, "--json"))
    check("members and their order are the contract's", all(list(e) == EVENT_MEMBERS for e in plain), plain[:1])
    check("all are verified", all(e["verdict"] == "verified" and e["answered"] == 200 for e in plain))
    check("oldest first", [e["seq"] for e in plain] == sorted(e["seq"] for e in plain))
    newest = lines(run("events", "--data", data, "--json", "--newest", "--limit", "3"))
    check("--newest --limit", [e["seq"] for e in newest] == sorted((e["seq"] for e in plain), reverse=True)[:3])
    only = lines(run("events", "--data", data, "--json", "--filter", "type:sync-finished"))
    check("--filter", [e["type"] for e in only] == ["sync-finished"])
    without = lines(run("events", "--data", data, "--json", "--filter", "-type:sync-*"))
    check("exclusion and wildcard", len(without) == len(plain) - 1)
    csv = run("events", "--data", data, "--format", "csv").stdout
    check("csv has a heading and a line an event", csv.count(b"\r\n") == len(plain) + 1, csv[:200])
    integrations = lines(run("integrations", "--data", data, "--json"))
    check("integrations: members", all(list(i) == INTEGRATION_MEMBERS for i in integrations), integrations[:1])
    check("integrations: state is known", any(i["state"] for i in integrations))
    return listener


def rejects(data, listener):
    before = len(lines(run("events", "--data", data, "--json")))
    for how in ["wrong-secret", "padded", "plain-base64", "hex", "missing", "empty", "twice", "reserialised", "truncated"]:
        sent = run("send", "sync-finished", "--url", listener.ready, "--break", how)
        check(f"send --break {how} is answered 401", sent.returncode == 1 and sent.stdout.startswith(b"401"), sent)
    check("rejected ones are no events", len(lines(run("events", "--data", data, "--json"))) == before)
    rejected = lines(run("events", "--data", data, "--json", "--rejected"))
    check("they are kept as rejected with a reason", len(rejected) == 9 and all(e["verdict"] == "rejected" and e["reason"] for e in rejected))


def compares(data):
    seqs = [str(e["seq"]) for e in lines(run("events", "--data", data, "--json"))]
    same = run("events", "--data", data, "--diff", seqs[0], seqs[0])
    check("an event does not differ from itself", same.returncode == 0 and same.stdout == b"" and b"no difference" in same.stderr, same)
    two = run("events", "--data", data, "--diff", seqs[0], seqs[1], "--json")
    answer = json.loads(two.stdout)
    check("--diff --json tells what differs in one object, with 1",
          two.returncode == 1 and answer["comparable"] and "$.type" in [d["path"] for d in answer["differences"]]
          and set(answer["differences"][0]) == {"path", "change", "before", "after"}, two)
    text = run("events", "--data", data, "--diff", seqs[0], seqs[1])
    check("--diff writes a line a difference",
          text.returncode == 1 and len(text.stdout.splitlines()) == len(answer["differences"]) and b"$.type" in text.stdout, text)
    check("--diff wants two numbers", run("events", "--data", data, "--diff", seqs[0]).returncode == 2)
    check("--diff of what is not there says so with 1", run("events", "--data", data, "--diff", seqs[0], "999999").returncode == 1)


def redelivers(data, listener):
    body = open(f"{SAMPLES}/sync-finished.json", "rb").read()
    status, answer = post(listener.ready, body, openssl_signature(body))
    check("a redelivery counts", status == 200 and json.loads(answer)["deliveries"] == 2, answer)
    other = body.replace(b"SUCCEEDED", b"FAILED")
    status, _ = post(listener.ready, other, openssl_signature(other))
    same = [e for e in lines(run("events", "--data", data, "--json")) if e["type"] == "sync-finished"]
    check("the same id with other bytes is a second event, both flagged", status == 200 and len(same) == 2 and all(e["conflict"] for e in same), same)


def sends_and_waits(data, listener):
    waiting = subprocess.Popen([PROGRAM, "wait", "--data", data, "--filter", "type:data-changed tool:hibob", "--timeout", "30"],
                               stdout=subprocess.PIPE, env=environment())
    time.sleep(0.7)
    sent = run("send", "data-changed", "--url", listener.ready, "--set", "data.integration_tool=hibob",
               "--set", "data.integration_id=hibob:x")
    check("send posts a sample", sent.returncode == 0 and sent.stdout.startswith(b"200"), sent)
    output = waiting.communicate(timeout=30)[0]
    check("wait ends with the event", waiting.returncode == 0 and json.loads(output)["tool"] == "hibob", output)
    check("wait times out with 1", run("wait", "--data", data, "--filter", "type:never", "--timeout", "1").returncode == 1)
    check("--since counts earlier ones", run("wait", "--data", data, "--filter", "tool:hibob", "--since", "5m", "--timeout", "2").returncode == 0)
    many = run("send", "sync-finished", "--url", listener.ready, "--repeat", "20")
    check("--repeat sends events with ids of their own", many.stdout.count(b'"deliveries":1') == 20, many.stdout[:200])
    check("send to nobody exits 3", run("send", "sync-finished", "--url", "http://127.0.0.1:9/x").returncode == 3)


def verifies():
    body = open(f"{SAMPLES}/data-changed.json", "rb").read()
    good = run("verify", "--signature", openssl_signature(body), "--json", stdin=body)
    check("verify says verified with 0", good.returncode == 0 and json.loads(good.stdout)["verdict"] == "verified", good)
    bad = run("verify", "--signature", openssl_signature(body) + "=", "--json", stdin=body)
    answer = json.loads(bad.stdout)
    check("verify explains padding with 1", bad.returncode == 1 and answer["reason"] == "padded" and answer["explanation"], answer)
    compact = json.dumps(json.loads(body), separators=(",", ":")).encode()
    cause = json.loads(run("verify", "--signature", openssl_signature(body), "--json", stdin=compact).stdout)
    check("verify finds a re-serialised body", cause["reason"] == "mismatch" and len(cause["explanation"]) > 80, cause)


def refuses_a_second_owner(data, listener):
    second = run("listen", "--data", data, "--port", "0")
    check("a second listen on the same data exits 3 and says who owns it",
          second.returncode == 3 and str(listener.process.pid).encode() in second.stderr, second)
    port = re.search(r":(\d+)", listener.ready).group(1)
    taken = run("listen", "--data", data + "-other", "--port", port)
    check("a taken port exits 3 and says so", taken.returncode == 3 and port.encode() in taken.stderr, taken)


def marks(data, listener):
    events = lines(run("events", "--data", data, "--json"))
    seq, other = events[0]["seq"], events[1]["seq"]
    note = "asked Kombo\n\u05d0 = 1"
    marked = run("mark", str(seq), "--data", data, "--pin", "--comment", note, "--json")
    line = lines(marked)[0] if marked.returncode == 0 else {}
    check("mark beside a collector is done by the owner", line.get("pinned") is True and line.get("comment") == note, marked)
    found = lines(run("events", "--data", data, "--json", "--filter", "pinned:yes"))
    check("pinned:yes finds the pinned event alone", [e["seq"] for e in found] == [seq], found)
    check("comment:* finds it too", [e["seq"] for e in lines(run("events", "--data", data, "--json", "--filter", "comment:*"))] == [seq])
    check("-pinned:yes finds the others", len(lines(run("events", "--data", data, "--json", "--filter", "-pinned:yes"))) == len(events) - 1)
    missing = run("mark", str(other), "999999999", "--data", data, "--pin")
    left = lines(run("events", "--data", data, "--json", "--filter", f"seq:{other}"))
    check("one event that is not there marks none, with 1", missing.returncode == 1 and not left[0]["pinned"], missing)
    check("mark without a change is wrong use", run("mark", str(seq), "--data", data).returncode == 2)
    check("a comment that is too long is wrong use", run("mark", str(seq), "--data", data, "--comment", "x" * 2001).returncode == 2)
    check("the listener is still alive", listener.process.poll() is None)
    away = run("mark", str(seq), "--data", data, "--unpin", "--no-comment")
    check("a mark is taken away", away.returncode == 0 and not lines(run("events", "--data", data, "--json", "--filter", "pinned:yes")), away)
    rules = lines(run("rules", "--data", data, "--json"))
    check("there are colour rules to begin with", len(rules) >= 5 and all(r["problem"] is None for r in rules), rules)


def fetches(data):
    listener = listen(data)
    sandbox = Background("sandbox", "--port", "0", "--records", "600", "--seed", "7", "--webhook-url", listener.ready,
                         ready=r"sandbox on (http://\S+)")
    world = [json.loads(l) for l in sandbox.output_text().splitlines()]
    check("sandbox lists its integrations", len(world) == 12 and all(set(w) == {"id", "tool", "category"} for w in world), world[:2])
    access = dict(KOMBO_API_KEY="ks_dev_sandbox", KOMBO_API_URL=sandbox.ready)
    end = time.time() + 30
    ready = []
    while time.time() < end and len(ready) < 4:
        ready = [i for i in lines(run("integrations", "--data", data, "--json"))
                 if i["state"] == "ACTIVE" and i["setup_status"] == "COMPLETED" and i["qa_status"] == "PASSED" and i["category"] in ("HRIS", "ATS")]
        time.sleep(0.3)
    check("the sandbox's webhooks bring its integrations", len(ready) >= 4, len(ready))
    one = ready[0]["id"]
    first = run("fetch", one, "--data", data, "--json", **access)
    run_1 = json.loads(first.stdout or "{}")
    check("fetch beside a collector is done by the owner", first.returncode == 0 and run_1.get("state") == "complete", first)
    check("every step has a watermark", all(s["watermark"] for s in run_1.get("steps", [])) and run_1.get("steps"), run_1)
    total = sum(s["records"] for s in run_1["steps"])
    records = lines(run("records", one, "--data", data, "--format", "ndjson"))
    check("the records are there", 600 <= len(records) <= total and all(r["record"]["id"] == r["id"] for r in records), (len(records), total))
    second = json.loads(run("fetch", one, "--data", data, "--json", **access).stdout)
    check("the next delta reads little", second["state"] == "complete" and sum(s["records"] for s in second["steps"]) < total / 4, second)
    changed = json.loads(run("fetch", one, "--data", data, "--json", "--changed", "hris_locations" if ready[0]["category"] == "HRIS" else "ats_offers", **access).stdout)
    check("--changed reads just the lists that show such a change", 1 <= len(changed["steps"]) < len(run_1["steps"]) and changed["state"] == "complete", changed)
    check("an unknown integration exits with a reason", run("fetch", "personio:nobody", "--data", data, "--env", "default", **access).returncode in (1, 3))
    check("a wrong key exits 3", run("fetch", one, "--data", data, KOMBO_API_KEY="wrong", KOMBO_API_URL=sandbox.ready).returncode == 3)
    synced = run("sync", one, "--data", data, "--wait", "--timeout", "60", **access)
    check("sync --wait ends with its sync-finished", synced.returncode == 0 and b'"type":"sync-finished"' in synced.stdout.replace(b" ", b""), synced)
    check("SIGTERM ends the collector with 0 within 5 s", (lambda c: c[0] == 0 and c[1] < 5)(listener.stop()))
    alone = run("fetch", one, "--data", data, "--full", "--json", **access)
    run_3 = json.loads(alone.stdout or "{}")
    check("with no owner fetch takes the lock itself", alone.returncode == 0 and run_3.get("kind") == "full" and run_3.get("state") == "complete", alone)
    check("SIGINT ends the sandbox with 0", sandbox.stop(signal.SIGINT)[0] == 0)
    gone = run("fetch", one, "--data", data, timeout=200, **access)
    check("a silent API exits 3 with a sentence", gone.returncode == 3 and len(gone.stderr) > 40, gone)


def checks_unchecked_later(data):
    listener = listen(data, secret=None)
    check("no secret is said loudly", "no webhook secret" in listener.error_text())
    body = open(f"{SAMPLES}/integration-state-changed.json", "rb").read()
    forged = body.replace(b"ACTIVE", b"INVALID")
    status, _ = post(listener.ready, body, openssl_signature(body))
    post(listener.ready, forged, "A" * 43)
    check("without a secret deliveries are kept unchecked", status == 200
          and {e["verdict"] for e in lines(run("events", "--data", data, "--json", secret=None))} == {"unchecked"})
    check("they touch no integration", lines(run("integrations", "--data", data, "--json", secret=None)) == [])
    listener.stop()
    listener = listen(data)
    end = time.time() + 10
    while time.time() < end and (events := lines(run("events", "--data", data, "--json"))) and events[0]["verdict"] == "unchecked":
        time.sleep(0.1)
    check("with the secret the real one is verified and applied",
          [e["verdict"] for e in events] == ["verified"] and [i["state"] for i in lines(run("integrations", "--data", data, "--json"))] == ["ACTIVE"], events)
    check("and the forged one is rejected", len(lines(run("events", "--data", data, "--json", "--rejected"))) == 1)
    check("no conflict is left of it", not events[0]["conflict"])
    listener.stop()


def manages_environments(data):
    secrets = f"{WORK}/acme.secrets"
    with open(os.open(secrets, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
        file.write("KOMBO_WEBHOOK_SECRET=acme\nKOMBO_API_KEY=ks_prod_canary\n")
    check("env add", run("env", "add", "acme", "--data", data, "--region", "us", "--production", "--secrets-file", secrets, secret=None).returncode == 0)
    listed = lines(run("env", "list", "--data", data, "--json", secret=None))
    check("env list", [(e["name"], e["base_url"], e["production"]) for e in listed] == [("acme", "https://api.us.kombo.dev/v1", True)], listed)
    os.chmod(secrets, 0o644)
    check("a readable secrets file is refused", run("listen", "--data", data, "--secrets-file", secrets, "--port", "0", secret=None).returncode == 3)
    kept = [f for root, _, files in os.walk(data) for f in files if b"ks_prod_canary" in open(os.path.join(root, f), "rb").read()]
    check("no file of ours holds the key", kept == [], kept)
    check("env remove", run("env", "remove", "acme", "--data", data, secret=None).returncode == 0
          and lines(run("env", "list", "--data", data, "--json", secret=None)) == [])


def keeps_files_private(data):
    modes = {name: stat.S_IMODE(os.stat(f"{data}/{name}").st_mode) for name in os.listdir(data)}
    check("the folder is 0700", stat.S_IMODE(os.stat(data).st_mode) == 0o700)
    check("its files are 0600", all(mode & 0o077 == 0 for mode in modes.values()), modes)


def respects_other_files(data):
    copy = data + "-newer"
    shutil.copytree(data, copy, ignore=shutil.ignore_patterns("*.sock", "owner.sock"))
    with sqlite3.connect(f"{copy}/console.sqlite") as store:
        store.execute("PRAGMA user_version = 9999")
    size = os.path.getsize(f"{copy}/console.sqlite")
    newer = run("listen", "--data", copy, "--port", "0")
    check("a newer store is refused with 4", newer.returncode == 4 and b"newer" in newer.stderr, newer)
    check("but can still be read", run("events", "--data", copy, "--json").returncode == 0)
    broken = f"{WORK}/broken"
    os.mkdir(broken, 0o700)
    open(f"{broken}/console.sqlite", "wb").write(b"this is no database at all" * 1000)
    damaged = run("listen", "--data", broken, "--port", "0")
    check("a damaged file is refused with 4 and left alone",
          damaged.returncode == 4 and open(f"{broken}/console.sqlite", "rb").read(7) == b"this is" and os.path.getsize(f"{copy}/console.sqlite") == size, damaged)


def minds_its_terminal(data):
    listener = listen(data)
    code, seconds = listener.stop(signal.SIGHUP)
    check("a closed terminal ends listen in order", code == 0 and seconds < 5, (code, seconds))
    with open("/dev/full", "wb") as full:
        lost = subprocess.run([PROGRAM, "--help"], stdout=full, stderr=subprocess.PIPE, env=environment())
    told = run("--help").stdout.decode() + run("mark", "--help").stdout.decode()
    check("help is UTF-8 to the letter", told.count("mark EVENT…") == 2, told)
    check("output that cannot be written is said", lost.returncode == 3 and b"could not be written" in lost.stderr, lost)
    shell = 'exec "$0" listen --data "$1" --port 0 <&- >&- 2>&-'
    closed = subprocess.Popen(["sh", "-c", shell, PROGRAM, data], env=environment(KOMBO_WEBHOOK_SECRET=SECRET))
    address, end = "", time.time() + 20
    while time.time() < end and not address.startswith("http"):
        time.sleep(0.05)
        address = (open(f"{data}/owner.lock").read().split("\n") + ["", "", ""])[2]
    raw = open(f"{SAMPLES}/sync-finished.json", "rb").read()
    status, _ = post(address + "/webhooks/kombo", raw, openssl_signature(raw))
    owner = open(f"{data}/owner.lock").read().split("\n")
    closed.terminate()
    check("started with closed streams it writes into no file of its own", status == 200 and closed.wait(10) == 0
          and owner[:2] == [str(closed.pid), "listen"] and len(lines(run("events", "--data", data, "--json"))) == 1, (status, owner))
    silent = run("fetch", "personio:x", "--data", data, KOMBO_API_KEY="k", KOMBO_API_URL="http://127.0.0.1:9/v1")
    check("a fetch that fails says why", silent.returncode == 3 and b"Nobody answers" in silent.stderr, silent)


def index_of(data):
    return lines(run("index", "--data", data, "--json"))[0]


def wait_for_index(data):
    end = time.time() + 60
    while time.time() < end and index_of(data)["state"] != "complete":
        time.sleep(0.1)
    return index_of(data)


def fill(data, last):
    """Events up to this number beside those that are there, as if they had come in."""
    store = sqlite3.connect(f"{data}/console.sqlite")
    first = store.execute("SELECT events FROM revision").fetchone()[0] + 1
    columns = store.execute("SELECT env, type, integration, tool, category, organization, outcome FROM event LIMIT 1").fetchone()
    numbers = range(first, last + 1)
    store.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, 0, 200, 50, ?, ?, ?)",
                      ((n, 1780000000000 + n, *columns, n, n, f"evt-{n}") for n in numbers))
    store.executemany("INSERT INTO event_body VALUES (?, NULL, x'', ?)",
                      ((n, f'{{"id":"evt-{n}","note":"needle-{n % 9973}"}}'.encode()) for n in numbers))
    store.execute("UPDATE revision SET events = ?", (last,))
    store.execute("INSERT INTO total SELECT env, type, 0, ?, 0, 0 FROM event LIMIT 1 ON CONFLICT DO UPDATE SET count = count + excluded.count",
                  (len(numbers),))
    store.commit()
    store.close()


def searched(data, needle):
    return [e["seq"] for e in lines(run("events", "--data", data, "--json", "--filter", f'body:"{needle}"'))]


def indexes(data):
    check("index without a store says so", run("index", "--data", data).returncode != 0 and not os.path.exists(f"{data}/console.sqlite"))
    listener = listen(data)
    raw = open(f"{SAMPLES}/sync-finished.json", "rb").read()
    post(listener.ready, raw, openssl_signature(raw))
    listener.stop()
    fill(data, 70_000)
    before = index_of(data)
    check("index: members", list(before) == sorted(["state", "events", "indexed", "pending_changes", "bytes", "bytes_per_event"]), before)
    expected = [n for n in range(2, 70_001) if n % 9973 == 123]
    check("a search needs no index", searched(data, "needle-123\\\"") == expected, before)
    listener = listen(data)
    built = wait_for_index(data)
    check("the owner builds the index of an old store", built["state"] == "complete" and built["events"] == 70_000
          and 65_000 < built["indexed"] < 70_000 and built["bytes_per_event"] < 250, built)
    check("the index is private", stat.S_IMODE(os.stat(f"{data}/events.index").st_mode) == 0o600)
    check("a search with the index finds the same", searched(data, "needle-123\\\"") == expected)
    check("and nothing where there is nothing", searched(data, "needle-99999") == [])
    rebuilt = run("index", "--rebuild", "--data", data, "--json")
    check("the owner rebuilds it on request", rebuilt.returncode == 0 and lines(rebuilt)[0]["state"] == "complete", rebuilt)
    code, seconds = listener.stop()
    check("an owner that indexes ends soon", code == 0 and seconds < 2, (code, seconds))
    with open(f"{data}/events.index", "r+b") as file:
        file.seek(6_000_000)
        file.write(bytes(1_000_000))
    check("a damaged index changes no answer", searched(data, "needle-123\\\"") == expected)
    with open(f"{data}/events.index", "r+b") as file:
        file.write(b"SQLite format 3\0")
    check("a foreign index is not used", index_of(data)["state"] == "missing" and searched(data, "needle-123\\\"") == expected)
    alone = run("index", "--rebuild", "--data", data, "--json")
    check("without an owner the command builds it", alone.returncode == 0 and lines(alone)[0]["state"] == "complete", alone)


def reads_older_files(data):
    listener = listen(data)
    raw = open(f"{SAMPLES}/sync-finished.json", "rb").read()
    post(listener.ready, raw, openssl_signature(raw))
    listener.stop()
    store = sqlite3.connect(f"{data}/console.sqlite")
    store.executescript("DROP TABLE event_change; DROP TABLE mark; DROP TABLE listening; DROP TABLE flow;"
                        "ALTER TABLE revision DROP COLUMN marks; DELETE FROM setting; PRAGMA user_version = 1;")
    store.close()
    holder = sqlite3.connect(f"{data}/console.sqlite")
    listed = run("events", "--data", data, "--json")
    check("a file of an older version is led forward by whoever reads it", listed.returncode == 0 and len(lines(listed)) == 1, listed)
    check("and stays so", holder.execute("PRAGMA user_version").fetchone()[0] >= 2)
    holder.close()
    check("integrations reads it too", run("integrations", "--data", data, "--json").returncode == 0)


def survives_a_kill(data):
    listener = listen(data)
    sender = subprocess.Popen([PROGRAM, "send", "sync-finished", "--url", listener.ready, "--repeat", "100000"],
                              stdout=subprocess.PIPE, env=environment(KOMBO_WEBHOOK_SECRET=SECRET))
    time.sleep(1.5)
    listener.process.kill()
    output = sender.communicate(timeout=30)[0]
    acknowledged = {json.loads(l[4:])["event"] for l in output.splitlines() if l.startswith(b"200")}
    listener.process.wait()
    stored = [e["seq"] for e in lines(run("events", "--data", data, "--json"))]
    check("kill -9 loses nothing acknowledged", len(acknowledged) > 50 and acknowledged <= set(stored), len(acknowledged))
    check("and stores nothing twice", len(stored) == len(set(stored)) and len(stored) - len(acknowledged) <= 1, len(stored))
    time.sleep(2.5)
    again = listen(data)
    check("the lock is free again", again.process.poll() is None)
    killed = lines(run("gaps", "--data", data, "--json"))
    check("gaps: a kill leaves one, from its last event on", len(killed) == 1 and not killed[0]["sharp"] and 2 <= killed[0]["seconds"] <= 30
          and set(killed[0]) == {"from", "to", "seconds", "sharp"} and killed[0]["to"] is not None, killed)
    again.stop()
    time.sleep(2.1)
    ended = lines(run("gaps", "--data", data, "--json", "--since", "1h"))
    check("gaps: after a clean end it goes on", len(ended) == 2 and ended[1]["to"] is None and ended[1]["sharp"], ended)
    table = run("gaps", "--data", data)
    check("gaps: a table for people", table.returncode == 0 and b"nothing listens now" in table.stdout, table.stdout)
    check("gaps: a wrong time is wrong use", run("gaps", "--data", data, "--since", "soon").returncode == 2)
    check("gaps: nothing ever listened", run("gaps", "--data", data + "-none", "--json").stdout == b"")


class Receiver(http.server.BaseHTTPRequestHandler):
    """Answers as the path says: /200, /500, /302 (to /moved), /stall; keeps what came."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        if self.path == "/stall":
            time.sleep(5)
        self.send_response(int(self.path[1:4]) if self.path[1:4].isdigit() else 200)
        if self.path == "/302":
            self.send_header("Location", "/moved")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def receiver():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.daemon_threads, server.got = True, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}"


def bodies(data, *more):
    listed = lines(run("events", "--data", data, "--format", "ndjson", "--body", "base64", *more))
    return [(e["id"], base64.b64decode(e["body_base64"])) for e in listed]


def replays(data, own, other):
    before = lines(run("events", "--data", data, "--json"))
    seqs = [e["seq"] for e in before]
    target = listen(other)
    done = run("replay", "--data", data, "--filter", "verdict:verified", "--to", target.ready, "--json")
    said = lines(done)
    check("replay: all are answered 2xx", done.returncode == 0 and all(l["status"] == 200 and l["error"] is None for l in said), done)
    check("replay --json: its members, oldest first",
          all(list(l) == ["seq", "id", "status", "error", "ms"] for l in said) and [l["seq"] for l in said] == seqs, said[:2])
    check("replay: the other side has the same bytes in the same order", bodies(other) == bodies(data))
    there = lines(run("events", "--data", other, "--json"))
    check("replay: and finds their signatures right", there and all(e["verdict"] == "verified" for e in there))
    one = run("replay", "--data", data, str(seqs[0]), "--to", target.ready)
    again = lines(run("events", "--data", other, "--json"))
    check("replay: one by its number is one more delivery there", one.returncode == 0 and again[0]["deliveries"] == 2 and len(again) == len(there), one)
    bad = run("replay", "--data", data, "--filter", "type:*", "--rejected", "--to", target.ready, "--json")
    check("replay --rejected: they are refused again, with 1",
          bad.returncode == 1 and lines(bad) and all(l["status"] == 401 for l in lines(bad)), bad)
    check("replay: no rejected ones without --rejected",
          run("replay", "--data", data, "--filter", "verdict:rejected", "--to", target.ready).returncode == 2)
    target.stop()

    mine = run("replay", "--data", data, str(seqs[0]), "--to", own.ready)
    check("replay to the own listener is done and said", mine.returncode == 0 and b"same data folder" in mine.stderr, mine)

    server, base = receiver()
    few = run("replay", "--data", data, "--filter", "-type:x", "--to", base + "/200?token=secret", "--newest", "--limit", "3", "--json")
    check("replay --newest --limit", [l["seq"] for l in lines(few)] == seqs[:-4:-1], few)
    check("replay: the summary shows no query", b"3 of 3" in few.stderr and b"secret" not in few.stderr, few.stderr)
    path, headers, _ = server.got[0]
    check("replay: marked, signed, with the query, without credentials",
          headers["x-kombo-console-replay"] == str(seqs[-1]) and len(headers["x-kombo-signature"]) == 43 and "token=secret" in path
          and not {"authorization", "cookie"} & set(headers), headers)
    moved = run("replay", "--data", data, str(seqs[0]), "--to", base + "/302")
    check("replay: a redirect is not followed", moved.returncode == 1 and not [g for g in server.got if g[0] == "/moved"], moved)
    stop = run("replay", "--data", data, "--filter", "-type:x", "--to", base + "/500", "--json", "--stop-on-failure")
    check("replay --stop-on-failure", stop.returncode == 1 and len(lines(stop)) == 1, stop)
    slow = run("replay", "--data", data, str(seqs[0]), "--to", base + "/stall", "--timeout", "1", "--json")
    check("replay --timeout: no status but an error, with 1",
          slow.returncode == 1 and lines(slow)[0]["status"] is None and lines(slow)[0]["error"], slow)
    started = time.time()
    run("replay", "--data", data, "--filter", "-type:x", "--to", base + "/200", "--limit", "5", "--rate", "10")
    check("replay --rate", time.time() - started >= 0.4, time.time() - started)
    env = environment(KOMBO_WEBHOOK_SECRET=SECRET)
    held = subprocess.Popen([PROGRAM, "replay", "--data", data, "--filter", "-type:x", "--to", base + "/200", "--rate", "2"],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    held.stdout.readline()
    held.send_signal(signal.SIGINT)
    errors = held.communicate(timeout=10)[1]
    check("replay: Ctrl+C says how far it came, with 1", held.returncode == 1 and b"stopped" in errors and b"of %d" % len(seqs) in errors, errors)
    server.shutdown()
    server.server_close()
    check("replay to nobody exits 3", run("replay", "--data", data, str(seqs[0]), "--to", base).returncode == 3)
    for wrong in [["http://example.com/"], ["https://a:b@example.com/"], ["ftp://example.com/"], ["x"]]:
        check(f"replay: {wrong[0]} is wrong use", run("replay", "--data", data, str(seqs[0]), "--to", *wrong).returncode == 2)
    check("replay: neither or both kinds of choice is wrong use",
          run("replay", "--data", data, "--to", base).returncode == 2
          and run("replay", "--data", data, "1", "--filter", "type:x", "--to", base).returncode == 2)
    check("replay: without --to is wrong use", run("replay", "--data", data, "1").returncode == 2)
    check("replay: no such event exits 1", run("replay", "--data", data, "999999", "--to", base).returncode == 1)


with tempfile.TemporaryDirectory(prefix="kombo-cli-") as WORK:
    main = f"{WORK}/main"
    receiving = receives_and_lists(main)
    rejects(main, receiving)
    compares(main)
    redelivers(main, receiving)
    sends_and_waits(main, receiving)
    verifies()
    refuses_a_second_owner(main, receiving)
    marks(main, receiving)
    replays(main, receiving, f"{WORK}/replayed")
    keeps_files_private(main)
    code, seconds = receiving.stop()
    check("SIGTERM ends listen with 0 within 5 s", code == 0 and seconds < 5, (code, seconds))
    check("listen printed one line an event", receiving.output_text().count("\n") >= len(samples()))
    fetches(f"{WORK}/fetch")
    checks_unchecked_later(f"{WORK}/unchecked")
    manages_environments(f"{WORK}/env")
    respects_other_files(main)
    minds_its_terminal(f"{WORK}/terminal")
    indexes(f"{WORK}/index")
    reads_older_files(f"{WORK}/older")
    survives_a_kill(f"{WORK}/kill")
print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0)

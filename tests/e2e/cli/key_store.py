#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Secrets in a real key store (gnome-keyring on a session bus of its own): added once, used by a collector that is given none,
never in a file of ours. Usage: key_store.py PROGRAM SAMPLES_FOLDER"""
import base64, hashlib, hmac, json, os, re, signal, subprocess, sys, tempfile, time, urllib.request

PROGRAM, SAMPLES = sys.argv[1], sys.argv[2]
SECRET, KEY = "keyring-canary-secret", "ks_dev_keyring_canary"
failed = 0


def check(name, condition, more=""):
    global failed
    failed += not condition
    print(("ok   " if condition else "FAIL ") + name + ("" if condition else f"  {more!r}"), flush=True)


def inside_session(work):
    """Starts this script again under a session bus with an unlocked key store, with homes of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("KOMBO_")}
    env.update(HOME=work, XDG_DATA_HOME=f"{work}/share", XDG_CONFIG_HOME=f"{work}/config", XDG_RUNTIME_DIR=f"{work}/run",
               KEY_STORE_WORK=work)
    env.pop("DISPLAY", None)
    os.makedirs(f"{work}/run", 0o700)
    os.makedirs(f"{work}/share", 0o700)
    return subprocess.run(["dbus-run-session", "--", sys.executable, os.path.abspath(__file__), *sys.argv[1:]], env=env, timeout=120).returncode


def run(*arguments, **more):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=60, env={**os.environ, **more})


def main(work):
    daemon = subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets", "--daemonize"], input=b"password",
                            capture_output=True)
    check("the key store starts", daemon.returncode == 0, daemon)
    data = f"{work}/data"
    added = run("env", "add", "acme", "--data", data, KOMBO_WEBHOOK_SECRET=SECRET, KOMBO_API_KEY=KEY)
    check("env add keeps the secrets", added.returncode == 0, added)
    found = subprocess.run(["secret-tool", "search", "--all", "user", f"{data}|acme"], capture_output=True)
    check("they are in the key store", found.returncode == 0 and b"kombo-console" in found.stdout + found.stderr, found)
    errors = open(f"{work}/errors", "wb")
    listener = subprocess.Popen([PROGRAM, "listen", "--data", data, "--port", "0"], stdout=subprocess.DEVNULL, stderr=errors)
    end = time.time() + 20
    while not (ready := re.search(r"listening on (\S+)", open(f"{work}/errors").read())) and time.time() < end:
        time.sleep(0.05)
    check("listen starts without being given a secret", ready is not None, open(f"{work}/errors").read())
    check("and does not warn", "no webhook secret" not in open(f"{work}/errors").read())
    body = open(f"{SAMPLES}/sync-finished.json", "rb").read()
    signature = base64.urlsafe_b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode().rstrip("=")
    request = urllib.request.Request(ready.group(1), data=body, headers={"X-Kombo-Signature": signature, "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        check("a signed event is verified with the kept secret", answer.status == 200)
    events = [json.loads(l) for l in run("events", "--data", data, "--json").stdout.splitlines()]
    check("verified, in its environment", [(e["verdict"], e["environment"]) for e in events] == [("verified", "acme")], events)
    listener.send_signal(signal.SIGTERM)
    check("it ends cleanly", listener.wait(10) == 0)
    forms = [form for text in (SECRET.encode(), KEY.encode()) for form in (text, base64.b64encode(text), text.hex().encode())]
    holding = [os.path.join(root, name) for root, _, names in os.walk(work) for name in names
               if not os.path.islink(os.path.join(root, name)) and os.path.isfile(os.path.join(root, name))
               and any(form in open(os.path.join(root, name), "rb").read() for form in forms)]
    check("no file below HOME holds a secret in clear, base64 or hex", holding == [], holding)
    check("env remove forgets them", run("env", "remove", "acme", "--data", data).returncode == 0
          and b"acme" not in subprocess.run(["secret-tool", "search", "--all", "user", f"{data}|acme"], capture_output=True).stdout)
    print(f"{'all checks passed' if not failed else str(failed) + ' failed'}")
    return int(failed != 0)


if "KEY_STORE_WORK" in os.environ:
    sys.exit(main(os.environ["KEY_STORE_WORK"]))
with tempfile.TemporaryDirectory(prefix="kombo-keys-") as folder:
    sys.exit(inside_session(folder))

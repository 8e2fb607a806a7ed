# SPDX-License-Identifier: Apache-2.0
"""Starts and stops the receivers that bench.py compares, each on a free port of 127.0.0.1 with a folder of its own."""
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from types import SimpleNamespace

HERE = os.path.dirname(os.path.abspath(__file__))


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _reachable(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


@contextmanager
def _running(command, folder, port, **options):
    """A receiver from when its port answers until the end of the block."""
    with open(os.path.join(folder, "log"), "wb") as log:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log, **options)
    try:
        end = time.monotonic() + 30
        while not _reachable(port):
            if child.poll() is not None or time.monotonic() > end:
                with open(os.path.join(folder, "log"), encoding="utf-8", errors="replace") as said:
                    raise RuntimeError(f"{command} does not listen: {said.read()}")
            time.sleep(0.05)
        yield SimpleNamespace(url=f"http://127.0.0.1:{port}", port=port, process=child)
    finally:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def console(build, folder):
    port = free_port()
    return _running([os.path.join(build, "app/kombo-console"), "listen", "--data", os.path.join(folder, "data"), "--port", str(port)],
                    folder, port)


def node(modules, script, folder):
    port = free_port()
    return _running(["node", os.path.join(modules, script), str(port), os.path.join(folder, "events.sqlite")], folder, port)


def nginx_program():
    return shutil.which("nginx") or next((path for path in ("/usr/sbin/nginx",) if os.access(path, os.X_OK)), None)


def nginx(folder):
    port = free_port()
    config = os.path.join(folder, "nginx.conf")
    with open(config, "w", encoding="utf-8") as file:
        file.write(f"""
daemon off; worker_processes auto; pid "{folder}/pid"; error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 100000000; client_body_buffer_size 64k;
  client_body_temp_path "{folder}/a"; proxy_temp_path "{folder}/b"; fastcgi_temp_path "{folder}/c";
  uwsgi_temp_path "{folder}/d"; scgi_temp_path "{folder}/e";
  server {{ listen 127.0.0.1:{port} backlog=512; location / {{ return 200 '{{"status":"stored"}}'; }} }}
}}
""")
    return _running([nginx_program(), "-c", config, "-p", folder, "-e", "stderr"], folder, port)


def node_modules(build):
    """The folder with the peers and their packages, installed once; or None and why not."""
    folder = os.path.join(build, "bench-peers")
    if not shutil.which("node") or not shutil.which("npm"):
        return None, "node or npm is not installed"
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(os.path.join(HERE, "peers")):
        shutil.copy(os.path.join(HERE, "peers", name), folder)
    probe = ["node", "-e", "new (require('better-sqlite3'))(':memory:'); require('express')"]
    if subprocess.run(probe, cwd=folder, capture_output=True).returncode == 0:
        return folder, ""
    version = subprocess.run(["node", "-p", "process.versions.node"], capture_output=True, text=True).stdout.strip()
    # The newest better-sqlite3 wants node 20; its native part is compiled here against the headers of the installed node.
    wanted = "better-sqlite3@12" if int(version.split(".")[0]) >= 20 else "better-sqlite3@11"
    headers = {} if "npm_config_nodedir" in os.environ else {
        "npm_config_nodedir": place for place, header in (("/usr/include/nodejs", "/usr/include/nodejs/src/node.h"), ("/usr", "/usr/include/node/node.h"))
        if os.path.exists(header)}
    run = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", wanted, "express@5"], cwd=folder,
                         env={**os.environ, **headers}, capture_output=True, text=True)
    if run.returncode != 0 or subprocess.run(probe, cwd=folder, capture_output=True).returncode != 0:
        return None, f"better-sqlite3 could not be installed for node {version}: {run.stderr.strip()[-300:]}"
    return folder, ""


def beside(modules, script):
    """A copy of a script where its imports are found."""
    return shutil.copy(script, modules)


@contextmanager
def sandbox(build, folder, records):
    """The simulated Kombo with one integration of so many records an endpoint."""
    child = subprocess.Popen([os.path.join(build, "app/kombo-console"), "sandbox", "--port", "0", "--records", str(records),
                              "--integrations", "1", "--data", os.path.join(folder, "sandbox")],
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        url = child.stderr.readline().strip().rsplit(" ", 1)[-1]
        yield SimpleNamespace(url=url, integration=json.loads(child.stdout.readline()), records=records)
    finally:
        child.terminate()
        child.wait(20)


def fetch_round(command, sandbox_, folder):
    """Runs a fetching program once; it prints JSON with `records_per_second`."""
    place = os.path.join(folder, "fetched")
    shutil.rmtree(place, ignore_errors=True)
    os.makedirs(place)
    run = subprocess.run([*command, sandbox_.url, sandbox_.integration["id"], place], capture_output=True, text=True, timeout=600,
                         env={**os.environ, "KOMBO_API_KEY": "ks_dev_sandbox"})
    if run.returncode != 0:
        raise RuntimeError(f"{command}: {run.stdout}{run.stderr}")
    return float(json.loads(run.stdout.splitlines()[-1])["records_per_second"])


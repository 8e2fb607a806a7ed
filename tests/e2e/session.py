# SPDX-License-Identifier: Apache-2.0
"""A desktop session of its own for a test: X server, window manager, session bus, accessibility bus, key store.

One Session a process, since the accessibility library binds to the first bus it sees. Everything it starts, and every
file of the program under test, lives below one temporary folder and ends with close().
"""
import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
import time


class Session:
    def __init__(self, size="1600x1000", scale=1):
        self.folder = tempfile.mkdtemp(prefix="kombo-e2e-")
        self.children = []
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: what buses start in turn is ours to end
        home, runtime = os.path.join(self.folder, "home"), os.path.join(self.folder, "run")
        os.makedirs(home)
        os.makedirs(runtime, mode=0o700)
        for name in list(os.environ):
            if name.startswith(("XDG_", "QT_", "KOMBO_", "DBUS_", "WAYLAND_")):
                del os.environ[name]
        os.environ.update(HOME=home, XDG_RUNTIME_DIR=runtime, LC_ALL="C.UTF-8", TZ="UTC", QT_QPA_PLATFORM="xcb",
                          QT_ACCESSIBILITY="1", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", NO_AT_BRIDGE="0")
        self.scale = scale
        if scale != 1:
            os.environ["QT_SCALE_FACTOR"] = str(scale)
        try:
            self._start_display(size)
            self._start_bus()
            self._start_keyring()
            self._start_window_manager()
        except Exception:
            self.close()
            raise

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def spawn(self, *command, **options):
        child = subprocess.Popen(command, start_new_session=True, **options)
        self.children.append(child)
        return child

    def _start_display(self, size):
        # -noreset: else the server resets when its last client leaves, and the next start now and then finds no display.
        read, write = os.pipe()
        with open(self.path("xvfb.log"), "wb") as log:
            self.spawn("Xvfb", "-displayfd", str(write), "-noreset", "-nolisten", "tcp", "-dpi", "96",
                       "-screen", "0", size + "x24", pass_fds=[write], stdout=log, stderr=log)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start: " + open(self.path("xvfb.log")).read())
        os.environ["DISPLAY"] = ":" + number

    def _start_bus(self):
        read, write = os.pipe()
        with open(self.path("bus.log"), "wb") as log:
            self.spawn("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=%d" % write,
                       pass_fds=[write], stdout=log, stderr=log)
        os.close(write)
        with os.fdopen(read) as pipe:
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = pipe.readline().strip()
        call = ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus", "--method"]
        subprocess.run(call + ["org.a11y.Bus.GetAddress"], check=True, stdout=subprocess.DEVNULL, timeout=30)
        subprocess.run(call + ["org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<true>"],
                       check=True, stdout=subprocess.DEVNULL, timeout=30)

    def _start_keyring(self):
        """An unlocked key store; nothing could ask for its password here."""
        with open(self.path("keyring.log"), "wb") as log:
            child = self.spawn("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                               stdin=subprocess.PIPE, stdout=log, stderr=log)
        child.stdin.write(b"test")
        child.stdin.close()

    def _start_window_manager(self):
        with open(self.path("openbox.log"), "wb") as log:
            self.spawn("openbox", stdout=log, stderr=log)
        until(lambda: subprocess.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], capture_output=True, text=True)
              .stdout.count("#"), 15, "no window manager")

    def screenshot(self, path):
        subprocess.run(["import", "-window", "root", path], check=True, timeout=30)

    def close(self):
        for child in reversed(self.children):
            if child.poll() is None:
                child.terminate()
        for child in reversed(self.children):
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                pass
            try:  # what it started itself, such as the accessibility bus
                os.killpg(child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            child.wait()
        self._reap()
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _reap():
        end = time.monotonic() + 2
        while time.monotonic() < end:
            try:
                if os.waitpid(-1, os.WNOHANG) == (0, 0):
                    time.sleep(0.02)
            except ChildProcessError:
                return


def until(condition, seconds, message):
    """Waits until condition() is true and returns its value."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"{message() if callable(message) else message} (waited {seconds} s)")
        time.sleep(0.05)

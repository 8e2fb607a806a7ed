#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that the source tree keeps its walls. Usage: structure.py ROOT

Prints one line a breach, `path:line: rule: what is wrong`, and exits 1 when there is any. Exceptions stand in
exceptions.txt beside this file's place in ROOT, each with its reason.
"""
import os
import re
import sys

CODE = (".cpp", ".h")
LICENSED = CODE + (".py", ".sh", ".mjs", ".js", ".cmake", ".sql")
SKIPPED_FOLDERS = {"build", ".git", "node_modules", "__pycache__", ".cache"}
MAX_LINES, MAX_TEST_LINES = 600, 900  # tables of test data may be long

SERVICES = ["listener", "signature", "kombo", "fetch", "relay", "tunnel", "secrets", "sandbox", "owner"]
SERVICES_BESIDE = {"listener": ["signature"], "relay": ["signature"], "sandbox": ["signature"], "fetch": ["kombo"]}

# Qt headers that do not belong in a layer: (folder prefix, pattern of the <header>, why).
FOREIGN_QT = [
    ("models/domain/", r"Q(Sql|Tcp|Local|Network|Widget|Painter|Color|Font|Icon|Thread$|Timer$|File$|Process)", "models/domain is values and rules, without I/O"),
    ("models/", r"Q(Widget|Painter|Color|Font|Icon|Brush|Palette|Style|Dialog|Push|Label|TableView|Layout)", "models know no widget, colour, font or icon"),
    ("ui/", r"Q(Sql|Tcp|LocalS|NetworkAccess|NetworkReq|NetworkRep)", "a page sees no socket, query or service"),
]

BANNED = [
    (re.compile(r"\bignoreSslErrors\b"), "TLS errors are errors"),
    (re.compile(r"\bprocessEvents\b"), "no nested event loop"),
    (re.compile(r"\bBlockingQueuedConnection\b"), "no thread waits for another's event loop"),
    (re.compile(r"\bQSortFilterProxyModel\b"), "sorting and filtering belong to the store"),
]
BANNED_IN_TESTS = [
    (re.compile(r"\bQSKIP\b"), "a test that does not run is no test"),
    (re.compile(r"\bqWait\s*\("), "wait for a condition (QTRY_, QSignalSpy::wait), not for a time"),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
COVERS = re.compile(r"^\s*//\s*covers:\s*(.*)$")


def allowed_for(path):
    """Prefixes that a file may include, or None when it may include everything."""
    part = path.split("/")
    if part[0] == "models":
        return {"domain": ["models/domain/"], "index": ["models/domain/", "models/index/"],
                "store": ["models/domain/", "models/index/", "models/store/"]}.get(
            part[1], ["models/domain/", "models/store/", "models/" + part[1] + "/"])
    if part[0] == "ui":
        if part[1] == "theme":
            return ["models/domain/", "ui/theme/"]
        if part[1] == "widgets":
            return ["models/domain/", "ui/theme/", "ui/widgets/"]
        if part[1] == "shell":
            return ["models/", "ui/"]
        return ["models/", "ui/theme/", "ui/widgets/", "ui/" + part[1] + "/"]
    if part[0] == "app":
        if len(part) == 2:
            return None
        if part[1] == "cli":
            return ["models/", "app/"]
        if part[1] == "window":  # the pages put together with the services: a part of app/console
            return ["models/", "ui/", "app/"]
        if part[1] == "collector":  # the services of a store's owner put together, for window and command line alike
            return ["models/"] + ["app/" + name + "/" for name in SERVICES + ["collector"]]
        if part[1] == "owner":
            return ["models/", "app/owner/"]
        beside = ["app/" + name + "/" for name in [part[1]] + SERVICES_BESIDE.get(part[1], [])]
        return ["models/domain/", "models/store/"] + beside
    return None


def without_comments(text):
    """The code with comments and the insides of strings blanked, line for line."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'', re.S)

    def blank(match):
        found = match.group(0)
        kept = '""' if found[0] in 'R"' else ""
        return kept + "\n" * found.count("\n")

    return pattern.sub(blank, text)


def arg_calls(code):
    """Start offsets of calls of arg( that are followed by another .arg(: an outside text in the first may hold %2."""
    for match in re.finditer(r"\.arg\s*\(", code):
        depth, at = 1, match.end()
        while at < len(code) and depth:
            depth += {"(": 1, ")": -1}.get(code[at], 0)
            at += 1
        if re.match(r"\s*\.arg\s*\(", code[at:]):
            inside = code[match.end():at - 1]
            if not looks_numeric(inside):
                yield match.start()


def looks_numeric(argument):
    """True when the argument is a number for sure: its text cannot hold a place marker."""
    first = argument.strip()
    return bool(re.fullmatch(r"-?\d[\w.]*", first)
                or re.search(r"\b(size|count|length|row|port|status|line|year|month|day|number)\(\)$", first)
                or first.startswith(("QString::number(", "locale.toString(", "qint64(", "int(", "double(")))


class Tree:
    def __init__(self, root):
        self.root = root
        self.files = []
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS)
            self.files += [os.path.relpath(os.path.join(folder, name), root) for name in sorted(names)]
        self.breaches = []
        self.exceptions = {}
        self.used = set()
        self._read_exceptions()

    def read(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
            return file.read()

    def _read_exceptions(self):
        path = "tests/structure/exceptions.txt"
        if path not in self.files:
            return
        for number, line in enumerate(self.read(path).splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            word = line.split(None, 2)
            if len(word) < 3:
                self.breaches.append(f"{path}:{number}: exceptions: an exception needs a reason")
            else:
                self.exceptions[(word[0], word[1])] = number

    def breach(self, rule, path, line, text):
        if (rule, path) in self.exceptions:
            self.used.add((rule, path))
        else:
            self.breaches.append(f"{path}:{line}: {rule}: {text}")

    def source_files(self):
        return [path for path in self.files if path.split("/")[0] in ("app", "ui", "models") and path.endswith(CODE)]

    def check(self):
        for path in self.source_files():
            text = self.read(path)
            self.check_includes(path, text)
            self.check_banned(path, text, BANNED)
            self.check_arg_chains(path, text)
        for path in self.files:
            if path.startswith("tests/") and path.endswith(CODE):
                self.check_banned(path, self.read(path), BANNED_IN_TESTS)
            if path.endswith(CODE):
                self.check_size(path)
            if path.endswith(LICENSED) or os.path.basename(path) == "CMakeLists.txt" or path in ("dev", ".ci/run"):
                self.check_licence(path)
        self.check_tests()
        for key, number in self.exceptions.items():
            if key not in self.used:
                self.breaches.append(f"tests/structure/exceptions.txt:{number}: exceptions: not needed any more: {' '.join(key)}")
        return self.breaches

    def check_includes(self, path, text):
        allowed = allowed_for(path)
        for number, line in enumerate(text.splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            quote, target = match.groups()
            own = target.split("/")[0] in ("app", "ui", "models", "tests")
            if quote == "<" and not own:
                for prefix, pattern, why in FOREIGN_QT:
                    if path.startswith(prefix) and re.match(pattern, target.split("/")[-1]):
                        self.breach("include", path, number, f"<{target}>: {why}")
                        break
                continue
            if target.endswith(".moc") or target.startswith("moc_"):
                continue
            if not own or target.startswith("tests/"):
                self.breach("include", path, number, f'"{target}" is no path from the root into app, ui or models')
            elif target not in self.files and target + ".in" not in self.files:
                self.breach("include", path, number, f'"{target}" does not exist')
            elif allowed is not None and not target.startswith(tuple(allowed)):
                self.breach("include", path, number, f'"{target}" is out of reach, allowed: {" ".join(allowed)}')

    def check_banned(self, path, text, patterns):
        for number, line in enumerate(without_comments(text).splitlines(), 1):
            for pattern, why in patterns:
                match = pattern.search(line)
                if match:
                    self.breach("banned", path, number, f"{match.group(0).strip()}: {why}")

    def check_arg_chains(self, path, text):
        code = without_comments(text)
        for start in arg_calls(code):
            self.breach("arg-chain", path, code.count("\n", 0, start) + 1,
                        "a text put in by .arg() may hold %2 itself: use arg(a, b)")

    def check_size(self, path):
        lines = self.read(path).count("\n")
        most = MAX_TEST_LINES if path.startswith("tests/") else MAX_LINES
        if lines > most:
            self.breach("size", path, lines, f"{lines} lines, more than {most}: is this one idea?")

    def check_licence(self, path):
        if "SPDX-License-Identifier: Apache-2.0" not in "".join(self.read(path).splitlines(True)[:4]):
            self.breach("licence", path, 1, "no SPDX line at the top")

    def check_tests(self):
        covered = set()
        for path in self.files:
            folder, name = os.path.split(path)
            if not (path.startswith("tests/") and name.startswith("tst_") and name.endswith(".cpp")):
                continue
            covered.add(folder[len("tests/"):] + "/" + name[len("tst_"):])
            for number, line in enumerate(self.read(path).splitlines()[:40], 1):
                match = COVERS.match(line)
                for named in match.group(1).replace(",", " ").split() if match else []:
                    covered.add(named)
                    if named not in self.files:
                        self.breach("covers", path, number, f"{named} does not exist")
        for path in self.source_files():
            if path.endswith(".cpp") and path not in covered:
                folder, name = os.path.split(path)
                self.breach("untested", path, 1, f"no tests/{folder}/tst_{name} and no test says `// covers: {path}`")


def main():
    tree = Tree(os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "."))
    breaches = tree.check()
    for line in breaches:
        print(line)
    print(f"{len(tree.source_files())} sources, {len(breaches)} breaches")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())

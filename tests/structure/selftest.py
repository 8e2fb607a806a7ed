#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Shows that the structure test can fail: each rule is broken once in a made-up tree, and once kept."""
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SPDX = "// SPDX-License-Identifier: Apache-2.0\n"


def verdict(files):
    """The breaches of a made-up tree, without its closing line, and the exit code."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            target = os.path.join(root, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "w", encoding="utf-8") as file:
                file.write(text)
        run = subprocess.run([sys.executable, os.path.join(HERE, "structure.py"), root], capture_output=True, text=True)
        return run.stdout.splitlines()[:-1], run.returncode


GOOD = {
    "models/domain/event.h": SPDX,
    "models/domain/event.cpp": SPDX + '#include "models/domain/event.h"\n#include <QString>\n',
    "tests/models/domain/tst_event.cpp": SPDX,
    "ui/events/eventspage.cpp": SPDX + '#include "models/domain/event.h"\n',
    "tests/ui/events/tst_eventspage.cpp": SPDX,
    "app/signature/signature.h": SPDX,
    "app/listener/parser.cpp": SPDX + '#include "app/signature/signature.h"\n#include "parser.moc"\n',
    "tests/app/listener/tst_listener.cpp": SPDX + "// covers: app/listener/parser.cpp\n",
}


class StructureTest(unittest.TestCase):
    def broken(self, path, text, rule):
        breaches, code = verdict({**GOOD, path: SPDX + text})
        self.assertEqual(code, 1)
        self.assertEqual([line.split(": ")[1] for line in breaches], [rule], breaches)
        self.assertTrue(breaches[0].startswith(path), breaches)

    def test_good_tree_passes(self):
        self.assertEqual(verdict(GOOD), ([], 0))

    def test_model_includes_ui(self):
        self.broken("models/domain/event.h", '#include "ui/events/eventspage.cpp"\n', "include")

    def test_page_includes_service(self):
        self.broken("ui/events/a.h", '#include "app/signature/signature.h"\n', "include")

    def test_page_includes_other_page(self):
        self.broken("ui/records/a.h", '#include "ui/events/eventspage.cpp"\n', "include")

    def test_service_includes_service_sideways(self):
        self.broken("app/kombo/a.h", '#include "app/signature/signature.h"\n', "include")

    def test_include_by_angle_brackets_counts(self):
        self.broken("models/store/a.h", "#include <app/signature/signature.h>\n", "include")

    def test_relative_include(self):
        self.broken("models/domain/b.h", '#include "event.h"\n', "include")

    def test_missing_include(self):
        self.broken("models/domain/b.h", '#include "models/domain/gone.h"\n', "include")

    def test_widget_in_models(self):
        self.broken("models/tables/b.h", "#include <QColor>\n", "include")

    def test_query_in_page(self):
        self.broken("ui/events/b.h", "#include <QSqlQuery>\n", "include")

    def test_source_without_test(self):
        self.broken("models/domain/lonely.cpp", "", "untested")

    def test_covers_a_ghost(self):
        self.broken("tests/app/tst_x.cpp", "// covers: app/listener/ghost.cpp\n", "covers")

    def test_long_file(self):
        self.broken("models/domain/long.h", "int a();\n" * 700, "size")

    def test_missing_licence(self):
        breaches, code = verdict({**GOOD, "ui/events/b.h": "#pragma once\n"})
        self.assertEqual((code, len(breaches)), (1, 1), breaches)

    def test_banned_calls(self):
        for call in ("reply->ignoreSslErrors();", "QCoreApplication::processEvents();",
                     "connect(a, b, Qt::BlockingQueuedConnection);", "class A : public QSortFilterProxyModel {};"):
            self.broken("ui/events/b.h", call + "\n", "banned")

    def test_banned_words_in_comments_pass(self):
        self.assertEqual(verdict({**GOOD, "ui/events/b.h": SPDX + "// never processEvents\n/* QSortFilterProxyModel */\n"}), ([], 0))

    def test_fixed_wait_in_tests(self):
        self.broken("tests/ui/tst_a.cpp", "QTest::qWait(50);\n", "banned")

    def test_chained_arg(self):
        self.broken("ui/events/b.h", 'auto t = tr("%1 %2").arg(name(1))\n    .arg(other);\n', "arg-chain")

    def test_chained_numbers_pass(self):
        self.assertEqual(verdict({**GOOD, "ui/events/b.h": SPDX + 'auto t = s.arg(rows.size()).arg(name);\n'}), ([], 0))

    def test_exceptions(self):
        lonely = {**GOOD, "models/domain/lonely.cpp": SPDX}
        place = "tests/structure/exceptions.txt"
        self.assertEqual(verdict({**lonely, place: "untested models/domain/lonely.cpp pure data\n"}), ([], 0))
        self.assertEqual(verdict({**lonely, place: "untested models/domain/lonely.cpp\n"})[1], 1)
        self.assertEqual(verdict({**GOOD, place: "untested models/domain/lonely.cpp gone since\n"})[1], 1)


if __name__ == "__main__":
    unittest.main()

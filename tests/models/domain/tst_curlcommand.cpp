// SPDX-License-Identifier: Apache-2.0
#include "models/domain/curlcommand.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

/// Runs each command in real shells, with a `curl` in front of the path that notes what it was given.
class CurlCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QFile fake(m_folder.filePath(u"curl"_s));
        QVERIFY(fake.open(QIODevice::WriteOnly));
        fake.write("#!/bin/sh\nfor a; do printf '%s\\0' \"$a\"; done > \"$OUT/args\"\ncat > \"$OUT/stdin\"\n");
        fake.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void bringsTheBytes_data()
    {
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, const QByteArray &body) { QTest::newRow(name) << body; };
        row("JSON", "{\n  \"a\": \"it's $HOME `id` $(id) \\\\ !! \\n\"\n}");
        row("only quotes", "'''\"\"\"");
        row("a file's name", "@/etc/passwd");
        row("an option", "-X DELETE --output x");
        row("empty", "");
        row("line breaks at the end", "a\n\n\n");
        row("the end of a here-document", "KOMBO_BODY\nKOMBO_BODY");
        row("tabs", "{\t\"a\":\t1}");
        row("carriage returns", "a\r\nb\r");
        row("NUL", QByteArray("a\0b", 3));
        row("no UTF-8", "\xff\xfe'\x80");
        row("escape sequences", "\x1b]0;title\x07 \x1b[31m");
        row("reordering text", "a\xe2\x80\xae b");
        row("byte order mark", "\xef\xbb\xbf{}");
        row("other scripts", "{\"n\":\"Lohm\xc3\xbchle \xf0\x9f\x98\x80\"}");
        QByteArray all;
        for (int i = 0; i < 256; ++i)
            all += char(i);
        row("every byte", all);
        row("4 MiB", all.repeated(16 * 1024));
        row("200 KiB of text", QByteArray("it's text ").repeated(20 * 1024));
    }

    void bringsTheBytes()
    {
        QFETCH(QByteArray, body);
        const QByteArray command = curlCommand({u"http://127.0.0.1:7390/a'b?$x"_s, "application/json; x='y'", "sig'\n", body});
        for (const QString &shell : {u"bash"_s, u"sh"_s}) {
            QProcess process;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"PATH"_s, m_folder.path() + u':' + environment.value(u"PATH"_s));
            environment.insert(u"OUT"_s, m_folder.path());
            process.setProcessEnvironment(environment);
            process.start(shell, {u"-s"_s});
            QVERIFY(process.waitForStarted());
            process.write(command);
            process.closeWriteChannel();
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitCode(), 0);
            QCOMPARE(process.readAllStandardError(), QByteArray());
            QList<QByteArray> arguments = read(u"args"_s).split('\0');
            QVERIFY(arguments.contains("http://127.0.0.1:7390/a'b?$x"));
            QVERIFY(arguments.contains("Content-Type: application/json; x='y'"));
            QVERIFY(arguments.contains("X-Kombo-Signature: sig' "));
            const qsizetype raw = arguments.indexOf("--data-raw");
            if (raw >= 0)
                QCOMPARE(arguments.at(raw + 1), body);
            else
                QCOMPARE(read(u"stdin"_s), body);
        }
        QVERIFY(!command.contains('\x1b') && !command.contains('\r') && !command.contains("\xe2\x80\xae"));
        QVERIFY(command.endsWith('\n'));
    }

    void leavesAPlaceForTheSignature()
    {
        const QByteArray command = curlCommand({u"http://h/"_s, {}, {}, "{}"});
        QVERIFY(command.contains("'X-Kombo-Signature: <signature>'"));
        QVERIFY(command.contains("'Content-Type: application/json'"));
    }

private:
    QByteArray read(const QString &name)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CurlCommandTest)
#include "tst_curlcommand.moc"

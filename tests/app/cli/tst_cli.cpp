// SPDX-License-Identifier: Apache-2.0
// covers: app/cli/cli.cpp app/cli/commandline.cpp app/cli/commandtable.cpp app/cli/environmentchoice.cpp app/cli/output.cpp
#include "app/cli/cli.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class CliTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhenACommandIsMeant_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<bool>("command");
        QTest::newRow("nothing") << QStringList{} << false;
        QTest::newRow("command") << QStringList{u"events"_s} << true;
        QTest::newRow("options first") << QStringList{u"--data"_s, u"/tmp/x"_s, u"events"_s} << true;
        QTest::newRow("only options") << QStringList{u"--data"_s, u"/tmp/x"_s} << false;
        QTest::newRow("an option's value") << QStringList{u"--env"_s, u"sandbox"_s} << false;
        QTest::newRow("value and command") << QStringList{u"--env"_s, u"sandbox"_s, u"events"_s} << true;
        QTest::newRow("options of Qt") << QStringList{u"-platform"_s, u"offscreen"_s} << false;
        QTest::newRow("help after options") << QStringList{u"--data"_s, u"/tmp/x"_s, u"--help"_s} << true;
        QTest::newRow("unknown word") << QStringList{u"evnts"_s} << true;
        QTest::newRow("help") << QStringList{u"--help"_s} << true;
        QTest::newRow("version") << QStringList{u"--version"_s} << true;
    }

    void knowsWhenACommandIsMeant()
    {
        QFETCH(QStringList, arguments);
        QFETCH(bool, command);
        QCOMPARE(isCommand(QStringList{u"kombo-console"_s} + arguments), command);
    }

    void aValueIsNeverTakenForTheCommand()
    {
        QTemporaryDir folder;
        const QString data = folder.filePath(u"data"_s);
        // Were `sandbox` the command, this would run until stopped; were `listen`, too.
        QCOMPARE(runCommand({u"kombo-console"_s, u"--data"_s, data, u"--env"_s, u"sandbox"_s, u"events"_s}, std::nullopt), 0);
        QCOMPARE(runCommand({u"kombo-console"_s, u"--filter"_s, u"listen:x"_s, u"events"_s, u"--data"_s, data}, std::nullopt), 2);
    }

    void everyCommandHasHelpWithExamples()
    {
        QSet<QString> names;
        for (const Subcommand &command : commands()) {
            names.insert(QString::fromUtf8(command.name));
            QVERIFY(qstrlen(command.summary) > 10);
            QVERIFY2(QByteArray(command.examples).contains("kombo-console "), command.name);
            QVERIFY(command.run != nullptr);
        }
        QCOMPARE(names.size(), commands().size());
    }

    void wrongUseIsExitCodeTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown command") << QStringList{u"evnts"_s};
        QTest::newRow("unknown option") << QStringList{u"events"_s, u"--nope"_s};
        QTest::newRow("a word too many") << QStringList{u"events"_s, u"junk"_s};
        QTest::newRow("both kinds of sync") << QStringList{u"sync"_s, u"personio:x"_s, u"--full"_s, u"--delta"_s};
        QTest::newRow("sandbox webhook address") << QStringList{u"sandbox"_s, u"--webhook-url"_s, u"gopher://x"_s};
        QTest::newRow("bad port") << QStringList{u"listen"_s, u"--port"_s, u"70000"_s};
        QTest::newRow("bad address") << QStringList{u"listen"_s, u"--address"_s, u"example.org"_s};
        QTest::newRow("bad filter") << QStringList{u"events"_s, u"--filter"_s, u"colour:red"_s};
        QTest::newRow("bad format") << QStringList{u"events"_s, u"--format"_s, u"xml"_s};
        QTest::newRow("bad body form") << QStringList{u"events"_s, u"--body"_s, u"hex"_s};
        QTest::newRow("fetch without id") << QStringList{u"fetch"_s};
        QTest::newRow("send without type") << QStringList{u"send"_s};
        QTest::newRow("verify without secret") << QStringList{u"verify"_s, u"--signature"_s, u"x"_s};
        QTest::newRow("wait for a bad time") << QStringList{u"wait"_s, u"--since"_s, u"yesterday-ish"_s};
        QTest::newRow("sandbox fault") << QStringList{u"sandbox"_s, u"--fault"_s, u"nope"_s};
        QTest::newRow("sandbox speed") << QStringList{u"sandbox"_s, u"--speed"_s, u"0"_s};
        QTest::newRow("env verb") << QStringList{u"env"_s, u"rename"_s, u"a"_s};
        QTest::newRow("env region") << QStringList{u"env"_s, u"add"_s, u"a"_s, u"--region"_s, u"mars"_s};
    }

    void wrongUseIsExitCodeTwo()
    {
        QFETCH(QStringList, arguments);
        QTemporaryDir folder;
        const QStringList line = QStringList{u"kombo-console"_s} + arguments + QStringList{u"--data"_s, folder.filePath(u"data"_s)};
        QCOMPARE(runCommand(line, std::nullopt), 2);
    }

    void anEmptyStoreIsATrueAnswer_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("events") << u"events"_s;
        QTest::newRow("integrations") << u"integrations"_s;
    }

    void anEmptyStoreIsATrueAnswer()
    {
        QFETCH(QString, command);
        QTemporaryDir folder;
        QCOMPARE(runCommand({u"kombo-console"_s, command, u"--data"_s, folder.filePath(u"data"_s)}, std::nullopt), 0);
    }

    void variablesDefineAnEnvironmentOfTheProcess()
    {
        QTemporaryDir folder;
        QCommandLineParser parser;
        declareCommonOptions(parser);
        QVERIFY(parser.parse({u"kombo-console"_s, u"--data"_s, folder.filePath(u"data"_s), u"--path"_s, u"/hook"_s}));
        SecretVariables variables;
        variables.secrets.apiKey = "k";
        variables.apiUrl = u"http://127.0.0.1:7391/v1/"_s;
        const auto invocation = readInvocation(parser, variables);
        QVERIFY(invocation);
        QVERIFY(invocation->process);
        QCOMPARE(invocation->process->environment.name, u"default"_s);
        QCOMPARE(invocation->process->environment.listenerPath, u"/hook"_s);
        QCOMPARE(invocation->process->environment.baseUrl, u"http://127.0.0.1:7391/v1"_s);
        QCOMPARE(environmentOf(*invocation, u"personio:x"_s).value_or(QString()), u"default"_s);
        variables.apiUrl = u"http://api.example.org/v1"_s; // a key in clear over the network
        QVERIFY(!readInvocation(parser, variables));
    }

    void tablesAreAlignedAndSafeForATerminal()
    {
        const QByteArray table = alignedTable({{u"A"_s, u"B"_s}, {u"long cell"_s, u"x\x1b[31m\r\n"_s}});
        QCOMPARE(table.count('\n'), 2);
        QVERIFY(!table.contains('\x1b'));
        QVERIFY(!table.contains('\r'));
        QCOMPARE(table.split('\n')[0].indexOf('B'), table.split('\n')[1].indexOf('x'));
        const QByteArray wide = alignedTable({{u"A"_s, u"B"_s}, {QString(10'000, u'x'), u"y"_s}, {u"a"_s, u"b"_s}});
        QVERIFY(wide.split('\n')[1].contains(QByteArray(10'000, 'x')));
        QVERIFY(wide.split('\n')[2].size() < 100);
    }
};

QTEST_GUILESS_MAIN(CliTest)
#include "tst_cli.moc"

// SPDX-License-Identifier: Apache-2.0
// covers: app/cli/markcommand.cpp app/cli/eventnames.cpp app/cli/rulescommand.cpp
#include "app/collector/collector.h"
#include "models/domain/colourrules.h"
#include "models/store/storereader.h"
#include "tests/support/printed.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class MarkCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_data = m_folder.filePath(u"data"_s);
        const auto paths = openStoreFolder(m_data);
        QVERIFY(paths);
        m_paths = *paths;
        auto writer = StoreWriter::open(m_paths);
        QVERIFY(writer);
        // Numbers 1 to 4; "twin" is two events of one id.
        store(**writer, R"({"id":"alone","type":"sync-finished","data":{}})", u"dev"_s);
        store(**writer, R"({"id":"twin","type":"data-changed","data":{"n":1}})", u"dev"_s);
        store(**writer, R"({"id":"twin","type":"data-changed","data":{"n":2}})", u"dev"_s);
        store(**writer, R"({"id":"alone","type":"sync-finished","data":{}})", u"prod"_s);
        (*writer)->stop();
    }

    void init()
    {
        QCOMPARE(run(command({u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"--unpin"_s, u"--no-comment"_s})).code, 0);
        QVERIFY(marked().isEmpty());
    }

    void marks_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("expected"); ///< `number`, `!` when pinned, then the comment
        const auto row = [](const char *name, const QStringList &arguments, const QStringList &expected) {
            QTest::newRow(name) << arguments << expected;
        };
        row("pin by number", {u"2"_s, u"--pin"_s}, {u"2!"_s});
        row("comment by number", {u"3"_s, u"--comment"_s, u"seen"_s}, {u"3seen"_s});
        row("both of two", {u"1"_s, u"4"_s, u"--pin"_s, u"--comment"_s, u"x y"_s}, {u"1!x y"_s, u"4!x y"_s});
        row("by id within an environment", {u"alone"_s, u"--pin"_s, u"--env"_s, u"prod"_s}, {u"4!"_s});
        row("the same twice", {u"1"_s, u"alone"_s, u"--pin"_s, u"--env"_s, u"dev"_s}, {u"1!"_s});
    }
    void marks()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QStringList, expected);
        QCOMPARE(run(command(arguments)).code, 0);
        QCOMPARE(marked(), expected);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const QStringList &arguments, int code) { QTest::newRow(name) << arguments << code; };
        row("no event", {u"--pin"_s}, 2);
        row("no change", {u"1"_s}, 2);
        row("both ways", {u"1"_s, u"--pin"_s, u"--unpin"_s}, 2);
        row("comment and none", {u"1"_s, u"--comment"_s, u"x"_s, u"--no-comment"_s}, 2);
        row("empty comment", {u"1"_s, u"--comment"_s, u" "_s}, 2);
        row("long comment", {u"1"_s, u"--comment"_s, QString(2'001, u'x')}, 2);
        row("no such number", {u"99"_s, u"--pin"_s}, 1);
        row("no such id", {u"nobody"_s, u"--pin"_s}, 1);
        row("one of two is not there", {u"1"_s, u"99"_s, u"--pin"_s}, 1);
        row("two of one id", {u"twin"_s, u"--pin"_s}, 2);
        row("in two environments", {u"alone"_s, u"--pin"_s}, 2);
        row("number of another environment", {u"1"_s, u"--pin"_s, u"--env"_s, u"prod"_s}, 1);
        row("no such environment", {u"1"_s, u"--pin"_s, u"--env"_s, u"nowhere"_s}, 1);
    }
    void refuses()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, code);
        const Printed printed = run(command(arguments));
        QCOMPARE(printed.code, code);
        QVERIFY(printed.text.isEmpty());
        QVERIFY(marked().isEmpty());
    }

    void saysWhatItMarked()
    {
        QCOMPARE(run(command({u"1"_s, u"--pin"_s})).text, QByteArray("1 sync-finished: pinned\n"));
        QCOMPARE(run(command({u"1"_s, u"--comment"_s, u"a"_s})).text, QByteArray("1 sync-finished: pinned, with a comment\n"));
        QCOMPARE(run(command({u"1"_s, u"--unpin"_s})).text, QByteArray("1 sync-finished: with a comment\n"));
        QCOMPARE(run(command({u"1"_s, u"--no-comment"_s})).text, QByteArray("1 sync-finished: no mark\n"));
        const Printed json = run(command({u"1"_s, u"2"_s, u"--pin"_s, u"--json"_s}));
        QCOMPARE(json.objects().size(), 2);
        QCOMPARE(json.objects().first()[u"pinned"].toBool(), true);
    }

    void eventsTellMarksAtTheEnd()
    {
        QCOMPARE(run(command({u"2"_s, u"--pin"_s, u"--comment"_s, u"=1+1, \"quoted\""_s})).code, 0);
        const QByteArray json = run({u"events"_s, u"--data"_s, m_data, u"--json"_s, u"--body"_s, u"text"_s}).text;
        QVERIFY(json.split('\n').at(0).endsWith("}\",\"pinned\":false,\"comment\":null}"));
        QVERIFY(json.split('\n').at(1).endsWith(",\"pinned\":true,\"comment\":\"=1+1, \\\"quoted\\\"\"}"));
        const QList<QByteArray> csv = run({u"events"_s, u"--data"_s, m_data, u"--format"_s, u"csv"_s}).text.split('\n');
        QVERIFY(csv.at(0).endsWith(",answered,pinned,comment\r"));
        QVERIFY(csv.at(1).endsWith(",200,false,\r"));
        QVERIFY2(csv.at(2).endsWith(",200,true,\"'=1+1, \"\"quoted\"\"\"\r"), csv.at(2).constData()); // no formula
        const QList<QByteArray> table = run({u"events"_s, u"--data"_s, m_data}).text.split('\n');
        QVERIFY(table.at(0).trimmed().endsWith("COMMENT"));
        QVERIFY(table.at(2).contains("pinned"));
    }

    void asksTheOwner()
    {
        CollectorConfig config;
        config.paths = m_paths;
        config.role = u"test"_s;
        auto owner = Collector::open(config, memorySecretStore());
        QVERIFY(owner);
        QSignalSpy ready(owner->get(), &Collector::ready);
        (*owner)->start(false);
        QVERIFY(!ready.isEmpty() || ready.wait());
        QCOMPARE(run(command({u"3"_s, u"--pin"_s, u"--comment"_s, u"by the owner"_s})).code, 0);
        QCOMPARE(marked(), QStringList{u"3!by the owner"_s});
        QCOMPARE((*owner)->writer().version().marks, StoreReader::open(m_paths)->get()->version()->marks);
        QCOMPARE(run(command({u"99"_s, u"--pin"_s})).code, 1);
        QCOMPARE(run(command({u"3"_s, u"--comment"_s, u"\u202ezwei\nlines"_s})).code, 0);
        QCOMPARE(marked(), QStringList{u"3!\u202ezwei\nlines"_s});
    }

    void listsRules()
    {
        const Printed defaults = run({u"rules"_s, u"--data"_s, m_data, u"--json"_s});
        QCOMPARE(defaults.code, 0);
        QCOMPARE(defaults.objects().size(), defaultRules().size());
        QVERIFY(run({u"rules"_s, u"--data"_s, m_data}).text.startsWith("RULE"));
        QSettings settings(m_paths.settings(), QSettings::IniFormat);
        const auto keep = [&settings](const QByteArray &text) {
            settings.setValue(rulesKey, QString::fromUtf8(text));
            settings.sync();
        };
        keep(rulesText({{u"All"_s, {}, RuleTone::Grey, false}, {u"Bodies"_s, u"body:x"_s, RuleTone::Red, true}}));
        const Printed stored = run({u"rules"_s, u"--data"_s, m_data, u"--json"_s});
        QCOMPARE(stored.code, 1);
        QCOMPARE(stored.objects().size(), 2);
        QVERIFY(stored.objects().at(0)[u"problem"].isNull());
        QCOMPARE(stored.objects().at(0)[u"enabled"].toBool(), false);
        QVERIFY(stored.objects().at(1)[u"problem"].toString().contains(u"bodies"));
        QVERIFY(run({u"rules"_s, u"--data"_s, m_data}).text.contains("every event"));
        keep(rulesText({}));
        QCOMPARE(run({u"rules"_s, u"--data"_s, m_data, u"--json"_s}).text.trimmed(), QByteArray());
        keep("damaged");
        QCOMPARE(run({u"rules"_s, u"--data"_s, m_data}).code, 2);
    }

private:
    QStringList command(const QStringList &arguments) const { return QStringList{u"mark"_s, u"--data"_s, m_data} + arguments; }

    QStringList marked() const
    {
        const auto reader = StoreReader::open(m_paths);
        const auto rows = (*reader)->eventsAfter({}, {}, 0, 100);
        QStringList list;
        for (const EventRow &row : *rows)
            if (row.pinned || !row.comment.isEmpty())
                list.append(QString::number(row.seq) + (row.pinned ? u"!"_s : QString()) + row.comment);
        return list;
    }

    static void store(StoreWriter &writer, const QByteArray &body, const QString &environment)
    {
        IncomingDelivery delivery;
        delivery.environment = environment;
        delivery.receivedAt = SystemClock().now();
        delivery.body = body;
        delivery.facts = readPayload(body);
        delivery.verdict = Verdict::Verified;
        QSignalSpy settled(&writer, &StoreWriter::settled);
        QVERIFY(writer.enqueue(std::move(delivery)));
        QVERIFY(!settled.isEmpty() || settled.wait(5'000));
    }

    QTemporaryDir m_folder;
    QString m_data;
    StorePaths m_paths;
};

QTEST_GUILESS_MAIN(MarkCommandTest)
#include "tst_markcommand.moc"

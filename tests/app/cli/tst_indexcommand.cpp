// SPDX-License-Identifier: Apache-2.0
#include "app/collector/collector.h"
#include "app/secrets/memorysecretstore.h"
#include "tests/support/printed.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

class IndexCommandTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_data;
    StorePaths m_paths;

    Printed index(const QStringList &more = {}) { return run(QStringList{u"index"_s, u"--data"_s, m_data, u"--json"_s} + more); }

private Q_SLOTS:
    void initTestCase()
    {
        m_data = m_folder.filePath(u"data"_s);
        m_paths = openStoreFolder(m_data).value();
    }

    void saysThatNothingIsStored()
    {
        QVERIFY(index().code != 0);
        QVERIFY(index({u"--rebuild"_s}).code != 0);
        QVERIFY(!QFile::exists(m_paths.database()));
    }

    void rebuildsWithoutAnOwner()
    {
        {
            auto writer = StoreWriter::open(m_paths);
            QVERIFY(writer);
            for (int i = 0; i < 33'000;) {
                IncomingDelivery delivery;
                delivery.environment = u"dev"_s;
                delivery.receivedAt = fromMillis(1'780'000'000'000 + i);
                delivery.body = "{\"id\":\"e" + QByteArray::number(i) + "\",\"type\":\"t\",\"data\":{}}";
                delivery.verdict = Verdict::Verified;
                delivery.facts = readPayload(delivery.body);
                if ((*writer)->enqueue(std::move(delivery)))
                    ++i;
                else
                    ::usleep(2000);
            }
        }
        const Printed before = index();
        QCOMPARE(before.code, 0);
        QCOMPARE(before.object()[u"state"].toString(), u"missing"_s);
        QCOMPARE(before.object()[u"events"].toInt(), 33'000);
        QVERIFY(before.object()[u"bytes_per_event"].isNull());

        const Printed after = index({u"--rebuild"_s});
        QCOMPARE(after.code, 0);
        QCOMPARE(after.object()[u"state"].toString(), u"complete"_s);
        QCOMPARE(after.object()[u"indexed"].toInt(), 32'767);
        QVERIFY(after.object()[u"bytes_per_event"].toInt() > 100);
        QVERIFY(after.object()[u"bytes"].toInteger() > 6'000'000);
        QCOMPARE(after.object().keys(), (QStringList{u"bytes"_s, u"bytes_per_event"_s, u"events"_s, u"indexed"_s, u"pending_changes"_s, u"state"_s}));
        const Printed table = run({u"index"_s, u"--data"_s, m_data});
        QVERIFY2(table.text.startsWith("STATE") && table.text.contains("32,767"), table.text.constData());
    }

    void rebuildsWhatIsDamaged()
    {
        QFile file(m_paths.eventIndex());
        QVERIFY(file.open(QIODevice::ReadWrite) && file.write("xxxx") == 4);
        file.close();
        QCOMPARE(index().object()[u"state"].toString(), u"missing"_s);
        QCOMPARE(index({u"--rebuild"_s}).object()[u"state"].toString(), u"complete"_s);
    }

    void asksTheOwnerToRebuild()
    {
        CollectorConfig config;
        config.paths = m_paths;
        config.role = u"listen"_s;
        auto collector = Collector::open(config, std::make_unique<MemorySecretStore>());
        QVERIFY(collector);
        (*collector)->start(false);
        QSignalSpy changed(collector->get(), &Collector::indexChanged);
        QTRY_VERIFY(!(*collector)->indexer().status().building && (*collector)->indexer().status().indexed == 32'767);
        const Printed rebuilt = index({u"--rebuild"_s});
        QCOMPARE(rebuilt.code, 0);
        QCOMPARE(rebuilt.object()[u"state"].toString(), u"complete"_s);
        QCOMPARE((*collector)->indexer().status().rebuilds, 1);
        QVERIFY(!changed.isEmpty());
    }

    void refusesArguments()
    {
        QCOMPARE(index({u"now"_s}).code, 2);
    }
};

} // namespace

QTEST_GUILESS_MAIN(IndexCommandTest)
#include "tst_indexcommand.moc"

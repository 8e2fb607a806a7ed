// SPDX-License-Identifier: Apache-2.0
// covers: models/store/eventimporter.cpp models/store/importfolder.cpp models/store/importstore.cpp
#include "models/tables/eventexporter.h"

#include "models/domain/csv.h"
#include "models/domain/jsonscan.h"
#include "models/store/eventimporter.h"
#include "tests/models/store/storefixture.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

using namespace console;
using namespace console::test;

namespace {

QByteArray person(int number)
{
    const QByteArray n = QByteArray::number(number);
    return eventText("e" + n, "assessment:order-received",
                     "{\"integration_id\":\"workday:W" + n + "\",\"status\":\"OPEN\",\"candidate\":{\"first_name\":\"Canary" + n
                         + "\",\"email\":\"canary" + n + "@example.com\",\"phone\":\"+49 170 555" + QByteArray::number(1000 + number) + "\"}}");
}

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool always(qint64, qint64)
{
    return true;
}

} // namespace

class EventExporterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_out.isValid());
        for (int i = 1; i <= 600; ++i)
            QVERIFY(m_store.writer->enqueue(delivery(person(i), i % 7 == 0 ? Verdict::Unchecked : Verdict::Verified, i % 2 == 0 ? u"dev"_s : u"prod"_s)));
        m_store.receipts->waitFor(600);
        QVERIFY(m_store.put(delivery(person(5), Verdict::Verified, u"prod"_s, 1'780'000'005'000)).deliveries == 2); // again
        m_store.put(eventText("e6", "assessment:order-received", "{\"other\":1}"));                                    // a conflict
        m_store.put(QByteArray("\xff\x00no json", 9));
        m_store.put(person(1000), Verdict::Rejected);
        QVERIFY(m_store.write<int>([](WriteTransaction &transaction) {
            return transaction.setMark(3, {true, u"look: \"here\""_s}, fromMillis(5)).map([] { return 1; });
        }));
    }

    void masksUnlessTold_data()
    {
        QTest::addColumn<ExportFormat>("format");
        QTest::addColumn<bool>("masked");
        for (const ExportFormat format : {ExportFormat::Ndjson, ExportFormat::Csv, ExportFormat::Har})
            for (const bool masked : {true, false})
                QTest::addRow("%s %d", qPrintable(exportFormatName(format)), int(masked)) << format << masked;
    }

    void masksUnlessTold()
    {
        QFETCH(ExportFormat, format);
        QFETCH(bool, masked);
        ExportRequest request = to(u"file"_s, format);
        request.masked = masked;
        QVector<qint64> steps;
        const auto outcome = writeExport(*m_store.reader(), request, [&](qint64 done, qint64 total) {
            steps.append(done);
            return total == -1 || total == 602;
        });
        QVERIFY2(outcome.has_value(), outcome ? "" : qPrintable(outcome.error().code + outcome.error().detail));
        QCOMPARE(outcome->events, 602);
        QVERIFY(std::is_sorted(steps.begin(), steps.end()) && steps.size() >= 602);
        const QByteArray file = fileBytes(request.file);
        QCOMPARE(file.size(), outcome->bytes);
        QCOMPARE(file.contains("Canary") || file.contains("canary") || file.contains("+49 170"), !masked && format != ExportFormat::Csv);
        QVERIFY(!file.contains("X-Kombo-Signature\",\"abc") && !file.contains("\"abc\""));
        if (format == ExportFormat::Har)
            QVERIFY(isJsonText(file));
        if (format == ExportFormat::Csv)
            QCOMPARE(file.count("\r\n"), 603);
        if (format == ExportFormat::Ndjson)
            QCOMPARE(file.count('\n'), 602);
    }

    void writesWhatWasAskedFor_data()
    {
        QTest::addColumn<ExportRequest>("request");
        QTest::addColumn<QVector<qint64>>("seqs");
        const auto row = [this](const char *name, const QVector<qint64> &seqs, const std::function<void(ExportRequest &)> &change) {
            ExportRequest request = to(u"some"_s, ExportFormat::Ndjson);
            change(request);
            QTest::newRow(name) << request << seqs;
        };
        const auto filter = [](const char *text) { return *parseFilter(QString::fromUtf8(text), fromMillis(0)); };
        row("filter", {4, 40}, [&](ExportRequest &request) { request.filter = filter("id:e4 or id:e40"); });
        row("newest", {40, 4}, [&](ExportRequest &request) { request.filter = filter("id:e4 or id:e40"); request.newest = true; });
        row("limit", {1, 2, 3}, [](ExportRequest &request) { request.limit = 3; });
        row("newest of a limit", {602, 601}, [](ExportRequest &request) { request.limit = 2; request.newest = true; });
        row("environment", {1, 3}, [](ExportRequest &request) { request.limit = 2; request.environment = u"prod"_s; });
        row("chosen rows, in their order", {9, 3, 5}, [](ExportRequest &request) { request.seqs = {9, 3, 999999, 5}; });
        row("rejected", {1}, [&](ExportRequest &request) { request.filter = filter("verdict:rejected"); });
        row("a chosen rejected one", {1}, [&](ExportRequest &request) { request.seqs = {1}; request.rejected = true; });
        row("nothing", {}, [&](ExportRequest &request) { request.filter = filter("type:nothing"); });
    }

    void writesWhatWasAskedFor()
    {
        QFETCH(ExportRequest, request);
        QFETCH(QVector<qint64>, seqs);
        QVERIFY(writeExport(*m_store.reader(), request, always).has_value());
        QVector<qint64> seen;
        for (const QByteArray &line : fileBytes(request.file).split('\n'))
            if (!line.isEmpty())
                seen.append(QJsonDocument::fromJson(line).object()[u"seq"].toInteger());
        QCOMPARE(seen, seqs);
    }

    void cancelledLeavesNothing()
    {
        const ExportRequest request = to(u"cancelled"_s, ExportFormat::Ndjson);
        const auto outcome = writeExport(*m_store.reader(), request, [](qint64 done, qint64) { return done < 100; });
        QVERIFY(!outcome.has_value());
        QCOMPARE(outcome.error().kind, ErrorKind::Cancelled);
        QVERIFY(!QDir(m_out.path()).entryList(QDir::Files | QDir::Hidden).join(u' ').contains(u"cancelled"_s));
    }

    void worksInTheBackground()
    {
        EventExporter exporter(m_store.paths());
        QSignalSpy finished(&exporter, &EventExporter::finished);
        exporter.start(to(u"background"_s, ExportFormat::Csv));
        QVERIFY(finished.wait(20'000));
        QCOMPARE(finished.size(), 1);
        QCOMPARE(fileBytes(m_out.filePath(u"background"_s)).count('\n'), 603);
        exporter.start(to(u"nowhere/x"_s, ExportFormat::Csv));
        QVERIFY(finished.wait(20'000));
        QCOMPARE((finished.last().first().value<tl::expected<ExportOutcome, Error>>().error().code), u"export-file"_s);
        exporter.start(to(u"given-up"_s, ExportFormat::Csv)); // destroyed meanwhile
    }

    void comesBackTheSame_data()
    {
        QTest::addColumn<ExportFormat>("format");
        QTest::addColumn<bool>("masked");
        for (const ExportFormat format : {ExportFormat::Ndjson, ExportFormat::Har})
            for (const bool masked : {true, false})
                QTest::addRow("%s %d", qPrintable(exportFormatName(format)), int(masked)) << format << masked;
    }

    void comesBackTheSame()
    {
        QFETCH(ExportFormat, format);
        QFETCH(bool, masked);
        ExportRequest request = to(u"there"_s, format);
        request.masked = masked;
        QVERIFY(writeExport(*m_store.reader(), request, always).has_value());
        QTemporaryDir data;
        const auto report = importEvents({{data.path()}, request.file, u"back"_s}, fromMillis(7), always);
        QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().code + report.error().detail));
        QCOMPARE(report->info.events, 602);
        QCOMPARE(report->info.bad, 0);
        QCOMPARE(report->info.masking, masked ? ImportMasking::Masked : ImportMasking::Unmasked);
        const auto reader = StoreReader::open(importPaths({data.path()}, u"back"_s));
        QVERIFY(reader.has_value());
        ExportRequest again = to(u"back"_s, format);
        again.masked = masked;
        QVERIFY(writeExport(**reader, again, always).has_value());
        QCOMPARE(fileBytes(again.file), fileBytes(request.file));
    }

    void rejectedOnesComeBackToo()
    {
        ExportRequest request = to(u"rejected"_s, ExportFormat::Ndjson);
        request.filter = *parseFilter(u"verdict:rejected"_s, fromMillis(0));
        QVERIFY(writeExport(*m_store.reader(), request, always).has_value());
        QTemporaryDir data;
        const auto report = importEvents({{data.path()}, request.file, {}}, fromMillis(7), always);
        QVERIFY(report.has_value());
        QCOMPARE(report->info.rejected, 1);
        QCOMPARE(report->info.name, u"rejected"_s);
        const auto reader = StoreReader::open(importPaths({data.path()}, u"rejected"_s));
        const auto rows = allRows(**reader, {}, true);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().reason, RejectReason::Mismatch);
    }

    void saysWhichLinesAreBad()
    {
        const QByteArray good = "{\"received_at\":\"2026-05-01T12:00:00Z\",\"body\":\"{}\",\"environment\":\"../x\",\"seq\":99999999999999}\n";
        const QString file = put("mixed.ndjson", good + "nonsense\n\n{\"seq\":1}\n" + good + "{\"body\":\"x\"");
        QTemporaryDir data;
        const auto report = importEvents({{data.path()}, file, {}}, fromMillis(7), always);
        QVERIFY(report.has_value());
        QCOMPARE(report->info.events, 1);
        QCOMPARE(report->deliveries, 1); // the same bytes again
        QCOMPARE(report->info.bad, 3);
        QCOMPARE(report->faults.size(), 3);
        QCOMPARE(report->faults.first().line, 2);
        QCOMPARE(report->faults.last().line, 6);
        QCOMPARE(report->info.masking, ImportMasking::Unknown);
        const auto reader = StoreReader::open(importPaths({data.path()}, report->info.name));
        QCOMPARE(allRows(**reader).first().environment, u"imported"_s);
        QCOMPARE(allRows(**reader).first().seq, 1);
        QCOMPARE(imports({data.path()}), QVector<ImportInfo>{report->info});
    }

    void hostileFilesDoNoHarm_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray line = "{\"received_at\":\"2026-05-01T12:00:00Z\",\"body\":\"x\"}\n";
        QTest::newRow("deep") << QByteArray("[").repeated(1'000'000) + '\n' + line;
        QTest::newRow("deep har") << "{\"log\":{\"entries\":[{\"a\":" + QByteArray("[").repeated(1'000'000);
        QTest::newRow("NULs") << QByteArray(100'000, '\0') + '\n' + line;
        QTest::newRow("one endless line") << QByteArray(80 * 1024 * 1024, 'x');
        QTest::newRow("huge numbers") << QByteArray("{\"received_at\":\"2026-05-01T12:00:00Z\",\"body\":\"x\",\"seq\":1e400,\"deliveries\":-1,\"answered\":1.5}\n");
        QTest::newRow("times without sense") << QByteArray("{\"received_at\":\"9999-12-31T23:59:59Z\",\"body\":\"x\"}\n{\"received_at\":\"0001-01-01\",\"body\":\"y\"}\n");
        QTest::newRow("many environments") << [&] {
            QByteArray all;
            for (int i = 0; i < 3000; ++i)
                all += "{\"received_at\":\"2026-05-01T12:00:00Z\",\"body\":\"" + QByteArray::number(i) + "\",\"environment\":\"env" + QByteArray::number(i) + "\"}\n";
            return all;
        }();
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a database") << fileBytes(m_store.paths().database()).left(200'000);
    }

    void hostileFilesDoNoHarm()
    {
        QFETCH(QByteArray, bytes);
        const QString file = put("hostile", bytes);
        QTemporaryDir data;
        const auto report = importEvents({{data.path()}, file, u"x"_s}, fromMillis(7), always);
        if (report) {
            QVERIFY(report->info.events > 0);
            const auto reader = StoreReader::open(importPaths({data.path()}, u"x"_s));
            QVERIFY(reader.has_value());
            QCOMPARE(qint64(allRows(**reader).size()), report->info.events);
            QVERIFY((*reader)->environments()->size() <= 1001);
        } else {
            QCOMPARE(report.error().code, u"import-nothing"_s);
            QVERIFY(QDir(data.filePath(u"imports"_s)).isEmpty());
        }
    }

    void failsWithoutATrace()
    {
        const QByteArray line = "{\"received_at\":\"2026-05-01T12:00:00Z\",\"body\":\"x\"}\n";
        const QString file = put("lines", line.repeated(200'000));
        QTemporaryDir data;
        const StorePaths paths{data.path()};
        const auto error = [](const Result<ImportReport> &report) { return report ? QString() : report.error().code; };
        QCOMPARE(error(importEvents({paths, file, u"x"_s}, fromMillis(7), [](qint64 done, qint64) { return done < 1'000'000; })), u"import-cancelled"_s);
        QVERIFY(QDir(data.filePath(u"imports"_s)).isEmpty());
        QCOMPARE(error(importEvents({paths, u"/nowhere/x"_s, {}}, fromMillis(7), always)), u"import-file"_s);
        QCOMPARE(error(importEvents({paths, data.path(), {}}, fromMillis(7), always)), u"import-file"_s);
        for (const QString &name : {u"../x"_s, u"a/b"_s, u".."_s, u".x"_s})
            QCOMPARE(error(importEvents({paths, file, name}, fromMillis(7), always)), u"import-name"_s);
    }

    void keepsImportsApart()
    {
        const QString file = put("twice.ndjson", "{\"received_at\":\"2026-05-01T12:00:00Z\",\"body\":\"x\",\"masked\":true}\n");
        QTemporaryDir data;
        const StorePaths paths{data.path()};
        QCOMPARE(importEvents({paths, file, {}}, fromMillis(7), always)->info.name, u"twice.ndjson"_s);
        QCOMPARE(importEvents({paths, file, {}}, fromMillis(7), always)->info.name, u"twice.ndjson-2"_s);
        QCOMPARE(importEvents({paths, file, u"twice.ndjson"_s}, fromMillis(7), always).error().code, u"import-exists"_s);
        QCOMPARE(imports(paths).size(), 2);
        QVERIFY(!QFile::exists(paths.database()));
        QVERIFY(importSentence(imports(paths).first()).contains(u"twice.ndjson on 1970-01-01 00:00 UTC"_s));
        QCOMPARE(QFileInfo(importPaths(paths, u"twice.ndjson"_s).folder).permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    }

    void removesOnlyItsOwn()
    {
        const QString file = put("gone", "{\"received_at\":\"2026-05-01T12:00:00Z\",\"body\":\"x\"}\n");
        QTemporaryDir data;
        const StorePaths paths{data.path()};
        QVERIFY(importEvents({paths, file, u"a"_s}, fromMillis(7), always).has_value());
        QVERIFY(importEvents({paths, file, u"b"_s}, fromMillis(7), always).has_value());
        QVERIFY(QFile::copy(file, data.filePath(u"imports/b/mine"_s)));
        QVERIFY(QFile::link(data.filePath(u"imports/b"_s), data.filePath(u"imports/link"_s)));
        QVERIFY(removeImport(paths, u"a"_s).has_value());
        QCOMPARE(removeImport(paths, u"a"_s).error().code, u"import"_s);
        QCOMPARE(removeImport(paths, u"../imports"_s).error().code, u"import-name"_s);
        QCOMPARE(removeImport(paths, u"link"_s).error().code, u"import"_s);
        QCOMPARE(removeImport(paths, u"b"_s).error().code, u"import-remove"_s);
        QVERIFY(QFile::exists(data.filePath(u"imports/b/mine"_s)));
    }

    void importsInTheBackground()
    {
        const QString file = put("bg", "{\"received_at\":\"2026-05-01T12:00:00Z\",\"body\":\"x\"}\n");
        QTemporaryDir data;
        EventImporter importer;
        QSignalSpy finished(&importer, &EventImporter::finished);
        importer.start({{data.path()}, file, {}});
        QVERIFY(finished.wait(20'000));
        QCOMPARE((finished.last().first().value<tl::expected<ImportReport, Error>>()->info.events), 1);
    }

private:
    ExportRequest to(const QString &name, ExportFormat format)
    {
        ExportRequest request;
        request.file = m_out.filePath(name);
        request.format = format;
        request.masked = false;
        return request;
    }
    QString put(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_out.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    QString put(const char *name, const QByteArray &bytes) { return put(QString::fromLatin1(name), bytes); }

    Store m_store;
    QTemporaryDir m_out;
};

QTEST_GUILESS_MAIN(EventExporterTest)
#include "tst_eventexporter.moc"

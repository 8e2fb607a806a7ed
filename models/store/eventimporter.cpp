// SPDX-License-Identifier: Apache-2.0
#include "models/store/eventimporter.h"

#include "models/domain/importsplitter.h"
#include "models/store/importstore.h"
#include "models/store/replyto.h"

#include <QFile>
#include <QFileInfo>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 chunkSize = 256 * 1024;
constexpr qsizetype mostFaults = 100;
constexpr qsizetype largestBody = 32 * 1024 * 1024;

/// Reads pieces into a store and counts.
class Import
{
public:
    Import(ImportFormat format, ImportStore &store, ImportReport &report) : m_splitter(format), m_format(format), m_store(store), m_report(report) {}

    [[nodiscard]] Result<void> feed(const QByteArray &bytes)
    {
        m_splitter.feed(bytes);
        return take();
    }
    [[nodiscard]] Result<void> end()
    {
        m_splitter.end();
        m_report.brokenOff = !m_splitter.whole();
        return take();
    }

private:
    Result<void> take()
    {
        while (const auto piece = m_splitter.next())
            if (const auto taken = take(*piece); !taken)
                return taken;
        return {};
    }

    Result<void> take(const ImportSplitter::Piece &piece)
    {
        if (piece.tooLong)
            return bad(piece.line, u"longer than 64 MiB"_s);
        Result<std::optional<ImportedEvent>> event = std::nullopt;
        if (m_format == ImportFormat::Har)
            event = readHarEntry(piece.text);
        else
            event = readEventLine(piece.text).map([](ImportedEvent &&read) { return std::make_optional(std::move(read)); });
        if (!event)
            return bad(piece.line, event.error().detail);
        if (!*event) {
            ++m_report.skipped;
            return {};
        }
        if ((*event)->body.size() > largestBody)
            return bad(piece.line, u"a body over 32 MiB"_s);
        const auto outcome = m_store.add(**event);
        if (!outcome)
            return tl::unexpected<Error>(outcome.error());
        m_report.info.events += *outcome == ImportStore::Outcome::Event ? 1 : 0;
        m_report.info.rejected += *outcome == ImportStore::Outcome::Rejected ? 1 : 0;
        m_report.deliveries += *outcome == ImportStore::Outcome::Delivery ? 1 : 0;
        note((*event)->masked);
        return {};
    }

    Result<void> bad(qint64 line, const QString &reason)
    {
        if (m_report.faults.size() < mostFaults)
            m_report.faults.append({line, reason});
        ++m_report.info.bad;
        return {};
    }

    void note(std::optional<bool> masked)
    {
        const ImportMasking one = !masked ? ImportMasking::Unknown : *masked ? ImportMasking::Masked : ImportMasking::Unmasked;
        m_report.info.masking = m_any && m_report.info.masking != one ? ImportMasking::Mixed : one;
        m_any = true;
    }

    ImportSplitter m_splitter;
    ImportFormat m_format;
    ImportStore &m_store;
    ImportReport &m_report;
    bool m_any = false;
};

Result<void> readAll(QFile &file, const StorePaths &paths, const ImportProgress &progress, ImportReport &report)
{
    auto store = ImportStore::create(paths);
    if (!store)
        return tl::unexpected<Error>(store.error());
    QByteArray bytes = file.read(chunkSize);
    Import import(importFormatOf(bytes), **store, report);
    qint64 done = 0;
    while (!bytes.isEmpty()) {
        done += bytes.size();
        if (!progress(done, file.size()))
            return failure(ErrorKind::Cancelled, u"import-cancelled"_s);
        if (const auto fed = import.feed(bytes); !fed)
            return fed;
        bytes = file.read(chunkSize);
    }
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorKind::NotFound, u"import-file"_s, file.errorString());
    if (const auto ended = import.end(); !ended)
        return ended;
    return (*store)->finish();
}

} // namespace

Result<ImportReport> importEvents(const ImportRequest &request, Timestamp now, const ImportProgress &progress)
{
    QFile file(request.file);
    if (QFileInfo(request.file).isDir() || !file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::NotFound, u"import-file"_s, request.file);
    ImportReport report;
    report.info.source = QFileInfo(request.file).fileName();
    report.info.at = now;
    const auto name = makeImportFolder(request.data, request.name, report.info.source);
    if (!name)
        return tl::unexpected<Error>(name.error());
    report.info.name = *name;
    const StorePaths paths = importPaths(request.data, *name);
    Result<void> read = readAll(file, paths, progress, report);
    if (read && report.info.events + report.info.rejected == 0)
        read = failure(ErrorKind::InvalidInput, u"import-nothing"_s,
                       report.faults.isEmpty() ? QString() : u"line %1: %2"_s.arg(QString::number(report.faults.first().line), report.faults.first().reason));
    if (read)
        read = saveImportInfo(paths, report.info);
    if (read)
        return report;
    (void)removeImport(request.data, *name); // a half import is worse than none
    return tl::unexpected<Error>(read.error());
}

void EventImporter::start(const ImportRequest &request)
{
    m_job.run([this, request, reply = ReplyTo(this)](const std::function<bool()> &goOn) {
        ProgressPace pace;
        const auto progress = [&](qint64 done, qint64 total) {
            if (pace.due())
                reply.post([this, done, total] { Q_EMIT progressed(done, total); });
            return goOn();
        };
        const Result<ImportReport> report = importEvents(request, SystemClock().now(), progress);
        reply.post([this, report] { Q_EMIT finished(report); });
    });
}

} // namespace console

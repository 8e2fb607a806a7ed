// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventexporter.h"

#include "models/domain/masking.h"
#include "models/store/exportfile.h"
#include "models/store/replyto.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// The numbers to write, in order, without a list of them.
class Numbers
{
public:
    [[nodiscard]] static Result<Numbers> find(StoreReader &reader, const ExportRequest &request, const ExportProgress &progress)
    {
        Numbers numbers(request);
        if (!request.seqs.isEmpty())
            return numbers;
        const auto version = reader.version();
        if (!version)
            return tl::unexpected<Error>(version.error());
        const qint64 last = request.filter.wantsRejected() ? version->rejected : version->events;
        const auto found = reader.collectHits(request.filter, request.environment, 1, last, numbers.m_hits,
                                              [&progress] { return progress(0, -1); });
        if (!found)
            return tl::unexpected<Error>(found.error());
        return numbers;
    }
    [[nodiscard]] qint64 count() const
    {
        const qint64 all = m_request.seqs.isEmpty() ? m_hits.count() : m_request.seqs.size();
        return m_request.limit < 0 ? all : std::min(all, m_request.limit);
    }
    [[nodiscard]] qint64 at(qint64 position) const
    {
        if (!m_request.seqs.isEmpty())
            return m_request.seqs.at(position);
        return m_hits.at(m_request.newest ? m_hits.count() - 1 - position : position);
    }

private:
    explicit Numbers(const ExportRequest &request) : m_request(request) {}
    const ExportRequest &m_request;
    HitSet m_hits;
};

/// One format into one file.
class Writer
{
public:
    Writer(const ExportRequest &request, ExportFile &file, QHash<QString, QString> paths)
        : m_format(request.format), m_file(file), m_paths(std::move(paths))
    {
    }

    [[nodiscard]] Result<void> begin(const QString &programVersion)
    {
        switch (m_format) {
        case ExportFormat::Csv: return m_file.write(eventCsvHeading());
        case ExportFormat::Har: return m_file.write(harHead(programVersion));
        case ExportFormat::Ndjson: break;
        }
        return {};
    }
    [[nodiscard]] Result<void> add(const ExportedEvent &event)
    {
        const bool first = !std::exchange(m_any, true);
        switch (m_format) {
        case ExportFormat::Csv: return m_file.write(eventCsvLine(event.row));
        case ExportFormat::Har:
            return m_file.write((first ? QByteArray() : QByteArrayLiteral(","))
                                + harEntry(event, receivedAt(event, m_paths.value(event.row.environment))));
        case ExportFormat::Ndjson: break;
        }
        return m_file.write(exportLine(event));
    }
    [[nodiscard]] Result<void> end() { return m_format == ExportFormat::Har ? m_file.write(harTail()) : Result<void>(); }

private:
    ExportFormat m_format;
    ExportFile &m_file;
    QHash<QString, QString> m_paths; ///< of listeners, by environment
    bool m_any = false;
};

Result<QHash<QString, QString>> listenerPaths(StoreReader &reader)
{
    const auto environments = reader.environments();
    if (!environments)
        return tl::unexpected<Error>(environments.error());
    QHash<QString, QString> paths;
    for (const Environment &environment : *environments)
        paths.insert(environment.name, environment.listenerPath);
    return paths;
}

/// A table needs no body, and reading bodies is what takes the time.
Result<EventDetail> detailFor(StoreReader &reader, const ExportRequest &request, qint64 seq, bool rejected)
{
    if (request.format != ExportFormat::Csv)
        return reader.eventDetail(seq, rejected);
    const auto rows = reader.eventRows({seq}, rejected);
    if (!rows)
        return tl::unexpected<Error>(rows.error());
    if (rows->isEmpty() || rows->first().seq == 0)
        return failure(ErrorKind::NotFound, u"event"_s);
    return EventDetail{rows->first(), {}, {}};
}

} // namespace

Result<ExportOutcome> writeExport(StoreReader &reader, const ExportRequest &request, const ExportProgress &progress)
{
    // Before the search: who may not write there should not wait for its end.
    auto file = ExportFile::create(request.file);
    const auto paths = listenerPaths(reader);
    if (!file || !paths)
        return tl::unexpected<Error>(file ? paths.error() : file.error());
    const auto numbers = Numbers::find(reader, request, progress);
    if (!numbers)
        return tl::unexpected<Error>(numbers.error());
    const bool rejected = request.seqs.isEmpty() ? request.filter.wantsRejected() : request.rejected;
    Masker masker;
    Writer writer(request, **file, *paths);
    ExportOutcome outcome;
    if (const auto begun = writer.begin(request.programVersion); !begun)
        return tl::unexpected<Error>(begun.error());
    for (qint64 position = 0; position < numbers->count(); ++position) {
        if (!progress(position, numbers->count()))
            return failure(ErrorKind::Cancelled, u"export-cancelled"_s);
        auto detail = detailFor(reader, request, numbers->at(position), rejected);
        if (!detail && detail.error().kind == ErrorKind::NotFound)
            continue; // removed since it was found
        if (!detail)
            return tl::unexpected<Error>(detail.error());
        if (const auto written = writer.add(exported(std::move(*detail), request.masked ? &masker : nullptr)); !written)
            return tl::unexpected<Error>(written.error());
        ++outcome.events;
    }
    Result<void> ended = writer.end();
    if (ended)
        ended = (*file)->commit();
    if (!ended)
        return tl::unexpected<Error>(ended.error());
    outcome.bytes = (*file)->bytes();
    return outcome;
}

EventExporter::EventExporter(StorePaths paths, QObject *parent) : QObject(parent), m_paths(std::move(paths))
{
}

void EventExporter::start(const ExportRequest &request)
{
    m_running = true;
    m_job.run([this, request, paths = m_paths, reply = ReplyTo(this)](const std::function<bool()> &goOn) {
        ProgressPace pace;
        const auto progress = [&](qint64 done, qint64 total) {
            if (pace.due())
                reply.post([this, done, total] { Q_EMIT progressed(done, total); });
            return goOn();
        };
        const auto reader = StoreReader::open(paths);
        const Result<ExportOutcome> outcome = reader ? writeExport(**reader, request, progress) : tl::unexpected<Error>(reader.error());
        reply.post([this, outcome] {
            m_running = false;
            Q_EMIT finished(outcome);
        });
    });
}

} // namespace console

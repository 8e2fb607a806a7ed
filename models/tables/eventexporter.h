// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/eventexport.h"
#include "models/domain/filter.h"
#include "models/store/backgroundjob.h"
#include "models/store/storereader.h"

#include <QObject>

namespace console {

/// What to write, and where to. The file is never named by an event.
struct ExportRequest
{
    ExportFormat format = ExportFormat::Ndjson;
    bool masked = true;
    QString file; ///< `-`: standard output
    QString environment; ///< empty: all
    Filter filter;
    QVector<qint64> seqs; ///< just these, in this order, instead of what the filter lets through
    bool rejected = false; ///< what `seqs` number
    bool newest = false;   ///< newest first
    qint64 limit = -1;     ///< at most so many; negative: all
    QString programVersion;
};

struct ExportOutcome
{
    qint64 events = 0;
    qint64 bytes = 0;
    bool operator==(const ExportOutcome &) const = default;
};

/// Tells how far it is (`total` -1 while it searches); false ends it with Cancelled.
using ExportProgress = std::function<bool(qint64 done, qint64 total)>;

/// Writes the file on the calling thread, an event at a time: memory does not grow with the number of events. Errors: of
/// the store, of ExportFile, Cancelled; then no file is left.
[[nodiscard]] Result<ExportOutcome> writeExport(StoreReader &reader, const ExportRequest &request, const ExportProgress &progress);

/// The same on a thread and a connection of its own. One export at a time. Lives on the GUI or main thread; destroying it
/// cancels.
class EventExporter : public QObject
{
    Q_OBJECT
public:
    explicit EventExporter(StorePaths paths, QObject *parent = nullptr);

    /// Exactly one `finished` follows, never inside start().
    void start(const ExportRequest &request);
    void cancel() { m_job.cancel(); }
    [[nodiscard]] bool running() const { return m_running; }

Q_SIGNALS:
    /// At most ten times a second.
    void progressed(qint64 done, qint64 total);
    void finished(const tl::expected<console::ExportOutcome, console::Error> &outcome);

private:
    StorePaths m_paths;
    bool m_running = false;
    BackgroundJob m_job; ///< the last: joined before anything else goes
};

} // namespace console

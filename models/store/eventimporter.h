// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/backgroundjob.h"
#include "models/store/importfolder.h"

#include <QObject>

namespace console {

struct ImportRequest
{
    StorePaths data;  ///< the import's folder is made below
    QString file;
    QString name; ///< empty: made of the file's
};

/// A line (or entry) that could not be read.
struct ImportFault
{
    qint64 line = 0;
    QString reason; ///< one line of text
    bool operator==(const ImportFault &) const = default;
};

struct ImportReport
{
    ImportInfo info;
    qint64 deliveries = 0;       ///< of events that came before in the file
    qint64 skipped = 0;          ///< entries of a HAR that are no POST with a body
    QVector<ImportFault> faults; ///< the first hundred of info.bad
    bool brokenOff = false;      ///< the file ends before its end
    bool operator==(const ImportReport &) const = default;
};

/// `done` and `total` in bytes of the file; false ends it with Cancelled.
using ImportProgress = std::function<bool(qint64 done, qint64 total)>;

/// Reads a file (NDJSON or HAR, told apart by its beginning) into a new store of its own, on the calling thread; what
/// cannot be read is counted and named, the rest is imported. Memory is bounded by the longest line (64 MiB). Errors: NotFound
/// `import-file`, InvalidInput `import-nothing` (no event in it), those of makeImportFolder and ImportStore, Cancelled; then
/// nothing is left of it.
[[nodiscard]] Result<ImportReport> importEvents(const ImportRequest &request, Timestamp now, const ImportProgress &progress);

/// The same on a thread of its own. One import at a time. Lives on the GUI or main thread; destroying it cancels.
class EventImporter : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Exactly one `finished` follows, never inside start().
    void start(const ImportRequest &request);
    void cancel() { m_job.cancel(); }

Q_SIGNALS:
    /// At most ten times a second.
    void progressed(qint64 done, qint64 total);
    void finished(const tl::expected<console::ImportReport, console::Error> &report);

private:
    BackgroundJob m_job;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/environment.h"
#include "models/domain/event.h"
#include "models/domain/filter.h"
#include "models/domain/flow.h"
#include "models/domain/hitset.h"
#include "models/domain/integration.h"
#include "models/domain/listening.h"
#include "models/domain/record.h"
#include "models/domain/run.h"
#include "models/store/storepaths.h"
#include "models/store/storewatch.h"

#include <QHash>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace console {

class HitSorter;

/// One bar of the event volume: counts within [start, start + width).
struct VolumeBar
{
    Timestamp start;
    qint64 verified = 0;
    qint64 unchecked = 0;
    qint64 rejected = 0;
};

/// Figures of the Overview and the page headings.
struct EventTotals
{
    qint64 stored = 0; ///< events, without rejected
    qint64 rejected = 0; ///< those that are kept
    qint64 unchecked = 0;
    qint64 lastHour = 0; ///< events of the last 59 to 60 minutes: counted by whole minutes
    std::optional<Timestamp> lastAt;
    std::optional<QString> lastRejectReason;
    std::optional<Timestamp> lastRejectedAt;
};

/// One entry of an integration's history with its event.
struct HistoryRow
{
    FieldChange change;
    qint64 eventSeq = 0;
};

/// Which records to list; empty members do not restrict.
struct RecordQuery
{
    QString environment;
    QString integrationId;
    QString model;
    QString text; ///< part of id or label, case-insensitive
    bool withJson = false;
    qint64 afterKey = 0; ///< keyset: rows with a greater key
    int limit = 256;
};

/// How a search goes on; asked after each part, at most some milliseconds of work apart.
enum class SearchPace { GoOn, Enough, Cancel };

/// A part of the numbers, and which of them match.
struct HitStretch
{
    qint64 from = 1; ///< looked at is [from, to]
    qint64 to = 0;
    HitSet hits;
};

/// An empty environment, integration or model stands for all.
/// Reads a store on a read-only connection: each call one short statement (or a few), no transaction left open.
/// Belongs to the thread that made it. The file may be written by another process meanwhile. Wherever an environment is
/// asked for, an empty name means all of them.
class StoreReader
{
public:
    /// Errors: NotFound `store-missing` (nothing was ever stored), StorageDamaged, Storage. A newer schema opens as far as
    /// its tables can be read, with newerSchema() == true.
    [[nodiscard]] static Result<std::unique_ptr<StoreReader>> open(const StorePaths &paths);
    ~StoreReader();

    [[nodiscard]] bool newerSchema() const;
    [[nodiscard]] Result<StoreVersion> version();
    /// Changes when another connection committed (`PRAGMA data_version`).
    [[nodiscard]] qint64 dataVersion();

    [[nodiscard]] Result<QVector<Environment>> environments();
    [[nodiscard]] Result<QString> setting(const QString &key);

    // Events. Ranges are by number: [from, to].
    /// Adds the numbers of matching events in [from, to] to `hits`, ascending. `keepOn` is asked every few thousand rows;
    /// false ends with Cancelled. For a filter that wantsRejected() the numbers are those of rejected deliveries.
    [[nodiscard]] Result<void> collectHits(const Filter &filter, const QString &environment, qint64 from, qint64 to,
                                           HitSet &hits, const std::function<bool()> &keepOn);
    /// As collectHits, from either end, for as long as `pace` (told how many were found so far) wants it. What is given is
    /// whole: when it ends before all was looked at, the stretch is the part from `to` downwards (or `from` upwards).
    [[nodiscard]] Result<HitStretch> searchHits(const Filter &filter, const QString &environment, qint64 from, qint64 to,
                                                bool newestFirst, const std::function<SearchPace(qint64 found)> &pace);
    /// Goes on with sorting hits (of rejected deliveries when `rejected`) for as long as `pace` wants it, told how many numbers
    /// were passed in this call. true: all are in, result() can be taken.
    [[nodiscard]] Result<bool> sortHits(HitSorter &sorter, bool rejected, const std::function<SearchPace(qint64 passed)> &pace);
    /// Lowest and highest number there is; first > second: none.
    [[nodiscard]] Result<std::pair<qint64, qint64>> eventSpan(bool rejected);
    /// Rows by number, in the order given; a number that is gone gives a row with seq 0.
    [[nodiscard]] Result<QVector<EventRow>> eventRows(const QVector<qint64> &seqs, bool rejected);
    [[nodiscard]] Result<EventDetail> eventDetail(qint64 seq, bool rejected);
    [[nodiscard]] Result<QByteArray> eventBody(qint64 seq, bool rejected);
    /// Numbers of the pinned events, ascending.
    [[nodiscard]] Result<QVector<qint64>> pinned(const QString &environment);
    /// Matching rows with seq > after, ascending, at most `limit`; or with `newest` the last `limit`, ascending.
    [[nodiscard]] Result<QVector<EventRow>> eventsAfter(const Filter &filter, const QString &environment, qint64 after,
                                                        int limit, bool newest = false);
    [[nodiscard]] Result<EventTotals> totals(const QString &environment, Timestamp now);
    /// Bars covering [from, to), each `width` wide, empty ones included. Counted by whole minutes of receipt (by hours
    /// where `from` and `width` are whole hours): finer bars show a minute's events in the bar of its start. Rejected
    /// ones stay counted after their rows went. Errors: InvalidInput `volume-range` (no width, or over 100,000 bars).
    [[nodiscard]] Result<QVector<VolumeBar>> volume(const QString &environment, Timestamp from, Timestamp to, Millis width);
    /// The counters in these bars, by verdict and category. Counted by whole minutes of receipt (by hours where every edge is
    /// a whole hour, or over more than 40 days): what an edge cuts belongs to the bar of its start. Rejected ones
    /// stay counted after their rows went.
    [[nodiscard]] Result<FlowCounts> flow(const QString &environment, const FlowGrid &grid);
    /// Starts of the first and the last minute that have counts; nullopt: nothing was ever counted.
    [[nodiscard]] Result<std::optional<std::pair<Timestamp, Timestamp>>> flowExtent(const QString &environment);
    /// Adds what matches among the numbers [from, to], newest first, for as long as `pace` wants it; returns the lowest
    /// number that was looked at (to + 1: none). Exact to the millisecond. For a filter that wantsRejected() the numbers
    /// are those of rejected deliveries.
    [[nodiscard]] Result<qint64> countFlow(const Filter &filter, const QString &environment, qint64 from, qint64 to,
                                           FlowCounts &counts, const std::function<SearchPace(qint64 found)> &pace);
    /// When nothing listened within [from, to): see listenerGaps().
    [[nodiscard]] Result<ListenerGaps> listenerGaps(Timestamp from, Timestamp to, Timestamp now);
    /// Event types in the store with their counts.
    [[nodiscard]] Result<QVector<std::pair<QString, qint64>>> eventTypes(const QString &environment);

    // Integrations.
    [[nodiscard]] Result<QVector<Integration>> integrations(const QString &environment);
    [[nodiscard]] Result<Integration> integration(const QString &environment, const QString &id);
    /// Newest first.
    [[nodiscard]] Result<QVector<HistoryRow>> history(const QString &environment, const QString &integrationId, int limit);

    // Runs.
    /// Newest first.
    [[nodiscard]] Result<QVector<RunRow>> runs(const QString &environment, int limit);
    [[nodiscard]] Result<RunRow> run(qint64 id);
    /// By endpoint path: the start of the last complete read of it.
    [[nodiscard]] Result<QHash<QString, Timestamp>> watermarks(const QString &environment, const QString &integrationId);

    // Records.
    [[nodiscard]] Result<QVector<RecordRow>> records(const RecordQuery &query);
    [[nodiscard]] Result<QVector<std::pair<QString, qint64>>> recordModels(const QString &environment, const QString &integrationId);
    [[nodiscard]] Result<RecordRow> record(qint64 key);
    /// Newest first, the present one included.
    [[nodiscard]] Result<QVector<RecordVersion>> recordVersions(qint64 key);

    class Private; ///< shared by the sources of this class

private:
    explicit StoreReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace console

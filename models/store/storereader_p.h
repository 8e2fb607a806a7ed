// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/sqlitedatabase.h"
#include "models/store/storereader.h"

#include <span>

namespace console {

class EventSearch;
class StoreFacts;

/// What the parts of StoreReader share: the connection and the texts of interned names (they never change).
class StoreReader::Private
{
public:
    Private();
    ~Private();

    std::unique_ptr<SqliteDatabase> database;
    bool newer = false;

    /// Runs a statement; on failure the Error of it.
    [[nodiscard]] Result<SqlQuery *> run(const char *name, const QVariantList &values = {});
    /// After the last row: whether it was the end, or an error in the middle.
    [[nodiscard]] Result<void> ended(SqlQuery &query);
    template <class T> [[nodiscard]] Result<T> ended(SqlQuery &query, const T &value)
    {
        return ended(query).map([&value] { return value; });
    }
    /// The text of an interned name; null for 0.
    [[nodiscard]] Result<QString> name(qint64 id);
    /// The number of a name; nullopt when nothing of that name was ever stored.
    [[nodiscard]] Result<std::optional<qint64>> nameId(const QString &text);
    /// For statements where -1 stands for all: the number of the name, -1 for an empty one, -2 for one that is not there.
    [[nodiscard]] Result<qint64> idOrAll(const QString &text);
    [[nodiscard]] Result<std::pair<qint64, qint64>> span(bool rejected);

    /// Gives the numbers of matching events in [from, to], piece by piece from either end, as bits: `words` are the 64
    /// numbers from `first` on and so forth.
    struct Scan
    {
        qint64 from = 0;
        qint64 to = 0;
        bool descending = false;
        qint64 limit = 0; ///< 0: no limit
        std::function<bool()> keepOn;      ///< false ends it with Cancelled, at any place
        std::function<bool()> enough = {}; ///< asked behind each piece; true ends it there
        std::function<void(qint64 first, std::span<const std::uint64_t> words)> sink = {};
        std::function<void(qint64 low, qint64 high)> looked = {}; ///< a piece that was looked at to its end
    };
    [[nodiscard]] Result<void> scan(const Filter &filter, const QString &environment, const Scan &scan);
    [[nodiscard]] Result<bool> gapless(qint64 env);
    [[nodiscard]] Result<void> scanRejected(const Filter &filter, const QString &environment, const Scan &scan);
    [[nodiscard]] Result<EventRow> eventRow(const SqlQuery &query);
    [[nodiscard]] Result<EventRow> rejectedRow(const SqlQuery &query);
    [[nodiscard]] Result<RecordRow> recordRow(const SqlQuery &query);
    class FlowTally;
    [[nodiscard]] Result<void> tallyRows(qint64 from, qint64 to, const HitSet &hits, FlowTally &tally);
    [[nodiscard]] Result<void> tallyBlocks(qint64 from, qint64 to, const HitSet &hits, FlowTally &tally);
    [[nodiscard]] bool tallySlot(StoreFacts &facts, qint64 slot, const HitStretch &stretch, FlowTally &tally);
    /// Adds the hits of a stretch to the bars they were received in.
    [[nodiscard]] Result<void> countEvents(const HitStretch &stretch, FlowCounts &counts);
    [[nodiscard]] Result<void> countRejected(const HitStretch &stretch, FlowCounts &counts);
    [[nodiscard]] Result<void> readSteps(RunRow &run);
    [[nodiscard]] Result<void> readRange(qint64 from, qint64 to, bool rejected, QHash<qint64, EventRow> &rows);

    /// What scans keep from one to the next; made when first asked for.
    [[nodiscard]] EventSearch &searching();

private:
    QHash<qint64, QString> m_names;
    std::unique_ptr<EventSearch> m_search;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/index/eventindexwriter.h"
#include "models/store/indexedrow.h"
#include "models/store/sqlitedatabase.h"
#include "models/store/storepaths.h"

#include <QElapsedTimer>

namespace console {

/// How far the side index of a store is.
struct IndexStatus
{
    qint64 total = 0;      ///< numbers from the first to the last event
    qint64 indexed = 0;    ///< of them in the index; the newest ones (up to a slot) are read from the store
    bool building = false; ///< there is more that can be indexed now
    std::optional<Error> error; ///< why it does not go on; it is tried again
    int rebuilds = 0; ///< that a person asked for and that were begun
    bool operator==(const IndexStatus &) const = default;
};

/// Brings the side index of a store up to its events, in steps of some milliseconds with statements that are short. The
/// store is only read. Belongs to the thread that made it; the process holds the StoreLock.
class IndexBuild
{
public:
    /// Bytes of the disk that the index leaves to the store: deliveries come first.
    static constexpr qint64 leftFree = 64 * 1024 * 1024;
    /// Errors: those of the database and of EventIndexWriter::open.
    [[nodiscard]] static Result<std::unique_ptr<IndexBuild>> open(const StorePaths &paths, qint64 keepFree = leftFree);

    enum class Step { Worked, Checked, Idle };
    /// One piece of work: a batch of changed events, some events more of a slot, sealing it. Checked: nothing was left to
    /// do, so a slot that was there before was read for damage, each once, in no hurry. Idle: all is done for now.
    /// After an error this object is to be dropped and opened again. Errors: StorageFull `index-space`, those of open().
    [[nodiscard]] Result<Step> step();
    /// Throws away what was built.
    [[nodiscard]] Result<void> clear();
    [[nodiscard]] IndexStatus status() const;
    /// Changes up to this one are in the index. How many are kept behind it is the caller's choice.
    [[nodiscard]] qint64 appliedChange() const { return m_index->appliedChange(); }
    [[nodiscard]] const IndexedState &state() const { return m_state; }

private:
    IndexBuild(const StorePaths &paths, qint64 keepFree, std::unique_ptr<SqliteDatabase> database, QString identity)
        : m_paths(paths), m_keepFree(keepFree), m_database(std::move(database)), m_identity(std::move(identity))
    {
    }
    [[nodiscard]] Result<void> openIndex();
    [[nodiscard]] bool usable() const;
    [[nodiscard]] Result<void> tellApplied(qint64 change);
    [[nodiscard]] Result<void> applyChanges();
    [[nodiscard]] Result<void> applyChange(qint64 seq);
    [[nodiscard]] qint64 nextSlot() const;
    [[nodiscard]] bool hasRoom() const;
    [[nodiscard]] Result<Step> checkSlot();
    [[nodiscard]] Result<void> addPiece();
    [[nodiscard]] qint64 firstSlot() const { return indexSlotOf(m_state.first); }
    /// One behind the last slot that no new event goes into.
    [[nodiscard]] qint64 endSlot() const { return indexSlotOf(m_state.events + 1); }

    const StorePaths m_paths;
    const qint64 m_keepFree;
    std::unique_ptr<SqliteDatabase> m_database;
    const QString m_identity;
    std::unique_ptr<EventIndexWriter> m_index;
    IndexedState m_state;
    qint64 m_patched = 0; ///< change up to which all is in the columns; the index is told now and then: that takes a sync
    QElapsedTimer m_sinceTold;
    qint64 m_unchecked = 0; ///< slots below were there before and are still to be read for damage
    qint64 m_next = 0; ///< number to go on with in the slot that was begun
};

} // namespace console

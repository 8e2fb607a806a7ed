// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/index/eventindexreader.h"
#include "models/store/storereader_p.h"

#include <span>

namespace console {

/// The event index as one reader uses it: opened when there is one, and together with what it has not been told yet.
/// On the reader's thread.
class IndexView
{
public:
    IndexView(StoreReader::Private &store, QString file) : m_store(store), m_file(std::move(file)) {}

    /// At the start of each scan. Without an index that can be read the store is read instead, so there is no error.
    void refresh();
    /// Facts of this slot can be taken from the index. Too many changes make reading the store cheaper.
    [[nodiscard]] bool has(qint64 slot) const;
    /// This slot could not be read after all; it counts as missing until the next refresh().
    void giveUp(qint64 slot) { m_bad.push_back(slot); }
    /// Precondition: has() of some slot.
    [[nodiscard]] const EventIndexReader &reader() const { return *m_reader; }
    /// Numbers of this slot whose facts the index may not know yet, ascending.
    [[nodiscard]] std::span<const qint64> changed(qint64 slot) const;

private:
    [[nodiscard]] bool readChanges();

    StoreReader::Private &m_store;
    const QString m_file;
    std::unique_ptr<EventIndexReader> m_reader;
    qint64 m_applied = -1; ///< of the reader, when m_changed was begun
    qint64 m_seen = -1;    ///< changes up to here are in m_changed
    std::vector<qint64> m_changed;
    std::vector<qint64> m_bad;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/catalog.h"
#include "models/domain/time.h"

#include <QHash>

namespace console::sandbox {

/// What happened to a record since the world began. Only such records take memory.
struct RecordState
{
    std::optional<Timestamp> bornAt;    ///< appended while the world ran
    std::optional<Timestamp> changedAt; ///< its own properties; what `changed_at` shows
    std::optional<Timestamp> linkedAt;  ///< a link was added or removed: counts for `updated_after` only
    std::optional<Timestamp> deletedAt;
    quint32 version = 0;
    quint32 links = 0;
};

class RecordBook;

/// A record looked up: cheap to make, valid until its book changes.
struct Record
{
    const RecordBook *book = nullptr;
    const Model *model = nullptr;
    qint64 index = 0;
    quint64 key = 0;
    const RecordState *state = nullptr; ///< null: as it was when the world began

    [[nodiscard]] Timestamp createdAt() const;
    [[nodiscard]] Timestamp changedAt() const;
    [[nodiscard]] bool deleted() const { return state && state->deletedAt; }
    /// 14 days after its deletion Kombo nulls what is personal (documentation, data deletion).
    [[nodiscard]] bool anonymised(Timestamp now) const;
};

/// All records of one integration: made from numbers when asked for, remembered only when they changed. A value of the
/// world's thread; copying is cheap enough for tests only.
class RecordBook
{
public:
    /// `records` of each model. `epoch` is when the world began: everything older lies before it.
    RecordBook(const Catalog &catalog, quint64 seed, quint64 company, qint64 records, Timestamp epoch);

    [[nodiscard]] const Catalog &catalog() const { return *m_catalog; }
    [[nodiscard]] Timestamp epoch() const { return m_epoch; }
    [[nodiscard]] quint64 company() const { return m_company; }
    /// Records of a model, deleted ones included.
    [[nodiscard]] qint64 count(int model) const { return m_counts[static_cast<std::size_t>(model)]; }
    /// Records it began with.
    [[nodiscard]] qint64 firstCount() const { return m_firstCount; }

    [[nodiscard]] Record record(int model, qint64 index) const;
    /// The linked record; nullopt when the other side has none.
    [[nodiscard]] std::optional<Record> linked(const Record &from, const Relation &relation) const;
    /// When an `updated_after` last saw a difference: own change, own links, counted linked records (api facts, section
    /// 3).
    [[nodiscard]] Timestamp effectiveChange(const Record &record) const;

    qint64 append(int model, Timestamp at);
    void change(int model, qint64 index, Timestamp at);
    /// Other content with the old `changed_at`: what a delta cannot see.
    void changeSilently(int model, qint64 index);
    void relink(int model, qint64 index, Timestamp at);
    void remove(int model, qint64 index, Timestamp at);
    [[nodiscard]] qsizetype remembered() const { return m_states.size(); }

private:
    static quint64 place(int model, qint64 index)
    {
        return static_cast<quint64>(model) << 40 | static_cast<quint64>(index);
    }
    RecordState &state(int model, qint64 index) { return m_states[place(model, index)]; }

    const Catalog *m_catalog;
    Timestamp m_epoch;
    quint64 m_company;
    qint64 m_firstCount;
    std::vector<qint64> m_counts;
    std::vector<quint64> m_keys; ///< by model
    QHash<quint64, RecordState> m_states;
};

} // namespace console::sandbox

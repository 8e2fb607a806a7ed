// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/storereader_p.h"

#include <QByteArrayMatcher>

#include <unordered_map>
#include <utility>
#include <vector>

struct sqlite3_stmt;

namespace console {

/// A filter made ready for walking the event table: which columns are needed, what SQLite can decide itself, and what
/// was already found out about each interned text. Cheap terms are asked first; a body is read only when they leave it
/// open. Gives exactly what Filter::matches gives for the row as it is shown. Lives as long as one scan, on the reader's
/// thread.
class ScanPlan
{
public:
    /// `env`: the number of the environment, -1 for all, -2 for one that is not there.
    ScanPlan(StoreReader::Private &store, const Filter &filter, qint64 env);
    ~ScanPlan();
    ScanPlan(const ScanPlan &) = delete;
    ScanPlan &operator=(const ScanPlan &) = delete;

    /// Nothing can match.
    [[nodiscard]] bool impossible() const { return m_impossible; }
    /// Only events with a pin or comment can match: a scan costs what there are of them, however wide its range is.
    [[nodiscard]] bool onlyMarked() const { return m_onlyMarked; }
    /// Two places: first and last number.
    [[nodiscard]] QByteArray sql(bool descending) const;
    [[nodiscard]] bool matches(sqlite3_stmt *row);
    /// Lets go of what would keep a transaction open; matches() may go on after it.
    void pause();
    /// Bytes of bodies that were read since the last question.
    [[nodiscard]] qint64 takeBytesRead() { return std::exchange(m_bytesRead, 0); }
    /// Set when looking up a text failed; the scan must end.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    enum class Answer : unsigned char { Unknown, Yes, No };
    enum class Kind : unsigned char { Name, Number, Id, Group, Body };
    /// One term made ready.
    struct Check
    {
        Kind kind = Kind::Name;
        FilterKey source = FilterKey::Type; ///< which text of the row is meant; differs from the term's for a bare text
        FilterTerm term;                    ///< without its parts
        int column = 0;
        int cost = 0;
        std::vector<Answer> known;                    ///< of an interned text: by name.id
        std::unordered_map<quint64, Answer> fallback; ///< by environment and integration, where the event has no text
        QByteArray utf8;                              ///< of an id
        QByteArrayMatcher needle;                     ///< of a body
        std::vector<Check> parts;                     ///< of a group, cheapest first
    };

    void addTerm(const FilterTerm &term);
    void addVerdict(const FilterTerm &term);
    [[nodiscard]] bool addNumber(const FilterTerm &term);
    void addCondition(const QString &condition) { m_conditions.append(condition); }
    [[nodiscard]] Check ready(const FilterTerm &term);
    [[nodiscard]] Check readyText(const FilterTerm &term, FilterKey source);
    [[nodiscard]] Check readyGroup(const FilterTerm &term, std::vector<Check> parts);
    [[nodiscard]] int columnFor(const QString &name);
    [[nodiscard]] bool judged(Check &check, sqlite3_stmt *row);
    [[nodiscard]] bool groupHolds(Check &check, sqlite3_stmt *row);
    [[nodiscard]] bool nameHolds(Check &check, sqlite3_stmt *row);
    [[nodiscard]] bool fallbackHolds(Check &check, sqlite3_stmt *row);
    [[nodiscard]] bool idHolds(const Check &check, sqlite3_stmt *row) const;
    [[nodiscard]] bool numberHoldsFor(const Check &check, sqlite3_stmt *row) const;
    [[nodiscard]] bool bodyHolds(const Check &check, sqlite3_stmt *row);
    [[nodiscard]] bool readBody(qint64 seq);
    [[nodiscard]] QString knownText(FilterKey key, qint64 env, qint64 integration);

    StoreReader::Private &m_store;
    bool m_onlyMarked = false;
    bool m_impossible = false;
    QStringList m_columns{QStringLiteral("seq")};
    QStringList m_conditions;
    std::vector<Check> m_checks; ///< all must hold, cheapest first
    int m_envColumn = -1;
    int m_integrationColumn = -1;
    sqlite3_stmt *m_bodies = nullptr;
    qint64 m_bodyOf = -1; ///< the number whose body `m_bodies` stands on
    qint64 m_bytesRead = 0;
    std::optional<Error> m_error;
};

} // namespace console

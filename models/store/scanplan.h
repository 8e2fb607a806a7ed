// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/storereader_p.h"

#include <unordered_map>
#include <vector>

struct sqlite3_stmt;

namespace console {

/// A filter made ready for walking the event table: which columns are needed, what SQLite can decide itself, and what
/// was already found out about each interned text. Gives exactly what Filter::matches gives for the row as it is shown.
/// Lives as long as one scan, on the reader's thread.
class ScanPlan
{
public:
    /// `env`: the number of the environment, -1 for all, -2 for one that is not there.
    ScanPlan(StoreReader::Private &store, const Filter &filter, qint64 env);

    /// Nothing can match.
    [[nodiscard]] bool impossible() const { return m_impossible; }
    /// Two places: first and last number.
    [[nodiscard]] QByteArray sql(bool descending) const;
    [[nodiscard]] bool matches(sqlite3_stmt *row);
    /// Set when looking up a text failed; the scan must end.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    enum class Answer : unsigned char { Unknown, Yes, No };
    /// A term on an interned text.
    struct NameTerm
    {
        FilterTerm term;
        int column = 0;
        std::vector<Answer> known;                    ///< by name.id
        std::unordered_map<quint64, Answer> fallback; ///< by environment and integration, where the event has no text
    };
    struct IdTerm
    {
        FilterTerm term;
        QByteArray utf8;
    };

    void addTerm(const FilterTerm &term);
    void addVerdict(const FilterTerm &term);
    void addCondition(const QString &condition) { m_conditions.append(condition); }
    [[nodiscard]] int columnFor(const QString &name);
    [[nodiscard]] bool nameMatches(NameTerm &term, sqlite3_stmt *row);
    [[nodiscard]] bool fallbackMatches(NameTerm &term, sqlite3_stmt *row);
    [[nodiscard]] QString knownText(FilterKey key, qint64 env, qint64 integration);

    StoreReader::Private &m_store;
    qint64 m_env;
    bool m_impossible = false;
    QStringList m_columns{QStringLiteral("seq")};
    QStringList m_conditions;
    std::vector<NameTerm> m_names;
    std::vector<IdTerm> m_ids;
    int m_idColumn = -1;
    int m_envColumn = -1;
    int m_integrationColumn = -1;
    std::optional<Error> m_error;
};

} // namespace console

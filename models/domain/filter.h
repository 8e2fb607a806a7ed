// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/domain/error.h"

namespace console {

enum class FilterKey { Type, Id, Integration, Organization, Tool, Category, Verdict, Since, Until };

/// One `key:value` of a filter. Text is compared case-sensitively for ids and types, case-insensitively for
/// organization, tool, category, verdict; `*` matches any run of characters. Times are resolved at parse time.
struct FilterTerm
{
    FilterKey key = FilterKey::Type;
    QString value;
    bool wildcard = false;
    bool excluded = false;
    std::optional<Timestamp> time; ///< for since (inclusive) and until (exclusive)
    bool operator==(const FilterTerm &) const = default;
};

/// Terms that must all hold (contract: the smallest form of the filter language). Empty: everything but rejected.
struct Filter
{
    QVector<FilterTerm> terms;
    bool operator==(const Filter &) const = default;

    /// True when the filter asks for rejected deliveries (`verdict:rejected`).
    [[nodiscard]] bool wantsRejected() const;
    /// Everything holds for this row. Rejected rows match only when wantsRejected().
    [[nodiscard]] bool matches(const EventRow &row) const;
    /// Text that parses to the same filter.
    [[nodiscard]] QString text() const;
};

/// Terms joined by blanks; `-` before a term excludes; quotes around values with blanks. Errors: InvalidInput with code
/// `filter-syntax`, `filter-key`, `filter-time`, `filter-verdict`; `detail` names the place (1-based column) and what
/// is allowed there.
[[nodiscard]] Result<Filter> parseFilter(const QString &text, Timestamp now);

[[nodiscard]] QString filterKeyName(FilterKey key);
/// `value` with `*` as wildcard against `text`; exact code points.
[[nodiscard]] bool wildcardMatches(QStringView pattern, QStringView text, Qt::CaseSensitivity sensitivity);

} // namespace console

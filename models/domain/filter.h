// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/domain/error.h"

#include <functional>

namespace console {

enum class FilterKey {
    Type, Id, Integration, Organization, Tool, Category, Verdict, Since, Until,
    State, Deliveries, Size, Answer, Seq, Conflict,
    Body,    ///< part of the body, however JSON spells it: see bodySpellings()
    Pinned,  ///< what a person marked: yes or no
    Comment, ///< part of a person's note on the event; an empty value: no note
    Text, ///< a bare word or quoted text
    Any,  ///< a group: at least one of `parts` holds
    All   ///< a group: every one of `parts` holds
};

enum class FilterComparison { Equal, Less, LessOrEqual, Greater, GreaterOrEqual };

/// One `key:value` of a filter, a bare text, or a group of terms. Text is compared case-sensitively for ids, types and
/// bodies, case-insensitively for organization, tool, category, verdict, state, comments and bare texts; `*` matches any run
/// of characters (but in bodies, where it is a star), `\*` in quotes is a star. Times are resolved at parse time.
struct FilterTerm
{
    FilterKey key = FilterKey::Type;
    QString value;
    bool wildcard = false; ///< some star of `value` is one; otherwise all are stars
    bool excluded = false;
    std::optional<Timestamp> time;                          ///< for since (inclusive) and until (exclusive)
    FilterComparison comparison = FilterComparison::Equal; ///< for deliveries, size, answer, seq
    qint64 number = 0;                                      ///< what is compared with; for conflict and pinned 0 or 1
    QVector<FilterTerm> parts = {};                         ///< of a group: two or more
    QVector<qsizetype> plainStars = {};                     ///< beside wildcards: places in `value` of stars that are stars, ascending
    [[nodiscard]] bool isGroup() const { return key == FilterKey::Any || key == FilterKey::All; }
    /// A wildcard stands at this place of `value`.
    [[nodiscard]] bool isWildAt(qsizetype at) const;
    /// Nothing but wildcards.
    [[nodiscard]] bool isAnything() const;
    /// What stands between the wildcards, none of it empty; all of `value` where there are none.
    [[nodiscard]] QStringList runs() const;
    bool operator==(const FilterTerm &other) const;
};

/// Gives the bytes of the row's body. Called only when all cheaper terms leave it open.
using FilterBody = std::function<QByteArray()>;

/// Terms that must all hold (contract: the filter language). Empty: everything but rejected.
struct Filter
{
    QVector<FilterTerm> terms;
    bool operator==(const Filter &) const = default;

    /// True when only rejected deliveries can match (`verdict:rejected`): they are a series of their own.
    [[nodiscard]] bool wantsRejected() const;
    /// A term of this key is somewhere in the tree.
    [[nodiscard]] bool mentions(FilterKey key) const;
    /// Whether matches() may ask for the body.
    [[nodiscard]] bool needsBody() const { return mentions(FilterKey::Body); }
    /// Everything holds for this row. Rejected rows match only when wantsRejected(). Without `body` it is taken as empty.
    [[nodiscard]] bool matches(const EventRow &row, const FilterBody &body = {}) const;
    /// Text that parses to the same filter.
    [[nodiscard]] QString text() const;
};

/// What is wrong with a filter text, for underlining it where it is.
struct FilterProblem
{
    QString code;         ///< as Error::code of parseFilter
    qsizetype column = 1; ///< from 1, in UTF-16 units; one behind the end when something is missing there
    qsizetype length = 0; ///< units to underline; 0: something is missing at `column`
    QString what;         ///< what is wrong
    QString hint;         ///< what is allowed there
    QString meant = {};   ///< what the underlined text was probably meant to be; empty: nothing comes near
    bool operator==(const FilterProblem &) const = default;
};

/// `key:value` terms, bare words and quoted texts, joined by blanks or `and` (all hold), by `or` (binds weaker), with `-`
/// or `not` before what is excluded, and parentheses. Quotes around values with blanks. Groups are at most 32 deep.
[[nodiscard]] tl::expected<Filter, FilterProblem> readFilter(const QString &text, Timestamp now);
/// As readFilter. Errors: InvalidInput with code `filter-syntax`, `filter-key`, `filter-time`, `filter-verdict`,
/// `filter-number`, `filter-conflict` (yes or no), `filter-rejected`, `filter-depth`; `detail` names the place (1-based
/// column) and what is allowed there.
[[nodiscard]] Result<Filter> parseFilter(const QString &text, Timestamp now);

/// The keys a person can write, in the order in which to list them.
[[nodiscard]] const QVector<FilterKey> &filterKeys();
[[nodiscard]] QString filterKeyName(FilterKey key);
/// `pattern` with `*` as wildcard, but at `plainStars` (ascending), against `text`; exact code points.
[[nodiscard]] bool wildcardMatches(QStringView pattern, QStringView text, Qt::CaseSensitivity sensitivity,
                                   const QVector<qsizetype> &plainStars = {});

// Parts of the language that a store judges itself, so that each is defined once. `excluded` is not looked at.
/// A term on a text (type, id, integration, org, tool, category, state, comment, bare text) against one text.
[[nodiscard]] bool textHolds(const FilterTerm &term, QStringView text);
/// deliveries, size, answer, seq, conflict, pinned.
[[nodiscard]] bool numberHolds(const FilterTerm &term, qint64 number);
[[nodiscard]] bool timeHolds(const FilterTerm &term, Timestamp time);
[[nodiscard]] bool verdictHolds(const FilterTerm &term, Verdict verdict);
/// `value` as it stands for itself behind a colon: in quotes where it has to be, its stars escaped.
[[nodiscard]] QString quotedFilterValue(const QString &value);

} // namespace console

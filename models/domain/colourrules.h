// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"

namespace console {

/// The palette of rules; what a tone looks like is the theme's business.
enum class RuleTone { Red, Amber, Green, Blue, Violet, Grey };

/// Colours the rows that a filter lets through.
struct ColourRule
{
    QString name;   ///< said beside the colour: in tooltips and to screen readers
    QString filter; ///< as typed
    RuleTone tone = RuleTone::Grey;
    bool enabled = true;
    bool operator==(const ColourRule &) const = default;
};

inline constexpr qsizetype mostRules = 50;
inline constexpr qsizetype longestRuleName = 60;     ///< UTF-16 units, as of the filter
inline constexpr qsizetype longestRuleFilter = 1'000;

[[nodiscard]] const QVector<RuleTone> &ruleTones();
/// `red`, `amber`… in the text form.
[[nodiscard]] QString ruleToneName(RuleTone tone);
[[nodiscard]] std::optional<RuleTone> ruleToneFromName(QStringView name);

/// Under which the rules are kept in the settings, as text.
inline const QString rulesKey = QStringLiteral("events/rules");
/// What a new settings file begins with.
[[nodiscard]] QVector<ColourRule> defaultRules();

/// The filter of a rule: the filter language without what cannot be judged of a row alone or forever. Codes besides those
/// of readFilter: `rule-body` (a body: term), `rule-span` (a time that is counted from now), `rule-length`.
[[nodiscard]] tl::expected<Filter, FilterProblem> readRuleFilter(const QString &text);
/// Nothing restricts it: no term, or only such that hold for every event.
[[nodiscard]] bool matchesEveryEvent(const Filter &filter);
/// What is wrong with a rule as one sentence without its full stop; empty: nothing.
[[nodiscard]] QString ruleProblem(const ColourRule &rule);

/// The text form: {"version":1,"rules":[{"name","filter","tone","enabled"}]}, one line, in order.
[[nodiscard]] QByteArray rulesText(const QVector<ColourRule> &rules);
/// Rules are taken as they stand there, with filters that cannot be read too; unknown members are ignored. Errors:
/// InvalidInput `rules-text` with the place in `detail`.
[[nodiscard]] Result<QVector<ColourRule>> readRulesText(const QByteArray &text);

/// Rules made ready for judging rows: the first one that is on and lets the row through wins. A rule that cannot be read
/// is off. A value; match() may be called from one thread at a time.
class ColourRules
{
public:
    ColourRules() = default;
    explicit ColourRules(const QVector<ColourRule> &rules);

    [[nodiscard]] const QVector<ColourRule> &rules() const { return m_rules; }
    /// The index of the rule that colours the row; -1: none.
    [[nodiscard]] int match(const EventRow &row) const;
    /// Whether this rule alone lets the row through, on or off.
    [[nodiscard]] bool lets(qsizetype rule, const EventRow &row) const;

private:
    struct Ready
    {
        std::optional<Filter> filter;
        bool rejected = false; ///< looks at rejected deliveries, else at events
    };

    QVector<ColourRule> m_rules;
    QVector<Ready> m_ready; ///< one a rule
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "models/domain/colourrules.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int textVersion = 1;

constexpr std::array<std::pair<RuleTone, QStringView>, 6> tones{{
    {RuleTone::Red, u"red"},
    {RuleTone::Amber, u"amber"},
    {RuleTone::Green, u"green"},
    {RuleTone::Blue, u"blue"},
    {RuleTone::Violet, u"violet"},
    {RuleTone::Grey, u"grey"},
}};

QString tr(const char *source)
{
    return QCoreApplication::translate("ColourRules", source);
}

bool endsWord(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'(' || c == u')';
}

/// Where the first term of one of these keys stands in a filter text that can be read: from 0, with its length.
std::pair<qsizetype, qsizetype> placeOf(QStringView text, const QStringList &keys)
{
    bool quoted = false;
    bool start = true;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted && c == u'\\') {
            ++i;
            continue;
        }
        if (start && !quoted) {
            for (const QString &key : keys) {
                if (!text.sliced(i).startsWith(QString(key + u':')))
                    continue;
                qsizetype end = i;
                for (bool inner = false; end < text.size() && (inner || !endsWord(text[end])); ++end)
                    inner = text[end] == u'"' ? !inner : inner;
                return {i, end - i};
            }
        }
        if (c == u'"')
            quoted = !quoted;
        start = endsWord(c) || (start && c == u'-');
    }
    return {0, text.size()};
}

tl::unexpected<FilterProblem> problem(const QString &code, std::pair<qsizetype, qsizetype> place, const QString &what, const QString &hint)
{
    return tl::unexpected<FilterProblem>({code, place.first + 1, place.second, what, hint});
}

/// A star alone lets every text through, an absent one too.
bool holdsAlways(const FilterTerm &term)
{
    const auto always = [](const FilterTerm &part) { return holdsAlways(part); };
    if (term.excluded)
        return false;
    switch (term.key) {
    case FilterKey::Any: return std::any_of(term.parts.cbegin(), term.parts.cend(), always);
    case FilterKey::All: return std::all_of(term.parts.cbegin(), term.parts.cend(), always);
    case FilterKey::Type:
    case FilterKey::Id:
    case FilterKey::Integration:
    case FilterKey::Organization:
    case FilterKey::Tool:
    case FilterKey::Category:
    case FilterKey::State:
    case FilterKey::Text:
        return term.isAnything();
    default: return false;
    }
}

tl::unexpected<Error> badText(const QString &where)
{
    return failure(ErrorKind::InvalidInput, u"rules-text"_s, where);
}

} // namespace

const QVector<RuleTone> &ruleTones()
{
    static const QVector<RuleTone> all = [] {
        QVector<RuleTone> list;
        for (const auto &[tone, name] : tones)
            list.append(tone);
        return list;
    }();
    return all;
}

QString ruleToneName(RuleTone tone)
{
    const auto found = std::find_if(tones.cbegin(), tones.cend(), [tone](const auto &one) { return one.first == tone; });
    return found == tones.cend() ? QString() : found->second.toString();
}

std::optional<RuleTone> ruleToneFromName(QStringView name)
{
    const auto found = std::find_if(tones.cbegin(), tones.cend(), [name](const auto &one) { return one.second == name; });
    return found == tones.cend() ? std::nullopt : std::optional(found->first);
}

QVector<ColourRule> defaultRules()
{
    return {
        {u"Rejected"_s, u"verdict:rejected"_s, RuleTone::Red, true},
        {u"Conflict"_s, u"conflict:yes"_s, RuleTone::Violet, true},
        {u"Sync failed"_s, u"type:sync-finished (state:*FAILED or state:TIMED_OUT)"_s, RuleTone::Red, true},
        {u"Integration invalid"_s, u"type:integration-state-changed state:INVALID"_s, RuleTone::Red, true},
        {u"Unchecked"_s, u"verdict:unchecked"_s, RuleTone::Amber, true},
        {u"Redelivered"_s, u"deliveries:>1"_s, RuleTone::Blue, true},
    };
}

tl::expected<Filter, FilterProblem> readRuleFilter(const QString &text)
{
    if (text.size() > longestRuleFilter)
        return problem(u"rule-length"_s, {longestRuleFilter, text.size() - longestRuleFilter},
                       tr("the filter of a rule has at most %1 characters").arg(longestRuleFilter), {});
    const Timestamp now = fromMillis(0);
    auto filter = readFilter(text, now);
    if (!filter)
        return filter;
    if (filter->needsBody())
        return problem(u"rule-body"_s, placeOf(text, {filterKeyName(FilterKey::Body)}), tr("a colour rule cannot look into bodies"),
                       tr("it is judged while rows are drawn; use the filter field to search in bodies"));
    // A span would stand still at the moment at which the rule was read.
    if (readFilter(text, now + std::chrono::hours(1)) != filter)
        return problem(u"rule-span"_s, placeOf(text, {filterKeyName(FilterKey::Since), filterKeyName(FilterKey::Until)}),
                       tr("a colour rule cannot count from now"), tr("write a time such as 2026-05-01T12:00:00Z"));
    return filter;
}

bool matchesEveryEvent(const Filter &filter)
{
    return std::all_of(filter.terms.cbegin(), filter.terms.cend(), holdsAlways);
}

QString ruleProblem(const ColourRule &rule)
{
    if (rule.name.trimmed().isEmpty())
        return tr("The rule needs a name");
    if (rule.name.size() > longestRuleName)
        return tr("The name of a rule has at most %1 characters").arg(longestRuleName);
    const auto filter = readRuleFilter(rule.filter);
    if (filter)
        return {};
    const FilterProblem &found = filter.error();
    QString text = tr("Column %1: %2").arg(QString::number(found.column), found.what);
    return found.hint.isEmpty() ? text : QString(text + u"; "_s + found.hint);
}

QByteArray rulesText(const QVector<ColourRule> &rules)
{
    QJsonArray list;
    for (const ColourRule &rule : rules)
        list.append(QJsonObject{{u"name"_s, rule.name},
                                {u"filter"_s, rule.filter},
                                {u"tone"_s, ruleToneName(rule.tone)},
                                {u"enabled"_s, rule.enabled}});
    return QJsonDocument(QJsonObject{{u"version"_s, textVersion}, {u"rules"_s, list}}).toJson(QJsonDocument::Compact);
}

Result<QVector<ColourRule>> readRulesText(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return badText(u"byte %1: %2"_s.arg(QString::number(error.offset), error.errorString()));
    if (document[u"version"].toInt() != textVersion)
        return badText(u"version"_s);
    const QJsonValue list = document[u"rules"];
    if (!list.isArray() || list.toArray().size() > mostRules)
        return badText(list.isArray() ? u"more than %1 rules"_s.arg(mostRules) : u"rules"_s);
    QVector<ColourRule> rules;
    const QJsonArray entries = list.toArray();
    for (const QJsonValue &entry : entries) {
        const QString place = u"rule %1: "_s.arg(rules.size() + 1);
        const auto tone = ruleToneFromName(entry[u"tone"].toString());
        if (!tone)
            return badText(place + u"tone"_s);
        if (!entry[u"name"].isString() || !entry[u"filter"].isString())
            return badText(place + (entry[u"name"].isString() ? u"filter"_s : u"name"_s));
        const ColourRule rule{entry[u"name"].toString(), entry[u"filter"].toString(), *tone, entry[u"enabled"].toBool(true)};
        if (rule.name.size() > longestRuleName || rule.filter.size() > longestRuleFilter)
            return badText(place + u"too long"_s);
        rules.append(rule);
    }
    return rules;
}

ColourRules::ColourRules(const QVector<ColourRule> &rules) : m_rules(rules)
{
    for (const ColourRule &rule : rules) {
        Ready ready;
        if (auto filter = readRuleFilter(rule.filter)) {
            ready.rejected = filter->wantsRejected();
            ready.filter = *std::move(filter);
        }
        m_ready.append(ready);
    }
}

int ColourRules::match(const EventRow &row) const
{
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        if (m_rules.at(i).enabled && lets(i, row))
            return int(i);
    }
    return -1;
}

bool ColourRules::lets(qsizetype rule, const EventRow &row) const
{
    const Ready &ready = m_ready.at(rule);
    return ready.filter && ready.rejected == (row.verdict == Verdict::Rejected) && ready.filter->matches(row);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "models/domain/filterwords.h"

#include <iterator>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype longestValue = 60;
constexpr qsizetype longestText = 400;

QString shortened(const QString &text, qsizetype most)
{
    return text.size() <= most ? text : QString(text.first(most) + u'…');
}

QString valueOf(const FilterTerm &term)
{
    return term.value.isEmpty() ? u"(none)"_s : shortened(term.value, longestValue);
}

QString quotedValue(const FilterTerm &term)
{
    return u'“' + shortened(term.value, longestValue) + u'”';
}

struct Span
{
    qint64 ms;
    QStringView one;
    QStringView many;
};
constexpr Span spans[] = {{604'800'000, u"week", u"weeks"}, {86'400'000, u"day", u"days"}, {3'600'000, u"hour", u"hours"},
                          {60'000, u"minute", u"minutes"}, {1000, u"second", u"seconds"}};

/// "2 hours" where the time lies a whole number of something before now; else null.
QString spanBefore(Timestamp time, Timestamp now)
{
    const qint64 ms = toMillis(now) - toMillis(time);
    for (const Span &span : spans) {
        if (ms > 0 && ms % span.ms == 0 && ms / span.ms < 1000)
            return ms == span.ms ? span.one.toString() : QString(QString::number(ms / span.ms) + u' ' + span.many);
    }
    return {};
}

QString timeText(const FilterTerm &term, Timestamp now)
{
    if (!term.time)
        return u"at no time"_s;
    const bool after = (term.key == FilterKey::Since) != term.excluded;
    const QString span = spanBefore(*term.time, now);
    if (!span.isNull())
        return after ? QString(u"in the last "_s + span) : QString(u"older than "_s + (span.at(0).isDigit() ? QString() : span == u"hour" ? u"an "_s : u"a "_s) + span);
    return (after ? u"since "_s : u"before "_s) + formatTimestamp(*term.time);
}

QString amountText(const FilterTerm &term)
{
    QString number = term.value;
    while (!number.isEmpty() && QStringView(u"<>=").contains(number.front()))
        number.remove(0, 1);
    switch (term.comparison) {
    case FilterComparison::Equal: return number;
    case FilterComparison::Less: return u"under "_s + number;
    case FilterComparison::LessOrEqual: return u"at most "_s + number;
    case FilterComparison::Greater: return u"over "_s + number;
    case FilterComparison::GreaterOrEqual: return u"at least "_s + number;
    }
    return number;
}

/// What stands behind "events"; the opposite of an excluded term is the caller's business.
QString phrase(const FilterTerm &term)
{
    switch (term.key) {
    case FilterKey::Type: return u"of type "_s + valueOf(term);
    case FilterKey::Id: return u"with id "_s + valueOf(term);
    case FilterKey::Integration: return u"from integration "_s + valueOf(term);
    case FilterKey::Organization: return u"of "_s + (term.value.isEmpty() ? u"no organization"_s : valueOf(term));
    case FilterKey::Tool: return u"from "_s + (term.value.isEmpty() ? u"no tool"_s : valueOf(term));
    case FilterKey::Category: return u"in category "_s + valueOf(term);
    case FilterKey::State: return u"in state "_s + valueOf(term);
    case FilterKey::Verdict: return u"that are "_s + term.value;
    case FilterKey::Deliveries: return u"delivered "_s + amountText(term) + u" times"_s;
    case FilterKey::Size: return u"with a body of "_s + amountText(term) + (term.value.back().isDigit() ? u" bytes"_s : QString());
    case FilterKey::Answer: return u"answered with "_s + amountText(term);
    case FilterKey::Seq: return u"with number "_s + amountText(term);
    case FilterKey::Conflict: return term.number == 1 ? u"in conflict"_s : u"not in conflict"_s;
    case FilterKey::Body: return u"with "_s + quotedValue(term) + u" in the body"_s;
    case FilterKey::Text: return u"matching "_s + quotedValue(term);
    default: return {};
    }
}

/// The same behind "without".
QString exception(const FilterTerm &term)
{
    switch (term.key) {
    case FilterKey::Type:
    case FilterKey::Organization:
    case FilterKey::Tool: return valueOf(term);
    case FilterKey::Text: return quotedValue(term);
    case FilterKey::Body: return quotedValue(term) + u" in the body"_s;
    case FilterKey::Verdict: return u"those that are "_s + term.value;
    default: return u"those "_s + phrase(term);
    }
}

QString groupText(const FilterTerm &group, Timestamp now);

QString partText(const FilterTerm &term, Timestamp now)
{
    if (term.key == FilterKey::Since || term.key == FilterKey::Until)
        return timeText(term, now);
    const QString text = term.isGroup() ? u'(' + groupText(term, now) + u')' : phrase(term);
    return term.excluded ? u"not "_s + text : text;
}

QString groupText(const FilterTerm &group, Timestamp now)
{
    QStringList parts;
    for (const FilterTerm &part : group.parts)
        parts.append(partText(part, now));
    return parts.join(group.key == FilterKey::Any ? u" or "_s : u" and "_s);
}

} // namespace

QString describe(const Filter &filter, Timestamp now)
{
    const bool rejected = filter.wantsRejected();
    QString head = rejected ? u"rejected deliveries"_s : u"events"_s;
    QStringList phrases;
    QStringList exceptions;
    bool named = false;
    for (const FilterTerm &term : filter.terms) {
        const bool time = term.key == FilterKey::Since || term.key == FilterKey::Until;
        if (term.key == FilterKey::Type && !term.excluded && !named && !term.value.isEmpty()) {
            head.prepend(valueOf(term) + u' ');
            named = true;
        } else if (rejected && term.key == FilterKey::Verdict && !term.excluded) {
            continue;
        } else if (term.excluded && !term.isGroup() && !time) {
            exceptions.append(exception(term));
        } else {
            phrases.append(partText(term, now));
        }
    }
    if (filter.terms.isEmpty())
        head.prepend(u"all "_s);
    QString text = head;
    if (!phrases.isEmpty())
        text += u' ' + phrases.join(u' ');
    if (!exceptions.isEmpty())
        text += u", without "_s + exceptions.join(u" and "_s);
    return shortened(text, longestText);
}

} // namespace console

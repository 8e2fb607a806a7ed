// SPDX-License-Identifier: Apache-2.0
#include "models/domain/filterwords.h"

#include "models/domain/filteredit.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype longestValue = 60;
constexpr qsizetype longestText = 400;

QString tr(const char *source)
{
    return QCoreApplication::translate("Filter", source);
}

QString shortened(const QString &text, qsizetype most)
{
    return text.size() <= most ? text : QString(text.first(most) + u'…');
}

/// Stars that are no wildcards as they are written.
QString shownValue(const FilterTerm &term)
{
    QString text;
    for (qsizetype at = 0; at < term.value.size() && text.size() <= longestValue; ++at) {
        if (term.value[at] == u'*' && term.key != FilterKey::Body && !term.isWildAt(at))
            text += u'\\';
        text += term.value[at];
    }
    return shortened(text, longestValue);
}

QString valueOf(const FilterTerm &term)
{
    return term.value.isEmpty() ? tr("(none)") : shownValue(term);
}

QString quotedValue(const FilterTerm &term)
{
    return u'“' + shownValue(term) + u'”';
}

struct Span
{
    qint64 ms;
    const char *lastOne;
    const char *lastMany;
    const char *olderOne;
    const char *olderMany;
};
constexpr Span spans[] = {
    {604'800'000, QT_TRANSLATE_NOOP("Filter", "in the last week"), QT_TRANSLATE_NOOP("Filter", "in the last %1 weeks"),
     QT_TRANSLATE_NOOP("Filter", "older than a week"), QT_TRANSLATE_NOOP("Filter", "older than %1 weeks")},
    {86'400'000, QT_TRANSLATE_NOOP("Filter", "in the last day"), QT_TRANSLATE_NOOP("Filter", "in the last %1 days"),
     QT_TRANSLATE_NOOP("Filter", "older than a day"), QT_TRANSLATE_NOOP("Filter", "older than %1 days")},
    {3'600'000, QT_TRANSLATE_NOOP("Filter", "in the last hour"), QT_TRANSLATE_NOOP("Filter", "in the last %1 hours"),
     QT_TRANSLATE_NOOP("Filter", "older than an hour"), QT_TRANSLATE_NOOP("Filter", "older than %1 hours")},
    {60'000, QT_TRANSLATE_NOOP("Filter", "in the last minute"), QT_TRANSLATE_NOOP("Filter", "in the last %1 minutes"),
     QT_TRANSLATE_NOOP("Filter", "older than a minute"), QT_TRANSLATE_NOOP("Filter", "older than %1 minutes")},
    {1000, QT_TRANSLATE_NOOP("Filter", "in the last second"), QT_TRANSLATE_NOOP("Filter", "in the last %1 seconds"),
     QT_TRANSLATE_NOOP("Filter", "older than a second"), QT_TRANSLATE_NOOP("Filter", "older than %1 seconds")}};

/// Where the time lies a whole number of something before now; else null.
QString spanText(Timestamp time, Timestamp now, bool after)
{
    const qint64 ms = toMillis(now) - toMillis(time);
    for (const Span &span : spans) {
        if (ms == span.ms)
            return tr(after ? span.lastOne : span.olderOne);
        if (ms > 0 && ms % span.ms == 0 && ms / span.ms < 1000)
            return tr(after ? span.lastMany : span.olderMany).arg(ms / span.ms);
    }
    return {};
}

QString timeText(const FilterTerm &term, Timestamp now)
{
    if (!term.time)
        return tr("at no time");
    const bool after = (term.key == FilterKey::Since) != term.excluded;
    const QString span = spanText(*term.time, now, after);
    return !span.isNull() ? span : (after ? tr("since %1") : tr("before %1")).arg(filterTimeText(*term.time).replace(u'T', u' ').replace(u'Z', u" UTC"_s));
}

QString amountText(const FilterTerm &term)
{
    QString number = term.value;
    while (!number.isEmpty() && QStringView(u"<>=").contains(number.front()))
        number.remove(0, 1);
    switch (term.comparison) {
    case FilterComparison::Equal: return number;
    case FilterComparison::Less: return tr("under %1").arg(number);
    case FilterComparison::LessOrEqual: return tr("at most %1").arg(number);
    case FilterComparison::Greater: return tr("over %1").arg(number);
    case FilterComparison::GreaterOrEqual: return tr("at least %1").arg(number);
    }
    return number;
}

/// What stands behind "events"; the opposite of an excluded term is the caller's business.
QString phrase(const FilterTerm &term)
{
    switch (term.key) {
    case FilterKey::Type: return tr("of type %1").arg(valueOf(term));
    case FilterKey::Id: return tr("with id %1").arg(valueOf(term));
    case FilterKey::Integration: return tr("from integration %1").arg(valueOf(term));
    case FilterKey::Organization: return term.value.isEmpty() ? tr("of no organization") : tr("of %1").arg(valueOf(term));
    case FilterKey::Tool: return term.value.isEmpty() ? tr("from no tool") : tr("from %1").arg(valueOf(term));
    case FilterKey::Category: return tr("in category %1").arg(valueOf(term));
    case FilterKey::State: return tr("in state %1").arg(valueOf(term));
    case FilterKey::Verdict: return tr("that are %1").arg(term.value);
    case FilterKey::Deliveries: return term.number == 1 && term.comparison == FilterComparison::Equal ? tr("delivered once")
                                                                                                     : tr("delivered %1 times").arg(amountText(term));
    case FilterKey::Size: return (term.value.back().isDigit() ? tr("with a body of %1 bytes") : tr("with a body of %1")).arg(amountText(term));
    case FilterKey::Answer: return tr("answered with %1").arg(amountText(term));
    case FilterKey::Seq: return tr("with number %1").arg(amountText(term));
    case FilterKey::Conflict: return term.number == 1 ? tr("in conflict") : tr("not in conflict");
    case FilterKey::Pinned: return term.number == 1 ? tr("that are pinned") : tr("that are not pinned");
    case FilterKey::Comment:
        return term.value.isEmpty()  ? tr("without a comment")
               : term.isAnything() ? tr("with a comment")
                                   : tr("with %1 in the comment").arg(quotedValue(term));
    case FilterKey::Body: return tr("with %1 in the body").arg(quotedValue(term));
    case FilterKey::Text: return tr("matching %1").arg(quotedValue(term));
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
    case FilterKey::Body: return tr("%1 in the body").arg(quotedValue(term));
    default: return tr("those %1").arg(phrase(term));
    }
}

QString groupText(const FilterTerm &group, Timestamp now);

QString partText(const FilterTerm &term, Timestamp now)
{
    if (term.key == FilterKey::Since || term.key == FilterKey::Until)
        return timeText(term, now);
    const QString text = term.isGroup() ? u'(' + groupText(term, now) + u')' : phrase(term);
    return term.excluded ? tr("not %1").arg(text) : text;
}

QString groupText(const FilterTerm &group, Timestamp now)
{
    QStringList parts;
    for (const FilterTerm &part : group.parts)
        parts.append(partText(part, now));
    return parts.join(group.key == FilterKey::Any ? tr(" or ") : tr(" and "));
}

} // namespace

QString describe(const Filter &filter, Timestamp now)
{
    if (filter.terms.isEmpty())
        return tr("all events");
    const bool rejected = filter.wantsRejected();
    QString head = rejected ? tr("rejected deliveries") : tr("events");
    QStringList phrases;
    QStringList exceptions;
    bool named = false;
    for (const FilterTerm &term : filter.terms) {
        const bool time = term.key == FilterKey::Since || term.key == FilterKey::Until;
        if (term.key == FilterKey::Type && !term.excluded && !named && !term.value.isEmpty()) {
            head = (rejected ? tr("rejected %1 deliveries") : tr("%1 events")).arg(valueOf(term));
            named = true;
        } else if (rejected && term.key == FilterKey::Verdict && !term.excluded) {
            continue;
        } else if (term.excluded && !term.isGroup() && !time) {
            exceptions.append(exception(term));
        } else {
            phrases.append(partText(term, now));
        }
    }
    QString text = head;
    if (!phrases.isEmpty())
        text += u' ' + phrases.join(u' ');
    if (!exceptions.isEmpty())
        text = tr("%1, without %2").arg(text, exceptions.join(tr(" and ")));
    return shortened(text, longestText);
}

} // namespace console

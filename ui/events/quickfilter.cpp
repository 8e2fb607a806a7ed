// SPDX-License-Identifier: Apache-2.0
#include "ui/events/quickfilter.h"

#include "models/domain/filterwords.h"
#include "models/domain/integration.h"
#include "models/tables/celltext.h"

#include <QCoreApplication>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("EventsPage", source);
}

bool isPlain(const FilterTerm &term, FilterKey key)
{
    return term.key == key && !term.excluded && !term.wildcard;
}

QString part(const FilterTerm &term, Timestamp now)
{
    const QString value = u"“"_s + term.value + u"”"_s;
    const auto phrase = [&term](const char *plain, const char *pattern, const char *excluded) {
        return tr(term.excluded ? excluded : term.wildcard ? pattern : plain);
    };
    switch (term.key) {
    case FilterKey::Type:
        return phrase(QT_TRANSLATE_NOOP("EventsPage", "of type %1"), QT_TRANSLATE_NOOP("EventsPage", "of a type like %1"),
                      QT_TRANSLATE_NOOP("EventsPage", "not of type %1")).arg(value);
    case FilterKey::Id:
        return phrase(QT_TRANSLATE_NOOP("EventsPage", "with the id %1"), QT_TRANSLATE_NOOP("EventsPage", "with an id like %1"),
                      QT_TRANSLATE_NOOP("EventsPage", "without the id %1")).arg(value);
    case FilterKey::Integration:
        return phrase(QT_TRANSLATE_NOOP("EventsPage", "of integration %1"), QT_TRANSLATE_NOOP("EventsPage", "of an integration like %1"),
                      QT_TRANSLATE_NOOP("EventsPage", "not of integration %1")).arg(value);
    case FilterKey::Organization:
        return phrase(QT_TRANSLATE_NOOP("EventsPage", "of organization %1"), QT_TRANSLATE_NOOP("EventsPage", "of an organization like %1"),
                      QT_TRANSLATE_NOOP("EventsPage", "not of organization %1")).arg(value);
    case FilterKey::Tool:
        return phrase(QT_TRANSLATE_NOOP("EventsPage", "from %1"), QT_TRANSLATE_NOOP("EventsPage", "from a tool like %1"),
                      QT_TRANSLATE_NOOP("EventsPage", "not from %1")).arg(term.wildcard ? value : toolLabel(term.value));
    case FilterKey::Category:
        return phrase(QT_TRANSLATE_NOOP("EventsPage", "in category %1"), QT_TRANSLATE_NOOP("EventsPage", "in a category like %1"),
                      QT_TRANSLATE_NOOP("EventsPage", "not in category %1")).arg(value);
    case FilterKey::Verdict:
        return phrase(QT_TRANSLATE_NOOP("EventsPage", "that are %1"), QT_TRANSLATE_NOOP("EventsPage", "that are %1"),
                      QT_TRANSLATE_NOOP("EventsPage", "that are not %1")).arg(term.value);
    case FilterKey::Since:
        return tr(term.excluded ? QT_TRANSLATE_NOOP("EventsPage", "before %1") : QT_TRANSLATE_NOOP("EventsPage", "since %1"))
            .arg(momentText(term.time, now));
    case FilterKey::Until:
        return tr(term.excluded ? QT_TRANSLATE_NOOP("EventsPage", "not before %1") : QT_TRANSLATE_NOOP("EventsPage", "before %1"))
            .arg(momentText(term.time, now));
    default: // a term that has no phrase of its own is shown as it is written
        return tr(QT_TRANSLATE_NOOP("EventsPage", "with %1")).arg(Filter{{term}}.text());
    }
}

} // namespace

QString plainValue(const Filter &filter, FilterKey key)
{
    QString value;
    for (const FilterTerm &term : filter.terms) {
        if (term.key != key)
            continue;
        if (!isPlain(term, key) || !value.isEmpty())
            return {};
        value = term.value;
    }
    return value;
}

Filter withValue(Filter filter, FilterKey key, const QString &value)
{
    FilterTerm wanted;
    wanted.key = key;
    wanted.value = value;
    const auto first = std::find_if(filter.terms.begin(), filter.terms.end(),
                                    [key](const FilterTerm &term) { return isPlain(term, key); });
    const auto at = first - filter.terms.begin();
    filter.terms.removeIf([key](const FilterTerm &term) { return isPlain(term, key); });
    if (!value.isEmpty())
        filter.terms.insert(std::min<qsizetype>(at, filter.terms.size()), wanted);
    return filter;
}

Filter withSpan(Filter filter, Timestamp from, Timestamp until)
{
    filter.terms.removeIf([](const FilterTerm &term) { return term.key == FilterKey::Since || term.key == FilterKey::Until; });
    const auto add = [&filter](FilterKey key, Timestamp time) {
        FilterTerm term;
        term.key = key;
        term.value = formatTimestamp(time);
        term.time = time;
        filter.terms.append(term);
    };
    add(FilterKey::Since, from);
    add(FilterKey::Until, until);
    return filter;
}

QString filterSentence(const Filter &filter, Timestamp now)
{
    if (filter.terms.isEmpty())
        return tr(QT_TRANSLATE_NOOP("EventsPage", "Every event, newest first. Rejected deliveries are kept apart."));
    const bool rejected = filter.wantsRejected();
    const bool groups = std::any_of(filter.terms.cbegin(), filter.terms.cend(), [](const FilterTerm &term) {
        return !term.parts.isEmpty() || term.key > FilterKey::Until;
    });
    if (groups) {
        const QString words = describe(filter, now);
        return words.left(1).toUpper() + words.mid(1) + tr(QT_TRANSLATE_NOOP("EventsPage", ", newest first."));
    }
    QStringList parts;
    for (const FilterTerm &term : filter.terms) {
        if (!rejected || !isPlain(term, FilterKey::Verdict))
            parts.append(part(term, now));
    }
    if (parts.isEmpty())
        return tr(QT_TRANSLATE_NOOP("EventsPage", "Rejected deliveries, newest first. They never touch an integration's state."));
    return (rejected ? tr(QT_TRANSLATE_NOOP("EventsPage", "Rejected deliveries %1, newest first."))
                     : tr(QT_TRANSLATE_NOOP("EventsPage", "Events %1, newest first.")))
        .arg(parts.join(u", "_s));
}

} // namespace console

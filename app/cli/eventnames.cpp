// SPDX-License-Identifier: Apache-2.0
#include "app/cli/eventnames.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// The event that a person means: digits are its number, other texts its id.
Result<qint64> eventNamed(StoreReader &reader, const QString &name, const QString &environment, bool rejected)
{
    bool isNumber = false;
    const qint64 number = name.toLongLong(&isNumber);
    if (isNumber) {
        const auto rows = reader.eventRows({number}, rejected);
        if (!rows)
            return tl::unexpected<Error>(rows.error());
        const EventRow &row = rows->first();
        if (row.seq == 0 || (!environment.isEmpty() && row.environment != environment))
            return failure(ErrorKind::NotFound, u"event"_s, name);
        return number;
    }
    FilterTerm id;
    id.key = FilterKey::Id;
    id.value = name;
    Filter filter{{id}};
    if (rejected)
        filter.terms.append({FilterKey::Verdict, u"rejected"_s, false, false, {}});
    const auto rows = reader.eventsAfter(filter, environment, 0, 2);
    if (!rows)
        return tl::unexpected<Error>(rows.error());
    if (rows->isEmpty())
        return failure(ErrorKind::NotFound, u"event"_s, name);
    if (rows->size() > 1)
        return failure(ErrorKind::InvalidInput, u"event-ambiguous"_s, name);
    return rows->first().seq;
}

} // namespace

Result<QVector<qint64>> eventsNamed(StoreReader &reader, const QStringList &names, const QString &environment,
                                    bool rejected)
{
    QVector<qint64> events;
    for (const QString &name : names) {
        const auto event = eventNamed(reader, name, environment, rejected);
        if (!event)
            return tl::unexpected<Error>(event.error());
        if (!events.contains(*event))
            events.append(*event);
    }
    return events;
}

} // namespace console

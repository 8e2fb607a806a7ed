// SPDX-License-Identifier: Apache-2.0
#include "ui/events/eventtimes.h"

#include "models/tables/celltext.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

QString eventTimeText(std::optional<Timestamp> time, Timestamp now, const EventTimes &times)
{
    if (times.relative)
        return agoText(time, now);
    if (!times.utc || !time)
        return momentText(time, now);
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(toMillis(*time), Qt::UTC);
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMillis(now), Qt::UTC).date();
    if (at.date() == today)
        return at.toString(u"HH:mm:ss.zzz");
    return at.toString(at.date().year() == today.year() ? u"d MMM HH:mm:ss" : u"d MMM yyyy HH:mm");
}

QString zoneText(const QDateTime &at)
{
    const QString name = at.timeZoneAbbreviation();
    const bool letters = !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) { return c.isLetter(); });
    if (letters)
        return name;
    const int minutes = at.offsetFromUtc() / 60;
    if (minutes == 0)
        return u"UTC"_s;
    const QString hours = u"UTC"_s + (minutes < 0 ? u'−' : u'+') + QString::number(std::abs(minutes) / 60);
    return minutes % 60 == 0 ? hours : QString(hours + u":%1"_s.arg(std::abs(minutes) % 60, 2, 10, QChar(u'0')));
}

QString timeTitle(const QString &title, Timestamp now, const EventTimes &times)
{
    const auto joined = [&title](const QString &more) { return QString(title + u" · "_s + more); };
    if (times.relative)
        return joined(QCoreApplication::translate("EventTimes", "ago"));
    return joined(times.utc ? u"UTC"_s : zoneText(QDateTime::fromMSecsSinceEpoch(toMillis(now))));
}

} // namespace console

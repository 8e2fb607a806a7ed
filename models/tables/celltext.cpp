// SPDX-License-Identifier: Apache-2.0
#include "models/tables/celltext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace console {

using namespace Qt::StringLiterals;

namespace {

const QString dash = u"–"_s;

QDateTime local(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(time));
}

QString word(const char *source, qint64 number)
{
    return QCoreApplication::translate("Tables", source).arg(QLocale().toString(number));
}

bool isEnumValue(const QString &value)
{
    for (const QChar c : value) {
        if (!(c >= u'A' && c <= u'Z') && !(c >= u'0' && c <= u'9') && c != u'_')
            return false;
    }
    return !value.isEmpty();
}

} // namespace

QString momentText(std::optional<Timestamp> time, Timestamp now)
{
    if (!time)
        return dash;
    const QDateTime at = local(*time);
    const QDate today = local(now).date();
    if (at.date() == today)
        return at.toString(u"HH:mm:ss.zzz");
    return at.toString(at.date().year() == today.year() ? u"d MMM HH:mm:ss" : u"d MMM yyyy HH:mm");
}

QString fullMomentText(std::optional<Timestamp> time)
{
    if (!time)
        return {};
    return local(*time).toOffsetFromUtc(local(*time).offsetFromUtc()).toString(Qt::ISODateWithMs) + u" · "_s
        + formatTimestamp(*time);
}

QString agoText(std::optional<Timestamp> time, Timestamp now)
{
    if (!time)
        return dash;
    const qint64 seconds = (toMillis(now) - toMillis(*time)) / 1000;
    if (seconds < 2)
        return QCoreApplication::translate("Tables", "just now");
    if (seconds < 60)
        return word(QT_TRANSLATE_NOOP("Tables", "%1 s ago"), seconds);
    if (seconds < 3600)
        return word(QT_TRANSLATE_NOOP("Tables", "%1 min ago"), seconds / 60);
    if (seconds < 48 * 3600)
        return word(QT_TRANSLATE_NOOP("Tables", "%1 h ago"), seconds / 3600);
    return word(QT_TRANSLATE_NOOP("Tables", "%1 d ago"), seconds / 86400);
}

QString durationText(Millis duration)
{
    const qint64 ms = std::max<qint64>(0, duration.count());
    const qint64 seconds = ms / 1000;
    if (ms < 10'000)
        return QLocale().toString(double(ms) / 1000.0, 'f', 1) + u" s"_s;
    if (seconds < 60)
        return QString::number(seconds) + u" s"_s;
    if (seconds < 3600)
        return u"%1 min %2 s"_s.arg(QString::number(seconds / 60), QString::number(seconds % 60).rightJustified(2, u'0'));
    return u"%1 h %2 min"_s.arg(QString::number(seconds / 3600), QString::number(seconds / 60 % 60).rightJustified(2, u'0'));
}

QString sizeText(qint64 bytes)
{
    if (bytes < 1000)
        return QString::number(bytes) + u" B"_s;
    if (bytes < 999'950)
        return QLocale().toString(double(bytes) / 1e3, 'f', 1) + u" KB"_s;
    return QLocale().toString(double(bytes) / 1e6, 'f', 1) + u" MB"_s;
}

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

QString textOrDash(const QString &text)
{
    return text.isEmpty() ? dash : text;
}

QString enumText(const QString &value)
{
    if (!isEnumValue(value))
        return value;
    QString text = value.toLower().replace(u'_', u' ');
    text[0] = text[0].toUpper();
    return text;
}

QString outcomeText(const QString &outcome)
{
    QString text = enumText(outcome);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QVariant momentValue(std::optional<Timestamp> time)
{
    return time ? QVariant(toMillis(*time)) : QVariant();
}

} // namespace console

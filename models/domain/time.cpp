// SPDX-License-Identifier: Apache-2.0
#include "models/domain/time.h"

#include <array>

namespace console {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Reads digits from the front of a text; QDateTime is ten times slower and takes forms that Kombo does not send.
class Digits
{
public:
    explicit Digits(QStringView text) : m_text(text) {}

    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
    [[nodiscard]] bool nextIsDigit() const { return !atEnd() && isDigit(m_text[m_at]); }

    bool take(char16_t wanted)
    {
        if (atEnd() || m_text[m_at].unicode() != wanted)
            return false;
        ++m_at;
        return true;
    }

    std::optional<int> number(int count)
    {
        int value = 0;
        for (int i = 0; i < count; ++i, ++m_at) {
            if (!nextIsDigit())
                return std::nullopt;
            value = value * 10 + (m_text[m_at].unicode() - u'0');
        }
        return value;
    }

    /// The digits after the decimal sign as milliseconds; finer ones are cut off.
    std::optional<int> fraction()
    {
        if (!nextIsDigit())
            return std::nullopt;
        int value = 0;
        int place = 100;
        for (; nextIsDigit(); ++m_at, place /= 10)
            value += (m_text[m_at].unicode() - u'0') * place;
        return value;
    }

private:
    static bool isDigit(QChar c) { return c.unicode() >= u'0' && c.unicode() <= u'9'; }

    QStringView m_text;
    qsizetype m_at = 0;
};

std::optional<Timestamp> readDate(Digits &in)
{
    const auto year = in.number(4);
    if (!year || !in.take(u'-'))
        return std::nullopt;
    const auto month = in.number(2);
    if (!month || !in.take(u'-'))
        return std::nullopt;
    const auto day = in.number(2);
    if (!day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok())
        return std::nullopt;
    return Timestamp(std::chrono::sys_days(date));
}

std::optional<Millis> readClock(Digits &in)
{
    const auto hour = in.number(2);
    if (!hour || !in.take(u':'))
        return std::nullopt;
    const auto minute = in.number(2);
    if (!minute || *hour > 23 || *minute > 59)
        return std::nullopt;
    Millis value = hours(*hour) + minutes(*minute);
    if (!in.take(u':'))
        return value;
    const auto second = in.number(2);
    if (!second || *second > 59)
        return std::nullopt;
    value += seconds(*second);
    if (in.take(u'.') || in.take(u',')) {
        const auto ms = in.fraction();
        if (!ms)
            return std::nullopt;
        value += Millis(*ms);
    }
    return value;
}

std::optional<Millis> readOffset(Digits &in)
{
    if (in.atEnd() || in.take(u'Z') || in.take(u'z'))
        return Millis(0);
    const bool west = in.take(u'-');
    if (!west && !in.take(u'+'))
        return std::nullopt;
    const auto hour = in.number(2);
    if (!hour || *hour > 23)
        return std::nullopt;
    int minute = 0;
    if (in.take(u':') || in.nextIsDigit()) {
        const auto value = in.number(2);
        if (!value || *value > 59)
            return std::nullopt;
        minute = *value;
    }
    const Millis offset = hours(*hour) + minutes(minute);
    return west ? -offset : offset;
}

void putDigits(char16_t *to, int count, int value)
{
    for (int i = count - 1; i >= 0; --i, value /= 10)
        to[i] = static_cast<char16_t>(u'0' + value % 10);
}

} // namespace

Timestamp SystemClock::now() const
{
    return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
}

QString formatTimestamp(Timestamp time)
{
    const auto day = std::chrono::floor<days>(time);
    const std::chrono::year_month_day date(day);
    const int ms = static_cast<int>((time - day).count());
    std::array<char16_t, 24> text{u'0', u'0', u'0', u'0', u'-', u'0', u'0', u'-', u'0', u'0', u'T', u'0',
                                  u'0', u':', u'0', u'0', u':', u'0', u'0', u'.', u'0', u'0', u'0', u'Z'};
    putDigits(&text[0], 4, std::max(0, static_cast<int>(date.year())));
    putDigits(&text[5], 2, static_cast<int>(static_cast<unsigned>(date.month())));
    putDigits(&text[8], 2, static_cast<int>(static_cast<unsigned>(date.day())));
    putDigits(&text[11], 2, ms / 3'600'000);
    putDigits(&text[14], 2, ms / 60'000 % 60);
    putDigits(&text[17], 2, ms / 1'000 % 60);
    putDigits(&text[20], 3, ms % 1'000);
    return QString(reinterpret_cast<const QChar *>(text.data()), static_cast<qsizetype>(text.size()));
}

std::optional<Timestamp> parseTimestamp(QStringView text)
{
    Digits in(text);
    const auto date = readDate(in);
    if (!date || in.atEnd())
        return date;
    if (!in.take(u'T') && !in.take(u't') && !in.take(u' '))
        return std::nullopt;
    const auto clock = readClock(in);
    if (!clock)
        return std::nullopt;
    const auto offset = readOffset(in);
    if (!offset || !in.atEnd())
        return std::nullopt;
    return *date + *clock - *offset;
}

std::optional<Timestamp> parseMoment(QStringView text, Timestamp now)
{
    if (const auto time = parseTimestamp(text))
        return time;
    // Six digits of weeks are already far beyond any calendar; more could overflow.
    if (text.size() < 2 || text.size() > 7)
        return std::nullopt;
    Digits in(text);
    const auto amount = in.number(static_cast<int>(text.size()) - 1);
    if (!amount)
        return std::nullopt;
    switch (text.back().unicode()) {
    case u's': return now - seconds(*amount);
    case u'm': return now - minutes(*amount);
    case u'h': return now - hours(*amount);
    case u'd': return now - days(*amount);
    case u'w': return now - days(7 * *amount);
    default: return std::nullopt;
    }
}

} // namespace console

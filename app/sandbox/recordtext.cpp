// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/recordtext.h"

#include "app/sandbox/identity.h"
#include "app/sandbox/words.h"

#include <charconv>

using namespace std::chrono;

namespace console::sandbox {

namespace {

void appendNumber(Text &out, qint64 number)
{
    char text[24];
    const auto end = std::to_chars(text, text + sizeof text, number);
    out.append(text, end.ptr - text);
}

void appendText(Text &out, const char *text)
{
    out.append(QByteArrayView(text));
}

void digits(char *&at, unsigned value, int count)
{
    for (int i = count - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    at += count;
}

void appendDay(Text &out, sys_days day)
{
    const year_month_day date(day);
    char text[10];
    char *at = text;
    digits(at, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    *at++ = '-';
    digits(at, static_cast<unsigned>(date.month()), 2);
    *at++ = '-';
    digits(at, static_cast<unsigned>(date.day()), 2);
    out.append(text, sizeof text);
}

quint64 numberOf(const Record &record, const Piece &piece, bool varies)
{
    const quint64 base = mix(record.key ^ piece.salt);
    return varies && record.state ? base + record.state->version * 7919ULL : base;
}

qint64 between(const Piece &piece, quint64 number)
{
    return piece.low + static_cast<qint64>(number % static_cast<quint64>(piece.high - piece.low + 1));
}

sys_days dayOf(const Record &record, const Piece &piece)
{
    return floor<days>(record.book->epoch()) - days(between(piece, numberOf(record, piece, false)));
}

/// Morning and evening of the same range lie on the same day.
Timestamp hourOf(const Record &record, const Piece &piece)
{
    const auto day =
        floor<days>(record.book->epoch()) -
        days(piece.low + static_cast<qint64>(mix(record.key, 77) % static_cast<quint64>(piece.high - piece.low + 1)));
    const auto minutesIn = minutes(mix(record.key, 78) % 120);
    return piece.kind == Piece::Kind::Morning ? day + hours(7) + minutesIn : day + hours(15) + minutesIn;
}

void appendAddress(Text &out, const Record &record)
{
    const Town &place = town(record.key >> 7);
    const auto house = static_cast<qint64>(record.key % 97 + 1);
    out.append("{\"street_1\":\"");
    appendText(out, place.street);
    out.append(' ');
    appendNumber(out, house);
    out.append("\",\"street_2\":null,\"city\":\"");
    appendText(out, place.city);
    out.append("\",\"state\":\"");
    appendText(out, place.state);
    out.append("\",\"zip_code\":\"");
    appendText(out, place.zip);
    out.append("\",\"country\":\"");
    appendText(out, place.country);
    out.append("\",\"raw\":\"");
    appendText(out, place.street);
    out.append(' ');
    appendNumber(out, house);
    out.append("\\n");
    appendText(out, place.zip);
    out.append(' ');
    appendText(out, place.city);
    out.append("\"}");
}

void appendEmail(Text &out, const Record &record, bool personal)
{
    appendText(out, firstName(record.key).ascii);
    out.append('.');
    appendText(out, lastName(record.key >> 20).ascii);
    appendNumber(out, record.index + 1);
    out.append('@');
    if (personal)
        out.append("mail.example");
    else
        appendText(out, company(record.book->company()).domain);
}

void appendLinked(Text &out, const Record &record, const Piece &piece)
{
    const auto other = record.book->linked(record, record.model->relations[static_cast<std::size_t>(piece.relation)]);
    const bool list = piece.kind == Piece::Kind::List;
    if (!other) {
        out.append(list ? "[]" : "null");
        return;
    }
    if (piece.kind == Piece::Kind::Of) {
        appendMember(out, *other, other->model->members[static_cast<std::size_t>(piece.uses.front().member)]);
        return;
    }
    out.append(list ? "[{" : "{");
    for (const Piece::Use &use : piece.uses) {
        out.append(use.head);
        appendMember(out, *other, other->model->members[static_cast<std::size_t>(use.member)]);
    }
    out.append(list ? "}]" : "}");
}

void appendNth(Text &out, const Record &record, const Piece &piece)
{
    const auto size = static_cast<qint64>(piece.choices.size());
    out.append(piece.choices[static_cast<std::size_t>(record.index % size)]);
    if (record.index >= size) {
        out.append(' ');
        appendNumber(out, record.index / size + 1);
    }
}

void appendVersion(Text &out, const Record &record)
{
    if (!record.state || record.state->version == 0)
        return;
    out.append(" (rev. ");
    appendNumber(out, record.state->version + 1);
    out.append(')');
}

void appendDeleted(Text &out, const Record &record)
{
    if (!record.deleted()) {
        out.append("null");
        return;
    }
    out.append('"');
    appendTimestamp(out, *record.state->deletedAt);
    out.append('"');
}

void appendChosen(Text &out, const Record &record, const Piece &piece, bool varies)
{
    out.append(piece.choices[static_cast<std::size_t>(numberOf(record, piece, varies) % piece.choices.size())]);
}

void appendPerson(Text &out, const Record &record, Piece::Kind kind)
{
    if (kind == Piece::Kind::Gender)
        appendText(out, record.key % 24 % 2 == 0 ? "FEMALE" : "MALE");
    else
        appendText(out, kind == Piece::Kind::First ? firstName(record.key).text : lastName(record.key >> 20).text);
}

void appendPiece(Text &out, const Record &record, const Piece &piece)
{
    using K = Piece::Kind;
    switch (piece.kind) {
    case K::Literal:
        out.append(piece.text);
        break;
    case K::Id:
        appendId(out, record.key);
        break;
    case K::Remote:
        appendNumber(out, 1000 + record.index);
        break;
    case K::SubId:
        appendId(out, mix(record.key, 5));
        break;
    case K::Created:
        appendTimestamp(out, record.createdAt());
        break;
    case K::Changed:
        appendTimestamp(out, record.changedAt());
        break;
    case K::Deleted:
        appendDeleted(out, record);
        break;
    case K::First:
    case K::Last:
    case K::Gender:
        appendPerson(out, record, piece.kind);
        break;
    case K::Email:
        appendEmail(out, record, false);
        break;
    case K::PersonalEmail:
        appendEmail(out, record, true);
        break;
    case K::Address:
        appendAddress(out, record);
        break;
    case K::Company:
        appendText(out, company(record.book->company()).name);
        break;
    case K::Domain:
        appendText(out, company(record.book->company()).domain);
        break;
    case K::Index:
        appendNumber(out, record.index);
        break;
    case K::Version:
        appendVersion(out, record);
        break;
    case K::Pick:
        appendChosen(out, record, piece, false);
        break;
    case K::Vary:
        appendChosen(out, record, piece, true);
        break;
    case K::Nth:
        appendNth(out, record, piece);
        break;
    case K::Number:
        appendNumber(out, between(piece, numberOf(record, piece, false)));
        break;
    case K::VaryNumber:
        appendNumber(out, between(piece, numberOf(record, piece, true)));
        break;
    case K::Midnight:
        appendTimestamp(out, dayOf(record, piece));
        break;
    case K::Morning:
    case K::Evening:
        appendTimestamp(out, hourOf(record, piece));
        break;
    case K::Day:
        appendDay(out, dayOf(record, piece));
        break;
    case K::Of:
    case K::Object:
    case K::List:
        appendLinked(out, record, piece);
        break;
    }
}

} // namespace

void appendTimestamp(Text &out, Timestamp time)
{
    const auto day = floor<days>(time);
    auto rest = static_cast<unsigned>((time - day).count());
    appendDay(out, day);
    char text[14];
    char *at = text;
    *at++ = 'T';
    digits(at, rest / 3600000, 2);
    *at++ = ':';
    digits(at, rest / 60000 % 60, 2);
    *at++ = ':';
    digits(at, rest / 1000 % 60, 2);
    *at++ = '.';
    digits(at, rest % 1000, 3);
    *at++ = 'Z';
    out.append(text, sizeof text);
}

void appendMember(Text &out, const Record &record, const Member &member)
{
    for (const Piece &piece : member.pieces)
        appendPiece(out, record, piece);
}

void appendRecord(Text &out, const Record &record, Timestamp now)
{
    const bool anonymised = record.anonymised(now);
    out.append('{');
    for (const Member &member : record.model->members) {
        if (member.hidden)
            continue;
        out.append(member.head);
        if (anonymised && !member.survives)
            out.append(member.array ? "[]" : "null");
        else
            appendMember(out, record, member);
    }
    out.append('}');
}

} // namespace console::sandbox

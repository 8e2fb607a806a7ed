// SPDX-License-Identifier: Apache-2.0
#include "models/domain/masking.h"

#include "models/domain/mappedtext.h"
#include "models/domain/maskedtext.h"
#include "models/domain/maskscan.h"
#include "models/domain/redaction.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QtEndian>

#include <array>
#include <utility>

namespace console {

namespace {

constexpr qsizetype mostNumbers = 100'000;
constexpr int deepestText = 3; ///< JSON within texts within texts

constexpr QByteArrayView emailBefore("person-");
constexpr QByteArrayView emailBehind("@masked.invalid");
constexpr QByteArrayView redacted("[redacted]");

QByteArrayView labelOf(MaskKind kind)
{
    switch (kind) {
    case MaskKind::Name: return "Name ";
    case MaskKind::Phone: return "Phone ";
    case MaskKind::Address: return "Address ";
    case MaskKind::Date: return "Date ";
    case MaskKind::Number: return "Number ";
    case MaskKind::Account: return "Account ";
    case MaskKind::Personal: return "Personal ";
    case MaskKind::None:
    case MaskKind::Email:
    case MaskKind::Secret: break;
    }
    return {};
}

bool isNumber(QByteArrayView text)
{
    if (text.startsWith('x'))
        text = text.sliced(1);
    return !text.isEmpty() && text.size() <= 16
        && std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool isPlaceholder(QByteArrayView value)
{
    if (value == redacted)
        return true;
    if (value.startsWith(emailBefore) && value.endsWith(emailBehind) && value.size() > emailBefore.size() + emailBehind.size())
        return isNumber(value.sliced(emailBefore.size(), value.size() - emailBefore.size() - emailBehind.size()));
    for (const MaskKind kind : {MaskKind::Name, MaskKind::Phone, MaskKind::Address, MaskKind::Date, MaskKind::Number,
                                MaskKind::Account, MaskKind::Personal}) {
        const QByteArrayView label = labelOf(kind);
        if (value.startsWith(label) && isNumber(value.sliced(label.size())))
            return true;
    }
    return false;
}

/// What is written differently and means the same person.
QByteArray folded(MaskKind kind, QByteArrayView value)
{
    const QByteArray plain = MappedText::plain(value).view().toByteArray();
    if (kind == MaskKind::Email) {
        QByteArray address = MappedText::folded(plain).view().toByteArray().trimmed().replace("%25", "%");
        for (const char *at : {"%40", " [at] ", "[at]", " (at) ", "(at)"})
            address.replace(at, "@");
        return address.replace("[dot]", ".");
    }
    if (kind != MaskKind::Phone)
        return MappedText::folded(value).view().toByteArray().trimmed();
    QByteArray unlinked = plain;
    unlinked.replace("%20", "").replace("%2B", "").replace("%2b", "");
    QByteArray digits;
    for (const char c : std::as_const(unlinked))
        if (c >= '0' && c <= '9')
            digits += c;
    return digits.isEmpty() ? plain : digits;
}

/// No reader of texts gets anything out of it, so nothing could be masked in it.
bool isOpaque(const QByteArray &body)
{
    return body.contains('\0') || body.startsWith("\x1f\x8b") || body.startsWith("\x28\xb5\x2f\xfd");
}

} // namespace

/// One body: what to replace is found first, then written.
class BodyMask
{
public:
    BodyMask(Masker &masker, QByteArrayView text, int depth) : m_masker(masker), m_text(text), m_depth(depth), m_scan(scanForMasking(text)) {}

    QByteArray run()
    {
        for (const MaskToken &token : m_scan.tokens)
            if (const MaskKind kind = m_scan.kindOf(token); kind != MaskKind::None)
                remember(kind, decodedValue(token));
        QByteArray out;
        out.reserve(m_text.size());
        qsizetype at = 0;
        for (const MaskToken &token : m_scan.tokens) {
            between(out, at, token.start);
            write(out, token);
            at = token.end;
        }
        between(out, at, m_text.size());
        return out;
    }

private:
    [[nodiscard]] QByteArray decodedValue(const MaskToken &token) const
    {
        return token.isText ? DecodedText(m_scan.inner(m_text, token)).text() : m_text.sliced(token.start, token.end - token.start).toByteArray();
    }

    void remember(MaskKind kind, const QByteArray &value)
    {
        if (kind != MaskKind::Personal && kind != MaskKind::Secret)
            m_words.add(value, m_masker.placeholder(kind, value));
    }

    void between(QByteArray &out, qsizetype from, qsizetype to)
    {
        const QByteArrayView gap = m_text.sliced(from, to - from);
        if (m_scan.valid)
            out += gap;
        else
            scrub(out, gap, TextScope::Free, true);
    }

    void write(QByteArray &out, const MaskToken &token)
    {
        const QByteArrayView whole = m_text.sliced(token.start, token.end - token.start);
        const MaskKind kind = m_scan.kindOf(token);
        if (!token.isText) {
            out += kind == MaskKind::None ? whole.toByteArray() : '"' + m_masker.placeholder(kind, whole) + '"';
            return;
        }
        const QByteArrayView inner = m_scan.inner(m_text, token);
        out += '"';
        if (kind == MaskKind::None)
            writeText(out, inner, token);
        else if (const QByteArray value = DecodedText(inner).text(); m_masker.placeholder(kind, value) == value)
            out += inner; // empty, or masked before: every escape stays
        else
            out += m_masker.placeholder(kind, value);
        out += whole.sliced(1 + inner.size()); // the closing quote, unless the text breaks off
    }

    void writeText(QByteArray &out, QByteArrayView inner, const MaskToken &token)
    {
        if (m_depth < deepestText && inner.contains('\\')) {
            const QByteArray text = DecodedText(inner).text();
            if (text.trimmed().startsWith('{') || text.trimmed().startsWith('[')) {
                const QByteArray masked = BodyMask(m_masker, text, m_depth + 1).run();
                out += masked == text ? inner.toByteArray() : escapedText(masked);
                return;
            }
        }
        const TextScope scope = token.keep || token.moment ? TextScope::Identifier : TextScope::Free;
        scrub(out, inner, scope, !token.keep && !(token.isKey && isFixedName(inner)));
    }

    [[nodiscard]] bool isFixedName(QByteArrayView inner) const
    {
        return m_words.isEmpty() || isFixedMember(DecodedText(inner).view());
    }

    void scrub(QByteArray &out, QByteArrayView inner, TextScope scope, bool words)
    {
        const DecodedText decoded(inner);
        const QByteArrayView text = decoded.view();
        QVector<Replacement> replacements;
        for (const PatternHit &hit : personalPatterns(text, scope)) {
            const MaskKind kind = hit.pattern == TextPattern::Email ? MaskKind::Email : MaskKind::Phone;
            replacements.append({hit.start, hit.length, m_masker.placeholder(kind, text.sliced(hit.start, hit.length))});
        }
        if (words)
            m_words.find(text, replacements);
        qsizetype at = 0;
        for (const Replacement &replacement : replacements) {
            const qsizetype start = decoded.rawOffset(replacement.start);
            out += inner.sliced(at, start - at);
            out += replacement.with;
            at = decoded.rawOffset(replacement.start + replacement.length);
        }
        out += inner.sliced(at);
    }

    Masker &m_masker;
    QByteArrayView m_text;
    int m_depth;
    MaskScan m_scan;
    WordList m_words;
};

Masker::Masker()
{
    std::array<quint32, 8> salt{};
    QRandomGenerator::system()->fillRange(salt.data(), qsizetype(salt.size()));
    m_salt = QByteArray(reinterpret_cast<const char *>(salt.data()), qsizetype(sizeof salt));
}

QByteArray Masker::placeholder(MaskKind kind, QByteArrayView value)
{
    if (value.isEmpty() || kind == MaskKind::None || isPlaceholder(value))
        return value.toByteArray();
    if (kind == MaskKind::Secret)
        return redacted.toByteArray();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(m_salt);
    hash.addData(QByteArray(1, static_cast<char>(kind)));
    hash.addData(folded(kind, value));
    const auto key = qFromLittleEndian<quint64>(hash.result().constData());
    int number = m_numbers.value(key);
    if (number == 0 && m_numbers.size() < mostNumbers) {
        number = ++m_last[kind];
        m_numbers.insert(key, number);
    }
    const QByteArray name = number > 0 ? QByteArray::number(number) : 'x' + QByteArray::number(key & 0xffff'ffff'ffffULL, 16);
    const QByteArray before = kind == MaskKind::Email ? emailBefore.toByteArray() : labelOf(kind).toByteArray();
    return before + name + (kind == MaskKind::Email ? emailBehind.toByteArray() : QByteArray());
}

QByteArray Masker::body(const QByteArray &body)
{
    if (isOpaque(body))
        return "[" + QByteArray::number(body.size()) + " bytes left out: they cannot be looked into and masked]";
    return BodyMask(*this, body, 0).run();
}

QByteArray Masker::patterns(QByteArrayView text, TextScope scope)
{
    QByteArray out;
    qsizetype at = 0;
    for (const PatternHit &hit : personalPatterns(text, scope)) {
        const MaskKind kind = hit.pattern == TextPattern::Email ? MaskKind::Email : MaskKind::Phone;
        out += text.sliced(at, hit.start - at);
        out += placeholder(kind, text.sliced(hit.start, hit.length));
        at = hit.start + hit.length;
    }
    out += text.sliced(at);
    return out;
}

QString Masker::text(const QString &text)
{
    return text.isEmpty() ? text : QString::fromUtf8(patterns(text.toUtf8(), TextScope::Free));
}

EventRow Masker::row(EventRow row)
{
    for (QString *member : {&row.id, &row.type, &row.integrationId, &row.tool, &row.category, &row.outcome})
        if (!member->isEmpty())
            *member = QString::fromUtf8(patterns(member->toUtf8(), TextScope::Identifier));
    row.organization = text(row.organization);
    row.comment = QString();
    return row;
}

HeaderList Masker::headers(const HeaderList &headers)
{
    HeaderList safe = redactedHeaders(headers);
    for (auto &[name, value] : safe)
        value = patterns(value, TextScope::Identifier);
    return safe;
}

} // namespace console

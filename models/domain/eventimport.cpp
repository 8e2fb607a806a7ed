// SPDX-License-Identifier: Apache-2.0
#include "models/domain/eventimport.h"

#include "models/domain/environment.h"
#include "models/domain/jsonscan.h"
#include "models/domain/mark.h"
#include "models/domain/redaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int mostDeliveries = 10'000;
constexpr int mostHeaders = 1'000;

tl::unexpected<Error> wrong(const QString &what)
{
    return failure(ErrorKind::InvalidInput, u"import-line"_s, what);
}

/// The value of a member of an object; empty when it has none. The first one counts.
QByteArrayView valueOf(QByteArrayView object, QByteArrayView name)
{
    for (JsonWalker members(object); members.next();)
        if (members.keyIs(name))
            return members.value();
    return {};
}

QString textOf(QByteArrayView object, QByteArrayView name)
{
    return jsonString(valueOf(object, name)).value_or(QString());
}

/// A whole number without sign, fraction or exponent that is at most `most`; nullopt for all else.
std::optional<qint64> numberOf(QByteArrayView object, QByteArrayView name, qint64 most)
{
    const QByteArrayView value = valueOf(object, name);
    if (value.isEmpty() || value.size() > 18 || !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    const qint64 number = value.toByteArray().toLongLong();
    return number <= most ? std::make_optional(number) : std::nullopt;
}

std::optional<bool> flagOf(QByteArrayView object, QByteArrayView name)
{
    const QByteArrayView value = valueOf(object, name);
    return value == "true" ? std::make_optional(true) : value == "false" ? std::make_optional(false) : std::nullopt;
}

std::optional<QByteArray> base64Of(QByteArrayView value)
{
    const auto text = jsonString(value);
    if (!text)
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(text->toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::make_optional(*decoded) : std::nullopt;
}

/// Years 1 to 9999; others would not come back from their text.
std::optional<Timestamp> timeOf(QByteArrayView object, QByteArrayView name)
{
    return parseTimestamp(textOf(object, name));
}

int statusOf(QByteArrayView object, QByteArrayView name)
{
    return int(numberOf(object, name, 999).value_or(200));
}

RejectReason reasonFromName(const QString &name)
{
    for (int number = int(RejectReason::None); number <= int(RejectReason::Mismatch); ++number)
        if (!name.isEmpty() && rejectReasonName(RejectReason(number)) == name)
            return RejectReason(number);
    return RejectReason::None;
}

DeliveryRow deliveryFrom(QByteArrayView object, Timestamp otherwise)
{
    DeliveryRow delivery{timeOf(object, "received_at").value_or(otherwise), statusOf(object, "answered"), textOf(object, "remote_address"), {}};
    for (JsonWalker headers(valueOf(object, "headers")); headers.next() && delivery.headers.size() < mostHeaders;) {
        JsonWalker pair(headers.value());
        const auto name = pair.next() ? jsonString(pair.value()) : std::nullopt;
        const auto value = pair.next() ? jsonString(pair.value()) : std::nullopt;
        if (name && value)
            delivery.headers.append({name->toLatin1(), value->toLatin1()});
    }
    return delivery;
}

/// What both forms say in the same words, `object` being the line or the `_kombo` of an entry.
void readFacts(QByteArrayView object, const DeliveryRow &first, ImportedEvent &event)
{
    event.seq = numberOf(object, "seq", greatestImportedSeq).value_or(0);
    Environment environment;
    environment.name = textOf(object, "environment");
    if (checkedEnvironment(environment))
        event.environment = environment.name;
    event.verdict = verdictFromName(textOf(object, "verdict")).value_or(Verdict::Unchecked);
    event.reason = event.verdict == Verdict::Rejected ? reasonFromName(textOf(object, "reason")) : RejectReason::None;
    event.conflict = flagOf(object, "conflict").value_or(false);
    event.masked = flagOf(object, "masked");
    event.pinned = flagOf(object, "pinned").value_or(false);
    event.comment = keptComment(textOf(object, "comment")).value_or(QString());
    for (JsonWalker log(valueOf(object, "delivery_log")); log.next() && event.deliveries.size() < mostDeliveries;)
        event.deliveries.append(deliveryFrom(log.value(), first.receivedAt));
    if (event.deliveries.isEmpty())
        event.deliveries.append(first);
    for (DeliveryRow &delivery : event.deliveries)
        delivery.headers = redactedHeaders(delivery.headers);
}

} // namespace

Result<ImportedEvent> readEventLine(QByteArrayView line)
{
    const QByteArrayView object = trimmedJson(line);
    if (!object.startsWith('{') || !isJsonText(object, 100))
        return wrong(u"no JSON object"_s);
    ImportedEvent event;
    if (const QByteArrayView encoded = valueOf(object, "body_base64"); !encoded.isEmpty()) {
        const auto body = base64Of(encoded);
        if (!body)
            return wrong(u"its body_base64 is no base64"_s);
        event.body = *body;
    } else if (const auto text = jsonString(valueOf(object, "body"))) {
        event.body = text->toUtf8();
    } else {
        return wrong(u"an event without its body; `export` writes them, and `events` with --body text"_s);
    }
    const auto at = timeOf(object, "received_at");
    if (!at)
        return wrong(u"no received_at"_s);
    readFacts(object, {*at, statusOf(object, "answered"), {}, {}}, event);
    return event;
}

Result<std::optional<ImportedEvent>> readHarEntry(QByteArrayView entry)
{
    if (!entry.startsWith('{') || !isJsonText(entry, 100))
        return wrong(u"an entry that is no JSON object"_s);
    const QByteArrayView request = valueOf(entry, "request");
    const QByteArrayView post = valueOf(request, "postData");
    if (textOf(request, "method") != u"POST" || post.isEmpty() || !post.startsWith('{'))
        return std::nullopt;
    ImportedEvent event;
    const QByteArrayView text = valueOf(post, "text");
    if (textOf(post, "_encoding") == u"base64" || textOf(post, "encoding") == u"base64") {
        const auto body = base64Of(text);
        if (!body)
            return wrong(u"its text is said to be base64 and is not"_s);
        event.body = *body;
    } else if (const auto plain = jsonString(text)) {
        event.body = plain->toUtf8();
    } else {
        return std::nullopt;
    }
    const auto at = timeOf(entry, "startedDateTime");
    if (!at)
        return wrong(u"no startedDateTime"_s);
    DeliveryRow first{*at, statusOf(valueOf(entry, "response"), "status"), {}, {}};
    for (JsonWalker headers(valueOf(request, "headers")); headers.next() && first.headers.size() < mostHeaders;)
        first.headers.append({textOf(headers.value(), "name").toLatin1(), textOf(headers.value(), "value").toLatin1()});
    readFacts(valueOf(entry, "_kombo"), first, event);
    return event;
}

bool isImportName(QStringView name)
{
    return !name.isEmpty() && name.size() <= 64 && !name.startsWith(u'.') && std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_' || c == u'.';
    });
}

QString importNameFrom(const QString &text)
{
    QString name;
    for (const QChar &c : text.left(48))
        name += isImportName(QStringView(&c, 1)) || c == u'.' ? c : QChar(u'-');
    while (name.startsWith(u'.') || name.startsWith(u'-'))
        name.remove(0, 1);
    return name.isEmpty() ? u"import"_s : name;
}

} // namespace console

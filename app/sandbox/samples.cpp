// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/samples.h"

#include "app/sandbox/jsonedit.h"
#include "app/sandbox/jsonwriter.h"
#include "app/signature/signature.h"
#include "models/domain/json.h"
#include "models/domain/payload.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// What a person typed as JSON if it is JSON, else as a JSON string.
QByteArray jsonOf(const QString &text)
{
    const QByteArray bytes = text.toUtf8().trimmed();
    // In an array, because QJsonDocument knows no bare values.
    const QJsonDocument document = QJsonDocument::fromJson('[' + bytes + ']');
    const bool one = sandbox::placeOf(bytes, {}) == sandbox::JsonPlace{0, bytes.size()};
    return document.isArray() && one ? bytes : sandbox::quoted(text);
}

/// Objects and arrays take the layout of the place they come to.
QByteArray laidOut(const QByteArray &json, qsizetype indent)
{
    if (!json.startsWith('{') && !json.startsWith('['))
        return json;
    QByteArray text = prettyJson(json).text;
    text.replace(QByteArrayLiteral("\n"), QByteArray('\n' + QByteArray(indent, ' ')));
    return text;
}

qsizetype indentAt(const QByteArray &body, qsizetype at)
{
    const qsizetype line = body.lastIndexOf('\n', at) + 1;
    qsizetype end = line;
    while (end < body.size() && body[end] == ' ')
        ++end;
    return end - line;
}

/// Standard base64 differs only where '-' or '_' stand; without them its padding has to show it.
QByteArray plainBase64(QByteArray signature)
{
    QByteArray plain = signature;
    plain.replace('-', '+').replace('_', '/');
    return plain == signature ? signature + '=' : plain;
}

QByteArray compact(const QByteArray &body)
{
    QByteArray out;
    bool inString = false;
    for (qsizetype i = 0; i < body.size(); ++i) {
        const char c = body[i];
        if (inString && c == '\\') {
            out.append(c).append(body.mid(++i, 1));
            continue;
        }
        if (c == '"')
            inString = !inString;
        if (inString || !QByteArrayView(" \t\r\n").contains(c))
            out.append(c);
    }
    // What is compact already is re-serialised the other way.
    return out == body ? prettyJson(body).text : out;
}

} // namespace

Result<QByteArray> sampleBody(const QString &type)
{
    QFile file(u":/samples/%1.json"_s.arg(QString(type).replace(u':', u'-')));
    if (!knownEventTypes().contains(type) || !file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::NotFound, u"sample-type"_s, knownEventTypes().join(u", "_s));
    QByteArray body = file.readAll();
    while (body.endsWith('\n'))
        body.chop(1);
    return body;
}

Result<QByteArray> withValues(const QByteArray &body, const QVector<QPair<QString, QString>> &values)
{
    QByteArray changed = body;
    for (const auto &[path, value] : values) {
        const auto place = path.isEmpty() ? std::nullopt : sandbox::placeOf(changed, path.split(u'.'));
        if (!place)
            return failure(ErrorKind::InvalidInput, u"set-path"_s, path);
        changed.replace(place->start, place->length, laidOut(jsonOf(value), indentAt(changed, place->start)));
    }
    return changed;
}

const QStringList &breakNames()
{
    static const QStringList names{
        u"wrong-secret"_s, u"padded"_s, u"plain-base64"_s, u"hex"_s,       u"prefixed"_s,         u"missing"_s,
        u"empty"_s,        u"twice"_s,  u"reserialised"_s, u"truncated"_s, u"trailing-newline"_s, u"not-json"_s};
    return names;
}

Result<SignedRequest> signedRequest(const QByteArray &body, const QByteArray &secret, const QString &broken)
{
    if (!broken.isEmpty() && !breakNames().contains(broken))
        return failure(ErrorKind::InvalidInput, u"break-name"_s, breakNames().join(u", "_s));
    SignedRequest request;
    request.body = broken == u"not-json"_s ? "{ this is no JSON: " + body.left(40) : body;
    const QByteArray right = signatureOf(request.body, broken == u"wrong-secret"_s ? secret + "-wrong" : secret);
    QByteArrayList signatures{right};
    if (broken == u"padded"_s)
        signatures = {right + '='};
    else if (broken == u"plain-base64"_s)
        signatures = {plainBase64(right)};
    else if (broken == u"hex"_s)
        signatures = {QByteArray::fromBase64(right, QByteArray::Base64UrlEncoding).toHex()};
    else if (broken == u"prefixed"_s)
        signatures = {"sha256=" + right};
    else if (broken == u"missing"_s)
        signatures.clear();
    else if (broken == u"empty"_s)
        signatures = {QByteArray()};
    else if (broken == u"twice"_s)
        signatures = {right, right};
    // These leave the signature alone and spoil what it was made of.
    if (broken == u"reserialised"_s)
        request.body = compact(body);
    else if (broken == u"truncated"_s)
        request.body.chop(qMin<qsizetype>(request.body.size(), 7));
    else if (broken == u"trailing-newline"_s)
        request.body += '\n';
    request.headers.append(qMakePair(QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")));
    for (const QByteArray &signature : std::as_const(signatures))
        request.headers.append(qMakePair(signatureHeader(), signature));
    return request;
}

} // namespace console

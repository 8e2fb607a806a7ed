// SPDX-License-Identifier: Apache-2.0
#include "models/domain/redaction.h"

#include "models/domain/errortext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool isSecretHeader(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    if (lower == "authorization" || lower == "proxy-authorization" || lower == "cookie" || lower == "set-cookie")
        return true;
    for (const char *part : {"signature", "token", "secret", "key", "password"}) {
        if (lower.contains(part))
            return true;
    }
    return false;
}

} // namespace

HeaderList redactedHeaders(const HeaderList &headers)
{
    HeaderList safe = headers;
    for (auto &[name, value] : safe) {
        if (isSecretHeader(name))
            value = QByteArrayLiteral("[redacted]");
    }
    return safe;
}

QString redactedLine(QStringView text)
{
    // Possessive and bounded by what a key may hold: no text makes these slow. Kombo's keys begin ks_prod_ and ks_dev_.
    static const QRegularExpression bearer(u"\\b(bearer|basic)[ \\t]++[^\\s\"',;]++"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression key(u"\\bks_(prod|dev)_[^\\s\"',;&/]*+"_s, QRegularExpression::CaseInsensitiveOption);
    QString line = text.toString();
    line.replace(bearer, u"\\1 [redacted]"_s);
    line.replace(key, u"[redacted]"_s);
    return escapedForLine(line);
}

} // namespace console

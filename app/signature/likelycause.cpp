// SPDX-License-Identifier: Apache-2.0
#include "app/signature/signature.h"

#include "models/domain/json.h"

#include <QCoreApplication>

#include <openssl/crypto.h>

namespace console {

namespace {

struct Mistake
{
    QByteArray body; ///< what was signed, if this is the mistake
    const char *text;
};

// JSON without the blanks between its tokens; everything inside strings stays as it is.
QByteArray compact(const QByteArray &body)
{
    QByteArray result;
    result.reserve(body.size());
    bool inString = false;
    bool escaped = false;
    for (const char c : body) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (inString || !blank)
            result.append(c);
        if (inString && !escaped && c == '\\') {
            escaped = true;
            continue;
        }
        if (c == '"' && !escaped)
            inString = !inString;
        escaped = false;
    }
    return result;
}

QByteArray withoutTrailingNewline(QByteArray body)
{
    while (body.endsWith('\n') || body.endsWith('\r'))
        body.chop(1);
    return body;
}

QVector<Mistake> mistakes(const QByteArray &body)
{
    const QByteArray bom = QByteArrayLiteral("\xEF\xBB\xBF");
    const QByteArray unix = QByteArray(body).replace("\r\n", "\n");
    const QByteArray windows = QByteArray(unix).replace("\n", "\r\n");
    const QByteArray pretty = prettyJson(body).text;
    const char *lost = QT_TRANSLATE_NOOP("Signature", "The signature fits this body with a newline at its end. Something "
                                                      "on the way removed it: pass the body on byte for byte.");
    const char *ends = QT_TRANSLATE_NOOP("Signature", "The signature fits this body with other line ends. Something on the "
                                                      "way converted them: pass the body on byte for byte.");
    return { // the smallest change first
        {withoutTrailingNewline(body), QT_TRANSLATE_NOOP("Signature", "The signature fits this body without the newline at "
                                                                      "its end. An editor or a shell often adds one.")},
        {body + '\n', lost},
        {body + "\r\n", lost},
        {unix, ends},
        {windows, ends},
        {body.startsWith(bom) ? body.mid(bom.size()) : bom + body,
         body.startsWith(bom)
             ? QT_TRANSLATE_NOOP("Signature", "The signature fits this body without the byte order mark at its start.")
             : QT_TRANSLATE_NOOP("Signature", "The signature fits this body with a byte order mark at its start.")},
        {pretty, QT_TRANSLATE_NOOP("Signature", "The signature fits this JSON written with two spaces of indent. Something "
                                                "on the way parsed the body and wrote it again: pass it on byte for byte.")},
        {compact(body), QT_TRANSLATE_NOOP("Signature", "The signature fits this JSON without blanks. Something on the way "
                                                       "parsed the body and wrote it again, or the sender signed another "
                                                       "form than it sent.")},
        {pretty + '\n', lost},
    };
}

bool fits(const QByteArray &body, const QByteArray &value, const QByteArray &secret)
{
    const QByteArray expected = signatureOf(body, secret);
    return expected.size() == value.size()
        && CRYPTO_memcmp(expected.constData(), value.constData(), size_t(value.size())) == 0;
}

} // namespace

QString likelyCause(const QByteArray &body, const QByteArray &value, const QVector<QByteArray> &secrets)
{
    for (const Mistake &mistake : mistakes(body)) {
        if (mistake.body == body)
            continue;
        for (const QByteArray &secret : secrets) {
            if (fits(mistake.body, value, secret))
                return QCoreApplication::translate("Signature", mistake.text);
        }
    }
    for (const QByteArray &secret : secrets) {
        const QByteArray trimmed = secret.trimmed();
        if (trimmed != secret && fits(body, value, trimmed))
            return QCoreApplication::translate("Signature", "The signature fits when the blanks or newlines around the "
                                                            "secret are removed: enter the secret again.");
    }
    return {};
}

} // namespace console

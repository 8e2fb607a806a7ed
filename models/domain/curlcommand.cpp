// SPDX-License-Identifier: Apache-2.0
#include "models/domain/curlcommand.h"

#include "models/domain/errortext.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype longestWord = 64 * 1024; ///< Linux takes 128 KiB for one argument
constexpr qsizetype lineLength = 76;

/// A terminal brings these bytes to the shell as they are.
bool survivesTerminal(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    if (text.toUtf8() != bytes)
        return false;
    QString shown = text;
    shown.remove(u'\n');
    return escapedForLine(shown) == shown;
}

/// A header's value without what would begin a new line.
QByteArray oneLine(QByteArray value)
{
    for (char &c : value)
        if (static_cast<uchar>(c) < 0x20 || c == 0x7f)
            c = ' ';
    return value;
}

QByteArray asHereDocument(const QByteArray &body)
{
    const QByteArray encoded = body.toBase64();
    QByteArray lines;
    for (qsizetype at = 0; at < encoded.size(); at += lineLength)
        lines += encoded.sliced(at, std::min(lineLength, encoded.size() - at)) + '\n';
    return lines;
}

} // namespace

QByteArray contentTypeOf(const QVector<DeliveryRow> &deliveries)
{
    for (const auto &[name, value] : deliveries.isEmpty() ? HeaderList() : deliveries.first().headers)
        if (name.compare("content-type", Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

QByteArray shellWord(QByteArrayView text)
{
    QByteArray word = text.toByteArray();
    word.replace("'", "'\\''");
    return '\'' + word + '\'';
}

QByteArray curlCommand(const CurlRequest &request)
{
    const QByteArray type = request.contentType.isEmpty() ? QByteArrayLiteral("application/json") : oneLine(request.contentType);
    const QByteArray signature = request.signature.isNull() ? QByteArrayLiteral("<signature>") : oneLine(request.signature);
    // --data-raw: --data would read a body that begins with @ as the name of a file. Expect: without it curl would wait a
    // second with large bodies.
    const QByteArray head = "curl -sS -X POST " + shellWord(request.url.toUtf8()) + " \\\n  -H " + shellWord(QByteArray("Content-Type: " + type))
        + " \\\n  -H " + shellWord(QByteArray("X-Kombo-Signature: " + signature)) + " \\\n  -H 'Expect:' \\\n  ";
    if (request.body.size() <= longestWord && survivesTerminal(request.body))
        return head + "--data-raw " + shellWord(request.body) + '\n';
    return "base64 -d <<'KOMBO_BODY' | " + head + "--data-binary @-\n" + asHereDocument(request.body) + "KOMBO_BODY\n";
}

} // namespace console

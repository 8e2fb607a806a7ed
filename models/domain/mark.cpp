// SPDX-License-Identifier: Apache-2.0
#include "models/domain/mark.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

bool endsLine(QChar c)
{
    return c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator || c == u'\x85';
}

bool isControl(QChar c)
{
    return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
}

} // namespace

qsizetype characterCount(QStringView text)
{
    qsizetype count = 0;
    for (qsizetype i = 0; i < text.size(); ++i, ++count) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
    }
    return count;
}

Result<QString> keptComment(const QString &text)
{
    QString kept;
    kept.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        if (endsLine(c)) {
            kept += u'\n';
            i += c == u'\r' && next == u'\n' ? 1 : 0;
        } else if (c.isHighSurrogate() && next.isLowSurrogate()) {
            kept += c;
            kept += next;
            ++i;
        } else if (c.isSurrogate()) {
            kept += QChar(QChar::ReplacementCharacter);
        } else if (c == u'\t' || !isControl(c)) {
            kept += c;
        }
    }
    kept = kept.trimmed();
    if (kept.isEmpty())
        return QString();
    if (const qsizetype count = characterCount(kept); count > longestComment)
        return failure(ErrorKind::InvalidInput, u"comment-length"_s, u"%1 characters"_s.arg(count));
    return kept;
}

} // namespace console

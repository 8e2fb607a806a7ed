// SPDX-License-Identifier: Apache-2.0
#include "app/cli/eventdiff.h"

#include "app/cli/output.h"
#include "models/domain/errortext.h"
#include "models/domain/jsondiff.h"
#include "models/domain/jsonscan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString changeName(JsonChange change)
{
    switch (change) {
    case JsonChange::Added: return u"added"_s;
    case JsonChange::Removed: return u"removed"_s;
    case JsonChange::Changed: return u"changed"_s;
    }
    return {};
}

QJsonValue written(const QByteArray &value)
{
    return value.isEmpty() ? QJsonValue() : QJsonValue(QString::fromUtf8(value));
}

QByteArray asObject(qint64 left, qint64 right, const JsonDiff &diff)
{
    QJsonArray differences;
    for (const JsonDifference &one : diff.differences)
        differences.append(QJsonObject{{u"path"_s, one.path}, {u"change"_s, changeName(one.change)}, {u"before"_s, written(one.before)}, {u"after"_s, written(one.after)}});
    return QJsonDocument(QJsonObject{{u"left"_s, left},
                                     {u"right"_s, right},
                                     {u"bytes_equal"_s, diff.bytesEqual},
                                     {u"comparable"_s, diff.comparable},
                                     {u"truncated"_s, diff.truncated},
                                     {u"differences"_s, differences}})
        .toJson(QJsonDocument::Compact);
}

/// A value on one line: without the blanks between its tokens.
QString onOneLine(QByteArrayView value)
{
    QByteArray text;
    for (qsizetype at = 0; at < value.size();) {
        const char c = value[at];
        const qsizetype end = c == '"' ? jsonStringEnd(value, at) : at + 1;
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
            text += value.sliced(at, end - at);
        at = end;
    }
    return escapedForLine(QString::fromUtf8(text));
}

QByteArray asLine(const JsonDifference &one)
{
    const QString path = escapedForLine(one.path);
    const QString before = onOneLine(one.before);
    const QString after = onOneLine(one.after);
    switch (one.change) {
    case JsonChange::Added: return (u"+ "_s + path + u"  "_s + after).toUtf8();
    case JsonChange::Removed: return (u"- "_s + path + u"  "_s + before).toUtf8();
    case JsonChange::Changed: return (u"~ "_s + path + u"  "_s + before + u" → "_s + after).toUtf8();
    }
    return {};
}

QString sentence(const JsonDiff &diff)
{
    if (diff.bytesEqual)
        return u"no difference: the bodies are the same, byte for byte"_s;
    if (!diff.comparable)
        return u"the bodies differ; they cannot be compared by structure, since at least one of them is no JSON"_s;
    if (diff.differences.isEmpty())
        return u"no difference in structure; the bytes differ in spaces, the order of members, or how texts and numbers are written"_s;
    return u"%1%2 %3"_s.arg(diff.truncated ? u"more than "_s : QString(), QString::number(diff.differences.size()),
                            diff.differences.size() == 1 ? u"difference"_s : u"differences"_s);
}

} // namespace

int diffEvents(const Invocation &invocation)
{
    QVector<qint64> seqs;
    for (const QString &argument : invocation.arguments) {
        bool ok = false;
        const qint64 seq = argument.toLongLong(&ok);
        if (ok && seq > 0)
            seqs.append(seq);
    }
    if (seqs.size() != 2 || invocation.arguments.size() != 2)
        return printError({ErrorKind::InvalidInput, u"usage"_s, u"--diff takes the numbers of two events: events --diff 12 14"_s});
    const auto reader = StoreReader::open(invocation.paths);
    if (!reader)
        return printError(reader.error());
    const bool rejected = invocation.parser.isSet(u"rejected"_s);
    const auto left = (*reader)->eventBody(seqs.at(0), rejected);
    const auto right = (*reader)->eventBody(seqs.at(1), rejected);
    if (!left || !right)
        return printError(!left ? left.error() : right.error());
    const JsonDiff diff = jsonDiff(*left, *right);
    if (invocation.json) {
        printLine(asObject(seqs.at(0), seqs.at(1), diff));
    } else {
        for (const JsonDifference &one : diff.differences) {
            if (!printLine(asLine(one)))
                break;
        }
        printNote(sentence(diff));
    }
    return diff.bytesEqual || (diff.comparable && diff.differences.isEmpty()) ? 0 : 1;
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "app/owner/ownermessage.h"

#include <QJsonDocument>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QByteArray line(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QByteArray callLine(const OwnerCall &call)
{
    return line({{u"command"_s, call.command}, {u"arguments"_s, call.arguments}});
}

Result<OwnerCall> readCallLine(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    const QString command = document[u"command"].toString();
    if (command.isEmpty())
        return failure(ErrorKind::InvalidInput, u"owner-call"_s);
    return OwnerCall{command, document[u"arguments"].toObject()};
}

QByteArray replyLine(const OwnerReply &reply)
{
    switch (reply.kind) {
    case OwnerReplyKind::Progress:
        return line({{u"progress"_s, reply.value}});
    case OwnerReplyKind::Result:
        return line({{u"result"_s, reply.value}});
    case OwnerReplyKind::Error:
        break;
    }
    return line({{u"error"_s, QJsonObject{{u"kind"_s, static_cast<int>(reply.error.kind)},
                                          {u"code"_s, reply.error.code},
                                          {u"detail"_s, reply.error.detail}}}});
}

Result<OwnerReply> readReplyLine(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    OwnerReply reply;
    if (const QJsonValue progress = document[u"progress"]; progress.isObject()) {
        reply.kind = OwnerReplyKind::Progress;
        reply.value = progress.toObject();
    } else if (const QJsonValue result = document[u"result"]; result.isObject()) {
        reply.kind = OwnerReplyKind::Result;
        reply.value = result.toObject();
    } else if (const QJsonObject error = document[u"error"].toObject(); !error.isEmpty()) {
        const int kind = error[u"kind"].toInt(-1);
        if (kind < 0 || kind > static_cast<int>(ErrorKind::StorageDamaged))
            return failure(ErrorKind::RemoteFault, u"owner-reply"_s);
        reply.error = {static_cast<ErrorKind>(kind), error[u"code"].toString(), error[u"detail"].toString()};
    } else {
        return failure(ErrorKind::RemoteFault, u"owner-reply"_s);
    }
    return reply;
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QJsonObject>

namespace console {

/// One line of the owner's socket as a value. Requests: {"command","arguments"}; replies: {"progress"}, {"result"} or
/// {"error":{"kind","code","detail"}}.
enum class OwnerReplyKind { Progress, Result, Error };

struct OwnerReply
{
    OwnerReplyKind kind = OwnerReplyKind::Error;
    QJsonObject value; ///< of progress and result
    Error error;
};

struct OwnerCall
{
    QString command;
    QJsonObject arguments;
};

/// A line may not be longer than this (bytes); a peer that sends more is cut off.
inline constexpr qsizetype ownerLineLimit = 1024 * 1024;

[[nodiscard]] QByteArray callLine(const OwnerCall &call);
[[nodiscard]] Result<OwnerCall> readCallLine(const QByteArray &line);
[[nodiscard]] QByteArray replyLine(const OwnerReply &reply);
/// Errors: RemoteFault `owner-reply`.
[[nodiscard]] Result<OwnerReply> readReplyLine(const QByteArray &line);

} // namespace console

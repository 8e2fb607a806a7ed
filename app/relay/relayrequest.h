// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"
#include "models/domain/event.h"

#include <QUrl>

namespace console {

/// One POST: what goes over the wire but for what HTTP itself needs.
struct PostRequest
{
    QUrl url;
    HeaderList headers;
    QByteArray body;
    bool operator==(const PostRequest &) const = default;
};

/// Where events may be sent again: https to anywhere, http only to this computer, a query is allowed. Errors: InvalidInput
/// `address-syntax`, `address-scheme`, `address-userinfo`, `target-plain-http`.
[[nodiscard]] Result<QUrl> checkedTarget(const QString &text);

/// The target as it may be shown: its query can be a password of the receiver.
[[nodiscard]] QString shownTarget(const QUrl &target);

/// Whether the listener at `address` (may be empty) is what answers at `target`, as far as two addresses can tell.
[[nodiscard]] bool isSameListener(const QUrl &target, const QUrl &address);

/// Name of the header that marks a replay; its value is the event's number: `X-Kombo-Console-Replay`.
[[nodiscard]] const QByteArray &replayHeader();

/// The event as it is sent again: the stored bytes, the headers of its newest delivery that a receiver needs (Content-Type,
/// Content-Encoding, User-Agent, X-Kombo-*), and the mark. All others stay here: credentials and cookies are for the one
/// who received them, Host and the fields of one hop (RFC 9110, 7.6.1) are about another connection.
[[nodiscard]] PostRequest replayRequest(const QUrl &target, const EventDetail &event);

/// Whether a request has a signature, without which a receiver that checks refuses it. An imported event has none.
[[nodiscard]] bool isSigned(const PostRequest &request);

} // namespace console

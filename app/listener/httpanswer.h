// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/domain/time.h"

#include <QByteArray>

namespace console {

/// An answer before it is bytes. Bodies are short fixed texts: no version, path, statement or expected signature in them.
struct HttpAnswer
{
    int status = 200;
    QByteArray body;
    QByteArray contentType; ///< empty: none, when the body is empty
    QByteArray extra;       ///< whole header lines with their CRLF
    bool operator==(const HttpAnswer &) const = default;
};

/// What the client's request asks of the form of the answer.
struct AnswerForm
{
    bool headOnly = false;  ///< HEAD: the lengths of a body that is not sent (RFC 9110 section 9.3.2)
    bool oldClient = false; ///< HTTP/1.0, where staying open has to be said
    bool close = false;     ///< no request is read after this one
};

/// `{"status":"stored","event":SEQ,"deliveries":N}`.
[[nodiscard]] HttpAnswer storedAnswer(qint64 seq, int deliveries);
/// The fixed text of a status; 405 with `allow`, 401 with a challenge, 503 with Retry-After. Any status from 200 to 599.
[[nodiscard]] HttpAnswer plainAnswer(int status, const QByteArray &allow = {});
/// 200 without data.
[[nodiscard]] HttpAnswer healthAnswer();
/// What a receipt of the store asks for.
[[nodiscard]] HttpAnswer answerFor(const DeliveryReceipt &receipt);

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7).
[[nodiscard]] QByteArray httpDate(Timestamp time);
/// The bytes on the wire.
[[nodiscard]] QByteArray serialised(const HttpAnswer &answer, const AnswerForm &form, const QByteArray &date);
/// `HTTP/1.1 100 Continue`, whole.
[[nodiscard]] const QByteArray &continueAnswer();

} // namespace console

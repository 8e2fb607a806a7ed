// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"

namespace console {

/// What is to be sent again.
struct CurlRequest
{
    QString url;
    QByteArray contentType;
    QByteArray signature; ///< null: a placeholder stands for it
    QByteArray body;
};

/// A command for a POSIX shell that posts exactly these bytes with curl; ends with a line break. A body that a terminal
/// would change (control characters, text that reorders itself, bytes that are no UTF-8) or that is long travels as base64
/// in a here-document. Outside text stands in quotes only; nothing of it is read as an option, a file name or a variable.
[[nodiscard]] QByteArray curlCommand(const CurlRequest &request);

/// Of the first delivery; null when it had none.
[[nodiscard]] QByteArray contentTypeOf(const QVector<DeliveryRow> &deliveries);

/// A text as one word of a POSIX shell.
[[nodiscard]] QByteArray shellWord(QByteArrayView text);

} // namespace console

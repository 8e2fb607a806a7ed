// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/api.h"

namespace console::sandbox {

/// What the bytes of a connection amount to so far. The sandbox speaks as much of HTTP/1.1 as an API client needs:
/// bodies have a Content-Length, transfer codings are refused (RFC 9112 section 6).
struct ReadRequest
{
    int status = 0; ///< 0: needs more bytes; 200: `request` is whole; else refuse with it and close
    Request request;
    qsizetype consumed = 0;
    bool keepAlive = true;
};
[[nodiscard]] ReadRequest readRequest(QByteArrayView bytes);

/// Status line and header lines of a reply, with the blank line.
[[nodiscard]] QByteArray replyHead(const Reply &reply, bool keepAlive, Timestamp now);

} // namespace console::sandbox

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"

#include <QByteArray>

namespace console {

struct HttpLimits
{
    qint64 head = 32 * 1024; ///< bytes of request line and header lines; trailers have the same limit for themselves
    int headers = 100;       ///< lines
    qint64 body = 4 * 1024 * 1024;
};

/// How the end of a body is known (RFC 9112 section 6.3).
enum class BodyFraming { None, Length, Chunked };

/// A request as received. Values, no reference to a buffer.
struct HttpRequest
{
    QByteArray method; ///< case as sent (RFC 9110 section 9.1)
    QByteArray target; ///< as sent
    int minor = 1;     ///< HTTP/1.`minor`: 0 or 1
    HeaderList headers;
    QByteArray body; ///< as sent, chunked coding removed; trailers are dropped (RFC 9110 section 6.5.1)

    // What the head says, by readHead().
    QByteArray path; ///< as sent, not decoded; `*` for the asterisk form, empty for the authority form
    BodyFraming framing = BodyFraming::None;
    qint64 announced = 0;         ///< Content-Length
    bool keepAlive = true;        ///< the client may send another request
    bool expectsContinue = false; ///< and waits for 100 before it sends the body
};

/// Decides what RFC 9112 leaves to the server, from method, target, minor and headers; fills the members below them.
/// Returns 0 when the request may go on, else the status it is refused with: 400 (ambiguous or malformed), 413 (announces
/// more than `limits.body`), 417 (an expectation other than 100-continue), 501 (a transfer coding we do not know).
/// Pure; any thread.
[[nodiscard]] int readHead(HttpRequest &request, const HttpLimits &limits);

} // namespace console

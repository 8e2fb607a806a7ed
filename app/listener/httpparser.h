// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/listener/httphead.h"

#include <memory>

namespace console {

/// Reads HTTP/1.x requests from bytes, however they are cut: any segmentation gives the same requests and refusals.
/// Boost.Beast's parser checks the syntax; what it is lenient about is decided here and in readHead(). No I/O, no clock;
/// one thread at a time.
///
/// One request after the other: put() takes bytes until the request is Complete or Refused, then takes none; after
/// Complete, takeRequest() makes it ready for the next one. Refused is the end of the connection.
class HttpParser
{
public:
    enum class State {
        Idle,     ///< nothing of a request has come yet
        Head,     ///< in request line or header lines
        Body,     ///< the head is read, the body is not yet whole
        Complete, ///< takeRequest()
        Refused   ///< refusal()
    };

    explicit HttpParser(const HttpLimits &limits);
    ~HttpParser();
    HttpParser(const HttpParser &) = delete;
    HttpParser &operator=(const HttpParser &) = delete;

    /// Takes bytes of the present request and returns how many; fewer than given only in Complete and Refused.
    [[nodiscard]] qsizetype put(QByteArrayView bytes);

    [[nodiscard]] State state() const;
    /// Bytes kept for the present request.
    [[nodiscard]] qint64 held() const;
    /// The head, from Body on.
    [[nodiscard]] const HttpRequest &request() const;
    [[nodiscard]] HttpRequest takeRequest();
    /// 400, 413, 417, 431, 501 or 505; 0 in any other state.
    [[nodiscard]] int refusal() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace console

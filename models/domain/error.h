// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMetaType>
#include <QString>
#include <tl/expected.hpp>

namespace console {

/// What a caller may want to act on. A new kind needs a sentence in errortext.cpp and a row in its test.
enum class ErrorKind {
    InvalidInput,  ///< the person or script gave something that cannot be right
    NotFound,      ///< the named thing is not there
    Unreachable,   ///< nobody answered: refused, no route, name not found, TLS
    Refused,       ///< somebody answered "not allowed" (401, 403, another owner, permissions)
    Waiting,       ///< the other side is not ready yet; an event will end the wait (409 set-up, QA)
    RateLimited,   ///< asked to slow down, and the patience for this request is used up
    RemoteFault,   ///< the other side failed (5xx) or said something that makes no sense
    Timeout,       ///< took longer than allowed
    Cancelled,     ///< somebody asked to stop
    Busy,          ///< already running, or somebody else holds it
    Storage,       ///< the store cannot be read or written
    StorageFull,   ///< disk or quota full
    StorageNewer,  ///< the data file was written by a newer program
    StorageDamaged ///< the data file is not readable as what it should be
};

/// An error as a value. `code` is machine-readable (a Kombo error code, an SQLite result name, an errno name);
/// `detail` is for people and never holds a secret, a body or personal data.
struct Error
{
    ErrorKind kind = ErrorKind::InvalidInput;
    QString code;
    QString detail;
    bool operator==(const Error &) const = default;
};

template <class T> using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorKind kind, QString code = {}, QString detail = {})
{
    return tl::unexpected<Error>(Error{kind, std::move(code), std::move(detail)});
}

} // namespace console

Q_DECLARE_METATYPE(console::Error)

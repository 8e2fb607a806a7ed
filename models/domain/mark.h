// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

#include <optional>

namespace console {

/// What a person changes about the mark of an event; a member that is not there stays as it is.
struct MarkChange
{
    std::optional<bool> pinned = std::nullopt;
    std::optional<QString> comment = std::nullopt; ///< an empty one is taken away
    bool operator==(const MarkChange &) const = default;
};

/// Code points of a comment.
inline constexpr qsizetype longestComment = 2'000;

/// The code points of a text; half a surrogate pair counts as one.
[[nodiscard]] qsizetype characterCount(QStringView text);
/// A comment as it is kept: lines end with a line feed, tabs stay, other control characters go, half a surrogate pair
/// becomes U+FFFD, blanks at both ends go; a null string when nothing is left. Errors: InvalidInput `comment-length`.
[[nodiscard]] Result<QString> keptComment(const QString &text);

} // namespace console

Q_DECLARE_METATYPE(console::MarkChange)

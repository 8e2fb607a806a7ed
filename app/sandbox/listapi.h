// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/api.h"

namespace console::sandbox {

/// Answers a list endpoint for an integration that may be read. Pages by opaque cursors; filters are taken from the
/// query and never from the cursor; `updated_after` follows the relations that the catalog counts.
[[nodiscard]] Reply listReply(const Tenant &tenant, const ListEndpoint &endpoint, const Call &call, Timestamp now);

/// The list of packages: not paged, the same for everybody.
[[nodiscard]] Reply packagesReply();

/// `cursor` and `page_size` of a list of `total` things: where it starts, how many, and the cursor that follows.
struct PageAsked
{
    qint64 start = 0;
    qint64 size = 100;
};
/// Errors: InvalidInput with a sentence in `detail`.
[[nodiscard]] Result<PageAsked> askedPage(const Call &call, QByteArrayView list, qint64 maxSize);
/// Opaque, and known as one of this list's.
[[nodiscard]] QByteArray cursorAt(QByteArrayView list, qint64 position);

} // namespace console::sandbox

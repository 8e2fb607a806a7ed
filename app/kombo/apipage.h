// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/kombo/apireply.h"
#include "models/domain/record.h"

namespace console {

/// One page of a list endpoint: `data.results` as raw slices, `data.next`.
struct ApiPage
{
    QVector<PageRecord> records;
    QString next;             ///< null: last page
    bool nextPresent = false; ///< `next` was there, if only as null; lists without paging do not send it
};

/// Reads the body of a list endpoint; `data.packages` where there are no `results` (`/assessment/packages`). Records
/// keep their text byte for byte. Errors: errorOf for another status than 200 or an error envelope, else RemoteFault:
/// `content-type`, `page-not-json` (also a cut body), `page-shape` (no list, a record without a string `id`, an empty
/// or non-string cursor).
[[nodiscard]] Result<ApiPage> readPage(const ApiReply &reply);

} // namespace console

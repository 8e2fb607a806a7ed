// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/kombo/apireply.h"
#include "models/domain/integration.h"

#include <QUrl>

namespace console {

// Requests to the endpoints that are no lists, and the readings of their replies. Pure. Every reading gives errorOf for
// a status outside 2xx, and RemoteFault `content-type`, `reply-not-json` or `reply-shape` for what makes no sense.

/// `GET /integrations/{id}` into what an Integration can hold. `state` is the API's `status`; `availableModels` are the
/// `read_models` that are available, not DISABLED and not opted out of. `detailsAt` is left to the caller's clock.
[[nodiscard]] ApiRequest detailsRequest(const QString &integrationId);
[[nodiscard]] Result<Integration> readDetails(const ApiReply &reply, const QString &environment);

/// The answer of `POST /force-sync`.
struct ForcedSync
{
    bool alreadyQueued = false;
    QString syncId;
    QString type; ///< may differ from what was asked for: a tool without delta, or another sync already runs
    bool operator==(const ForcedSync &) const = default;
};
[[nodiscard]] ApiRequest forceSyncRequest(const QString &integrationId, bool full);
[[nodiscard]] Result<ForcedSync> readForcedSync(const ApiReply &reply);

/// `GET /check-api-key`: the environment id.
[[nodiscard]] ApiRequest checkKeyRequest();
[[nodiscard]] Result<QString> readCheckedKey(const ApiReply &reply);

/// `PUT /integrations/{id}/enabled`; its `data` is an empty object.
[[nodiscard]] ApiRequest setEnabledRequest(const QString &integrationId, bool enabled);
[[nodiscard]] Result<void> readDone(const ApiReply &reply);

/// `POST /integrations/{id}/relink`; `language` one of `en de fr it es` or empty. A magic link is valid for a year, an
/// embedded one for an hour.
[[nodiscard]] ApiRequest relinkRequest(const QString &integrationId, const QString &language, bool magicLink);
/// The `link` of relink and setup-link replies: https only.
[[nodiscard]] Result<QUrl> readLink(const ApiReply &reply);

} // namespace console

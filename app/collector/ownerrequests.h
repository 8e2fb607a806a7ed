// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/owner/ownerchannel.h"

namespace console {

class Collector;

/// Does what another process asks of the owner. Commands and arguments:
/// `fetch` {environment, integration, kind, models, cause?, api_key?, api_url?}: progress and result are run summaries;
/// `sync` {environment, integration, full, api_key?, api_url?}: result {already_queued, sync_id, type};
/// `env-save` {name, region, base_url, path, production, api_key?, webhook_secrets?}, `env-remove` {name}: result {};
/// `integration-add` {environment, integration}, `setting` {key, value}, `cancel` {run}: result {};
/// `index-rebuild` {}: the side index of the events anew; progress {indexed, total}, result {} when it is done.
/// Keys that a request brings are used in memory only. An abandoned fetch is cancelled. Main thread.
void handleOwnerRequest(Collector &collector, const std::shared_ptr<OwnerRequest> &request);

} // namespace console

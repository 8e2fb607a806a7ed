// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/readpool.h"
#include "models/tables/eventloader.h"
#include "models/tables/eventtable.h"
#include "models/tables/historytable.h"
#include "models/tables/integrationtable.h"
#include "models/tables/overviewloader.h"
#include "models/tables/pinnedevents.h"
#include "models/tables/recordloader.h"
#include "models/tables/recordtable.h"
#include "models/tables/rulecounter.h"
#include "models/tables/runtable.h"
#include "models/tables/steptable.h"
#include "models/tables/volumeloader.h"

namespace console {

/// The models that the pages of one window show, over one store. Lives on the GUI thread; the pages go first.
struct PageModels
{
    PageModels(ReadPool &pool, StoreWatch &watch, const std::shared_ptr<const Clock> &clock)
        : events(pool, watch, clock), event(pool, watch), overview(pool, watch, clock), integrations(pool, watch, clock),
          history(pool, watch, clock), runs(pool, watch, clock), steps(clock), records(pool, watch, clock), record(pool), pinned(pool, watch), rules(pool),
          volume(pool, watch, clock)
    {
    }

    EventTable events;
    EventLoader event;
    OverviewLoader overview;
    IntegrationTable integrations;
    HistoryTable history;
    RunTable runs;
    StepTable steps;
    RecordTable records;
    RecordLoader record;
    PinnedEvents pinned;
    RuleCounter rules;
    VolumeLoader volume;
};

} // namespace console

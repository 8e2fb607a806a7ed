// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/run.h"
#include "models/tables/rowtable.h"

#include <QTimer>

namespace console {

enum class StepColumn { Endpoint, State, Since, Pages, Records, Changed, Deleted, Retries, Rate, Duration, Note };

/// The steps of one run, in their order, with a countdown while one waits. Lives on the GUI thread.
class StepTable : public RowTable<StepRow>
{
    Q_OBJECT
public:
    explicit StepTable(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

    /// Another run, or the same one as it is now.
    void show(const RunRow &run);
    void clear();

private:
    QTimer m_second;
};

} // namespace console

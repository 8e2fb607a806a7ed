// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/neighbourloader.h"
#include "models/tables/rowtable.h"

namespace console {

enum class NeighbourColumn { Nearness, Time, Type, State, Number };

/// The events near one. Lives on the GUI thread.
class NeighbourTable : public RowTable<Neighbour>
{
    Q_OBJECT
public:
    explicit NeighbourTable(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    void show(const QVector<Neighbour> &neighbours);
};

} // namespace console

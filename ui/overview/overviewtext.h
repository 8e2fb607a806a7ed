// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/overviewloader.h"
#include "ui/widgets/chartgeometry.h"
#include "ui/widgets/stattile.h"

namespace console {

// The words, tones and icons of the Overview: pure functions from what the store knows.

/// One line of the attention list.
struct AttentionLine
{
    Tone tone = Tone::Warning;
    Icon icon = Icon::Warning;
    QString title;
    QString reason;
    QString since;  ///< "12 min ago"; empty when unknown
    QString action; ///< what its button does
    bool operator==(const AttentionLine &) const = default;
};
[[nodiscard]] AttentionLine attentionLine(const AttentionItem &item, Timestamp now);

[[nodiscard]] Tone healthTone(Health health);
[[nodiscard]] QString healthLabel(Health health);

[[nodiscard]] StatValue hourTile(const OverviewData &data);
[[nodiscard]] StatValue integrationsTile(const OverviewData &data);
[[nodiscard]] StatValue rejectedTile(const OverviewData &data, Timestamp now);
[[nodiscard]] StatValue fetchTile(const OverviewData &data, Timestamp now);
/// "12 integrations · last event 3 s ago".
[[nodiscard]] QString overviewSubtitle(const OverviewData &data, Timestamp now);
/// The store's bars as the chart's: verified, unchecked, rejected.
[[nodiscard]] QVector<ChartBar> chartBars(const QVector<VolumeBar> &volume);
/// Nothing has ever arrived.
[[nodiscard]] bool nothingArrived(const OverviewData &data);

} // namespace console

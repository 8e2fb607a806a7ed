// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"
#include "models/domain/flow.h"
#include "models/domain/listening.h"
#include "ui/widgets/histogram.h"

namespace console {

enum class FlowSplit { Verdict, Category };

/// The span that the outermost terms of a filter leave (`since`, `until`, also excluded ones): the brush of its chart.
/// nullopt: no such term, or they leave nothing.
[[nodiscard]] std::optional<TimeBrush> brushOf(const Filter &filter);
/// The filter without those terms: what the chart counts, so that one sees around the brush.
[[nodiscard]] Filter withoutSpan(Filter filter);

/// Counts as a chart shows them. By verdict always three series; by category those that are there, the known ones with a
/// colour that is always theirs, and rejected deliveries apart, since nobody vouches for what they say.
[[nodiscard]] HistogramData histogramOf(const FlowCounts &counts, FlowSplit split);

/// "Not listening from … to … (2 h 13 min)." and what that means. Kombo tries a failed webhook up to five times and does
/// not document for how long (docs.kombo.dev, webhooks).
[[nodiscard]] QString gapText(const ListenerGap &gap, const QTimeZone &zone);

/// The spans that the range buttons show, in ms; 0 stands for everything.
[[nodiscard]] const QVector<qint64> &flowRanges();
[[nodiscard]] QStringList flowRangeNames();
/// The view of a range that ends with the bar that holds `now`.
[[nodiscard]] TimeView liveView(qint64 span, qint64 now, qreal pixels, const QTimeZone &zone);

} // namespace console

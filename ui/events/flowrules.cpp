// SPDX-License-Identifier: Apache-2.0
#include "ui/events/flowrules.h"

#include "models/tables/celltext.h"

#include <QCoreApplication>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 day = 24 * 60 * minute;

QString tr(const char *source)
{
    return QCoreApplication::translate("FlowPanel", source);
}

bool isSpan(const FilterTerm &term)
{
    return (term.key == FilterKey::Since || term.key == FilterKey::Until) && term.time.has_value();
}

/// Kombo's categories (docs.kombo.dev, `integration_category`) in the order of their colours.
constexpr std::array knownCategories{"HRIS", "ATS", "ASSESSMENT", "LMS"};

/// Where the counts of one category go.
struct CategoryLook
{
    int order = 0;
    ChartSeries series;
};

CategoryLook lookOf(const FlowSeries &counted)
{
    if (counted.verdict == Verdict::Rejected)
        return {90, {tr("Rejected"), Tone::Bad}};
    if (counted.category.isNull() && !counted.other)
        return {80, {tr("No category"), Tone::Neutral, true}};
    constexpr std::array<ChartSeries (*)(), 4> looks{
        [] { return ChartSeries{{}, Tone::Accent}; }, [] { return ChartSeries{{}, Tone::Good}; },
        [] { return ChartSeries{{}, Tone::Warning}; }, [] { return ChartSeries{{}, Tone::Accent, true}; }};
    for (std::size_t i = 0; i < knownCategories.size(); ++i) {
        if (!counted.other && counted.category == QLatin1String(knownCategories.at(i))) {
            ChartSeries series = looks.at(i)();
            series.name = counted.category;
            return {int(i), series};
        }
    }
    return {70, {tr("Other categories"), Tone::Neutral}};
}

void addInto(QVector<qint64> &sum, const QVector<qint64> &counts)
{
    for (qsizetype i = 0; i < counts.size() && i < sum.size(); ++i)
        sum[i] += std::max<qint64>(0, counts.at(i));
}

HistogramData byVerdict(const FlowCounts &counts)
{
    const QVector<qint64> none(counts.grid().bars(), 0);
    HistogramData data{counts.grid(),
                       {{tr("Verified"), Tone::Accent}, {tr("Unchecked"), Tone::Warning}, {tr("Rejected"), Tone::Bad}},
                       {none, none, none}};
    for (const FlowSeries &series : counts.series())
        addInto(data.counts[series.verdict == Verdict::Verified ? 0 : series.verdict == Verdict::Unchecked ? 1 : 2], series.counts);
    return data;
}

HistogramData byCategory(const FlowCounts &counts)
{
    QVector<std::pair<CategoryLook, QVector<qint64>>> looks;
    for (const FlowSeries &series : counts.series()) {
        const CategoryLook look = lookOf(series);
        auto known = std::find_if(looks.begin(), looks.end(), [&](const auto &one) { return one.first.order == look.order; });
        if (known == looks.end())
            known = looks.insert(looks.end(), {look, QVector<qint64>(counts.grid().bars(), 0)});
        addInto(known->second, series.counts);
    }
    std::stable_sort(looks.begin(), looks.end(), [](const auto &a, const auto &b) { return a.first.order < b.first.order; });
    HistogramData data{counts.grid(), {}, {}};
    for (const auto &[look, numbers] : looks) {
        if (std::all_of(numbers.begin(), numbers.end(), [](qint64 count) { return count == 0; }))
            continue;
        data.series.append(look.series);
        data.counts.append(numbers);
    }
    return data;
}

} // namespace

std::optional<TimeBrush> brushOf(const Filter &filter)
{
    TimeBrush brush;
    for (const FilterTerm &term : filter.terms) {
        if (!isSpan(term))
            continue;
        const qint64 at = toMillis(*term.time);
        // Not since a time is before it.
        if ((term.key == FilterKey::Since) != term.excluded)
            brush.from = std::max(brush.from.value_or(at), at);
        else
            brush.to = std::min(brush.to.value_or(at), at);
    }
    if ((!brush.from && !brush.to) || (brush.from && brush.to && *brush.from >= *brush.to))
        return std::nullopt;
    return brush;
}

Filter withoutSpan(Filter filter)
{
    filter.terms.removeIf(isSpan);
    return filter;
}

HistogramData histogramOf(const FlowCounts &counts, FlowSplit split)
{
    return split == FlowSplit::Verdict ? byVerdict(counts) : byCategory(counts);
}

QString gapText(const ListenerGap &gap, const QTimeZone &zone)
{
    const QString span = spanText(toMillis(gap.from) / 1000 * 1000, toMillis(gap.to) / 1000 * 1000, zone);
    const QString lasting = durationText(gap.to - gap.from);
    QString text = gap.ongoing ? tr("Not listening now: %1 (%2 so far).").arg(span, lasting) : tr("Not listening: %1 (%2).").arg(span, lasting);
    if (!gap.sharp)
        text += u'\n' + tr("The listener ended without a word, so this may have begun up to a minute later.");
    return text + u'\n' + tr("Webhooks sent then may be lost: Kombo tries one up to five times, for how long is not documented.") + u'\n'
        + tr("A full resync finds what is missing.");
}

const QVector<qint64> &flowRanges()
{
    static const QVector<qint64> ranges{15 * minute, 60 * minute, day, 7 * day, 30 * day, 0};
    return ranges;
}

QStringList flowRangeNames()
{
    return {tr("15 min"), tr("1 h"), tr("24 h"), tr("7 d"), tr("30 d"), tr("All")};
}

TimeView liveView(qint64 span, qint64 now, qreal pixels, const QTimeZone &zone)
{
    const FlowGrid last = barGrid({now, now + 1}, barStep(span, pixels), zone);
    const qint64 end = last.bars() > 0 ? last.to() : now;
    return {end - span, end};
}

} // namespace console

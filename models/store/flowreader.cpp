// SPDX-License-Identifier: Apache-2.0
// StoreReader: how much came when, from the counters or from the events themselves.
#include "models/store/storereader_p.h"
#include "models/store/volumespan.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxBars = 100'000;
/// Over longer spans minutes are too many to be added up.
constexpr qint64 longestInMinutes = 100 * 24 * hourSpan;
constexpr qint64 eventBlock = 4096;
constexpr qint64 fewHits = 64; ///< in a block

} // namespace

Result<bool> StoreReader::Private::hasTable(const char *table)
{
    const Result<SqlQuery *> query = run("read.hasTable", {QString::fromLatin1(table)});
    if (!query)
        return tl::unexpected<Error>(query.error());
    const bool there = (*query)->next() && (*query)->integer(0) > 0;
    (*query)->finish();
    return there;
}

Result<FlowCounts> StoreReader::flow(const QString &environment, const FlowGrid &grid)
{
    if (grid.bars() > maxBars)
        return failure(ErrorKind::InvalidInput, u"volume-range"_s);
    FlowCounts counts(grid);
    if (grid.bars() == 0)
        return counts;
    const bool hours = grid.alignedTo(hourSpan) || grid.to() - grid.from() > longestInMinutes;
    const qint64 span = hours ? hourSpan : minuteSpan;
    const Result<bool> counted = d->hasTable("flow");
    const Result<qint64> env = counted ? d->idOrAll(environment) : tl::unexpected<Error>(counted.error());
    if (!env)
        return tl::unexpected<Error>(env.error());
    // A file of an earlier schema knows no categories.
    const Result<SqlQuery *> query = d->run(*counted ? "read.flow" : "read.flowOfVolume", {*env, span, spanStart(grid.from(), span), grid.to()});
    if (!query)
        return tl::unexpected<Error>(query.error());
    while ((*query)->next()) {
        const Result<QString> category = d->name((*query)->integer(1));
        if (!category) {
            (*query)->finish();
            return tl::unexpected<Error>(category.error());
        }
        const qint64 start = std::max(grid.from(), (*query)->integer(0));
        counts.add(Verdict(int((*query)->integer(2))), *category, start, (*query)->integer(3));
    }
    return d->ended(**query, counts);
}

Result<std::optional<std::pair<Timestamp, Timestamp>>> StoreReader::flowExtent(const QString &environment)
{
    using Extent = std::optional<std::pair<Timestamp, Timestamp>>;
    const Result<bool> counted = d->hasTable("flow");
    const Result<qint64> env = counted ? d->idOrAll(environment) : tl::unexpected<Error>(counted.error());
    const Result<SqlQuery *> query = env ? d->run(*counted ? "read.flowExtent" : "read.volumeExtent", {*env})
                                         : tl::unexpected<Error>(env.error());
    if (!query)
        return tl::unexpected<Error>(query.error());
    Extent extent;
    if ((*query)->next() && !(*query)->isNull(0) && !(*query)->isNull(1))
        extent = std::pair(fromMillis((*query)->integer(0)), fromMillis((*query)->integer(1)));
    (*query)->finish();
    return extent;
}

Result<void> StoreReader::Private::countEventRange(qint64 from, qint64 to, const HitSet &hits, FlowCounts &counts)
{
    const Result<SqlQuery *> query = run("read.flowEvents", {from, to});
    if (!query)
        return tl::unexpected<Error>(query.error());
    while ((*query)->next()) {
        const int bar = hits.contains((*query)->integer(0)) ? counts.grid().barAt((*query)->integer(1)) : -1;
        if (bar < 0)
            continue;
        const Result<QString> category = name((*query)->integer(3));
        if (!category) {
            (*query)->finish();
            return tl::unexpected<Error>(category.error());
        }
        ++counts.countsOf(Verdict(int((*query)->integer(2))), *category)[bar];
    }
    return ended(**query);
}

Result<void> StoreReader::Private::countEvents(const HitStretch &stretch, FlowCounts &counts)
{
    for (qint64 low = stretch.from; low <= stretch.to; low += eventBlock) {
        const qint64 high = std::min(stretch.to, low + eventBlock - 1);
        const qint64 first = stretch.hits.rank(low);
        const qint64 found = stretch.hits.rank(high + 1) - first;
        // Few ones are fetched one by one: the rows between them may be many.
        if (found > 0 && found <= fewHits) {
            for (qint64 i = first; i < first + found; ++i) {
                const qint64 seq = stretch.hits.at(i);
                if (const Result<void> counted = countEventRange(seq, seq, stretch.hits, counts); !counted)
                    return counted;
            }
        } else if (found > 0) {
            if (const Result<void> counted = countEventRange(low, high, stretch.hits, counts); !counted)
                return counted;
        }
    }
    return {};
}

Result<void> StoreReader::Private::countRejected(const HitStretch &stretch, FlowCounts &counts)
{
    const Result<SqlQuery *> query = run("read.flowRejected", {stretch.from, stretch.to});
    if (!query)
        return tl::unexpected<Error>(query.error());
    while ((*query)->next()) {
        if (stretch.hits.contains((*query)->integer(0)))
            counts.add(Verdict::Rejected, {}, (*query)->integer(1), 1);
    }
    return ended(**query);
}

Result<qint64> StoreReader::countFlow(const Filter &filter, const QString &environment, qint64 from, qint64 to, FlowCounts &counts,
                                      const std::function<SearchPace(qint64 found)> &pace)
{
    // What lies outside the bars need not even be looked at.
    Filter within = filter;
    const auto bound = [&within](FilterKey key, qint64 ms) {
        FilterTerm term;
        term.key = key;
        term.time = fromMillis(ms);
        term.value = formatTimestamp(*term.time);
        within.terms.append(term);
    };
    bound(FilterKey::Since, counts.grid().from());
    bound(FilterKey::Until, counts.grid().to());
    const Result<HitStretch> stretch = searchHits(within, environment, from, to, true, pace);
    if (!stretch)
        return tl::unexpected<Error>(stretch.error());
    if (stretch->hits.count() > 0) {
        const Result<void> counted = filter.wantsRejected() ? d->countRejected(*stretch, counts) : d->countEvents(*stretch, counts);
        if (!counted)
            return tl::unexpected<Error>(counted.error());
    }
    return stretch->from;
}

} // namespace console

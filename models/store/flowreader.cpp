// SPDX-License-Identifier: Apache-2.0
// StoreReader: how much came when, from the counters or from the events themselves.
#include "models/store/eventsearch.h"
#include "models/store/storereader_p.h"
#include "models/store/volumespan.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxBars = 100'000;
/// Over longer spans minutes are too many to be added up.
constexpr qint64 longestInMinutes = 40 * 24 * hourSpan;
constexpr qint64 eventBlock = 4096;
constexpr qint64 fewHits = 64; ///< in a block

} // namespace

Result<FlowCounts> StoreReader::flow(const QString &environment, const FlowGrid &grid)
{
    if (grid.bars() > maxBars)
        return failure(ErrorKind::InvalidInput, u"volume-range"_s);
    FlowCounts counts(grid);
    if (grid.bars() == 0)
        return counts;
    const bool hours = grid.alignedTo(hourSpan) || grid.to() - grid.from() > longestInMinutes;
    const qint64 span = hours ? hourSpan : minuteSpan;
    const Result<qint64> env = d->idOrAll(environment);
    const Result<SqlQuery *> query = env ? d->run("read.flow", {*env, span, spanStart(grid.from(), span), grid.to()})
                                         : tl::unexpected<Error>(env.error());
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
    const Result<qint64> env = d->idOrAll(environment);
    const Result<SqlQuery *> query = env ? d->run("read.flowExtent", {*env}) : tl::unexpected<Error>(env.error());
    if (!query)
        return tl::unexpected<Error>(query.error());
    Extent extent;
    if ((*query)->next() && !(*query)->isNull(0) && !(*query)->isNull(1))
        extent = std::pair(fromMillis((*query)->integer(0)), fromMillis((*query)->integer(1)));
    (*query)->finish();
    return extent;
}

/// Counts by numbers of names, which are looked up once at the end.
class StoreReader::Private::FlowTally
{
public:
    explicit FlowTally(FlowCounts &counts) : m_counts(counts), m_bars(counts.grid().bars()) {}

    void add(bool unchecked, quint32 category, qint64 receivedAt)
    {
        const int bar = m_counts.grid().barAt(receivedAt);
        if (bar >= 0)
            ++sumOf(unchecked, category)[std::size_t(bar)];
    }
    [[nodiscard]] Result<void> into(StoreReader::Private &store)
    {
        for (const Sum &sum : m_sums) {
            const Result<QString> category = store.name(sum.category);
            if (!category)
                return tl::unexpected<Error>(category.error());
            QVector<qint64> &counts = m_counts.countsOf(sum.unchecked ? Verdict::Unchecked : Verdict::Verified, *category);
            for (int bar = 0; bar < m_bars; ++bar)
                counts[bar] += sum.counts[std::size_t(bar)];
        }
        m_sums.clear();
        return {};
    }
    /// Someone sends categories without end.
    [[nodiscard]] bool full() const { return m_sums.size() > 64; }

private:
    struct Sum
    {
        bool unchecked = false;
        quint32 category = 0;
        std::vector<qint64> counts;
    };
    std::vector<qint64> &sumOf(bool unchecked, quint32 category)
    {
        for (Sum &sum : m_sums) {
            if (sum.category == category && sum.unchecked == unchecked)
                return sum.counts;
        }
        m_sums.push_back({unchecked, category, std::vector<qint64>(std::size_t(m_bars), 0)});
        return m_sums.back().counts;
    }

    FlowCounts &m_counts;
    int m_bars;
    std::vector<Sum> m_sums;
};

Result<void> StoreReader::Private::tallyRows(qint64 from, qint64 to, const HitSet &hits, FlowTally &tally)
{
    const Result<SqlQuery *> query = run("read.flowEvents", {from, to});
    if (!query)
        return tl::unexpected<Error>(query.error());
    while ((*query)->next()) {
        if (hits.contains((*query)->integer(0)))
            tally.add((*query)->integer(2) == int(Verdict::Unchecked), quint32((*query)->integer(3)), (*query)->integer(1));
    }
    return ended(**query);
}

/// Few ones are fetched one by one: the rows between them may be many.
Result<void> StoreReader::Private::tallyBlocks(qint64 from, qint64 to, const HitSet &hits, FlowTally &tally)
{
    for (qint64 low = from; low <= to; low += eventBlock) {
        const qint64 high = std::min(to, low + eventBlock - 1);
        const qint64 first = hits.rank(low);
        const qint64 found = hits.rank(high + 1) - first;
        if (found > fewHits) {
            if (const Result<void> counted = tallyRows(low, high, hits, tally); !counted)
                return counted;
            continue;
        }
        for (qint64 i = first; i < first + found; ++i) {
            if (const Result<void> counted = tallyRows(hits.at(i), hits.at(i), hits, tally); !counted)
                return counted;
        }
    }
    return {};
}

/// false: the index does not have this slot, or not in a readable way.
bool StoreReader::Private::tallySlot(StoreFacts &facts, qint64 slot, const HitStretch &stretch, FlowTally &tally)
{
    if (!searching().index.has(slot))
        return false;
    facts.look(slot, SlotRange(), true);
    const std::vector<qint64> &times = facts.receivedAt();
    const std::vector<quint32> &categories = facts.numbers(IndexColumn::Category);
    const std::vector<quint8> &flags = facts.flags();
    if (facts.unreadable() || facts.error()) {
        searching().index.giveUp(slot);
        return false;
    }
    const qint64 start = indexSlotStart(slot);
    const qint64 end = std::min(stretch.to + 1, indexSlotStart(slot + 1));
    for (qint64 seq = std::max(stretch.from, start); seq < end; ++seq) {
        const auto place = std::size_t(seq - start);
        if (stretch.hits.contains(seq))
            tally.add((flags[place] & IndexUnchecked) != 0, categories[place], times[place]);
    }
    return true;
}

Result<void> StoreReader::Private::countEvents(const HitStretch &stretch, FlowCounts &counts)
{
    constexpr unsigned columns = 1u << unsigned(IndexColumn::ReceivedAt) | 1u << unsigned(IndexColumn::Category) | 1u << unsigned(IndexColumn::Flags);
    StoreFacts facts(*this, searching().index, columns);
    FlowTally tally(counts);
    for (qint64 slot = indexSlotOf(stretch.from); slot <= indexSlotOf(stretch.to); ++slot) {
        const qint64 low = std::max(stretch.from, indexSlotStart(slot));
        const qint64 high = std::min(stretch.to, indexSlotStart(slot + 1) - 1);
        if (stretch.hits.rank(high + 1) == stretch.hits.rank(low) || tallySlot(facts, slot, stretch, tally))
            continue;
        if (const Result<void> counted = tallyBlocks(low, high, stretch.hits, tally); !counted)
            return counted;
        if (!tally.full())
            continue;
        if (const Result<void> named = tally.into(*this); !named)
            return named;
    }
    return tally.into(*this);
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
    // What lies outside the bars need not even be looked at; where nothing does, times need not be compared.
    const auto extent = flowExtent(environment);
    if (!extent)
        return tl::unexpected<Error>(extent.error());
    Filter within = filter;
    const auto bound = [&within](FilterKey key, qint64 ms) {
        FilterTerm term;
        term.key = key;
        term.time = fromMillis(ms);
        term.value = formatTimestamp(*term.time);
        within.terms.append(term);
    };
    if (!*extent || toMillis((*extent)->first) < counts.grid().from())
        bound(FilterKey::Since, counts.grid().from());
    if (!*extent || toMillis((*extent)->second) + minuteSpan > counts.grid().to())
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

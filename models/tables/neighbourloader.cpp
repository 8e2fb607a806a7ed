// SPDX-License-Identifier: Apache-2.0
#include "models/tables/neighbourloader.h"

#include <algorithm>
#include <limits>

namespace console {

namespace {

constexpr int mostOfSync = 20;
constexpr int mostOfId = 50;

FilterTerm textTerm(FilterKey key, const QString &value)
{
    FilterTerm term;
    term.key = key;
    term.value = value;
    return term;
}

FilterTerm seqTerm(FilterComparison comparison, qint64 seq)
{
    FilterTerm term;
    term.key = FilterKey::Seq;
    term.value = QString::number(seq);
    term.comparison = comparison;
    term.number = seq;
    return term;
}

} // namespace

NeighbourLoader::NeighbourLoader(ReadPool &pool, QObject *parent) : QObject(parent), m_pool(pool) {}

void NeighbourLoader::load(const EventRow &row, bool rejected, const QString &syncId)
{
    clear();
    m_of = row;
    m_from = rejected ? 0 : row.seq; // numbers of rejected ones say nothing here: from the oldest on
    constexpr qint64 everything = std::numeric_limits<qint64>::max();
    const auto ask = [this, rejected](Nearness nearness, const FilterTerm &term, const std::optional<FilterTerm> &also, int wanted, qint64 far) {
        for (const bool forward : {false, true}) {
            if (forward || !rejected)
                m_searches.append({nearness, term, also, forward, wanted, far});
        }
    };
    if (!rejected && !row.integrationId.isEmpty()) {
        const FilterTerm integration = textTerm(FilterKey::Integration, row.integrationId);
        m_searches.append({Nearness::Before, integration, {}, false, around, reach});
        m_searches.append({Nearness::After, integration, {}, true, around, reach});
        if (!syncId.isEmpty())
            ask(Nearness::SameSync, textTerm(FilterKey::Body, syncId), integration, mostOfSync, reach);
    }
    if (!row.id.isEmpty() && (row.conflict || rejected))
        ask(Nearness::SameId, textTerm(FilterKey::Id, row.id), {}, mostOfId, everything);
    m_running = true;
    step();
}

void NeighbourLoader::clear()
{
    ++m_round;
    m_searches.clear();
    m_found.clear();
    m_running = false;
}

Result<NeighbourLoader::Window> NeighbourLoader::readWindow(StoreReader &reader, const EventRow &of, qint64 from, const Search &search)
{
    const auto version = reader.version();
    if (!version)
        return tl::unexpected<Error>(version.error());
    const qint64 last = version->events;
    const qint64 low = search.forward ? from + search.looked + 1 : std::max<qint64>(1, from - search.looked - window);
    const qint64 high = search.forward ? std::min(last, from + search.looked + window) : from - search.looked - 1;
    Window answer;
    answer.ended = search.forward ? high >= last : low <= 1;
    if (low > high) {
        answer.ended = true;
        return answer;
    }
    Filter filter;
    filter.terms = {seqTerm(FilterComparison::GreaterOrEqual, low), seqTerm(FilterComparison::LessOrEqual, high), search.term};
    if (search.also)
        filter.terms.append(*search.also);
    auto rows = reader.eventsAfter(filter, of.environment, low - 1, search.wanted, !search.forward);
    if (!rows)
        return tl::unexpected<Error>(rows.error());
    answer.rows = std::move(*rows);
    return answer;
}

void NeighbourLoader::step()
{
    const auto search = m_searches.isEmpty() ? std::optional<Search>() : std::optional(m_searches.first());
    m_pool.read<Window>(
        this,
        [search, of = m_of, from = m_from](StoreReader &reader) { return search ? readWindow(reader, of, from, *search) : Result<Window>(Window{{}, true}); },
        [this, round = m_round](Result<Window> answer) {
            if (round != m_round)
                return;
            if (answer)
                return take(*answer);
            clear();
            if (answer.error().kind != ErrorKind::Cancelled)
                Q_EMIT failed(answer.error());
        });
}

void NeighbourLoader::take(const Window &found)
{
    if (!m_searches.isEmpty()) {
        Search &search = m_searches.first();
        for (const EventRow &row : found.rows)
            m_found.append({search.nearness, row});
        search.looked += window;
        search.wanted -= int(found.rows.size());
        if (found.ended || search.wanted <= 0 || search.looked >= search.reach)
            m_searches.removeFirst();
    }
    std::stable_sort(m_found.begin(), m_found.end(), [](const Neighbour &a, const Neighbour &b) {
        return a.nearness != b.nearness ? a.nearness < b.nearness : a.row.seq < b.row.seq;
    });
    m_running = !m_searches.isEmpty();
    if (m_running)
        step();
    Q_EMIT updated();
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "models/tables/volumeloader.h"

#include "models/store/volumespan.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto livePause = 500ms;
constexpr auto axisPause = 15s;
/// Work of one read: others wait for the same thread.
constexpr qint64 pieceMs = 12;
/// How long what was counted before stays in place of an unfinished count.
constexpr qint64 patienceMs = 300;
constexpr qint64 publishMs = 100;
/// Stored events changed: all of it is counted again, but not more often than this.
constexpr qint64 recountMs = 5'000;
constexpr qint64 newerPiece = 32'768;

Filter rejectedFilter()
{
    return {{{FilterKey::Verdict, u"rejected"_s, false, false, {}}}};
}

} // namespace

/// What the store says at the begin of a look.
struct VolumeLoader::Facts
{
    StoreVersion version;
    std::optional<std::pair<Timestamp, Timestamp>> extent;
    ListenerGaps gaps;
    std::optional<FlowCounts> counts; ///< of the counters
    qint64 firstEvent = 1;
    qint64 firstRejected = 1;
};

/// What one read counted.
struct VolumeLoader::Piece
{
    bool rejected = false;
    qint64 low = 1; ///< looked at is [low, high]
    qint64 high = 0;
    FlowCounts counts;
};

VolumeLoader::VolumeLoader(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent), m_pool(pool), m_clock(std::move(clock)), m_current(std::make_shared<std::atomic<bool>>(true)), m_seen(watch.version())
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(livePause);
    connect(&m_pause, &QTimer::timeout, this, &VolumeLoader::ask);
    m_axis.setInterval(axisPause);
    connect(&m_axis, &QTimer::timeout, this, &VolumeLoader::ask);
    connect(&watch, &StoreWatch::moved, this, &VolumeLoader::moved);
}

VolumeLoader::~VolumeLoader()
{
    *m_current = false;
}

void VolumeLoader::show(const QString &environment, const Filter &filter)
{
    if (m_started && environment == m_environment && filter == m_filter)
        return;
    m_environment = environment;
    m_filter = filter;
    restart(false);
}

void VolumeLoader::setGrid(const FlowGrid &grid)
{
    if (grid == m_grid)
        return;
    m_grid = grid;
    restart(true);
}

bool VolumeLoader::fromCounters() const
{
    return m_filter.terms.isEmpty() && m_grid.narrowest() >= minuteSpan;
}

void VolumeLoader::restart(bool keepShown)
{
    *m_current = false;
    m_current = std::make_shared<std::atomic<bool>>(true);
    m_scanned = false;
    m_keepShown = keepShown && m_started;
    m_started = m_started || !keepShown;
    m_counting = true;
    if (!m_started || m_grid.bars() == 0)
        return;
    m_axis.start();
    ask();
    Q_EMIT updated();
}

int VolumeLoader::percent() const
{
    const auto all = [](const Range &range) { return range.wanted ? std::max<qint64>(0, range.top - range.first + 1) : 0; };
    const auto done = [](const Range &range) { return range.wanted ? std::max<qint64>(0, range.high - range.low + 1) : 0; };
    const qint64 sum = all(m_events) + all(m_rejected);
    if (!m_counting)
        return 100;
    return sum <= 0 || !m_scanned ? 0 : int(std::clamp<qint64>((done(m_events) + done(m_rejected)) * 100 / sum, 0, 99));
}

void VolumeLoader::moved(const StoreVersion &version)
{
    const bool news = version.events != m_seen.events || version.rejected != m_seen.rejected || version.eventChanges != m_seen.eventChanges;
    m_seen = version;
    if (news && m_started && !m_pause.isActive())
        m_pause.start();
}

void VolumeLoader::ask()
{
    if (m_out)
        m_asked = true;
    else if (m_started && m_grid.bars() > 0)
        read();
}

void VolumeLoader::ended()
{
    m_out = false;
    if (std::exchange(m_asked, false))
        ask();
}

void VolumeLoader::read()
{
    m_out = true;
    m_asked = false;
    const bool counters = fromCounters();
    m_pool.read<Facts>(
        this,
        [environment = m_environment, grid = m_grid, counters, now = m_clock->now()](StoreReader &reader) -> Result<Facts> {
            Facts facts;
            const auto version = reader.version();
            const auto extent = reader.flowExtent(environment);
            const auto gaps = reader.listenerGaps(fromMillis(grid.from()), fromMillis(grid.to()), now);
            for (const Error &error : {version ? Error() : version.error(), extent ? Error() : extent.error(), gaps ? Error() : gaps.error()}) {
                if (error != Error())
                    return tl::unexpected<Error>(error);
            }
            facts.version = *version;
            facts.extent = *extent;
            facts.gaps = *gaps;
            if (counters) {
                auto counts = reader.flow(environment, grid);
                if (!counts)
                    return tl::unexpected<Error>(counts.error());
                facts.counts = std::move(*counts);
                return facts;
            }
            const auto events = reader.eventSpan(false);
            const auto rejected = reader.eventSpan(true);
            if (!events || !rejected)
                return tl::unexpected<Error>(events ? rejected.error() : events.error());
            facts.firstEvent = std::max<qint64>(1, events->first);
            facts.firstRejected = std::max<qint64>(1, rejected->first);
            return facts;
        },
        [this, current = m_current](Result<Facts> facts) {
            if (!*current)
                ended(); // what is wanted now was asked for already
            else if (facts || facts.error().kind == ErrorKind::NotFound)
                takeFacts(facts.value_or(Facts()));
            else
                fail(facts.error());
        });
}

void VolumeLoader::takeFacts(const Facts &facts)
{
    m_extent = facts.extent;
    m_gaps = facts.gaps;
    m_error = {};
    if (fromCounters()) {
        m_shown = facts.counts.value_or(FlowCounts(m_grid));
        m_counting = false;
        m_keepShown = true;
        Q_EMIT updated();
        return ended();
    }
    const bool changed = facts.version.eventChanges != m_counted.eventChanges;
    if (!m_scanned || (changed && m_events.done() && m_rejected.done() && m_sinceBegin.hasExpired(recountMs)))
        beginScan(facts);
    else if (changed && !m_pause.isActive())
        m_pause.start(); // looked at again when it is time
    m_events.top = std::max(m_events.top, facts.version.events);
    m_rejected.top = std::max(m_rejected.top, facts.version.rejected);
    proceed();
}

void VolumeLoader::beginScan(const Facts &facts)
{
    m_keepShown = m_keepShown || m_scanned;
    m_work = FlowCounts(m_grid);
    m_scanned = true;
    m_counted = facts.version;
    const bool rejectedOnly = m_filter.wantsRejected();
    m_events = {!rejectedOnly, facts.firstEvent, facts.version.events + 1, facts.version.events, facts.version.events};
    // Without a filter the chart shows rejected deliveries too, as the counters do.
    m_rejected = {rejectedOnly || m_filter.terms.isEmpty(), facts.firstRejected, facts.version.rejected + 1, facts.version.rejected,
                  facts.version.rejected};
    m_counting = true;
    m_sinceBegin.start();
    m_sincePublished.start();
}

void VolumeLoader::proceed()
{
    for (Range *range : {&m_rejected, &m_events}) {
        if (!range->done())
            return readPiece(*range);
    }
    m_counting = false;
    publish(true);
    ended();
}

void VolumeLoader::readPiece(Range &range)
{
    const bool rejected = &range == &m_rejected;
    const bool newer = range.high < range.top;
    const qint64 from = newer ? range.high + 1 : range.first;
    const qint64 to = newer ? std::min(range.top, range.high + newerPiece) : range.low - 1;
    const Filter filter = rejected && m_filter.terms.isEmpty() ? rejectedFilter() : m_filter;
    m_pool.read<Piece>(
        this,
        [&pool = m_pool, environment = m_environment, filter, grid = m_grid, rejected, newer, from, to,
         current = m_current](StoreReader &reader) -> Result<Piece> {
            Piece piece{rejected, from, to, FlowCounts(grid)};
            QElapsedTimer since;
            since.start();
            // New ones are few and counted to their end, so that what was looked at stays one range.
            const auto pace = [&](qint64) {
                if (!*current || pool.stopping())
                    return SearchPace::Cancel;
                return !newer && since.hasExpired(pieceMs) ? SearchPace::Enough : SearchPace::GoOn;
            };
            const Result<qint64> low = reader.countFlow(filter, environment, from, to, piece.counts, pace);
            if (!low)
                return tl::unexpected<Error>(low.error());
            piece.low = *low;
            return piece;
        },
        [this, current = m_current](Result<Piece> piece) {
            if (!*current)
                ended(); // what is wanted now was asked for already
            else if (piece)
                takePiece(*piece);
            else
                fail(piece.error());
        });
}

void VolumeLoader::takePiece(const Piece &piece)
{
    Range &range = piece.rejected ? m_rejected : m_events;
    m_work.add(piece.counts);
    if (piece.high >= range.low)
        range.high = piece.high;
    else
        range.low = piece.low;
    publish(false);
    proceed();
}

void VolumeLoader::publish(bool complete)
{
    const bool stays = m_keepShown && !m_sinceBegin.hasExpired(patienceMs);
    if (!complete && (stays || !m_sincePublished.hasExpired(publishMs)))
        return;
    m_sincePublished.start();
    // A count that is done again replaces what is right but for a few only when it is whole.
    if (complete || !m_keepShown || m_shown.grid() != m_grid)
        m_shown = m_work;
    if (complete)
        m_keepShown = true;
    Q_EMIT updated();
}

void VolumeLoader::fail(const Error &error)
{
    if (error.kind != ErrorKind::Cancelled) {
        m_error = error;
        m_counting = false;
        m_scanned = false;
        Q_EMIT updated();
    }
    ended();
}

} // namespace console

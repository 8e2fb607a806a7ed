// SPDX-License-Identifier: Apache-2.0
#include "models/store/eventsearch.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <bit>

namespace console {

namespace {

/// Fewer events than this are settled before another thread has begun.
constexpr int worthAThread = 512;
constexpr qint64 rowPiece = 4096; ///< numbers read from rows at a time
constexpr qint64 limitedPiece = 512;
constexpr qint64 largestStep = 8192;
constexpr qint64 smallestStep = 64;
constexpr qint64 slowStep = 10; ///< milliseconds

/// The first word of the range at which half of the set bits are passed.
int middleOf(const SlotMask &mask, SlotRange range, int count)
{
    int passed = 0;
    int word = range.first;
    while (word < range.end && passed < count / 2)
        passed += std::popcount(mask[std::size_t(word++)]);
    return word;
}

int countIn(const SlotMask &mask, SlotRange range)
{
    int count = 0;
    for (int word = range.first; word < range.end; ++word)
        count += std::popcount(mask[std::size_t(word)]);
    return count;
}

/// Keeps the bits of places [low, high].
void clip(SlotMask &mask, SlotRange range, qint64 low, qint64 high)
{
    mask[std::size_t(range.first)] &= ~std::uint64_t(0) << (low % 64);
    mask[std::size_t(range.end) - 1] &= ~std::uint64_t(0) >> (63 - high % 64);
}

SlotRange wordsOf(qint64 slot, qint64 low, qint64 high)
{
    const qint64 start = indexSlotStart(slot);
    return {int((low - start) / 64), int((high - start) / 64) + 1};
}

/// Leaves the first (or last) `count` bits.
void keepSome(SlotMask &mask, SlotRange range, qint64 count, bool fromTop)
{
    for (int i = 0; i < range.end - range.first; ++i) {
        std::uint64_t &word = mask[std::size_t(fromTop ? range.end - 1 - i : range.first + i)];
        std::uint64_t kept = 0;
        for (; word != 0 && count > 0; --count) {
            const std::uint64_t bit = fromTop ? std::bit_floor(word) : word & (~word + 1);
            kept |= bit;
            word &= ~bit;
        }
        word = kept;
    }
}

} // namespace

EventSearch::EventSearch(StoreReader::Private &store)
    : index(store, StorePaths{QFileInfo(store.database->file()).path()}.eventIndex()), names(store), m_store(store)
{
}

void EventSearch::refresh()
{
    index.refresh();
    if (names.refresh() && m_prepared)
        m_prepared->forgetKnown();
}

SlotFilter &EventSearch::prepared(const Filter &filter, qint64 env)
{
    if (!m_prepared || m_env != env || !(m_filter == filter)) {
        m_filter = filter;
        m_env = env;
        m_prepared = std::make_unique<SlotFilter>(filter, env < 0 ? std::nullopt : std::optional(quint32(env)));
    }
    return *m_prepared;
}

Result<void> EventSearch::settle(EventCursor &cursor, qint64 slot, SlotRange range, SlotMask &matching, const std::function<bool()> &goOn)
{
    const SlotMask &open = m_prepared->open();
    const int count = countIn(open, range);
    const int middle = count < worthAThread ? range.end : middleOf(open, range, count);
    if (middle == range.end)
        return settleEvents(*m_prepared, cursor, slot, open, range, matching, goOn);
    if (!m_side)
        m_side = std::make_unique<SideReader>(m_store.database->file());
    std::atomic<bool> stop = false;
    bool opened = false;
    Result<void> others;
    const SlotRange upper{middle, range.end};
    m_side->start([&](SqliteDatabase *database) {
        opened = database != nullptr;
        if (!opened)
            return;
        EventCursor its(*database);
        others = settleEvents(*m_prepared, its, slot, open, upper, matching, [&stop] { return !stop.load(); });
    });
    const Result<void> own = settleEvents(*m_prepared, cursor, slot, open, {range.first, middle}, matching, goOn);
    if (!own)
        stop = true;
    m_side->wait();
    if (!own)
        return own;
    return opened ? others : settleEvents(*m_prepared, cursor, slot, open, upper, matching, goOn);
}

SlotScan::SlotScan(StoreReader::Private &store, const Filter &filter, qint64 env, const StoreReader::Private::Scan &scan)
    : m_search(store.searching()), m_filter(m_search.prepared(filter, env)), m_scan(scan),
      m_facts(store, m_search.index, m_filter.columns()), m_cursor(*store.database)
{
}

/// The numbers to look at next, all of one slot. Rows come in smaller pieces, the more so when only a few are wanted.
std::pair<qint64, qint64> SlotScan::nextPiece(qint64 slot, bool indexed) const
{
    qint64 low = std::max(m_from, indexSlotStart(slot));
    qint64 high = std::min(m_to, indexSlotStart(slot + 1) - 1);
    if (indexed)
        return {low, high};
    const qint64 numbers = m_scan.limit > 0 && m_given == 0 && m_scan.limit < limitedPiece ? limitedPiece : rowPiece;
    if (m_scan.descending)
        low = std::max(low, (high - numbers + 1 + 63) / 64 * 64);
    else
        high = std::min(high, (low + numbers) / 64 * 64 - 1);
    return {low, high};
}

Result<void> SlotScan::run(qint64 from, qint64 to)
{
    m_from = from;
    m_to = to;
    while (m_from <= m_to) {
        const qint64 slot = indexSlotOf(m_scan.descending ? m_to : m_from);
        const bool indexed = m_search.index.has(slot);
        const auto [low, high] = nextPiece(slot, indexed);
        m_facts.look(slot, wordsOf(slot, low, high), indexed);
        m_filter.judge(m_facts, m_search.names, wordsOf(slot, low, high));
        if (const std::optional<Error> error = m_search.names.takeError(); error || m_facts.error())
            return tl::unexpected<Error>(error ? *error : *m_facts.error());
        if (m_facts.unreadable()) {
            m_search.index.giveUp(slot);
            continue;
        }
        const Result<Outcome> outcome = settled(slot, low, high);
        if (!outcome)
            return tl::unexpected<Error>(outcome.error());
        if (*outcome == Outcome::Enough)
            return {};
        if (m_scan.descending)
            m_to = low - 1;
        else
            m_from = high + 1;
    }
    return {};
}

/// Gives what matches in numbers of one slot that were judged; where texts decide, step by step.
Result<SlotScan::Outcome> SlotScan::settled(qint64 slot, qint64 low, qint64 high)
{
    while (low <= high) {
        const SlotRange all = wordsOf(slot, low, high);
        const auto any = [](std::uint64_t word) { return word != 0; };
        const bool open = std::any_of(m_filter.open().begin() + all.first, m_filter.open().begin() + all.end, any);
        qint64 first = low;
        qint64 last = high;
        if (open && m_scan.descending)
            first = std::max(low, (high - m_step + 1 + 63) / 64 * 64);
        else if (open)
            last = std::min(high, (low + m_step) / 64 * 64 - 1);
        QElapsedTimer time;
        time.start();
        const Result<Outcome> outcome = piece(slot, first, last);
        if (!outcome || *outcome == Outcome::Enough)
            return outcome;
        if (open)
            m_step = time.elapsed() >= slowStep ? std::max(smallestStep, m_step / 2) : std::min(largestStep, m_step * 2);
        if (m_scan.descending)
            high = first - 1;
        else
            low = last + 1;
    }
    return Outcome::GoOn;
}

Result<SlotScan::Outcome> SlotScan::piece(qint64 slot, qint64 low, qint64 high)
{
    const SlotRange range = wordsOf(slot, low, high);
    SlotMask matching{};
    if (const Result<void> done = m_search.settle(m_cursor, slot, range, matching, m_scan.keepOn); !done)
        return tl::unexpected<Error>(done.error());
    for (auto word = std::size_t(range.first); word < std::size_t(range.end); ++word)
        matching[word] |= m_filter.sure()[word];
    clip(matching, range, low, high);
    const qint64 found = countIn(matching, range);
    const bool last = m_scan.limit > 0 && m_given + found >= m_scan.limit;
    if (last)
        keepSome(matching, range, m_scan.limit - m_given, m_scan.descending);
    m_given += found;
    if (found > 0)
        m_scan.sink(indexSlotStart(slot) + range.first * 64, {matching.data() + range.first, std::size_t(range.end - range.first)});
    if (last)
        return Outcome::Enough;
    if (m_scan.looked)
        m_scan.looked(low, high);
    if (m_scan.keepOn && !m_scan.keepOn())
        return failure(ErrorKind::Cancelled);
    return m_scan.enough && m_scan.enough() ? Outcome::Enough : Outcome::GoOn;
}

} // namespace console

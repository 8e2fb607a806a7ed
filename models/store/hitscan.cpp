// SPDX-License-Identifier: Apache-2.0
// StoreReader: which events match a filter. What a scan is made of lies in eventsearch; here is what is asked of it.
#include "models/store/eventsearch.h"
#include "models/store/storereader_p.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace console {

namespace {

constexpr qint64 chunk = 4096; ///< numbers between two questions whether to go on
constexpr qint64 rowChunk = 512;

/// [from, to] in pieces, from either end.
class Pieces
{
public:
    Pieces(qint64 from, qint64 to, bool descending, qint64 size) : m_from(from), m_to(to), m_size(size), m_descending(descending) {}

    [[nodiscard]] bool next(qint64 &low, qint64 &high)
    {
        if (m_from > m_to)
            return false;
        if (m_descending) {
            high = m_to;
            low = std::max(m_from, (m_to - m_size + 64) / 64 * 64);
            m_to = low - 1;
        } else {
            low = m_from;
            high = std::min(m_to, (m_from + m_size) / 64 * 64 - 1);
            m_from = high + 1;
        }
        return true;
    }

private:
    qint64 m_from;
    qint64 m_to;
    qint64 m_size;
    bool m_descending;
};

/// Some numbers as a scan gives them.
class NumberBits
{
public:
    NumberBits(qint64 low, qint64 high) : m_first(low - low % 64), m_words(std::size_t((high - m_first) / 64 + 1)) {}
    void set(qint64 number) { m_words[std::size_t((number - m_first) / 64)] |= std::uint64_t(1) << ((number - m_first) % 64); }
    void give(const StoreReader::Private::Scan &scan) const { scan.sink(m_first, m_words); }

private:
    qint64 m_first;
    std::vector<std::uint64_t> m_words;
};

enum class Next { GoOn, Enough, Stop };

Next afterPiece(qint64 low, qint64 high, const StoreReader::Private::Scan &scan)
{
    if (scan.looked)
        scan.looked(low, high);
    if (scan.keepOn && !scan.keepOn())
        return Next::Stop;
    return scan.enough && scan.enough() ? Next::Enough : Next::GoOn;
}

Result<void> giveAll(qint64 from, qint64 to, const StoreReader::Private::Scan &scan)
{
    Pieces pieces(from, to, scan.descending, chunk);
    for (qint64 low = 0, high = 0; pieces.next(low, high);) {
        NumberBits bits(low, high);
        for (qint64 number = low; number <= high; ++number)
            bits.set(number);
        bits.give(scan);
        const Next next = afterPiece(low, high, scan);
        if (next == Next::Stop)
            return failure(ErrorKind::Cancelled);
        if (next == Next::Enough)
            break;
    }
    return {};
}

void append(QVector<qint64> &numbers, qint64 first, std::span<const std::uint64_t> words)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::uint64_t word = words[i]; word != 0; word &= word - 1)
            numbers.append(first + qint64(i) * 64 + std::countr_zero(word));
    }
}

} // namespace

StoreReader::Private::Private() = default;
StoreReader::Private::~Private() = default;

EventSearch &StoreReader::Private::searching()
{
    if (!m_search)
        m_search = std::make_unique<EventSearch>(*this);
    return *m_search;
}

/// The body of a rejected delivery; empty with `problem` set when it cannot be read.
static QByteArray rejectedBody(StoreReader::Private &store, qint64 seq, std::optional<Error> &problem)
{
    const Result<SqlQuery *> query = store.run("read.rejectedBody", {seq});
    if (!query) {
        problem = query.error();
        return {};
    }
    const QByteArray body = (*query)->next() ? (*query)->blob(0) : QByteArray();
    (*query)->finish();
    return body;
}

/// Every number between the first and the last is an event of this environment: nothing needs to be looked up. Asked
/// after the bounds were read; numbers only ever go away through what moves events, which revises `total` with it.
Result<bool> StoreReader::Private::gapless(qint64 env)
{
    const Result<SqlQuery *> query = run("read.gapless", {env});
    if (!query)
        return tl::unexpected<Error>(query.error());
    const bool dense = (*query)->next() && (*query)->integer(0) == 1;
    (*query)->finish();
    return dense;
}

Result<void> StoreReader::Private::scan(const Filter &filter, const QString &environment, const Scan &scan)
{
    if (filter.wantsRejected())
        return scanRejected(filter, environment, scan);
    const Result<qint64> env = idOrAll(environment);
    const Result<std::pair<qint64, qint64>> bounds = env ? span(false) : tl::unexpected<Error>(env.error());
    if (!bounds)
        return tl::unexpected<Error>(bounds.error());
    const qint64 from = std::max(scan.from, bounds->first);
    const qint64 to = std::min(scan.to, bounds->second);
    if (*env == -2 || from > to)
        return {};
    if (filter.terms.isEmpty() && scan.limit == 0) {
        const Result<bool> dense = gapless(*env);
        if (!dense)
            return tl::unexpected<Error>(dense.error());
        if (*dense)
            return giveAll(from, to, scan);
    }
    searching().refresh();
    return SlotScan(*this, filter, *env, scan).run(from, to);
}

Result<void> StoreReader::Private::scanRejected(const Filter &filter, const QString &environment, const Scan &scan)
{
    // Rejected ones are few by their limits: rows as they are shown.
    const Result<std::pair<qint64, qint64>> bounds = span(true);
    if (!bounds)
        return tl::unexpected<Error>(bounds.error());
    Pieces pieces(std::max(scan.from, bounds->first), std::min(scan.to, bounds->second), scan.descending, rowChunk);
    std::optional<Error> problem;
    qint64 given = 0;
    for (qint64 low = 0, high = 0; pieces.next(low, high);) {
        QHash<qint64, EventRow> rows;
        if (const Result<void> read = readRange(low, high, true, rows); !read)
            return read;
        NumberBits bits(low, high);
        for (qint64 i = 0; i <= high - low && (scan.limit == 0 || given < scan.limit); ++i) {
            const qint64 seq = scan.descending ? high - i : low + i;
            const auto row = rows.constFind(seq);
            if (row == rows.constEnd() || (!environment.isEmpty() && row->environment != environment)
                || !filter.matches(*row, [&] { return rejectedBody(*this, seq, problem); }))
                continue;
            bits.set(seq);
            ++given;
        }
        if (problem)
            return tl::unexpected<Error>(*problem);
        bits.give(scan);
        const Next next = scan.limit > 0 && given == scan.limit ? Next::Enough : afterPiece(low, high, scan);
        if (next == Next::Stop)
            return failure(ErrorKind::Cancelled);
        if (next == Next::Enough)
            break;
    }
    return {};
}

Result<HitStretch> StoreReader::searchHits(const Filter &filter, const QString &environment, qint64 from, qint64 to,
                                           bool newestFirst, const std::function<SearchPace(qint64)> &pace)
{
    std::vector<std::pair<qint64, std::vector<std::uint64_t>>> found; // as it came: newest first or last
    qint64 count = 0;
    qint64 low = newestFirst ? to + 1 : from;
    qint64 high = newestFirst ? to : from - 1;
    bool early = false;
    Private::Scan scan;
    scan.from = from;
    scan.to = to;
    scan.descending = newestFirst;
    scan.keepOn = [&] { return pace(count) != SearchPace::Cancel; };
    scan.enough = [&] { return early = pace(count) == SearchPace::Enough; };
    scan.sink = [&](qint64 first, std::span<const std::uint64_t> words) {
        found.emplace_back(first, std::vector<std::uint64_t>(words.begin(), words.end()));
        for (const std::uint64_t word : words)
            count += std::popcount(word);
    };
    scan.looked = [&](qint64 a, qint64 b) {
        low = std::min(low, a);
        high = std::max(high, b);
    };
    if (const Result<void> scanned = d->scan(filter, environment, scan); !scanned)
        return tl::unexpected<Error>(scanned.error());
    HitStretch stretch{early ? low : from, early ? high : to, HitSet(std::max<qint64>(1, early ? low : from))};
    if (newestFirst)
        std::reverse(found.begin(), found.end());
    for (const auto &[first, words] : found)
        stretch.hits.append(first, words);
    return stretch;
}

Result<std::pair<qint64, qint64>> StoreReader::eventSpan(bool rejected)
{
    return d->span(rejected);
}

Result<void> StoreReader::collectHits(const Filter &filter, const QString &environment, qint64 from, qint64 to, HitSet &hits,
                                      const std::function<bool()> &keepOn)
{
    Private::Scan scan;
    scan.from = from;
    scan.to = to;
    scan.keepOn = keepOn;
    scan.sink = [&hits](qint64 first, std::span<const std::uint64_t> words) { hits.append(first, words); };
    return d->scan(filter, environment, scan);
}

Result<QVector<EventRow>> StoreReader::eventsAfter(const Filter &filter, const QString &environment, qint64 after, int limit, bool newest)
{
    if (limit <= 0)
        return QVector<EventRow>();
    QVector<qint64> seqs;
    Private::Scan scan;
    scan.from = after + 1;
    scan.to = std::numeric_limits<qint64>::max();
    scan.descending = newest;
    scan.limit = limit;
    scan.sink = [&seqs](qint64 first, std::span<const std::uint64_t> words) { append(seqs, first, words); };
    if (const Result<void> scanned = d->scan(filter, environment, scan); !scanned)
        return tl::unexpected<Error>(scanned.error());
    std::sort(seqs.begin(), seqs.end());
    return eventRows(seqs, filter.wantsRejected());
}

} // namespace console

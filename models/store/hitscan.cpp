// SPDX-License-Identifier: Apache-2.0
// StoreReader: which events match a filter. Walks the numbers through the C interface: interned texts are judged once
// each, rows only carry integers.
#include "models/store/eventcodec.h"
#include "models/store/scanplan.h"
#include "models/store/storereader_p.h"

#include <algorithm>
#include <limits>
#include <sqlite3.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 chunk = 4096; ///< numbers between two questions whether to go on
constexpr qint64 rowChunk = 512;
constexpr qint64 bodyChunk = 4 * 1024 * 1024; ///< bytes of bodies between two such questions

/// One prepared statement of the C interface.
class Cursor
{
public:
    Cursor(sqlite3 *handle, const QByteArray &sql) { m_ok = sqlite3_prepare_v2(handle, sql.constData(), int(sql.size()), &m_statement, nullptr) == SQLITE_OK; }
    ~Cursor() { sqlite3_finalize(m_statement); }
    Cursor(const Cursor &) = delete;
    Cursor &operator=(const Cursor &) = delete;
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] sqlite3_stmt *get() const { return m_statement; }

private:
    sqlite3_stmt *m_statement = nullptr;
    bool m_ok = false;
};

bool goesOn(const std::function<bool()> &keepOn)
{
    return !keepOn || keepOn();
}

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
            low = m_size > m_to - m_from ? m_from : m_to - m_size + 1;
            m_to = low - 1;
        } else {
            low = m_from;
            high = m_size > m_to - m_from ? m_to : m_from + m_size - 1;
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

Result<void> giveAll(qint64 from, qint64 to, const StoreReader::Private::Scan &scan)
{
    Pieces pieces(from, to, scan.descending, chunk);
    for (qint64 low = 0, high = 0; pieces.next(low, high);) {
        for (qint64 i = 0; i <= high - low; ++i)
            scan.sink(scan.descending ? high - i : low + i);
        if (scan.looked)
            scan.looked(low, high);
        if (!goesOn(scan.keepOn))
            return failure(ErrorKind::Cancelled);
    }
    return {};
}

enum class Walked { ToTheEnd, Enough, Stopped };

/// Gives the numbers of one piece to the sink. `code` is the result of the last step.
Walked walkPiece(const Cursor &cursor, ScanPlan &plan, const StoreReader::Private::Scan &scan, qint64 &given, int &code)
{
    qint64 unasked = 0;
    while ((code = sqlite3_step(cursor.get())) == SQLITE_ROW) {
        const bool matches = plan.matches(cursor.get());
        if (plan.error())
            return Walked::Stopped;
        if (matches) {
            scan.sink(sqlite3_column_int64(cursor.get(), 0));
            if (++given == scan.limit)
                return Walked::Enough;
        }
        // Bodies may be megabytes each: whoever waits wants to be able to stop long before the end of the piece.
        if ((unasked += plan.takeBytesRead()) < bodyChunk)
            continue;
        unasked = 0;
        if (!goesOn(scan.keepOn))
            return Walked::Stopped;
    }
    return Walked::ToTheEnd;
}

} // namespace

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
    if (filter.terms.isEmpty() && scan.limit == 0) {
        const Result<bool> dense = gapless(*env);
        if (!dense)
            return tl::unexpected<Error>(dense.error());
        if (*dense)
            return giveAll(std::max(scan.from, bounds->first), std::min(scan.to, bounds->second), scan);
    }
    ScanPlan plan(*this, filter, *env);
    if (plan.impossible())
        return {};
    const Cursor cursor(database->handle(), plan.sql(scan.descending));
    if (!cursor.ok())
        return tl::unexpected<Error>(database->takeError());
    Pieces pieces(std::max(scan.from, bounds->first), std::min(scan.to, bounds->second), scan.descending,
                  plan.onlyMarked() ? std::numeric_limits<qint64>::max() : chunk);
    qint64 given = 0;
    for (qint64 low = 0, high = 0; pieces.next(low, high);) {
        sqlite3_bind_int64(cursor.get(), 1, low);
        sqlite3_bind_int64(cursor.get(), 2, high);
        int code = SQLITE_DONE;
        const Walked walked = walkPiece(cursor, plan, scan, given, code);
        // Reset at once: an unfinished statement would keep a transaction open.
        sqlite3_reset(cursor.get());
        plan.pause();
        if (plan.error())
            return tl::unexpected<Error>(*plan.error());
        if (walked == Walked::ToTheEnd && code != SQLITE_DONE)
            return tl::unexpected<Error>(database->takeError());
        if (walked == Walked::Enough)
            return {};
        if (walked == Walked::ToTheEnd && scan.looked)
            scan.looked(low, high);
        if (walked == Walked::Stopped || !goesOn(scan.keepOn))
            return failure(ErrorKind::Cancelled);
    }
    return {};
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
        for (qint64 i = 0; i <= high - low; ++i) {
            const qint64 seq = scan.descending ? high - i : low + i;
            const auto row = rows.constFind(seq);
            if (row == rows.constEnd() || (!environment.isEmpty() && row->environment != environment)
                || !filter.matches(*row, [&] { return rejectedBody(*this, seq, problem); }))
                continue;
            scan.sink(seq);
            if (++given == scan.limit)
                return {};
        }
        if (problem)
            return tl::unexpected<Error>(*problem);
        if (scan.looked)
            scan.looked(low, high);
        if (!goesOn(scan.keepOn))
            return failure(ErrorKind::Cancelled);
    }
    return {};
}

Result<HitStretch> StoreReader::searchHits(const Filter &filter, const QString &environment, qint64 from, qint64 to,
                                           bool newestFirst, const std::function<SearchPace(qint64)> &pace)
{
    QVector<qint64> found;
    SearchPace wanted = SearchPace::GoOn;
    qint64 low = newestFirst ? to + 1 : from;
    qint64 high = newestFirst ? to : from - 1;
    qsizetype whole = 0;
    Private::Scan scan;
    scan.from = from;
    scan.to = to;
    scan.descending = newestFirst;
    scan.keepOn = [&] {
        wanted = pace(found.size());
        return wanted == SearchPace::GoOn;
    };
    scan.sink = [&found](qint64 seq) { found.append(seq); };
    scan.looked = [&](qint64 a, qint64 b) {
        low = std::min(low, a);
        high = std::max(high, b);
        whole = found.size();
    };
    const Result<void> scanned = d->scan(filter, environment, scan);
    if (!scanned && (scanned.error().kind != ErrorKind::Cancelled || wanted == SearchPace::Cancel))
        return tl::unexpected<Error>(scanned.error());
    if (scanned) {
        low = from;
        high = to;
        whole = found.size();
    }
    HitStretch stretch{low, high, HitSet(std::max<qint64>(1, low))};
    found.resize(whole);
    if (newestFirst)
        std::reverse(found.begin(), found.end());
    for (const qint64 seq : std::as_const(found))
        stretch.hits.append(seq);
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
    scan.sink = [&hits](qint64 seq) { hits.append(seq); };
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
    scan.sink = [&seqs](qint64 seq) { seqs.append(seq); };
    if (const Result<void> scanned = d->scan(filter, environment, scan); !scanned)
        return tl::unexpected<Error>(scanned.error());
    if (newest)
        std::reverse(seqs.begin(), seqs.end());
    return eventRows(seqs, filter.wantsRejected());
}

} // namespace console

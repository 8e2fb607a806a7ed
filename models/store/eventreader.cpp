// SPDX-License-Identifier: Apache-2.0
// StoreReader: events by number, figures and bars.
#include "models/store/eventcodec.h"
#include "models/store/storereader_p.h"
#include "models/store/volumespan.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxBars = 100'000;
/// Numbers that lie this close are read as one range.
constexpr qint64 sparseFactor = 2;

} // namespace

Result<EventRow> StoreReader::Private::eventRow(const SqlQuery &query)
{
    EventRow row;
    row.seq = query.integer(0);
    row.receivedAt = fromMillis(query.integer(1));
    row.id = query.text(3);
    const std::pair<QString *, int> names[] = {{&row.environment, 2}, {&row.type, 4},     {&row.integrationId, 5}, {&row.tool, 6},
                                               {&row.category, 7},    {&row.organization, 8}, {&row.outcome, 9}};
    for (const auto &[text, column] : names) {
        Result<QString> value = name(query.integer(column));
        if (!value)
            return tl::unexpected<Error>(value.error());
        *text = *std::move(value);
    }
    row.verdict = Verdict(int(query.integer(10)));
    row.deliveries = int(query.integer(11));
    row.conflict = query.integer(12) != 0;
    row.answered = int(query.integer(13));
    row.bodySize = query.integer(14);
    row.pinned = query.integer(18) != 0;
    row.comment = query.text(19);
    // Some types name nothing but the integration: the rest is what is known of it.
    const std::pair<QString *, int> known[] = {{&row.tool, 15}, {&row.category, 16}, {&row.organization, 17}};
    for (const auto &[text, column] : known) {
        if (text->isNull())
            *text = query.text(column);
    }
    return row;
}

Result<EventRow> StoreReader::Private::rejectedRow(const SqlQuery &query)
{
    EventRow row;
    row.seq = query.integer(0);
    row.receivedAt = fromMillis(query.integer(1));
    Result<QString> environment = name(query.integer(2));
    if (!environment)
        return tl::unexpected<Error>(environment.error());
    row.environment = *std::move(environment);
    int column = 3;
    for (QString *text : {&row.id, &row.type, &row.integrationId, &row.tool, &row.category, &row.organization, &row.outcome})
        *text = query.text(column++);
    row.verdict = Verdict::Rejected;
    row.reason = RejectReason(int(query.integer(10)));
    row.answered = int(query.integer(11));
    row.bodySize = query.integer(12);
    return row;
}

Result<void> StoreReader::Private::readRange(qint64 from, qint64 to, bool rejected, QHash<qint64, EventRow> &rows)
{
    const Result<SqlQuery *> query = run(rejected ? "read.rejectedRange" : "read.eventRange", {from, to});
    if (!query)
        return tl::unexpected<Error>(query.error());
    while ((*query)->next()) {
        Result<EventRow> row = rejected ? rejectedRow(**query) : eventRow(**query);
        if (!row) {
            (*query)->finish();
            return tl::unexpected<Error>(row.error());
        }
        rows.insert(row->seq, *std::move(row));
    }
    return ended(**query);
}

Result<std::pair<qint64, qint64>> StoreReader::Private::span(bool rejected)
{
    const Result<SqlQuery *> query = run(rejected ? "read.rejectedSpan" : "read.eventSpan");
    if (!query)
        return tl::unexpected<Error>(query.error());
    std::pair<qint64, qint64> span{1, 0};
    if ((*query)->next() && !(*query)->isNull(0))
        span = {(*query)->integer(0), (*query)->integer(1)};
    (*query)->finish();
    return span;
}

Result<QVector<EventRow>> StoreReader::eventRows(const QVector<qint64> &seqs, bool rejected)
{
    QHash<qint64, EventRow> found;
    found.reserve(seqs.size());
    if (!seqs.isEmpty()) {
        const auto [low, high] = std::minmax_element(seqs.cbegin(), seqs.cend());
        const bool together = *high - *low < sparseFactor * seqs.size() + 16;
        if (together) {
            if (const Result<void> read = d->readRange(*low, *high, rejected, found); !read)
                return tl::unexpected<Error>(read.error());
        }
        for (qsizetype i = 0; !together && i < seqs.size(); ++i) {
            if (const Result<void> read = d->readRange(seqs.at(i), seqs.at(i), rejected, found); !read)
                return tl::unexpected<Error>(read.error());
        }
    }
    QVector<EventRow> rows;
    rows.reserve(seqs.size());
    for (const qint64 seq : seqs)
        rows.append(found.value(seq));
    return rows;
}

Result<EventDetail> StoreReader::eventDetail(qint64 seq, bool rejected)
{
    const Result<QVector<EventRow>> rows = eventRows({seq}, rejected);
    if (!rows)
        return tl::unexpected<Error>(rows.error());
    if (rows->first().seq == 0)
        return failure(ErrorKind::NotFound, u"event"_s, QString::number(seq));
    EventDetail detail;
    detail.row = rows->first();
    const Result<SqlQuery *> first = d->run(rejected ? "read.rejectedDelivery" : "read.eventDelivery", {seq});
    if (!first)
        return tl::unexpected<Error>(first.error());
    DeliveryRow delivery{detail.row.receivedAt, detail.row.answered, {}, {}};
    if ((*first)->next()) {
        delivery.remoteAddress = (*first)->text(0);
        delivery.headers = unpackHeaders((*first)->blob(1));
        detail.body = (*first)->blob(2);
    }
    (*first)->finish();
    detail.deliveries.append(delivery);
    if (rejected)
        return detail;
    const Result<SqlQuery *> more = d->run("read.redeliveries", {seq});
    if (!more)
        return tl::unexpected<Error>(more.error());
    while ((*more)->next())
        detail.deliveries.append({fromMillis((*more)->integer(0)), int((*more)->integer(1)), (*more)->text(2),
                                  unpackHeaders((*more)->blob(3))});
    return d->ended(**more, detail);
}

Result<QByteArray> StoreReader::eventBody(qint64 seq, bool rejected)
{
    const Result<SqlQuery *> query = d->run(rejected ? "read.rejectedBody" : "read.eventBody", {seq});
    if (!query)
        return tl::unexpected<Error>(query.error());
    if (!(*query)->next())
        return failure(ErrorKind::NotFound, u"event"_s, QString::number(seq));
    const QByteArray body = (*query)->blob(0);
    (*query)->finish();
    return body;
}

Result<EventTotals> StoreReader::totals(const QString &environment, Timestamp now)
{
    const Result<qint64> env = d->idOrAll(environment);
    const Result<SqlQuery *> sums = env ? d->run("read.totals", {*env}) : tl::unexpected<Error>(env.error());
    if (!sums)
        return tl::unexpected<Error>(sums.error());
    EventTotals totals;
    while ((*sums)->next()) {
        const auto verdict = Verdict(int((*sums)->integer(0)));
        const qint64 count = (*sums)->integer(1);
        if (verdict == Verdict::Rejected) {
            totals.rejected = count;
            continue;
        }
        totals.stored += count;
        totals.unchecked += verdict == Verdict::Unchecked ? count : 0;
        const Timestamp last = fromMillis((*sums)->integer(2));
        if (count > 0)
            totals.lastAt = std::max(totals.lastAt.value_or(last), last);
    }
    if (const Result<void> read = d->ended(**sums); !read)
        return tl::unexpected<Error>(read.error());
    const qint64 firstMinute = spanStart(toMillis(now), minuteSpan) - hourSpan;
    const Result<SqlQuery *> hour = d->run("read.lastHour", {*env, firstMinute});
    if (!hour)
        return tl::unexpected<Error>(hour.error());
    totals.lastHour = (*hour)->next() ? (*hour)->integer(0) : 0;
    (*hour)->finish();
    const Result<SqlQuery *> rejected = *env == -1 ? d->run("read.lastRejectedOfAll") : d->run("read.lastRejected", {*env});
    if (!rejected)
        return tl::unexpected<Error>(rejected.error());
    if ((*rejected)->next()) {
        totals.lastRejectedAt = fromMillis((*rejected)->integer(0));
        totals.lastRejectReason = rejectReasonName(RejectReason(int((*rejected)->integer(1))));
    }
    (*rejected)->finish();
    return totals;
}

Result<QVector<VolumeBar>> StoreReader::volume(const QString &environment, Timestamp from, Timestamp to, Millis width)
{
    const qint64 start = toMillis(from);
    const qint64 end = toMillis(to);
    const qint64 step = width.count();
    if (step <= 0 || end < start || (end - start) / step > maxBars)
        return failure(ErrorKind::InvalidInput, u"volume-range"_s);
    QVector<VolumeBar> bars((end - start + step - 1) / step);
    for (qsizetype i = 0; i < bars.size(); ++i)
        bars[i].start = fromMillis(start + i * step);
    if (bars.isEmpty())
        return bars;
    const bool wholeHours = start % hourSpan == 0 && step % hourSpan == 0;
    const qint64 span = wholeHours ? hourSpan : minuteSpan;
    const Result<qint64> env = d->idOrAll(environment);
    const Result<SqlQuery *> query = env ? d->run("read.volume", {*env, span, spanStart(start, span), end}) : tl::unexpected<Error>(env.error());
    if (!query)
        return tl::unexpected<Error>(query.error());
    while ((*query)->next()) {
        // A counter of the minute that `from` lies in belongs to the first bar.
        const qint64 at = std::max(start, (*query)->integer(0));
        VolumeBar &bar = bars[(at - start) / step];
        const qint64 count = (*query)->integer(2);
        switch (Verdict(int((*query)->integer(1)))) {
        case Verdict::Verified:
            bar.verified += count;
            break;
        case Verdict::Unchecked:
            bar.unchecked += count;
            break;
        case Verdict::Rejected:
            bar.rejected += count;
            break;
        }
    }
    return d->ended(**query, bars);
}

Result<QVector<std::pair<QString, qint64>>> StoreReader::eventTypes(const QString &environment)
{
    const Result<qint64> env = d->idOrAll(environment);
    const Result<SqlQuery *> query = env ? d->run("read.types", {*env}) : tl::unexpected<Error>(env.error());
    if (!query)
        return tl::unexpected<Error>(query.error());
    QVector<std::pair<QString, qint64>> types;
    while ((*query)->next())
        types.append({(*query)->text(0), (*query)->integer(1)});
    return d->ended(**query, types);
}

} // namespace console

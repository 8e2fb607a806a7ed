// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventprobe.h"

#include <QElapsedTimer>

namespace console {

namespace {

constexpr qint64 budget = 40; ///< ms for one filter

Result<ProbeCount> probe(StoreReader &reader, const QString &environment, const Filter &filter)
{
    const auto version = reader.version();
    if (!version)
        return tl::unexpected<Error>(version.error());
    HitSet hits;
    QElapsedTimer timer;
    timer.start();
    const auto found = reader.collectHits(filter, environment, 1, filter.wantsRejected() ? version->rejected : version->events, hits,
                                          [&timer] { return timer.elapsed() < budget; });
    if (!found && found.error().kind != ErrorKind::Cancelled)
        return tl::unexpected<Error>(found.error());
    return ProbeCount{hits.count(), found.has_value()};
}

} // namespace

EventProbe::EventProbe(ReadPool &pool, QObject *parent) : QObject(parent), m_pool(pool) {}

void EventProbe::count(const QString &environment, const QVector<Filter> &filters)
{
    const int asked = ++m_asked;
    for (int index = 0; index < int(filters.size()); ++index) {
        m_pool.read<ProbeCount>(
            this, [environment, filter = filters.at(index)](StoreReader &reader) { return probe(reader, environment, filter); },
            [this, asked, index](const Result<ProbeCount> &count) {
                if (asked == m_asked && count)
                    Q_EMIT counted(index, *count);
            });
    }
}

} // namespace console

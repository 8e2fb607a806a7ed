// SPDX-License-Identifier: Apache-2.0
#include "app/cli/eventfollower.h"

namespace console {

using namespace Qt::StringLiterals;

EventFollower::EventFollower(const StorePaths &paths, Filter filter, QString environment, std::optional<qint64> after,
                             Take take, QObject *parent)
    : QObject(parent), m_paths(paths), m_filter(std::move(filter)), m_environment(std::move(environment)), m_after(after),
      m_take(std::move(take)), m_watch(watchStore(paths, nullptr))
{
    connect(m_watch.get(), &StoreWatch::moved, this, &EventFollower::look);
    // Where "from now on" begins is settled before anybody is told that we wait. Nothing stored yet: from the very first.
    if (!m_after)
        if (const auto opened = openStore(); opened && !*opened)
            m_after = 0;
}

EventFollower::~EventFollower() = default;

void EventFollower::start()
{
    QMetaObject::invokeMethod(this, &EventFollower::look, Qt::QueuedConnection);
}

Result<bool> EventFollower::openStore()
{
    if (!m_reader) {
        auto reader = StoreReader::open(m_paths);
        if (!reader && reader.error().code == u"store-missing")
            return false;
        if (!reader)
            return tl::unexpected<Error>(reader.error());
        m_reader = std::move(*reader);
    }
    if (!m_after) {
        const auto version = m_reader->version();
        if (!version)
            return tl::unexpected<Error>(version.error());
        m_after = m_filter.wantsRejected() ? version->rejected : version->events;
    }
    return true;
}

void EventFollower::look()
{
    const auto opened = openStore();
    if (!opened)
        Q_EMIT failed(opened.error());
    if (!opened.value_or(false))
        return;
    while (true) {
        const auto rows = m_reader->eventsAfter(m_filter, m_environment, *m_after, 500);
        if (!rows)
            return Q_EMIT failed(rows.error());
        for (const EventRow &row : *rows) {
            m_after = row.seq;
            if (!m_take(*m_reader, row))
                return Q_EMIT stopped();
        }
        if (rows->size() < 500)
            return;
    }
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "models/tables/pinnedevents.h"

namespace console {

PinnedEvents::PinnedEvents(ReadPool &pool, StoreWatch &watch, QObject *parent)
    : QObject(parent), m_pool(pool), m_feed(watch, {&StoreVersion::marks}, std::chrono::milliseconds(50), [this] { read(); })
{
}

void PinnedEvents::show(const QString &environment)
{
    m_environment = environment;
    m_feed.restart();
}

void PinnedEvents::read()
{
    m_pool.read<QVector<qint64>>(
        this, [environment = m_environment](StoreReader &reader) { return reader.pinned(environment); },
        [this, round = m_feed.round()](const Result<QVector<qint64>> &events) {
            if (round != m_feed.round())
                return;
            // What was known stays while the store cannot be read.
            if (events && *events != m_events) {
                m_events = *events;
                Q_EMIT changed();
            }
            m_feed.answered();
        });
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "models/tables/storefeed.h"

#include <algorithm>

namespace console {

StoreFeed::StoreFeed(StoreWatch &watch, QVector<Part> parts, std::chrono::milliseconds pause, std::function<void()> read,
                     QObject *parent)
    : QObject(parent), m_parts(std::move(parts)), m_read(std::move(read)), m_seen(watch.version())
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_wanted)
            run();
    });
    connect(&watch, &StoreWatch::moved, this, &StoreFeed::moved);
}

void StoreFeed::ask()
{
    m_started = true;
    if (m_out)
        m_wanted = true;
    else
        run();
}

void StoreFeed::restart()
{
    m_started = true;
    ++m_round;
    run();
}

void StoreFeed::answered()
{
    m_out = false;
    if (m_wanted && !m_pause.isActive())
        run();
}

void StoreFeed::moved(const StoreVersion &version)
{
    const bool news = std::any_of(m_parts.begin(), m_parts.end(),
                                  [&](Part part) { return version.*part != m_seen.*part; });
    m_seen = version;
    if (!news || !m_started)
        return;
    if (m_out || m_pause.isActive())
        m_wanted = true;
    else
        run();
}

void StoreFeed::run()
{
    m_wanted = false;
    m_out = true;
    m_pause.start();
    m_read();
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/storefeed.h"

namespace console {

/// The numbers of the pinned events of one environment, kept up to date. Few: a person made each pin. Lives on the GUI
/// thread; `pool` and `watch` outlive it.
class PinnedEvents : public QObject
{
    Q_OBJECT
public:
    PinnedEvents(ReadPool &pool, StoreWatch &watch, QObject *parent = nullptr);

    void show(const QString &environment);
    /// Ascending.
    [[nodiscard]] const QVector<qint64> &events() const { return m_events; }

Q_SIGNALS:
    void changed();

private:
    void read();

    ReadPool &m_pool;
    QString m_environment;
    QVector<qint64> m_events;
    StoreFeed m_feed;
};

} // namespace console

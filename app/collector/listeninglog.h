// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/listening.h"
#include "models/store/storewriter.h"

#include <QTimer>

namespace console {

/// Writes down when this process listens: at the start, once a minute (one small job, whatever comes in), and at a clean
/// end. Lives on the collector's thread; the writer outlives it.
class ListeningLog : public QObject
{
    Q_OBJECT
public:
    ListeningLog(StoreWriter &writer, std::shared_ptr<const Clock> clock, std::chrono::milliseconds every = lifeSignEvery,
                 QObject *parent = nullptr);

    /// It listens; again without effect.
    void started();
    /// It no longer does. Needs no event loop: the writer still does what it was given before it stops.
    void stopped();

private:
    /// What the jobs know of each other; on the store thread only.
    struct Stretch
    {
        qint64 id = 0;
        Timestamp last;
    };
    static Result<bool> note(WriteTransaction &transaction, Stretch &stretch, Timestamp at, bool ends);
    void post(bool ends);

    StoreWriter &m_writer;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<Stretch> m_stretch;
    QTimer m_timer;
};

} // namespace console

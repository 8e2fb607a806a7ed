// SPDX-License-Identifier: Apache-2.0
#include "app/collector/listeninglog.h"

namespace console {

ListeningLog::ListeningLog(StoreWriter &writer, std::shared_ptr<const Clock> clock, std::chrono::milliseconds every, QObject *parent)
    : QObject(parent), m_writer(writer), m_clock(std::move(clock))
{
    m_timer.setInterval(every);
    connect(&m_timer, &QTimer::timeout, this, [this] { post(false); });
}

void ListeningLog::started()
{
    if (m_stretch)
        return;
    m_stretch = std::make_shared<Stretch>();
    m_timer.start();
    post(false);
}

void ListeningLog::stopped()
{
    if (!m_stretch)
        return;
    m_timer.stop();
    post(true);
    m_stretch.reset();
}

Result<bool> ListeningLog::note(WriteTransaction &transaction, Stretch &stretch, Timestamp at, bool ends)
{
    const bool goesOn = stretch.id != 0 && sameStretch(stretch.last, at);
    if (stretch.id != 0 && !goesOn) {
        // The computer slept, or its clock was set: what was seen last is the end of that stretch.
        if (const Result<bool> ended = transaction.noteListening(stretch.id, stretch.last, true); !ended)
            return ended;
    }
    const Result<bool> noted = goesOn ? transaction.noteListening(stretch.id, at, ends) : Result<bool>(false);
    if (!noted)
        return noted;
    stretch.last = at;
    if (*noted)
        return true;
    // None yet, or its begin was never committed.
    const Result<qint64> begun = transaction.beginListening(at);
    if (!begun)
        return tl::unexpected<Error>(begun.error());
    stretch.id = *begun;
    return ends ? transaction.noteListening(stretch.id, at, true) : Result<bool>(true);
}

void ListeningLog::post(bool ends)
{
    // A failing store is told by others; the gap that it leaves is one.
    m_writer.write<bool>(
        this,
        [stretch = m_stretch, at = m_clock->now(), ends](WriteTransaction &transaction) {
            const Stretch before = *stretch;
            Result<bool> done = note(transaction, *stretch, at, ends);
            if (!done)
                *stretch = before;
            return done;
        },
        [](const Result<bool> &) {});
}

} // namespace console

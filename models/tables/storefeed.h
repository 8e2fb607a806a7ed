// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/readpool.h"

#include <QTimer>

#include <functional>

namespace console {

/// When to read again: calls `read` at once when asked, and after the store moved on in what matters, but never while an
/// answer is out and never more often than the pause. Part of a table or loader; lives on the GUI thread.
class StoreFeed : public QObject
{
    Q_OBJECT
public:
    using Part = qint64 StoreVersion::*;

    /// `parts` are the members of the version whose growth means news.
    StoreFeed(StoreWatch &watch, QVector<Part> parts, std::chrono::milliseconds pause, std::function<void()> read,
              QObject *parent = nullptr);

    /// Reads now (or as soon as the answer that is out came).
    void ask();
    /// The answer of the last read came.
    void answered();
    /// Answers to reads before the last restart() are void: compare with the number taken when reading.
    [[nodiscard]] quint64 round() const { return m_round; }
    /// Other things are to be read from now on; reads at once.
    void restart();
    /// No reads until the first ask() or restart().
    [[nodiscard]] bool started() const { return m_started; }

private:
    void moved(const StoreVersion &version);
    void run();

    QVector<Part> m_parts;
    std::function<void()> m_read;
    StoreVersion m_seen;
    QTimer m_pause;
    quint64 m_round = 0;
    bool m_started = false;
    bool m_out = false;
    bool m_wanted = false;
};

} // namespace console

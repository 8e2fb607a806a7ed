// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/readpool.h"
#include "models/tables/bodyviews.h"

namespace console {

/// One event with its body made ready away from the window's thread.
struct LoadedEvent
{
    EventDetail detail;
    bool rejected = false;
    QStringList changedModels;             ///< of a data-changed event
    std::shared_ptr<const BodyViews> body; ///< null while a large body is still being prepared: the same event comes again
};

/// Bytes as text for the clipboard: UTF-8, replacement characters for what is none.
[[nodiscard]] QString shownText(const QByteArray &bytes);

/// Reads all that is kept of one event; the latest request wins. Lives on the GUI thread.
class EventLoader : public QObject
{
    Q_OBJECT
public:
    /// Bodies over this are prepared in a second step, so that everything else of the event is there at once.
    static constexpr qsizetype preparedAtOnce = 64 * 1024;

    EventLoader(ReadPool &pool, StoreWatch &watch, QObject *parent = nullptr);

    /// `loaded` or `failed` follows, never inside load(); loaded again when the store says that rows changed.
    void load(qint64 seq, bool rejected);
    void clear();
    [[nodiscard]] qint64 seq() const { return m_seq; }
    [[nodiscard]] ReadPool &pool() const { return m_pool; } ///< for what else is read of an event

Q_SIGNALS:
    void loaded(const std::shared_ptr<const console::LoadedEvent> &event);
    void failed(qint64 seq, const console::Error &error);

private:
    void read();
    void take(const std::shared_ptr<const LoadedEvent> &event);
    void prepare(const std::shared_ptr<const LoadedEvent> &event);

    ReadPool &m_pool;
    qint64 m_seq = 0;
    bool m_rejected = false;
    quint64 m_round = 0;
    qint64 m_changes = 0; ///< revisions of events and marks so far
    std::shared_ptr<const LoadedEvent> m_prepared; ///< what was given out last
    bool m_out = false;
    bool m_again = false;
};

} // namespace console

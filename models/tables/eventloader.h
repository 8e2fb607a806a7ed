// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/readpool.h"

namespace console {

/// One event with its texts made ready away from the window's thread.
struct LoadedEvent
{
    EventDetail detail;
    bool rejected = false;
    bool isJson = false;
    bool validUtf8 = true;
    QStringList changedModels; ///< of a data-changed event
    QString pretty; ///< members in the order received; the raw text when the body is no JSON
    QString raw;    ///< the bytes as text; what is no UTF-8 becomes U+FFFD
};

/// Bytes as text for showing: UTF-8, replacement characters for what is none; `valid` tells whether there were any.
[[nodiscard]] QString shownText(const QByteArray &bytes, bool *valid = nullptr);

/// Reads all that is kept of one event; the latest request wins. Lives on the GUI thread.
class EventLoader : public QObject
{
    Q_OBJECT
public:
    EventLoader(ReadPool &pool, StoreWatch &watch, QObject *parent = nullptr);

    /// `loaded` or `failed` follows, never inside load(); loaded again when the store says that rows changed.
    void load(qint64 seq, bool rejected);
    void clear();
    [[nodiscard]] qint64 seq() const { return m_seq; }

Q_SIGNALS:
    void loaded(const std::shared_ptr<const console::LoadedEvent> &event);
    void failed(qint64 seq, const console::Error &error);

private:
    void read();

    ReadPool &m_pool;
    qint64 m_seq = 0;
    bool m_rejected = false;
    quint64 m_round = 0;
    qint64 m_changes = 0;
    bool m_out = false;
    bool m_again = false;
};

} // namespace console

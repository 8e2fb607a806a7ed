// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/listener/listener.h"

#include <QMutex>

#include <atomic>

namespace console::testing {

/// Stands where the store stands: takes deliveries on the intake thread, gives receipts when told to.
class FakeStore
{
public:
    enum class Mode { Settle, Hold, Refuse, Fail };

    /// For the listener's constructor.
    [[nodiscard]] Listener::Sink sink()
    {
        return [this](IncomingDelivery &&delivery) { return take(std::move(delivery)); };
    }
    /// Where receipts go. Before the first request.
    void connectTo(const Listener &listener) { m_receipts = listener.receipts(); }

    [[nodiscard]] QVector<IncomingDelivery> taken() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_taken;
    }
    [[nodiscard]] qsizetype count() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_taken.size();
    }
    /// Receipts for all that was held so far, newest first: the listener must not rely on their order.
    void settleHeld()
    {
        QVector<DeliveryReceipt> receipts;
        {
            const QMutexLocker lock(&m_mutex);
            for (const DeliveryReceipt &receipt : std::as_const(m_held))
                receipts.prepend(receipt);
            m_held.clear();
        }
        m_receipts(receipts);
    }

    std::atomic<Mode> mode = Mode::Settle;

private:
    bool take(IncomingDelivery &&delivery)
    {
        const Mode now = mode;
        if (now == Mode::Refuse)
            return false;
        const QMutexLocker lock(&m_mutex);
        const bool good = now != Mode::Fail;
        const int asked = delivery.verdict == Verdict::Rejected ? 401 : delivery.answer != 0 ? delivery.answer : 200;
        const DeliveryReceipt receipt{delivery.token, good, good ? asked : 503, m_taken.size() + 1, 1};
        m_taken.append(std::move(delivery));
        if (now == Mode::Hold)
            m_held.append(receipt);
        else
            m_receipts({receipt});
        return true;
    }

    mutable QMutex m_mutex;
    QVector<IncomingDelivery> m_taken;
    QVector<DeliveryReceipt> m_held;
    Listener::Receipts m_receipts;
};

} // namespace console::testing

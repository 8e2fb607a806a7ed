// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMetaObject>
#include <QMutex>
#include <QObject>

#include <functional>
#include <memory>

namespace console {

/// A way back to an object's thread that stays safe when the object dies first. Made on the object's thread; post() may
/// be called from any thread and does nothing once the object is gone.
class ReplyTo
{
public:
    explicit ReplyTo(QObject *context) : m_state(std::make_shared<State>())
    {
        m_state->context = context;
        // The handler holds the state weakly: the connection must not keep alive what ends the connection.
        m_state->connection = QObject::connect(context, &QObject::destroyed, [weak = std::weak_ptr<State>(m_state)] {
            if (const auto state = weak.lock()) {
                const QMutexLocker lock(&state->mutex);
                state->context = nullptr;
            }
        });
    }

    void post(std::function<void()> call) const
    {
        // Held while posting: the object cannot finish dying (its `destroyed` handler waits here) before it is posted.
        const QMutexLocker lock(&m_state->mutex);
        if (m_state->context != nullptr)
            QMetaObject::invokeMethod(m_state->context, std::move(call), Qt::QueuedConnection);
    }

private:
    struct State
    {
        ~State() { QObject::disconnect(connection); }
        QMutex mutex;
        QObject *context = nullptr;
        QMetaObject::Connection connection;
    };
    std::shared_ptr<State> m_state;
};

} // namespace console

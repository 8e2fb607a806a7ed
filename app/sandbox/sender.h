// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/faults.h"

#include <QNetworkAccessManager>
#include <QTimer>
#include <QUrl>

#include <deque>

namespace console::sandbox {

/// When a delivery that was not answered with 200 is tried again: up to five times (Kombo documentation); the delays
/// are not documented, these grow fourfold.
[[nodiscard]] QVector<Millis> defaultRetryDelays();

/// Posts webhooks, one at a time and in order; a failed one is tried again later with the same bytes and does not hold
/// up the others. At most `maxQueue` wait, then the oldest are lost, as with a sender that gives up. Lives on the
/// thread that made it, which runs an event loop.
class WebhookSender : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t maxQueue = 20000;

    WebhookSender(QByteArray secret, QVector<Millis> retryDelays, WebhookFaults faults, QObject *parent = nullptr);
    ~WebhookSender() override;

    /// An invalid address: nothing is sent, what is enqueued is dropped.
    void setUrl(const QUrl &url) { m_url = url; }
    void enqueue(const QVector<Happening> &happenings);

Q_SIGNALS:
    /// A webhook was answered with 200, or given up after its last attempt.
    void settled(bool delivered);

private:
    struct Delivery
    {
        QByteArray body;
        int attempts = 0;
    };
    void pump();
    void post(Delivery delivery);
    void finish(QNetworkReply *reply, Delivery delivery);

    QByteArray m_secret;
    QVector<Millis> m_retryDelays;
    WebhookFaults m_faults;
    QNetworkAccessManager m_network;
    QUrl m_url;
    std::deque<Delivery> m_queue;
    bool m_posting = false;
};

} // namespace console::sandbox

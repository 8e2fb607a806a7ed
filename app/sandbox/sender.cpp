// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/sender.h"

#include "app/signature/signature.h"

#include <QNetworkProxy>
#include <QNetworkReply>

using namespace std::chrono_literals;

namespace console::sandbox {

QVector<Millis> defaultRetryDelays()
{
    return {500ms, 2s, 8s, 32s, 128s};
}

WebhookSender::WebhookSender(QByteArray secret, QVector<Millis> retryDelays, WebhookFaults faults, QObject *parent)
    : QObject(parent), m_secret(std::move(secret)), m_retryDelays(std::move(retryDelays)), m_faults(std::move(faults))
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setTransferTimeout(10000);
}

WebhookSender::~WebhookSender() = default;

void WebhookSender::enqueue(const QVector<Happening> &happenings)
{
    if (!m_url.isValid() || m_url.isEmpty())
        return;
    for (const Happening &happening : m_faults.apply(happenings))
        m_queue.push_back({happening.body, 0});
    while (m_queue.size() > maxQueue)
        m_queue.pop_front();
    pump();
}

void WebhookSender::pump()
{
    if (m_posting || m_queue.empty() || m_url.isEmpty())
        return;
    Delivery next = std::move(m_queue.front());
    m_queue.pop_front();
    post(std::move(next));
}

void WebhookSender::post(Delivery delivery)
{
    m_posting = true;
    const bool spoilt = delivery.attempts == 0 && m_faults.spoilsSignature();
    QNetworkRequest request(m_url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setHeader(QNetworkRequest::UserAgentHeader, QByteArrayLiteral("kombo-sandbox"));
    request.setRawHeader(signatureHeader(), signatureOf(delivery.body, spoilt ? m_secret + "-wrong" : m_secret));
    ++delivery.attempts;
    QNetworkReply *reply = m_network.post(request, delivery.body);
    connect(reply, &QNetworkReply::finished, this, [this, reply, delivery] { finish(reply, delivery); });
}

void WebhookSender::finish(QNetworkReply *reply, Delivery delivery)
{
    reply->deleteLater();
    m_posting = false;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const int retry = delivery.attempts - 1;
    if (status == 200 || retry >= m_retryDelays.size()) {
        Q_EMIT settled(status == 200);
    } else {
        QTimer::singleShot(m_retryDelays[retry], this, [this, delivery] {
            m_queue.push_back(delivery);
            pump();
        });
    }
    pump();
}

} // namespace console::sandbox

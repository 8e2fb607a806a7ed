// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/kombo/komboclient.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QTimer>

namespace console {

/// One call of KomboClient: sends, follows redirects, gathers the body within its limit, calls back once. Lives on the
/// client's thread; destroying it aborts.
class HttpCall : public QObject, public ApiCall
{
public:
    HttpCall(QNetworkAccessManager &network, ApiAccess access, const ClientLimits &limits, ApiRequest request,
             KomboClient::Done done);
    ~HttpCall() override;

private:
    void begin();
    void send(const QUrl &url, bool withKey);
    void onHead();
    void onBytes();
    void onFinished();
    void finish(Result<ApiReply> result);
    void drop();

    QNetworkAccessManager &m_network;
    ApiAccess m_access;
    ClientLimits m_limits;
    ApiRequest m_request;
    KomboClient::Done m_done;
    QNetworkReply *m_reply = nullptr; ///< owned; deleted later, since it may be the sender
    QTimer m_total;
    QByteArray m_body;
    int m_redirects = 0;
    bool m_withKey = true;
};

} // namespace console

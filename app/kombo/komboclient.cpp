// SPDX-License-Identifier: Apache-2.0
#include "app/kombo/komboclient.h"

#include "app/kombo/httpcall.h"
#include "models/domain/loopback.h"

#include <QNetworkProxyFactory>

namespace console {
namespace {

// The system's proxy for the world, none for this computer: a proxy would be asked for its own loopback, and would be
// handed the key that was meant for a sandbox here.
class ProxyChoice : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isLoopbackHost(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

} // namespace

KomboClient::KomboClient(ApiAccess access, ClientLimits limits) : m_access(std::move(access)), m_limits(limits)
{
    m_network.setProxyFactory(new ProxyChoice); // owned by the manager
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

KomboClient::~KomboClient() = default;

std::unique_ptr<ApiCall> KomboClient::send(const ApiRequest &request, Done done)
{
    return std::make_unique<HttpCall>(m_network, m_access, m_limits, request, std::move(done));
}

} // namespace console

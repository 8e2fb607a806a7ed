// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/engine.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace console::sandbox {

namespace {

constexpr qsizetype maxUnheard = 1000;

/// Chance keeps its rhythm on the wall up to ten times the speed; beyond that the clock runs ahead and events do not.
double paceOf(double speed)
{
    return qMax(1.0, speed / 10.0);
}

std::shared_ptr<const Clock> orSystem(std::shared_ptr<const Clock> clock)
{
    return clock ? std::move(clock) : std::make_shared<const SystemClock>();
}

} // namespace

Engine::Engine(SandboxConfig config) : m_config(std::move(config)), m_tick(this), m_url(m_config.webhookUrl)
{
    m_config.clock = orSystem(m_config.clock);
    m_tick.setInterval(100ms);
    connect(&m_tick, &QTimer::timeout, this, &Engine::letTimePass);
}

Engine::~Engine() = default;

void Engine::start()
{
    for (const QString &fault : std::as_const(m_config.faults)) {
        if (!allFaultNames().contains(fault)) {
            Q_EMIT failed({ErrorKind::InvalidInput, u"fault"_s, allFaultNames().join(u", "_s)});
            return;
        }
    }
    const quint64 seed = mix(m_config.seed);
    m_clock = std::make_unique<WorldClock>(*m_config.clock, m_config.speed);
    m_world = std::make_unique<World>(WorldConfig{.seed = seed,
                                                  .integrations = m_config.integrations,
                                                  .records = m_config.records,
                                                  .epoch = m_clock->begin(),
                                                  .pace = paceOf(m_config.speed),
                                                  .silentChanges = m_config.faults.contains(u"silent-change"_s)});
    m_faults = std::make_unique<ReplyFaults>(m_config.faults, seed);
    m_sender = std::make_unique<WebhookSender>(m_config.webhookSecret, defaultRetryDelays(),
                                               WebhookFaults(m_config.faults, seed));
    m_server = std::make_unique<HttpServer>([this](const Request &request) { return handle(request); }, *m_clock);
    const Result<quint16> port = m_server->listen(m_config.port);
    if (!port) {
        Q_EMIT failed(port.error());
        return;
    }
    Q_EMIT ready(QUrl(u"http://127.0.0.1:%1/v1"_s.arg(*port)), integrations());
    m_tick.start();
    setWebhookUrl(m_url);
}

void Engine::setWebhookUrl(const QUrl &url)
{
    m_url = url;
    if (!m_sender)
        return;
    m_sender->setUrl(url);
    if (url.isEmpty() || m_openingSent)
        return;
    m_openingSent = true;
    m_sender->enqueue(m_world->opening());
    m_sender->enqueue(std::exchange(m_unheard, {}));
}

void Engine::letTimePass()
{
    deliver(m_world->advanceTo(m_clock->now()));
}

void Engine::deliver(const QVector<Happening> &happenings)
{
    if (m_openingSent) {
        m_sender->enqueue(happenings);
        return;
    }
    // Whoever listens later must not believe in states that are over.
    for (const Happening &happening : happenings) {
        if (happening.type.startsWith(u"integration-"_s) && m_unheard.size() < maxUnheard)
            m_unheard.append(happening);
    }
}

Reply Engine::handle(const Request &request)
{
    // First what is due: a change stamped before this request must be visible to it.
    letTimePass();
    const ApiConfig api{m_config.apiKey, m_config.faults.contains(u"old-503"_s)};
    Reply reply = answer(*m_world, api, request);
    deliver(m_world->advanceTo(m_world->now()));
    return m_faults->apply(request, std::move(reply));
}

QVector<SandboxIntegration> Engine::integrations() const
{
    QVector<SandboxIntegration> all;
    for (const Tenant &tenant : m_world->tenants())
        all.append({tenant.party.id, tenant.party.tool, tenant.party.category});
    return all;
}

} // namespace console::sandbox

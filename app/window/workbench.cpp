// SPDX-License-Identifier: Apache-2.0
#include "app/window/workbench.h"

#include "app/window/settingslink.h"
#include "app/window/takealongdesk.h"
#include "models/domain/errortext.h"
#include "ui/events/eventspage.h"
#include "ui/fetches/fetchespage.h"
#include "ui/integrations/integrationspage.h"
#include "ui/overview/overviewpage.h"
#include "ui/records/recordspage.h"
#include "ui/shell/mainwindow.h"

namespace console {

using namespace Qt::StringLiterals;

Workbench::Workbench(const Parts &parts)
    : m_parts(parts), m_pool(parts.paths), m_models(m_pool, *parts.watch, m_clock), m_operations(parts.paths, parts.collector),
      m_environment(parts.environment.isEmpty() ? parts.settings->value(u"environment"_s).toString() : parts.environment),
      m_environmentFeed(*parts.watch, {&StoreVersion::environments}, std::chrono::milliseconds(200), [this] { readEnvironments(); })
{
    makeWindow();
    connectPages();
    connectOperations();
    connectTakeAlong();
    if (m_parts.collector != nullptr) {
        connectCollector();
    } else {
        // An owner that ends tells nobody.
        connect(&m_ownerLook, &QTimer::timeout, this, &Workbench::showListener);
        m_ownerLook.start(std::chrono::seconds(2));
    }
    addCommands();
    showListener();
    m_environmentFeed.restart();
}

// The window goes first: its pages show the models.
Workbench::~Workbench()
{
    m_takeAlong.reset();
    m_window.reset();
}

void Workbench::show()
{
    m_window->show();
}

void Workbench::makeWindow()
{
    m_overview = new OverviewPage;
    m_events = new EventsPage(m_models.events, m_models.event, m_models.overview, m_models.integrations, m_clock, m_parts.settings);
    m_events->useMarks(m_models.pinned, m_models.rules, m_parts.settings);
    m_events->useVolume(m_models.volume, m_parts.settings);
    m_integrations = new IntegrationsPage(m_models.integrations, m_models.history, m_models.runs, m_clock, m_parts.settings);
    m_fetches = new FetchesPage(m_models.runs, m_models.steps, m_clock, m_parts.settings);
    m_records = new RecordsPage(m_models.integrations, m_models.records, m_models.record, m_clock, m_parts.settings);
    m_settings = new SettingsLink({m_parts.paths, m_parts.collector, m_parts.theme, m_parts.settings, m_parts.listener}, m_operations,
                                  m_pool, this);
    m_window = std::make_unique<MainWindow>(
        QVector<NavigationEntry>{{u"overview"_s, tr("Overview"), Icon::Dashboard, m_overview},
                                 {u"events"_s, tr("Events"), Icon::Activity, m_events},
                                 {u"integrations"_s, tr("Integrations"), Icon::Plug, m_integrations},
                                 {u"fetches"_s, tr("Fetches"), Icon::Refresh, m_fetches},
                                 {u"records"_s, tr("Records"), Icon::Database, m_records},
                                 {u"settings"_s, tr("Settings"), Icon::Settings, m_settings->page()}},
        m_parts.settings);
    connect(m_window.get(), &MainWindow::closing, this, &Workbench::closed);
    connect(m_window.get(), &MainWindow::environmentChosen, this, &Workbench::showEnvironment);
    connect(m_window.get(), &MainWindow::bannerActivated, this, [this](const QString &id) {
        openPage(u"settings"_s);
        if (id == u"listener" || id == u"exposed")
            m_settings->openListener();
        else if (id == u"sandbox")
            m_settings->startNewEnvironment();
        else if (id == u"secret")
            m_settings->openEnvironment(m_environment);
    });
}

void Workbench::connectPages()
{
    connect(m_overview, &OverviewPage::attentionActivated, this, &Workbench::openAttention);
    connect(m_overview, &OverviewPage::retryRequested, &m_models.overview, &OverviewLoader::retry);
    connect(m_overview, &OverviewPage::secretRequested, this, [this] {
        openPage(u"settings"_s);
        m_settings->openEnvironment(m_environment);
    });
    connect(m_overview, &OverviewPage::sandboxRequested, this, [this] { showEnvironment(u"sandbox"_s); });
    connect(m_overview, &OverviewPage::eventsRequested, this, [this](qint64 from, qint64 until) {
        openPage(u"events"_s);
        m_events->showFilter(u"since:%1 until:%2"_s.arg(formatTimestamp(fromMillis(from)), formatTimestamp(fromMillis(until))));
    });
    connect(&m_models.overview, &OverviewLoader::updated, this, &Workbench::showOverview);
    connect(m_events, &EventsPage::fetchRequested, this, &Workbench::fetch);
    connect(m_events, &EventsPage::savedFiltersChanged, this, &Workbench::addFilterCommands);
    connect(m_events, &EventsPage::markRequested, &m_operations, &Operations::mark);
    connect(m_events, &EventsPage::noticed, this,
            [this](const QString &text) { m_window->showBanner(u"operation"_s, {Tone::Info, text, {}, {}, true}); });
    connect(m_integrations, &IntegrationsPage::fetchRequested, this, &Workbench::fetch);
    connect(m_integrations, &IntegrationsPage::syncRequested, this,
            [this](const QString &id, bool full) { m_operations.sync(m_environment, id, full); });
    connect(m_integrations, &IntegrationsPage::addRequested, this,
            [this](const QString &id) { m_operations.addIntegration(m_environment, id); });
    connect(m_integrations, &IntegrationsPage::eventsRequested, this, [this](const QString &filter) {
        openPage(u"events"_s);
        m_events->showFilter(filter);
    });
    connect(m_integrations, &IntegrationsPage::eventRequested, this, [this](qint64 seq) {
        openPage(u"events"_s);
        m_events->openEvent(seq);
    });
    connect(m_integrations, &IntegrationsPage::recordsRequested, this, [this](const QString &id) {
        openPage(u"records"_s);
        m_records->openIntegration(id);
    });
    connect(m_fetches, &FetchesPage::fetchRequested, this, &Workbench::fetch);
    connect(m_fetches, &FetchesPage::cancelRequested, &m_operations, &Operations::cancel);
    connect(m_fetches, &FetchesPage::integrationsRequested, this, [this] { openPage(u"integrations"_s); });
    connect(m_records, &RecordsPage::fetchRequested, this, &Workbench::fetch);
    connect(m_records, &RecordsPage::integrationsRequested, this, [this] { openPage(u"integrations"_s); });
}

void Workbench::connectCollector()
{
    Collector &collector = *m_parts.collector;
    connect(&collector, &Collector::ready, this, &Workbench::readEnvironments);
    connect(&collector, &Collector::environmentsChanged, this, &Workbench::readEnvironments);
    connect(&collector, &Collector::listening, this, [this](const QUrl &url) {
        m_listening = url;
        m_listenerError.reset();
        showListener();
    });
    connect(&collector, &Collector::listenerFailed, this, [this](const Error &error) {
        m_listening.clear();
        m_listenerError = error;
        showListener();
    });
    connect(&collector, &Collector::storeFailed, this, [this](const Error &error) {
        m_window->setStoreState(tr("Local store"), tr("Cannot be written"), Tone::Bad);
        m_window->showBanner(u"store"_s, {Tone::Bad, tr("Events cannot be stored"),
                                          tr("New deliveries are answered 503, so Kombo sends them again. %1").arg(errorText(error)), {}, false});
    });
    connect(&collector, &Collector::secretsUnreadable, this, [this](const QString &environment, const Error &error) {
        m_window->showBanner(u"keyring"_s, {Tone::Warning, tr("The secrets of %1 cannot be read").arg(environment), errorText(error), {}, true});
    });
    connect(&collector, &Collector::storeRecovered, this, [this] {
        m_window->removeBanner(u"store"_s);
        showListener();
    });
}

void Workbench::connectOperations()
{
    connect(&m_operations, &Operations::runProgressed, &m_models.runs, &RunTable::applyProgress);
    connect(&m_operations, &Operations::done, this, [this](const QString &text) {
        m_window->showBanner(u"operation"_s, {Tone::Good, tr("Done"), text, {}, true});
    });
    connect(&m_operations, &Operations::marked, this,
            [this](const QVector<qint64> &events, const MarkChange &change, const std::optional<Error> &refusal) {
                const Result<void> result = refusal ? Result<void>(tl::unexpected<Error>(*refusal)) : Result<void>();
                m_events->showMarked(events, change, result);
                if (!result && !change.comment) // a comment that was refused says so where it was written
                    m_window->showBanner(u"operation"_s, {Tone::Bad, tr("The pin was not saved"), errorText(result.error()), {}, true});
            });
    connect(&m_operations, &Operations::failed, this, [this](const QString &what, const Error &error) {
        m_window->showBanner(u"operation"_s, {Tone::Bad, tr("%1 failed").arg(what), errorText(error), {}, true});
    });
}

void Workbench::connectTakeAlong()
{
    TakeAlongDesk::Parts parts{m_parts.paths, m_events, &m_pool, m_parts.settings, {}, {}, {}, true};
    parts.environments = [this] { return m_environments; };
    parts.listener = [this] {
        const auto owner = m_parts.collector == nullptr ? StoreLock::owner(m_parts.paths) : std::nullopt;
        const QUrl url = owner ? QUrl(owner->address) : m_listening;
        return url.isEmpty() ? QUrl(u"http://127.0.0.1:%1"_s.arg(m_parts.listener.port)) : url;
    };
    parts.secrets = [this] {
        QHash<QString, QByteArray> secrets;
        if (m_parts.collector != nullptr)
            for (const Environment &environment : m_parts.collector->book().environments())
                secrets.insert(environment.name, m_parts.collector->book().secrets(environment.name).webhookSecrets.value(0));
        return secrets;
    };
    m_takeAlong = std::make_unique<TakeAlongDesk>(parts);
    if (m_parts.collector == nullptr)
        m_events->setSigningBlocked(tr("Only the window that receives the events has the secret to sign with."));
    connect(m_takeAlong.get(), &TakeAlongDesk::done, &m_operations, &Operations::done);
    connect(m_takeAlong.get(), &TakeAlongDesk::failed, &m_operations, &Operations::failed);
}

void Workbench::readEnvironments()
{
    m_pool.read<QVector<Environment>>(
        this, [](StoreReader &reader) { return reader.environments(); },
        [this](const Result<QVector<Environment>> &stored) {
            m_environmentFeed.answered();
            m_environments = m_parts.collector != nullptr ? m_parts.collector->book().environments() : QVector<Environment>{};
            for (const Environment &environment : stored.value_or(QVector<Environment>{}))
                if (std::none_of(m_environments.cbegin(), m_environments.cend(),
                                 [&](const Environment &known) { return known.name == environment.name; }))
                    m_environments.append(environment);
            m_settings->setEnvironments(m_environments);
            QStringList names;
            for (const Environment &environment : m_environments)
                names.append(environment.name);
            showEnvironment(names.contains(m_environment) || names.isEmpty() ? m_environment : names.first());
        });
}

void Workbench::showEnvironment(const QString &name)
{
    QStringList names;
    QString kind;
    for (const Environment &environment : m_environments) {
        names.append(environment.name);
        if (environment.name == name)
            kind = environment.sandbox ? tr("Sandbox") : environment.production ? tr("Production") : tr("Development");
    }
    m_window->setEnvironments(names, name, kind);
    const bool shownAlready = name == m_environment && m_models.overview.state() != LoadState::Idle;
    m_environment = name;
    m_parts.settings->setValue(u"environment"_s, name);
    if (!shownAlready) {
        m_models.overview.show(name);
        m_models.pinned.show(name);
        m_models.integrations.show(name);
        m_models.runs.show(name);
        m_events->setEnvironment(name);
        m_integrations->setEnvironment(name);
        m_fetches->setEnvironment(name);
        m_records->setEnvironment(name);
    }
    showListener();
}

void Workbench::showListener()
{
    QString path;
    for (const Environment &environment : m_environments)
        if (environment.name == m_environment)
            path = environment.listenerPath;
    const bool viewer = m_parts.collector == nullptr;
    QUrl address = m_listening;
    QString line = tr("Not listening");
    Tone tone = Tone::Neutral;
    if (viewer) {
        const auto owner = StoreLock::owner(m_parts.paths);
        address = QUrl(owner ? owner->address : QString());
        line = owner ? tr("Collected by %1 (process %2)").arg(owner->role, QString::number(owner->pid)) : tr("Nobody collects");
        tone = Tone::Info;
    } else if (m_listenerError) {
        line = errorText(*m_listenerError);
        tone = Tone::Bad;
    } else if (!address.isEmpty()) {
        line = tr("Listening on %1").arg(address.toString());
        tone = Tone::Good;
    }
    const QString url = address.isEmpty() ? QString() : address.resolved(QUrl(path)).toString();
    m_overview->setListener(url, line, tone);
    m_events->setListenerAddress(url);
    m_settings->setListenerState(tone, line);
    m_window->setStoreState(viewer ? tr("Shared view") : tr("Local store"),
                            m_listenerError ? tr("Not listening") : viewer ? line : address.isEmpty() ? tr("Starting…")
                                                                                 : tr("Connected · port %1").arg(address.port()),
                            m_listenerError ? Tone::Bad : Tone::Good);
    showBanners();
}

void Workbench::showBanners()
{
    const auto banner = [this](const QString &id, bool wanted, const BannerMessage &message) {
        if (wanted)
            m_window->showBanner(id, message);
        else
            m_window->removeBanner(id);
    };
    banner(u"unwritable"_s, m_parts.unwritable.has_value(),
           {Tone::Warning, tr("This data can only be looked at"), m_parts.unwritable ? errorText(*m_parts.unwritable) : QString(), {}, false});
    const bool viewer = m_parts.collector == nullptr && !m_parts.unwritable;
    const bool owned = viewer && StoreLock::owner(m_parts.paths).has_value();
    banner(u"viewer"_s, owned,
           {Tone::Info, tr("Another process collects"), tr("This window shows its data and asks it for fetches."), {}, true});
    banner(u"ownerless"_s, viewer && !owned,
           {Tone::Warning, tr("Nobody collects any more"),
            tr("The process that received events has ended. Close this window and open it again to receive here."), {}, false});
    banner(u"listener"_s, m_listenerError.has_value(),
           {Tone::Bad, tr("No events can arrive"), m_listenerError ? errorText(*m_listenerError) : QString(), tr("Listener settings"), false});
    banner(u"exposed"_s, !m_listening.isEmpty() && !m_parts.collector->book().environments().isEmpty() && !QHostAddress(m_listening.host()).isLoopback(),
           {Tone::Warning, tr("The listener can be reached from the network"),
            tr("Use 127.0.0.1 with a tunnel unless you mean it."), tr("Listener settings"), true});
    if (m_parts.collector == nullptr || m_environment.isEmpty())
        return;
    const EnvironmentSecrets secrets = m_parts.collector->book().secrets(m_environment);
    const auto environment = m_parts.collector->book().environment(m_environment);
    const bool sandbox = environment && environment->sandbox;
    banner(u"secret"_s, environment && !sandbox && secrets.webhookSecrets.isEmpty(),
           {Tone::Warning, tr("No webhook secret is set for %1").arg(m_environment),
            tr("Signatures cannot be checked, so events are kept as unchecked and change nothing."), tr("Enter the secret"), false});
    banner(u"sandbox"_s, sandbox && m_environments.size() == 1,
           {Tone::Info, tr("This is the sandbox"),
            tr("A simulated Kombo with made-up companies. Add your own environment when you are ready."), tr("Add environment"), true});
    const QString blocked = environment && secrets.apiKey.isEmpty()
                                ? tr("No API key is stored for %1. Enter it under Settings.").arg(m_environment)
                                : QString();
    m_events->setActionsBlocked(blocked);
    m_integrations->setActionsBlocked(blocked);
    m_fetches->setActionsBlocked(blocked);
}

void Workbench::showOverview()
{
    const OverviewLoader &loader = m_models.overview;
    m_overview->setState(loader.state(), loader.state() == LoadState::Failed ? errorText(loader.error()) : QString());
    m_overview->setData(loader.data(), m_clock->now());
    int broken = 0;
    for (const auto &[health, count] : loader.data().health.asKeyValueRange())
        if (health == Health::Broken || health == Health::Attention)
            broken += count;
    m_window->setBadge(u"integrations"_s, broken, tr("need attention"));
    m_window->setBadge(u"fetches"_s, loader.data().runningFetches, tr("running"), Tone::Info);
}

void Workbench::openAttention(const AttentionItem &item)
{
    switch (item.kind) {
    case AttentionItem::Kind::RejectedDeliveries:
        openPage(u"events"_s);
        return m_events->showFilter(u"verdict:rejected"_s);
    case AttentionItem::Kind::UncheckedEvents:
        openPage(u"settings"_s);
        return m_settings->openEnvironment(m_environment);
    case AttentionItem::Kind::Integration:
        openPage(u"integrations"_s);
        return m_integrations->openIntegration(item.integrationId);
    case AttentionItem::Kind::FailedFetch:
        openPage(u"fetches"_s);
        return m_fetches->openRun(item.runId);
    }
}

void Workbench::openPage(const QString &id)
{
    m_window->showPage(id);
}

void Workbench::fetch(FetchRequest request)
{
    request.environment = m_environment;
    m_operations.fetch(request);
}

} // namespace console

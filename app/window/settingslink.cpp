// SPDX-License-Identifier: Apache-2.0
#include "app/window/settingslink.h"

#include "models/domain/errortext.h"
#include "ui/settings/appearancesection.h"
#include "ui/settings/datasection.h"
#include "ui/settings/environmentsection.h"
#include "ui/settings/listenersection.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QLocale>
#include <QUrl>

namespace console {

using namespace Qt::StringLiterals;

namespace {

const QString addressKey = u"listener/address"_s;
const QString portKey = u"listener/port"_s;
const QString bodyKey = u"listener/max-body"_s;
const QString retentionDays = u"retention/days"_s;
const QString retentionBytes = u"retention/bytes"_s;

QString indexSentence(const IndexStatus &status)
{
    const QString indexed = QLocale().toString(status.indexed);
    const QString total = QLocale().toString(status.total);
    if (status.error)
        return SettingsLink::tr("Not being built, searches read the events themselves. %1").arg(errorText(*status.error));
    if (status.total == 0)
        return SettingsLink::tr("Nothing is indexed yet.");
    if (status.building)
        return SettingsLink::tr("%1 of %2 events so far; it grows while nothing else is to be done.").arg(indexed, total);
    return SettingsLink::tr("%1 of %2 events; the newest ones are read as they are.").arg(indexed, total);
}

} // namespace

ListenerConfig storedListener(const QSettings &settings, ListenerConfig given, bool addressGiven, bool portGiven, bool bodyGiven)
{
    if (!addressGiven)
        given.address.setAddress(settings.value(addressKey, given.address.toString()).toString());
    if (!portGiven)
        given.port = static_cast<quint16>(settings.value(portKey, given.port).toUInt());
    if (!bodyGiven)
        given.maxBody = settings.value(bodyKey, given.maxBody).toLongLong();
    return given;
}

SettingsLink::SettingsLink(const Parts &parts, Operations &operations, ReadPool &pool, QObject *parent)
    : QObject(parent), m_parts(parts), m_operations(operations), m_pool(pool), m_page(new SettingsPage)
{
    connectEnvironments();
    connectListener();
    connectAppearance();
    connectData();
}

void SettingsLink::setEnvironments(const QVector<Environment> &environments)
{
    m_environments = environments;
    m_page->environments()->setEnvironments(environments);
    refreshSecrets();
}

void SettingsLink::setListenerState(Tone tone, const QString &sentence)
{
    m_page->listener()->setState(tone, sentence);
}

void SettingsLink::openEnvironment(const QString &name)
{
    m_page->environments()->choose(name);
    m_page->reveal(m_page->environments());
}

void SettingsLink::startNewEnvironment()
{
    m_page->environments()->startNew();
    m_page->reveal(m_page->environments());
}

void SettingsLink::openListener()
{
    m_page->reveal(m_page->listener());
}

void SettingsLink::connectEnvironments()
{
    EnvironmentSection *section = m_page->environments();
    if (m_parts.collector != nullptr)
        section->setSecretsPlace(m_parts.collector->secretsDescription());
    else
        section->setSecretsPlace(tr("Another process owns this data folder; it keeps the secrets."));
    connect(section, &EnvironmentSection::saveRequested, this, &SettingsLink::save);
    connect(section, &EnvironmentSection::removeRequested, &m_operations, &Operations::removeEnvironment);
    connect(section, &EnvironmentSection::keyTestRequested, this, [this, section](const QString &name) {
        section->setResult(name, Tone::Info, tr("Asking Kombo…"));
        m_operations.checkKey(name);
    });
    connect(&m_operations, &Operations::keyChecked, this, [section](const QString &name, const Result<QString> &answer) {
        section->setResult(name, answer ? Tone::Good : Tone::Bad,
                           answer ? tr("The key is good. Kombo calls this environment %1.").arg(*answer) : errorText(answer.error()));
    });
    connect(&m_operations, &Operations::done, this, [this, section](const QString &text) {
        if (!m_saving.isEmpty())
            section->setResult(std::exchange(m_saving, {}), Tone::Good, text);
        if (m_parts.collector != nullptr)
            section->setSecretsPlace(m_parts.collector->secretsDescription());
        refreshSecrets();
    });
    connect(&m_operations, &Operations::failed, this, [this, section](const QString &, const Error &error) {
        if (!m_saving.isEmpty())
            section->setResult(std::exchange(m_saving, {}), Tone::Bad, errorText(error));
    });
}

void SettingsLink::save(const Environment &environment, const QString &before, const SecretsChange &change)
{
    if (!before.isEmpty() && before != environment.name)
        return m_page->environments()->setResult(
            before, Tone::Bad, tr("The name is part of every stored event and cannot change. Add an environment of the new name instead."));
    m_saving = environment.name;
    std::optional<EnvironmentSecrets> secrets;
    if (!change.isEmpty()) {
        const EnvironmentSecrets known =
            m_parts.collector != nullptr ? m_parts.collector->book().secrets(environment.name) : EnvironmentSecrets{};
        secrets = applied(known, change);
    }
    m_operations.saveEnvironment(environment, secrets);
}

void SettingsLink::refreshSecrets()
{
    if (m_parts.collector == nullptr)
        return;
    for (const Environment &environment : m_environments)
        m_page->environments()->setSecretsPresence(environment.name,
                                                   presenceOf(m_parts.collector->book().secrets(environment.name)));
}

void SettingsLink::connectListener()
{
    ListenerSection *section = m_page->listener();
    section->setSettings({m_parts.listener.address.toString(), m_parts.listener.port, m_parts.listener.maxBody});
    connect(section, &ListenerSection::changeRequested, this, [this, section](const ListenerSettings &wanted) {
        QHostAddress address;
        if (!address.setAddress(wanted.address == u"localhost" ? u"127.0.0.1"_s : wanted.address))
            return section->setState(Tone::Bad, tr("That is no IP address; write one such as 127.0.0.1 or ::1."));
        m_parts.settings->setValue(addressKey, address.toString());
        m_parts.settings->setValue(portKey, wanted.port);
        m_parts.settings->setValue(bodyKey, wanted.maxBody);
        m_parts.listener.address = address;
        m_parts.listener.port = static_cast<quint16>(wanted.port);
        m_parts.listener.maxBody = wanted.maxBody;
        section->setSettings(wanted);
        if (m_parts.collector != nullptr)
            m_parts.collector->relisten(m_parts.listener);
    });
}

void SettingsLink::connectAppearance()
{
    AppearanceSection *section = m_page->appearance();
    section->setAppearance(m_parts.theme->mode(), m_parts.theme->density());
    connect(section, &AppearanceSection::modeChosen, this, [this](ColorMode mode) {
        m_parts.theme->setMode(mode);
        m_parts.settings->setValue(u"appearance/mode"_s, colorModeName(mode));
    });
    connect(section, &AppearanceSection::densityChosen, this, [this](Density density) {
        m_parts.theme->setDensity(density);
        m_parts.settings->setValue(u"appearance/compact"_s, density == Density::Compact);
    });
    connect(m_parts.theme, &ThemeController::changed, section,
            [this, section] { section->setAppearance(m_parts.theme->mode(), m_parts.theme->density()); });
}

void SettingsLink::connectData()
{
    DataSection *section = m_page->dataSection();
    section->setStore(m_parts.paths.folder, QLocale().formattedDataSize(QFileInfo(m_parts.paths.database()).size()));
    connect(section, &DataSection::openFolderRequested, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_parts.paths.folder)); });
    connect(section, &DataSection::retentionRequested, this, [this, section](const RetentionSettings &retention) {
        section->setRetention(retention);
        m_operations.saveSetting(retentionDays, QString::number(retention.days));
        m_operations.saveSetting(retentionBytes, QString::number(retention.bytes));
    });
    readRetention();
    if (m_parts.collector == nullptr)
        return section->setIndex(tr("Another process owns this data folder; it keeps the index."), false);
    const auto show = [section](const IndexStatus &status) { section->setIndex(indexSentence(status), true); };
    connect(m_parts.collector, &Collector::indexChanged, section, show);
    connect(section, &DataSection::rebuildIndexRequested, m_parts.collector, [this] { m_parts.collector->indexer().rebuild(); });
    show(m_parts.collector->indexer().status());
}

void SettingsLink::readRetention()
{
    m_pool.read<RetentionSettings>(
        this,
        [](StoreReader &reader) -> Result<RetentionSettings> {
            const auto days = reader.setting(retentionDays);
            const auto bytes = reader.setting(retentionBytes);
            return RetentionSettings{days.value_or(QString()).toInt(), bytes.value_or(QString()).toLongLong()};
        },
        [this](const Result<RetentionSettings> &retention) {
            if (retention)
                m_page->dataSection()->setRetention(*retention);
        });
}

} // namespace console

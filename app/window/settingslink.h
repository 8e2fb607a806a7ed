// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/window/operations.h"
#include "models/store/readpool.h"
#include "ui/settings/secretschange.h"
#include "ui/settings/settingspage.h"
#include "ui/theme/themecontroller.h"

#include <QSettings>

namespace console {

/// Ties the settings page to what it sets: environments and their secrets, listener, appearance, retention. GUI thread; all
/// that it is given outlives it.
class SettingsLink : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        StorePaths paths;
        Collector *collector = nullptr;
        ThemeController *theme = nullptr;
        QSettings *settings = nullptr;
        ListenerConfig listener;
    };
    SettingsLink(const Parts &parts, Operations &operations, ReadPool &pool, QObject *parent = nullptr);

    [[nodiscard]] SettingsPage *page() const { return m_page; }
    void setEnvironments(const QVector<Environment> &environments);
    void setListenerState(Tone tone, const QString &sentence);
    /// Shows the environment with its secret fields.
    void openEnvironment(const QString &name);
    void startNewEnvironment();
    void openListener();

private:
    void connectEnvironments();
    void connectListener();
    void connectAppearance();
    void connectData();
    void save(const Environment &environment, const QString &before, const SecretsChange &change);
    void refreshSecrets();
    void readRetention();

    Parts m_parts;
    Operations &m_operations;
    ReadPool &m_pool;
    SettingsPage *m_page; ///< owned by the window that it is put into
    QVector<Environment> m_environments;
    QString m_saving; ///< the environment that an answer is awaited for
};

/// The listener's settings as they were stored; options of the command line win.
[[nodiscard]] ListenerConfig storedListener(const QSettings &settings, ListenerConfig given, bool addressGiven, bool portGiven,
                                            bool bodyGiven);

} // namespace console

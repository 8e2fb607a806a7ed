// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusVariant>
#include <QObject>

#include <optional>

namespace console {

/// What the desktop prefers, asked of the settings portal over D-Bus (Qt 6.4 has no call for it):
/// org.freedesktop.portal.Settings, namespace `org.freedesktop.appearance`, key `color-scheme`; 1 dark, 2 light, 0 no
/// preference (XDG Desktop Portal documentation, Settings). GUI thread; asks asynchronously at construction, never
/// blocks, stays at "no preference" where there is no bus or no portal.
class DesktopColorScheme : public QObject
{
    Q_OBJECT
public:
    explicit DesktopColorScheme(QObject *parent = nullptr);

    /// nullopt: no preference or not known (yet).
    [[nodiscard]] std::optional<bool> prefersDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void apply(const QVariant &value);
    std::optional<bool> m_dark;
};

/// The preference in a portal's answer, which wraps the number in one variant or two. nullopt: none.
[[nodiscard]] std::optional<bool> prefersDarkFrom(const QVariant &value);

} // namespace console

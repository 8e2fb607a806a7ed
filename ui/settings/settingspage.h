// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QScrollArea;

namespace console {

class AppearanceSection;
class DataSection;
class EnvironmentSection;
class ListenerSection;

/// All settings on one page, in sections; wire the sections themselves. GUI thread.
class SettingsPage : public QWidget
{
    Q_OBJECT
public:
    explicit SettingsPage(QWidget *parent = nullptr);

    [[nodiscard]] EnvironmentSection *environments() const { return m_environments; }
    [[nodiscard]] ListenerSection *listener() const { return m_listener; }
    [[nodiscard]] AppearanceSection *appearance() const { return m_appearance; }
    [[nodiscard]] DataSection *dataSection() const { return m_data; }
    /// Scrolls a section into view and gives it the keyboard.
    void reveal(QWidget *section);

private:
    [[nodiscard]] QWidget *makeAbout();

    QScrollArea *m_scroll = nullptr;
    EnvironmentSection *m_environments = nullptr;
    ListenerSection *m_listener = nullptr;
    AppearanceSection *m_appearance = nullptr;
    DataSection *m_data = nullptr;
};

} // namespace console

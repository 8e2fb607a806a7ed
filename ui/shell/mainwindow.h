// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/bannerarea.h"
#include "ui/shell/command.h"

#include <QMainWindow>
#include <QVector>

class QSettings;
class QStackedWidget;

namespace console {

class CommandPalette;
class Navigation;

/// One page and its line in the navigation. The entry with the id `settings` stands at the bottom.
struct NavigationEntry
{
    QString id;
    QString title;
    Icon icon = Icon::None;
    QWidget *page = nullptr; ///< becomes a child of the window
};

/// The window: navigation, banners, pages, command palette, and nothing else; what pages and commands do is wired from
/// outside. Ctrl+1 … Ctrl+9 open the pages in their order, Ctrl+K the palette, Ctrl+, the settings, `?` and F1 the page of
/// keys, Ctrl+Q quits. Geometry
/// and page are kept in the given settings, which must outlive the window. GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(const QVector<NavigationEntry> &entries, QSettings *settings, QWidget *parent = nullptr);

    /// Unknown ids are ignored.
    void showPage(const QString &id);
    [[nodiscard]] QString currentPage() const;
    /// 0 takes the badge away; `meaning` is what it counts ("need attention").
    void setBadge(const QString &id, int count, const QString &meaning, Tone tone = Tone::Bad);
    void setEnvironments(const QStringList &names, const QString &current, const QString &kind);
    /// At the bottom left: "Local store" / "Connected · 3 ms".
    void setStoreState(const QString &name, const QString &line, Tone tone = Tone::Good);
    void showBanner(const QString &id, const BannerMessage &message);
    void removeBanner(const QString &id);

    /// Adds a command, or replaces the one with its id.
    void addCommand(const Command &command);
    void removeCommand(const QString &id);
    void openPalette();
    void openKeys();

Q_SIGNALS:
    void pageShown(const QString &id);
    void environmentChosen(const QString &name);
    void bannerActivated(const QString &id);
    void bannerDismissed(const QString &id);
    /// The window was closed by the person.
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void addPages(const QVector<NavigationEntry> &entries);
    void addShortcuts();
    void restore();

    QSettings *m_settings = nullptr;
    Navigation *m_navigation = nullptr;
    BannerArea *m_banners = nullptr;
    QStackedWidget *m_stack = nullptr;
    CommandPalette *m_palette = nullptr;
    QVector<NavigationEntry> m_entries;
    QVector<Command> m_commands;
};

} // namespace console

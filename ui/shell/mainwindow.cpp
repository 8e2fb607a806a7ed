// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/mainwindow.h"

#include "ui/shell/commandpalette.h"
#include "ui/shell/keyspage.h"
#include "ui/shell/navigation.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {
namespace {
const QString settingsPage = u"settings"_s;
} // namespace

MainWindow::MainWindow(const QVector<NavigationEntry> &entries, QSettings *settings, QWidget *parent)
    : QMainWindow(parent), m_settings(settings), m_entries(entries)
{
    setWindowTitle(tr("Kombo Console"));
    setWindowIcon(applicationIcon());
    setMinimumSize(1024, 640);
    auto *centre = new QWidget;
    auto *layout = new QHBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_navigation = new Navigation;
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    m_banners = new BannerArea;
    m_stack = new QStackedWidget;
    right->addWidget(m_banners);
    right->addWidget(m_stack, 1);
    layout->addWidget(m_navigation);
    layout->addLayout(right, 1);
    setCentralWidget(centre);
    m_palette = new CommandPalette(centre);

    addPages(entries);
    addShortcuts();
    connect(m_navigation, &Navigation::pageChosen, this, &MainWindow::showPage);
    connect(m_navigation, &Navigation::environmentChosen, this, &MainWindow::environmentChosen);
    connect(m_navigation, &Navigation::manageEnvironmentsRequested, this, [this] { showPage(settingsPage); });
    connect(m_banners, &BannerArea::activated, this, &MainWindow::bannerActivated);
    connect(m_banners, &BannerArea::dismissed, this, &MainWindow::bannerDismissed);
    restore();
}

void MainWindow::addPages(const QVector<NavigationEntry> &entries)
{
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const NavigationEntry &entry = entries.at(i);
        m_navigation->addItem(entry.id, entry.title, entry.icon, entry.id == settingsPage);
        m_stack->addWidget(entry.page);
        const QString keys = i < 9 ? tr("Ctrl+%1").arg(i + 1) : QString();
        addCommand({u"page/"_s + entry.id, entry.title, tr("Go to"), keys, entry.icon, {}, [this, id = entry.id] { showPage(id); }});
        if (i < 9) {
            auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(i))), this);
            connect(shortcut, &QShortcut::activated, this, [this, id = entry.id] { showPage(id); });
        }
    }
}

void MainWindow::addShortcuts()
{
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_K), this), &QShortcut::activated, this, &MainWindow::openPalette);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma), this), &QShortcut::activated, this,
            [this] { showPage(settingsPage); });
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q), this), &QShortcut::activated, this, &QWidget::close);
    for (const Qt::Key key : {Qt::Key_Question, Qt::Key_F1})
        connect(new QShortcut(QKeySequence(key), this), &QShortcut::activated, this, &MainWindow::openKeys);
    addCommand({u"keys"_s, tr("Show all keys"), tr("Help"), u"?"_s, Icon::Command, {tr("shortcuts"), tr("keyboard")}, [this] { openKeys(); }});
}

void MainWindow::restore()
{
    if (!m_settings || !restoreGeometry(m_settings->value(u"window/geometry"_s).toByteArray()))
        resize(1440, 900);
    const QString kept = m_settings ? m_settings->value(u"window/page"_s).toString() : QString();
    if (!m_entries.isEmpty())
        showPage(m_entries.front().id);
    showPage(kept);
    m_navigation->focusCurrent();
}

void MainWindow::showPage(const QString &id)
{
    const auto at = std::find_if(m_entries.begin(), m_entries.end(), [&id](const auto &entry) { return entry.id == id; });
    if (at == m_entries.end())
        return;
    m_navigation->setCurrent(id);
    if (m_stack->currentWidget() == at->page && m_stack->property("shown").toBool())
        return;
    m_stack->setProperty("shown", true);
    m_stack->setCurrentWidget(at->page);
    if (m_settings)
        m_settings->setValue(u"window/page"_s, id);
    Q_EMIT pageShown(id);
}

QString MainWindow::currentPage() const
{
    const int index = m_stack->currentIndex();
    return index >= 0 && index < m_entries.size() ? m_entries.at(index).id : QString();
}

void MainWindow::setBadge(const QString &id, int count, const QString &meaning, Tone tone)
{
    m_navigation->setBadge(id, count, meaning, tone);
}

void MainWindow::setEnvironments(const QStringList &names, const QString &current, const QString &kind)
{
    m_navigation->setEnvironments(names, current, kind);
}

void MainWindow::setStoreState(const QString &name, const QString &line, Tone tone)
{
    m_navigation->setStoreState(name, line, tone);
}

void MainWindow::showBanner(const QString &id, const BannerMessage &message)
{
    m_banners->showBanner(id, message);
}

void MainWindow::removeBanner(const QString &id)
{
    m_banners->removeBanner(id);
}

void MainWindow::addCommand(const Command &command)
{
    for (Command &known : m_commands)
        if (known.id == command.id) {
            known = command;
            return;
        }
    m_commands.append(command);
}

void MainWindow::removeCommand(const QString &id)
{
    m_commands.removeIf([&id](const Command &command) { return command.id == id; });
}

void MainWindow::openPalette()
{
    m_palette->open(m_commands);
}

void MainWindow::openKeys()
{
    auto *page = new KeysPage(this);
    page->setAttribute(Qt::WA_DeleteOnClose);
    page->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_settings)
        m_settings->setValue(u"window/geometry"_s, saveGeometry());
    Q_EMIT closing();
    QMainWindow::closeEvent(event);
}

} // namespace console

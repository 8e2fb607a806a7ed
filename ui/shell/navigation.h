// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QStringList>
#include <QVector>
#include <QWidget>

class QButtonGroup;
class QPushButton;
class QVBoxLayout;

namespace console {

class IconLabel;
class Label;
class NavItem;

/// The left side of the window: mark and name, environment switcher, pages, and at the bottom the settings page and the
/// state of the store. Knows titles and ids, no pages. GUI thread.
class Navigation : public QWidget
{
    Q_OBJECT
public:
    explicit Navigation(QWidget *parent = nullptr);

    /// A line for the page `id`; `atBottom` puts it above the state of the store.
    void addItem(const QString &id, const QString &title, Icon icon, bool atBottom);
    void setCurrent(const QString &id);
    void focusCurrent();
    void setBadge(const QString &id, int count, const QString &meaning, Tone tone);
    /// Names for the switcher; `kind` stands under the chosen name ("Sandbox", "Production · EU").
    void setEnvironments(const QStringList &names, const QString &current, const QString &kind);
    void setStoreState(const QString &name, const QString &line, Tone tone);

Q_SIGNALS:
    void pageChosen(const QString &id);
    void environmentChosen(const QString &name);
    /// The last entry of the switcher's menu.
    void manageEnvironmentsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void openSwitcher();

    QVector<QString> m_ids;
    QVector<NavItem *> m_items;
    QButtonGroup *m_group = nullptr;
    QVBoxLayout *m_upper = nullptr;
    QVBoxLayout *m_lower = nullptr;
    QPushButton *m_switcher = nullptr;
    QStringList m_environments;
    QString m_environment;
    IconLabel *m_storeIcon = nullptr;
    Label *m_storeName = nullptr;
    Label *m_storeLine = nullptr;
    bool m_settling = false; ///< the check comes from setCurrent()
};

} // namespace console

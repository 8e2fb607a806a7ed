// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/pill.h"

#include <QVector>
#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;
class QTabBar;
class QStackedWidget;

namespace console {

class Button;
class Label;

/// The frame at the right of a page: title, pills with a line beside them, actions, tabs, a close button. The page fills
/// the tabs. Escape inside it closes it. GUI thread.
class Inspector : public QWidget
{
    Q_OBJECT
public:
    explicit Inspector(QWidget *parent = nullptr);

    /// `mono` for ids and types.
    void setTitle(const QString &title, bool mono = true);
    void setState(const QVector<Pill> &pills, const QString &line);
    /// Buttons go here, left to right.
    [[nodiscard]] QHBoxLayout *actions() const { return m_actions; }
    /// Small ones beside the title, before the one that closes.
    [[nodiscard]] QHBoxLayout *headActions() const { return m_headActions; }
    /// Stands between the buttons and the tabs; becomes a child.
    void setNote(QWidget *note);
    /// Adds a tab; its index is returned. The page becomes a child.
    int addTab(QWidget *page, const QString &label);
    void setTabLabel(int index, const QString &label);
    void setTabVisible(int index, bool visible);
    void setCurrentTab(int index);
    [[nodiscard]] int currentTab() const;

Q_SIGNALS:
    void closeRequested();
    void currentTabChanged(int index);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Label *m_title = nullptr;
    Label *m_line = nullptr;
    Button *m_close = nullptr;
    QHBoxLayout *m_pills = nullptr;
    QHBoxLayout *m_actions = nullptr;
    QHBoxLayout *m_headActions = nullptr;
    QVBoxLayout *m_top = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
};

} // namespace console

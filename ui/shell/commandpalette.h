// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/command.h"

#include <QPointer>
#include <QWidget>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace console {

class Label;

/// The list that Ctrl+K opens over the window: type to filter, arrow keys to choose, Enter to do it, Escape to leave. Gives
/// the focus back to where it was. A child that covers its parent. GUI thread.
class CommandPalette : public QWidget
{
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *parent);

    /// Shows these commands with an empty text.
    void open(const QVector<Command> &commands);
    void dismiss();
    /// What is listed now, best first.
    [[nodiscard]] QStringList shownIds() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void place();
    void runCurrent();
    void move(int by);

    QVector<Command> m_commands;
    QVector<int> m_order;
    QWidget *m_panel = nullptr;
    QLineEdit *m_field = nullptr;
    QListView *m_list = nullptr;
    Label *m_nothing = nullptr;
    QStandardItemModel *m_model = nullptr;
    QPointer<QWidget> m_before;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/findtarget.h"

#include <QWidget>

class QLineEdit;

namespace console {

class Button;
class Label;

/// A line to look for a text in a FindTarget: how many there are, next and previous (Enter, Shift+Enter), with or without
/// case; Escape closes it. Hidden until open(). GUI thread.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(const QString &name, QWidget *parent = nullptr);

    /// Looks in this from now on (nullptr: in nothing); it outlives the bar or is taken away first.
    void setTarget(FindTarget *target);
    /// Shows the bar and takes the keyboard; `text` (if any) is what to look for.
    void open(const QString &text = {});
    void close();
    void step(bool forward);

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();
    void showProgress();

    FindTarget *m_target = nullptr;
    QLineEdit *m_field = nullptr;
    Label *m_count = nullptr;
    Button *m_case = nullptr;
    Button *m_previous = nullptr;
    Button *m_next = nullptr;
};

} // namespace console

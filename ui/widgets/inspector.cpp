// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/inspector.h"

#include "models/domain/errortext.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace console {

Inspector::Inspector(QWidget *parent)
    : QWidget(parent), m_pills(new QHBoxLayout), m_actions(new QHBoxLayout), m_headActions(new QHBoxLayout), m_top(new QVBoxLayout), m_tabs(new QTabBar),
      m_stack(new QStackedWidget)
{
    setMinimumWidth(300);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 14, 0, 0);
    layout->setSpacing(0);
    m_top->setContentsMargins(18, 0, 14, 8);
    m_top->setSpacing(10);
    auto *head = new QHBoxLayout;
    m_title = new Label({}, TextRole::MonoHeading);
    m_close = new Button(Icon::X, tr("Close details"));
    m_close->setFixedSize(28, 28);
    head->addWidget(m_title, 1);
    m_headActions->setSpacing(2);
    head->addLayout(m_headActions);
    head->addWidget(m_close);
    m_line = new Label({}, TextRole::Small, TextColour::Muted);
    m_pills->setSpacing(6);
    m_pills->addWidget(m_line, 1);
    m_actions->setSpacing(8);
    auto *actionLine = new QHBoxLayout;
    actionLine->addLayout(m_actions);
    actionLine->addStretch(1);
    m_top->addLayout(head);
    m_top->addLayout(m_pills);
    m_top->addLayout(actionLine);
    layout->addLayout(m_top);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Details"));
    auto *tabLine = new QHBoxLayout;
    tabLine->setContentsMargins(8, 0, 8, 0);
    tabLine->addWidget(m_tabs);
    tabLine->addStretch(1);
    layout->addLayout(tabLine);
    layout->addSpacing(1);
    layout->addWidget(m_stack, 1);
    m_stack->installEventFilter(this);
    connect(m_close, &QPushButton::clicked, this, &Inspector::closeRequested);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        Q_EMIT currentTabChanged(index);
    });
}

void Inspector::setTitle(const QString &title, bool mono)
{
    m_title->setRole(mono ? TextRole::MonoHeading : TextRole::Heading);
    const QString safe = escapedForLine(title); // bidirectional controls would reorder what is read
    m_title->setText(safe);
    setAccessibleName(safe);
}

void Inspector::setState(const QVector<Pill> &pills, const QString &line)
{
    // All but the last item are pills; reuse what is there.
    while (m_pills->count() - 1 > pills.size()) {
        QLayoutItem *item = m_pills->takeAt(0);
        delete item->widget();
        delete item;
    }
    while (m_pills->count() - 1 < pills.size())
        m_pills->insertWidget(m_pills->count() - 1, new PillLabel(Pill{}, this));
    for (int i = 0; i < pills.size(); ++i)
        if (auto *label = qobject_cast<PillLabel *>(m_pills->itemAt(i)->widget()))
            label->setPill(pills.at(i));
    m_line->setText(line);
}

void Inspector::setNote(QWidget *note)
{
    m_top->addWidget(note);
}

int Inspector::addTab(QWidget *page, const QString &label)
{
    m_stack->addWidget(page);
    return m_tabs->addTab(label);
}

void Inspector::setTabLabel(int index, const QString &label)
{
    m_tabs->setTabText(index, label);
}

void Inspector::setTabVisible(int index, bool visible)
{
    m_tabs->setTabVisible(index, visible);
}

void Inspector::setCurrentTab(int index)
{
    m_tabs->setCurrentIndex(index);
}

int Inspector::currentTab() const
{
    return m_tabs->currentIndex();
}

bool Inspector::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_stack && event->type() == QEvent::Move)
        update(); // the line over it moves along
    return QWidget::eventFilter(watched, event);
}

void Inspector::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(QRectF(0, m_stack->y() - 1, width(), 1), theme.border);
}

void Inspector::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/findbar.h"

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>

namespace console {

FindBar::FindBar(const QString &name, QWidget *parent) : QWidget(parent)
{
    m_field = new QLineEdit(this);
    m_field->setAccessibleName(name);
    m_field->setPlaceholderText(tr("Find"));
    m_field->installEventFilter(this);
    m_count = new Label({}, TextRole::Small, TextColour::Muted, this);
    m_case = new Button(tr("Aa"), ButtonKind::Ghost, Icon::None, this);
    m_case->setAccessibleName(tr("Match case"));
    m_case->setPurpose(tr("Tells capital and small letters apart."));
    m_case->setCheckable(true);
    m_previous = new Button(Icon::ChevronUp, tr("Previous match"), this);
    m_next = new Button(Icon::ChevronDown, tr("Next match"), this);
    auto *shut = new Button(Icon::X, tr("Close find"), this);
    m_case->setFixedSize(34, 28);
    for (Button *button : {m_previous, m_next, shut})
        button->setFixedSize(28, 28);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 10, 6);
    layout->setSpacing(4);
    layout->addWidget(m_field, 1);
    layout->addSpacing(4);
    layout->addWidget(m_count);
    layout->addSpacing(4);
    for (Button *button : {m_case, m_previous, m_next, shut})
        layout->addWidget(button);
    connect(m_field, &QLineEdit::textEdited, this, &FindBar::look);
    connect(m_case, &Button::toggled, this, &FindBar::look);
    connect(m_previous, &Button::clicked, this, [this] { step(false); });
    connect(m_next, &Button::clicked, this, [this] { step(true); });
    connect(shut, &Button::clicked, this, &FindBar::close);
    hide();
    showProgress();
}

void FindBar::setTarget(FindTarget *target)
{
    if (target == m_target)
        return;
    if (m_target != nullptr) {
        m_target->findMoved = nullptr;
        m_target->find({});
    }
    m_target = target;
    if (m_target != nullptr)
        m_target->findMoved = [this] { showProgress(); };
    look();
}

void FindBar::open(const QString &text)
{
    show();
    if (!text.isEmpty())
        m_field->setText(text);
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    look();
}

void FindBar::close()
{
    hide();
    if (m_target != nullptr)
        m_target->find({});
    Q_EMIT closed();
}

void FindBar::step(bool forward)
{
    if (isHidden())
        return open();
    if (m_target != nullptr)
        m_target->findNext(forward);
}

void FindBar::look()
{
    if (m_target != nullptr && !isHidden())
        m_target->find({m_field->text(), m_case->isChecked()});
    showProgress();
}

void FindBar::showProgress()
{
    const FindProgress progress = m_target != nullptr && !isHidden() ? m_target->findProgress() : FindProgress();
    const QLocale locale;
    QString text;
    if (!m_field->text().isEmpty()) {
        const QString total = locale.toString(progress.total) + (progress.capped ? QStringLiteral("+") : QString());
        if (progress.total == 0)
            text = progress.running ? tr("looking…") : tr("no match");
        else
            text = tr("%1 of %2").arg(locale.toString(progress.current), progress.running ? total + QStringLiteral("…") : total);
        if (!progress.reading.isEmpty())
            text += QStringLiteral(" · ") + progress.reading;
    }
    m_count->setText(text);
    m_count->setColour(progress.total == 0 && !progress.running && !text.isEmpty() ? TextColour::Warning : TextColour::Muted);
    const QString none = progress.total == 0 ? tr("There is no match to go to.") : QString();
    m_previous->setUnavailable(none);
    m_next->setUnavailable(none);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            step(!key->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FindBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.raised);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/searchfield.h"

#include "ui/theme/controlpainting.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>
#include <QTimer>

namespace console {

SearchField::SearchField(const QString &name, const QString &placeholder, QWidget *parent)
    : QLineEdit(parent), m_pause(new QTimer(this))
{
    setAccessibleName(name);
    setPlaceholderText(placeholder);
    setClearButtonEnabled(true);
    m_magnifier = addAction(icon(Icon::Search, themeOf(this).textFaint), QLineEdit::LeadingPosition);
    m_magnifier->setText(name);
    m_pause->setSingleShot(true);
    m_pause->setInterval(200);
    connect(m_pause, &QTimer::timeout, this, &SearchField::request);
    connect(this, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (text.isEmpty())
            request();
        else
            m_pause->start();
    });
    connect(this, &QLineEdit::returnPressed, this, &SearchField::request);
}

void SearchField::setProblem(const QString &problem)
{
    m_problem = problem;
    setAccessibleDescription(problem);
    refreshIcon();
    update();
}

void SearchField::request()
{
    m_pause->stop();
    Q_EMIT searchRequested(text());
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        request();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (m_magnifier && (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange))
        refreshIcon();
}

void SearchField::refreshIcon()
{
    const Theme &theme = themeOf(this);
    m_magnifier->setIcon(m_problem.isEmpty() ? icon(Icon::Search, theme.textFaint)
                                             : icon(Icon::CircleAlert, theme.tone(Tone::Bad).text));
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_problem.isEmpty())
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintBox(painter, rect(), {}, theme.tone(Tone::Bad).solid, theme.radius);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/events/factchips.h"

#include "models/domain/errortext.h"
#include "ui/theme/controlpainting.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace console {

namespace {

constexpr int chipHeight = 22;
constexpr int gap = 6;
constexpr int padding = 7;
constexpr int between = 6; ///< label and value

} // namespace

FactChip::FactChip(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    connect(this, &QAbstractButton::clicked, this, [this] {
        Q_EMIT termRequested(m_term, QGuiApplication::keyboardModifiers().testFlag(Qt::AltModifier));
    });
}

void FactChip::setFact(const ValueTerm &term, const QString &label, const QString &shown)
{
    m_term = term;
    m_label = label;
    setText(escapedForLine(shown)); // not a mnemonic: painted by itself
    setAccessibleName(label + QStringLiteral(": ") + text());
    setAccessibleDescription(tr("Only events with this; with Alt those without it."));
    setToolTip(tr("%1\nClick: only events with this. Alt+click: without it.").arg(escapedForLine(shown)));
    updateGeometry();
    update();
}

QSize FactChip::sizeHint() const
{
    const int label = QFontMetrics(fontFor(TextRole::Small)).horizontalAdvance(m_label);
    const int value = QFontMetrics(fontFor(TextRole::SmallStrong)).horizontalAdvance(text());
    return {2 * padding + label + between + value + 2, chipHeight};
}

void FactChip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    paintBox(painter, rect(), underMouse() ? theme.hover : theme.surface, theme.border, 5);
    if (focusShown(this))
        paintFocusRing(theme, painter, box.adjusted(2, 2, -2, -2), 4);
    painter.setFont(fontFor(TextRole::Small));
    painter.setPen(theme.textFaint);
    const int label = QFontMetrics(painter.font()).horizontalAdvance(m_label);
    painter.drawText(QRectF(padding, 0, label + 1, height()), Qt::AlignVCenter | Qt::TextSingleLine, m_label);
    QFont font = fontFor(TextRole::SmallStrong);
    font.setUnderline(underMouse());
    painter.setFont(font);
    painter.setPen(theme.text);
    const QRectF room(padding + label + between, 0, width() - 2 * padding - label - between + 1, height());
    painter.drawText(room, Qt::AlignVCenter | Qt::TextSingleLine, QFontMetrics(font).elidedText(text(), Qt::ElideMiddle, int(room.width())));
}

void FactChip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT termRequested(m_term, event->modifiers().testFlag(Qt::AltModifier));
    else
        QAbstractButton::keyPressEvent(event);
}

void FactChip::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Only events with this value"), this, [this] { Q_EMIT termRequested(m_term, false); });
    menu.addAction(tr("Only events without it"), this, [this] { Q_EMIT termRequested(m_term, true); });
    menu.addAction(tr("Copy value"), this, [this] { QGuiApplication::clipboard()->setText(m_term.value); });
    menu.exec(event->globalPos());
}

void FactChip::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void FactChip::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

FactChips::FactChips(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FactChips::setFacts(const QVector<Fact> &facts)
{
    while (m_chips.size() < facts.size()) {
        auto *chip = new FactChip(this);
        connect(chip, &FactChip::termRequested, this, &FactChips::termRequested);
        m_chips.append(chip);
    }
    m_shown = facts.size();
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        m_chips.at(i)->setVisible(i < m_shown);
        if (i < m_shown)
            m_chips.at(i)->setFact(facts.at(i).term, facts.at(i).label, facts.at(i).shown);
    }
    setVisible(m_shown > 0);
    place(width(), true);
    updateGeometry();
}

int FactChips::place(int room, bool move) const
{
    int x = 0;
    int y = 0;
    for (qsizetype i = 0; i < m_shown; ++i) {
        const int chip = std::min(m_chips.at(i)->sizeHint().width(), room);
        if (x > 0 && x + chip > room) {
            x = 0;
            y += chipHeight + gap;
        }
        if (move)
            m_chips.at(i)->setGeometry(x, y, chip, chipHeight);
        x += chip + gap;
    }
    return m_shown == 0 ? 0 : y + chipHeight;
}

int FactChips::heightForWidth(int width) const
{
    return place(width, false);
}

QSize FactChips::sizeHint() const
{
    return {300, heightForWidth(width() > 0 ? width() : 300)};
}

QSize FactChips::minimumSizeHint() const
{
    return {120, chipHeight};
}

void FactChips::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place(width(), true);
    updateGeometry();
}

} // namespace console

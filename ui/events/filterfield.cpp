// SPDX-License-Identifier: Apache-2.0
#include "ui/events/filterfield.h"

#include "models/domain/filtertokens.h"
#include "ui/theme/theme.h"

#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTextCharFormat>
#include <QTextLayout>

namespace console {

namespace {

QColor tokenColour(const Theme &theme, FilterTokenKind kind)
{
    switch (kind) {
    case FilterTokenKind::Key: return theme.jsonKey;
    case FilterTokenKind::Value: return theme.jsonString;
    case FilterTokenKind::Not:
    case FilterTokenKind::And:
    case FilterTokenKind::Or: return theme.jsonLiteral;
    case FilterTokenKind::Open:
    case FilterTokenKind::Close: return theme.textMuted;
    case FilterTokenKind::Text: break;
    }
    return theme.text;
}

} // namespace

FilterField::FilterField(const QString &name, const QString &placeholder, QWidget *parent) : SearchField(name, placeholder, parent)
{
    connect(this, &QLineEdit::textChanged, this, [this] {
        // What was wrong may be gone or elsewhere: the line goes, whoever judges the text draws it anew.
        m_place = {};
        colour();
    });
}

void FilterField::setState(const FilterProblem &problem, const QString &sentence)
{
    m_place = problem;
    setProblem(problem.code.isEmpty() ? QString() : sentence);
    setAccessibleDescription(sentence);
    colour();
}

void FilterField::setDimmed(bool dimmed)
{
    m_dimmed = dimmed;
    colour();
}

/// A line edit takes formats of its text only the way that input methods give them: from the cursor, without any text. It
/// draws selection and cursor over them and keeps its text, its undo and its accessibility as they are.
void FilterField::colour()
{
    if (m_composing)
        return;
    const Theme &theme = themeOf(this);
    QList<QInputMethodEvent::Attribute> formats;
    const auto add = [&](qsizetype from, qsizetype length, const QTextCharFormat &format) {
        formats.append({QInputMethodEvent::TextFormat, int(from) - cursorPosition(), int(length), format});
    };
    for (const FilterToken &token : filterTokens(text())) {
        QTextCharFormat format;
        format.setForeground(m_dimmed ? theme.textFaint : tokenColour(theme, token.kind));
        add(token.from, token.length, format);
    }
    if (!m_place.code.isEmpty() && m_place.length > 0) {
        QTextCharFormat wrong;
        wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wrong.setUnderlineColor(theme.tone(Tone::Bad).text);
        add(m_place.column - 1, m_place.length, wrong);
    }
    QInputMethodEvent event(QString(), formats);
    QLineEdit::inputMethodEvent(&event);
    update();
}

bool FilterField::event(QEvent *event)
{
    // Keys that the page or the window has other uses for.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Save) || (key->key() == Qt::Key_Down && key->modifiers().testFlag(Qt::AltModifier))) {
            event->accept();
            return true;
        }
    }
    return SearchField::event(event);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    const bool down = event->key() == Qt::Key_Down;
    if (event->key() == Qt::Key_Escape)
        Q_EMIT leaveRequested();
    else if (event->matches(QKeySequence::Save))
        Q_EMIT saveRequested();
    else if (down && (text().isEmpty() || event->modifiers().testFlag(Qt::AltModifier)))
        Q_EMIT recentRequested();
    else
        SearchField::keyPressEvent(event);
}

void FilterField::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    SearchField::inputMethodEvent(event);
    if (!m_composing)
        colour();
}

void FilterField::changeEvent(QEvent *event)
{
    SearchField::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        colour();
}

/// Where a column begins, from where the cursor is: the field scrolls.
qreal FilterField::columnX(qsizetype column) const
{
    QTextLayout layout(text(), font());
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    return QRectF(cursorRect()).center().x() + line.cursorToX(int(column)) - line.cursorToX(cursorPosition());
}

void FilterField::paintEvent(QPaintEvent *event)
{
    SearchField::paintEvent(event);
    if (m_place.code.isEmpty() || m_place.length > 0)
        return;
    // Something is missing here: a wedge under the gap.
    const qreal x = columnX(m_place.column - 1) + 0.5;
    const qreal bottom = QRectF(cursorRect()).bottom() + 1;
    QPainterPath wedge({x, bottom - 4});
    wedge.lineTo(x + 3.5, bottom);
    wedge.lineTo(x - 3.5, bottom);
    wedge.closeSubpath();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(wedge, themeOf(this).tone(Tone::Bad).solid);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
// What keys, mouse and wheel do in a CodeView.
#include "ui/widgets/codeview.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace console {

namespace {

constexpr qsizetype largestPrimary = 1024 * 1024; ///< of the selection that X11 takes along by itself

/// A movement of the caret, alone and with Shift.
struct Movement
{
    QKeySequence::StandardKey move;
    QKeySequence::StandardKey select;
    enum Kind { Next, Previous, NextWord, PreviousWord, Down, Up, PageDown, PageUp, LineStart, LineEnd, Start, End } kind;
};

constexpr Movement movements[] = {
    {QKeySequence::MoveToNextChar, QKeySequence::SelectNextChar, Movement::Next},
    {QKeySequence::MoveToPreviousChar, QKeySequence::SelectPreviousChar, Movement::Previous},
    {QKeySequence::MoveToNextWord, QKeySequence::SelectNextWord, Movement::NextWord},
    {QKeySequence::MoveToPreviousWord, QKeySequence::SelectPreviousWord, Movement::PreviousWord},
    {QKeySequence::MoveToNextLine, QKeySequence::SelectNextLine, Movement::Down},
    {QKeySequence::MoveToPreviousLine, QKeySequence::SelectPreviousLine, Movement::Up},
    {QKeySequence::MoveToNextPage, QKeySequence::SelectNextPage, Movement::PageDown},
    {QKeySequence::MoveToPreviousPage, QKeySequence::SelectPreviousPage, Movement::PageUp},
    {QKeySequence::MoveToStartOfLine, QKeySequence::SelectStartOfLine, Movement::LineStart},
    {QKeySequence::MoveToEndOfLine, QKeySequence::SelectEndOfLine, Movement::LineEnd},
    {QKeySequence::MoveToStartOfDocument, QKeySequence::SelectStartOfDocument, Movement::Start},
    {QKeySequence::MoveToEndOfDocument, QKeySequence::SelectEndOfDocument, Movement::End},
};

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'_';
}

qsizetype wordAfter(const CodeText &text, qsizetype at)
{
    const QString &all = text.text();
    while (at < all.size() && isWordPart(all[at]))
        ++at;
    while (at < all.size() && !isWordPart(all[at]))
        ++at;
    return at;
}

qsizetype wordBefore(const CodeText &text, qsizetype at)
{
    const QString &all = text.text();
    while (at > 0 && !isWordPart(all[at - 1]))
        --at;
    while (at > 0 && isWordPart(all[at - 1]))
        --at;
    return at;
}

const Movement *movementOf(const QKeyEvent &event)
{
    for (const Movement &one : movements) {
        if (event.matches(one.move) || event.matches(one.select))
            return &one;
    }
    return nullptr;
}

} // namespace

qsizetype CodeView::lineMoved(qsizetype rows) const
{
    const qsizetype row = m_folding.rowOfLine(m_text->lineAt(m_caret));
    const qsizetype to = std::clamp<qsizetype>(row + rows, 0, m_folding.rowCount() - 1);
    return m_text->positionAt(m_folding.lineOfRow(to), m_wantedCell >= 0 ? m_wantedCell : m_text->cellOf(m_caret));
}

std::optional<qsizetype> CodeView::moved(const QKeyEvent &event) const
{
    const Movement *movement = movementOf(event);
    if (movement == nullptr)
        return std::nullopt;
    const qsizetype line = m_text->lineAt(m_caret);
    // A step over the end of a closed fold goes to the next row, not into what is folded away.
    const auto inSight = [this](qsizetype to, bool forward) {
        const qsizetype at = m_text->lineAt(to);
        if (!m_folding.isHidden(at))
            return to;
        const qsizetype row = m_folding.rowOfLine(at);
        if (!forward)
            return m_text->lineEnd(m_folding.lineOfRow(row));
        return row + 1 < m_folding.rowCount() ? m_text->lineStart(m_folding.lineOfRow(row + 1)) : m_caret;
    };
    switch (movement->kind) {
    case Movement::Next: return inSight(m_text->next(m_caret), true);
    case Movement::Previous: return inSight(m_text->previous(m_caret), false);
    case Movement::NextWord: return inSight(wordAfter(*m_text, m_caret), true);
    case Movement::PreviousWord: return inSight(wordBefore(*m_text, m_caret), false);
    case Movement::Down: return lineMoved(1);
    case Movement::Up: return lineMoved(-1);
    case Movement::PageDown: return lineMoved(rowsInSight());
    case Movement::PageUp: return lineMoved(-rowsInSight());
    case Movement::LineStart: return m_text->lineStart(line);
    case Movement::LineEnd: return m_text->lineEnd(line);
    case Movement::Start: return 0;
    case Movement::End: return inSight(m_text->size(), false);
    }
    return std::nullopt;
}

bool CodeView::foldByKey(const QKeyEvent &event)
{
    const qsizetype line = m_text->lineAt(m_caret);
    const int key = event.key();
    const bool close = key == Qt::Key_Minus;
    const bool open = key == Qt::Key_Plus || key == Qt::Key_Equal;
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    if (control && event.modifiers().testFlag(Qt::AltModifier) && (close || open)) {
        if (close)
            foldAll();
        else
            unfoldAll();
        return true;
    }
    if (control && (close || open)) {
        const CodeFold *fold = open || !m_folding.isClosed(line) ? m_text->foldAt(line) : nullptr;
        if (fold == nullptr) {
            fold = m_text->foldAround(line);
            if (fold != nullptr && fold->first == line && close && fold->first > 0)
                fold = m_text->foldAround(fold->first - 1); // it is closed: the one around it
        }
        if (fold != nullptr)
            setFolded(fold->first, close);
        return true;
    }
    if (event.modifiers() != Qt::NoModifier || m_text->foldAt(line) == nullptr || m_anchor != m_caret)
        return false;
    const QStringView shown = m_text->line(line);
    const qsizetype indent = std::find_if(shown.cbegin(), shown.cend(), [](QChar c) { return c != u' '; }) - shown.cbegin();
    if (key == Qt::Key_Right && m_folding.isClosed(line) && m_caret == m_text->lineEnd(line)) {
        setFolded(line, false);
        return true;
    }
    if (key == Qt::Key_Left && !m_folding.isClosed(line) && m_caret <= m_text->lineStart(line) + indent) {
        setFolded(line, true);
        return true;
    }
    return false;
}

void CodeView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    if (foldByKey(*event))
        return;
    const auto to = moved(*event);
    if (!to) {
        event->ignore();
        return;
    }
    const auto kind = movementOf(*event)->kind;
    const bool vertical = kind == Movement::Down || kind == Movement::Up || kind == Movement::PageDown || kind == Movement::PageUp;
    m_wantedCell = !vertical ? -1 : m_wantedCell >= 0 ? m_wantedCell : m_text->cellOf(m_caret);
    moveCaret(*to, event->modifiers().testFlag(Qt::ShiftModifier));
}

void CodeView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPoint point = event->position().toPoint();
    const qsizetype row = verticalScrollBar()->value() + point.y() / m_metrics.row;
    if (row < m_folding.rowCount()) {
        const qsizetype line = m_folding.lineOfRow(row);
        const bool mark = point.x() < m_metrics.gutter && m_text->foldAt(line) != nullptr;
        if (mark || foldChip(scene(), row).contains(point)) {
            setFolded(line, !m_folding.isClosed(line));
            return;
        }
    }
    const qsizetype at = positionUnder(point);
    m_dragUnit = m_clicks.isActive() ? Unit::Line : Unit::Character;
    m_clicks.stop();
    m_wantedCell = -1;
    m_dragging = true;
    m_dragFrom = event->modifiers().testFlag(Qt::ShiftModifier) ? std::pair(m_anchor, m_anchor) : unitAround(at, m_dragUnit);
    dragTo(point);
}

void CodeView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || event->position().x() < m_metrics.gutter)
        return;
    m_clicks.start(QApplication::doubleClickInterval());
    m_dragUnit = Unit::Word;
    m_dragging = true;
    m_dragFrom = unitAround(positionUnder(event->position().toPoint()), m_dragUnit);
    dragTo(event->position().toPoint());
}

void CodeView::dragTo(QPoint point)
{
    m_dragPoint = point;
    const auto here = unitAround(positionUnder(point), m_dragUnit);
    // What was pressed on stays selected whichever way one drags.
    const bool back = here.first < m_dragFrom.first;
    m_anchor = back ? m_dragFrom.second : m_dragFrom.first;
    m_caret = back ? here.first : std::max(here.second, m_dragFrom.second);
    if (m_dragUnit == Unit::Character)
        m_caret = here.first;
    const bool outside = !viewport()->rect().adjusted(m_metrics.gutter, 0, 0, 0).contains(point);
    if (outside && !m_dragScroll.isActive())
        m_dragScroll.start();
    else if (!outside)
        m_dragScroll.stop();
    if (outside) {
        const QRect room = viewport()->rect();
        verticalScrollBar()->setValue(verticalScrollBar()->value() + (point.y() < 0 ? -1 : point.y() > room.bottom() ? 1 : 0));
        const int step = int(m_metrics.cell * 3);
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + (point.x() < m_metrics.gutter ? -step : point.x() > room.right() ? step : 0));
    }
    viewport()->update();
    Q_EMIT caretMoved();
}

void CodeView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (m_dragging && event->buttons().testFlag(Qt::LeftButton))
        return dragTo(point);
    const qsizetype row = verticalScrollBar()->value() + point.y() / m_metrics.row;
    const bool overFold = row < m_folding.rowCount()
        && ((point.x() < m_metrics.gutter && m_text->foldAt(m_folding.lineOfRow(row)) != nullptr) || foldChip(scene(), row).contains(point));
    viewport()->setCursor(overFold ? Qt::PointingHandCursor : point.x() < m_metrics.gutter ? Qt::ArrowCursor : Qt::IBeamCursor);
}

void CodeView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragScroll.stop();
    m_dragging = false;
    const auto [from, to] = readableSelection();
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (from != to && to - from <= largestPrimary && clipboard->supportsSelection())
        clipboard->setText(withoutBrokenBytes(selectedText()), QClipboard::Selection);
}

void CodeView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ShiftModifier) && event->angleDelta().x() == 0) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - event->angleDelta().y() / 2);
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/accessibletext.h"

#include <QAbstractScrollArea>

#include <algorithm>

namespace console {

namespace {

/// Words and sentences of a text that is longer are those of its lines: looking for them goes through all of it.
constexpr qsizetype shortText = 100'000;

QAccessibleInterface *makeText(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    return widget != nullptr && dynamic_cast<ReadableText *>(widget) != nullptr ? new AccessibleText(widget) : nullptr;
}

QWidget *viewportOf(QWidget *widget)
{
    auto *area = qobject_cast<QAbstractScrollArea *>(widget);
    return area != nullptr ? area->viewport() : widget;
}

} // namespace

void makeReadable()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeText);
        return true;
    }();
    Q_UNUSED(installed)
}

AccessibleText::AccessibleText(QWidget *widget)
    : QAccessibleWidget(widget, QAccessible::EditableText), m_text(dynamic_cast<ReadableText *>(widget))
{
}

void *AccessibleText::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TextInterface ? static_cast<QAccessibleTextInterface *>(this) : QAccessibleWidget::interface_cast(type);
}

QAccessible::State AccessibleText::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    state.multiLine = true;
    state.selectableText = true;
    return state;
}

void AccessibleText::selection(int index, int *from, int *to) const
{
    const auto chosen = m_text->readableSelection();
    const bool none = index != 0 || chosen.first == chosen.second;
    *from = none ? 0 : int(chosen.first);
    *to = none ? 0 : int(chosen.second);
}

int AccessibleText::selectionCount() const
{
    const auto chosen = m_text->readableSelection();
    return chosen.first == chosen.second ? 0 : 1;
}

void AccessibleText::addSelection(int from, int to)
{
    m_text->selectReadable(from, to);
}

void AccessibleText::removeSelection(int)
{
    m_text->selectReadable(m_text->readableCaret(), m_text->readableCaret());
}

void AccessibleText::setSelection(int, int from, int to)
{
    m_text->selectReadable(from, to);
}

int AccessibleText::cursorPosition() const
{
    return int(m_text->readableCaret());
}

void AccessibleText::setCursorPosition(int position)
{
    m_text->selectReadable(position, position);
}

QString AccessibleText::text(int from, int to) const
{
    const qsizetype length = m_text->readableLength();
    const qsizetype end = to < 0 ? length : std::min<qsizetype>(to, length);
    const qsizetype start = std::clamp<qsizetype>(from, 0, end);
    return m_text->readable(start, end);
}

QString AccessibleText::part(qsizetype from, qsizetype to, int *start, int *end) const
{
    *start = int(from);
    *end = int(to);
    return m_text->readable(from, to);
}

bool AccessibleText::byLine(QAccessible::TextBoundaryType boundary) const
{
    return boundary == QAccessible::LineBoundary || boundary == QAccessible::ParagraphBoundary
        || (boundary != QAccessible::CharBoundary && m_text->readableLength() > shortText);
}

QString AccessibleText::textAtOffset(int offset, QAccessible::TextBoundaryType boundary, int *from, int *to) const
{
    const qsizetype at = std::clamp<qsizetype>(offset, 0, m_text->readableLength());
    if (boundary == QAccessible::CharBoundary)
        return part(at, std::min(at + 1, m_text->readableLength()), from, to);
    if (!byLine(boundary))
        return QAccessibleTextInterface::textAtOffset(int(at), boundary, from, to);
    const auto line = m_text->readableLine(at);
    return part(line.first, line.second, from, to);
}

QString AccessibleText::textBeforeOffset(int offset, QAccessible::TextBoundaryType boundary, int *from, int *to) const
{
    if (boundary != QAccessible::CharBoundary && !byLine(boundary))
        return QAccessibleTextInterface::textBeforeOffset(offset, boundary, from, to);
    const qsizetype at = std::clamp<qsizetype>(offset, 0, m_text->readableLength());
    const qsizetype end = boundary == QAccessible::CharBoundary ? at : m_text->readableLine(at).first;
    return end == 0 ? part(0, 0, from, to) : textAtOffset(int(end - 1), boundary, from, to);
}

QString AccessibleText::textAfterOffset(int offset, QAccessible::TextBoundaryType boundary, int *from, int *to) const
{
    if (boundary != QAccessible::CharBoundary && !byLine(boundary))
        return QAccessibleTextInterface::textAfterOffset(offset, boundary, from, to);
    const qsizetype length = m_text->readableLength();
    const qsizetype at = std::clamp<qsizetype>(offset, 0, length);
    const qsizetype next = boundary == QAccessible::CharBoundary ? at + 1 : m_text->readableLine(at).second + 1;
    return next > length ? part(length, length, from, to) : textAtOffset(int(next), boundary, from, to);
}

int AccessibleText::characterCount() const
{
    return int(m_text->readableLength());
}

QRect AccessibleText::characterRect(int offset) const
{
    const QRect place = m_text->readableRect(offset);
    return place.isEmpty() ? QRect() : QRect(viewportOf(widget())->mapToGlobal(place.topLeft()), place.size());
}

int AccessibleText::offsetAtPoint(const QPoint &point) const
{
    return int(m_text->readableAt(viewportOf(widget())->mapFromGlobal(point)));
}

void AccessibleText::scrollToSubstring(int from, int)
{
    m_text->selectReadable(from, from);
}

QString AccessibleText::attributes(int offset, int *from, int *to) const
{
    const auto line = m_text->readableLine(std::clamp<qsizetype>(offset, 0, m_text->readableLength()));
    *from = int(line.first);
    *to = int(line.second);
    return {};
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/readabletext.h"

#include <QAccessibleTextInterface>
#include <QAccessibleWidget>

namespace console {

/// A ReadableText widget on the accessibility bus: a read-only text of many lines, with caret and selection. Owned by
/// Qt's cache, goes with its widget. GUI thread.
class AccessibleText : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    /// `widget` is a ReadableText too.
    explicit AccessibleText(QWidget *widget);

    void *interface_cast(QAccessible::InterfaceType type) override;
    [[nodiscard]] QAccessible::State state() const override;
    [[nodiscard]] int childCount() const override { return 0; }

    void selection(int index, int *from, int *to) const override;
    [[nodiscard]] int selectionCount() const override;
    void addSelection(int from, int to) override;
    void removeSelection(int index) override;
    void setSelection(int index, int from, int to) override;
    [[nodiscard]] int cursorPosition() const override;
    void setCursorPosition(int position) override;
    [[nodiscard]] QString text(int from, int to) const override;
    [[nodiscard]] QString textBeforeOffset(int offset, QAccessible::TextBoundaryType boundary, int *from, int *to) const override;
    [[nodiscard]] QString textAfterOffset(int offset, QAccessible::TextBoundaryType boundary, int *from, int *to) const override;
    [[nodiscard]] QString textAtOffset(int offset, QAccessible::TextBoundaryType boundary, int *from, int *to) const override;
    [[nodiscard]] int characterCount() const override;
    [[nodiscard]] QRect characterRect(int offset) const override;
    [[nodiscard]] int offsetAtPoint(const QPoint &point) const override;
    void scrollToSubstring(int from, int to) override;
    [[nodiscard]] QString attributes(int offset, int *from, int *to) const override;

private:
    [[nodiscard]] QString part(qsizetype from, qsizetype to, int *start, int *end) const;
    [[nodiscard]] bool byLine(QAccessible::TextBoundaryType boundary) const;

    ReadableText *m_text;
};

} // namespace console

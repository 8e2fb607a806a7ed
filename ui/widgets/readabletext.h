// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRect>
#include <QString>
#include <utility>

namespace console {

/// What a view that paints its text itself tells assistive technology: a long text, read in pieces. A widget that is one
/// calls makeReadable() once; its positions are UTF-16 units. GUI thread.
class ReadableText
{
public:
    virtual ~ReadableText() = default;
    [[nodiscard]] virtual qsizetype readableLength() const = 0;
    [[nodiscard]] virtual QString readable(qsizetype from, qsizetype to) const = 0;
    /// The line around a position, without its break.
    [[nodiscard]] virtual std::pair<qsizetype, qsizetype> readableLine(qsizetype position) const = 0;
    [[nodiscard]] virtual qsizetype readableCaret() const = 0;
    [[nodiscard]] virtual std::pair<qsizetype, qsizetype> readableSelection() const = 0; ///< equal: none
    virtual void selectReadable(qsizetype from, qsizetype to) = 0; ///< the caret goes to `to`
    /// In the viewport's coordinates; empty when it is folded away.
    [[nodiscard]] virtual QRect readableRect(qsizetype position) const = 0;
    [[nodiscard]] virtual qsizetype readableAt(QPoint point) const = 0; ///< -1 when there is no character
};

/// Lets screen readers and tests read every widget that is a ReadableText. Once is enough, more do no harm.
void makeReadable();

} // namespace console

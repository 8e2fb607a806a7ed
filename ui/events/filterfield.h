// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"
#include "ui/widgets/searchfield.h"

namespace console {

/// The filter field: keys, values and words of the language in their colours, a wavy line under what is not understood, and
/// a mark where something is missing. What is wrong is its accessible description. Escape leaves it, Ctrl+S asks to save,
/// Down in the empty field and Alt+Down anywhere in it ask for the last filters. GUI thread.
class FilterField : public SearchField
{
    Q_OBJECT
public:
    FilterField(const QString &name, const QString &placeholder, QWidget *parent = nullptr);

    /// `sentence` is what is read out. An empty code: nothing is wrong, then the sentence says what is shown.
    void setState(const FilterProblem &problem, const QString &sentence);
    [[nodiscard]] const FilterProblem &place() const { return m_place; }
    /// The filter is switched off: its text stays, in a faint colour.
    void setDimmed(bool dimmed);

Q_SIGNALS:
    void leaveRequested();
    void saveRequested();
    void recentRequested();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void colour();
    [[nodiscard]] qreal columnX(qsizetype column) const;

    FilterProblem m_place;
    bool m_dimmed = false;
    bool m_composing = false; ///< an input method has letters of its own in the field
};

} // namespace console

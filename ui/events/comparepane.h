// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/differencetable.h"
#include "ui/theme/theme.h"

#include <QDialog>
#include <QHash>

namespace console {

class Button;
class CodeView;
class DataTable;
class Label;

/// What a comparison comes to, in a sentence.
[[nodiscard]] QString comparisonSentence(const JsonDiff &diff);

/// Two events side by side with their differences listed and marked in both; F8 and Shift+F8 go from one to the next. A
/// window of its own beside the main one. GUI thread.
class ComparePane : public QDialog
{
    Q_OBJECT
public:
    ComparePane(ReadPool &pool, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);
    void compare(EventRef left, EventRef right);
    /// -1: none is chosen.
    [[nodiscard]] int current() const { return m_current; }
    void step(bool forward);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void makeLayout();
    void present(const std::shared_ptr<const Comparison> &comparison);
    void showProblem(const Error &error);
    void choose(int difference);
    void showTones();
    [[nodiscard]] QString titleOf(const Comparison::Side &side) const;

    std::shared_ptr<const Clock> m_clock;
    ComparisonLoader m_loader;
    DifferenceTable m_table;
    std::shared_ptr<const Comparison> m_comparison;
    std::pair<EventRef, EventRef> m_asked;
    int m_current = -1;
    QHash<qint32, Tone> m_leftTones;
    QHash<qint32, Tone> m_rightTones;
    Label *m_sentence = nullptr;
    Label *m_place = nullptr;
    Label *m_leftTitle = nullptr;
    Label *m_rightTitle = nullptr;
    Button *m_previous = nullptr;
    Button *m_next = nullptr;
    DataTable *m_view = nullptr;
    CodeView *m_left = nullptr;
    CodeView *m_right = nullptr;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filtercompletion.h"
#include "models/tables/rulecounter.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace console {

class Button;
class DataTable;
class FilterCompleter;
class FilterField;
class Label;
class RuleTable;
class SegmentedControl;

/// The editor of the colour rules: their list in order, one of them as a form, and what each matches of the newest events.
/// Nothing changes before *Save*. Opened with open(). By keyboard: Alt+Up and Alt+Down move the chosen rule, Space switches
/// it on and off, Insert adds, Delete removes. GUI thread; `counter` outlives it.
class RuleDialog : public QDialog
{
    Q_OBJECT
public:
    RuleDialog(RuleCounter &counter, const QVector<ColourRule> &rules, QWidget *parent);

    /// For completion in the filter field.
    void setValues(const FilterValues &values);
    /// Said above the list: why the rules are not those that were saved.
    void setNotice(const QString &text);
    /// Chooses a rule.
    void choose(int row);

Q_SIGNALS:
    void saved(const QVector<console::ColourRule> &rules);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeList();
    QWidget *makeForm();
    QWidget *makeButtons();
    void connectParts();
    void showRule();
    void takeForm();
    void showMeaning();
    void refreshActions();
    void moveRule(int by);
    void addRule();
    void duplicateRule();
    void removeRule();
    void finish();
    [[nodiscard]] int row() const;

    RuleCounter &m_counter;
    RuleTable *m_rules = nullptr;
    DataTable *m_list = nullptr;
    bool m_showing = false; ///< the form is filled from a rule, nobody typed
    Label *m_notice = nullptr;
    Button *m_add = nullptr;
    Button *m_duplicate = nullptr;
    Button *m_remove = nullptr;
    Button *m_up = nullptr;
    Button *m_down = nullptr;
    QWidget *m_form = nullptr;
    QLineEdit *m_name = nullptr;
    FilterField *m_filter = nullptr;
    FilterCompleter *m_completer = nullptr;
    QComboBox *m_tone = nullptr;
    SegmentedControl *m_enabled = nullptr;
    Label *m_meaning = nullptr;
    Label *m_matches = nullptr;
    Label *m_problem = nullptr;
    Button *m_save = nullptr;
};

} // namespace console

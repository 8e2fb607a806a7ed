// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filtercompletion.h"
#include "models/domain/time.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QComboBox;

namespace console {

class Button;
class FilterCompleter;
class FilterField;
class FilterMemory;
class FilterPanel;
class IntegrationChoices;
class IntegrationTable;
class Label;
class SegmentedControl;

/// The one filter of the events page: a field for its whole text, a switch that takes it out of force without losing the text,
/// saved filters, quick choices that edit the same text, and beneath them what is wrong with it, or a sentence that says what
/// it lets through. GUI thread.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    /// `memory` outlives the bar.
    FilterBar(const IntegrationTable &integrations, FilterMemory &memory, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    [[nodiscard]] FilterField *field() const { return m_field; }
    /// What is in force: nothing while it is switched off.
    [[nodiscard]] Filter filter() const { return m_on ? m_filter : Filter(); }
    /// The text of what is in force, as typed; empty while it is switched off.
    [[nodiscard]] QString text() const { return m_on ? m_understood : QString(); }
    /// Replaces the text and switches it on. Emits filterChanged when the filter differs.
    void setText(const QString &text);

    // Changes of one part of the text; the rest stays as typed. All switch the filter on.
    /// Takes a term away when it is there already, else adds it in the place of what contradicts it.
    void toggleTerm(FilterKey key, const QString &value, bool excluded);
    /// One plain term of this key, or none for an empty value.
    void setTerm(FilterKey key, const QString &value);
    void setSpan(Timestamp from, Timestamp until);

    [[nodiscard]] bool isOn() const { return m_on; }
    void setOn(bool on);

    /// Event types in the store, most frequent first.
    void setTypes(const QStringList &types);
    /// What comes behind the sentence, such as "newest first".
    void setOrderText(const QString &order);
    /// Without the quick choices: all they do can be written.
    void setCompact(bool compact);
    /// What the field offers, for other fields of the language.
    [[nodiscard]] const FilterValues &values() const;
    /// The sentence or problem as shown.
    [[nodiscard]] QString sentence() const;

    void openSaved();
    void openRecent();
    /// Asks for a name for the text of the field.
    void saveAs();

Q_SIGNALS:
    /// Something else is in force. While a text is not understood, the last one that was stays.
    void filterChanged(const console::Filter &filter);
    /// Escape in the field.
    void leaveRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Patience { AsLongAsTyping, None };

    void makeLayout();
    void connectParts();
    void parse(Patience patience);
    void adopt(const QString &text, const Filter &filter);
    void emitChanged(const Filter &before);
    void showState();
    void useMeant();
    void syncChoices();
    void chooseVerdict(int index);
    void refreshValues();
    [[nodiscard]] FilterPanel &panel();

    const IntegrationTable &m_integrations;
    FilterMemory &m_memory;
    std::shared_ptr<const Clock> m_clock;

    Filter m_filter;      ///< the last one that was understood
    QString m_understood; ///< its text
    bool m_on = true;
    QString m_order;
    FilterProblem m_problem; ///< of the text in the field; without a code: none, or none to be shown yet
    QTimer m_patience;       ///< with a text that is still being written
    QTimer m_settled;        ///< until a filter counts as used

    FilterField *m_field = nullptr;
    FilterCompleter *m_completer = nullptr;
    FilterPanel *m_panel = nullptr;
    Button *m_switch = nullptr;
    Button *m_save = nullptr;
    Button *m_list = nullptr;
    Label *m_sentence = nullptr;
    Button *m_meant = nullptr;
    QWidget *m_quick = nullptr;
    QComboBox *m_type = nullptr;
    QComboBox *m_integration = nullptr;
    SegmentedControl *m_verdict = nullptr;
    IntegrationChoices *m_choices = nullptr;
    QStringList m_types;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"
#include "models/domain/time.h"

#include <QWidget>

#include <memory>

class QComboBox;

namespace console {

class IntegrationChoices;
class IntegrationTable;
class Label;
class SearchField;
class SegmentedControl;
class FilterCompleter;

/// The one filter of the events page: a field for its whole text, three quick choices that edit the same text, and under
/// them what is wrong with it, or a sentence that says what it lets through. GUI thread.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    /// The field is made here but belongs into the page's head: see field().
    FilterBar(const IntegrationTable &integrations, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    [[nodiscard]] SearchField *field() const { return m_field; }
    [[nodiscard]] const Filter &filter() const { return m_filter; }
    /// Emits filterChanged when it differs.
    void setFilter(const Filter &filter);
    void setText(const QString &text);
    /// Event types in the store, most frequent first.
    void setTypes(const QStringList &types);
    /// The name that screen readers and tests know the sentence or problem by.
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    /// A filter that is understood. While the text is not, the last one stays in force.
    void filterChanged(const console::Filter &filter);

private:
    void parse(const QString &text);
    void syncChoices();
    void chooseVerdict(int index);
    void refreshValues();

    const IntegrationTable &m_integrations;

    std::shared_ptr<const Clock> m_clock;
    Filter m_filter;
    SearchField *m_field = nullptr;
    FilterCompleter *m_completer = nullptr;
    QComboBox *m_type = nullptr;
    QComboBox *m_integration = nullptr;
    SegmentedControl *m_verdict = nullptr;
    IntegrationChoices *m_choices = nullptr;
    Label *m_sentence = nullptr;
    QStringList m_types;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/events/filtercompleter.h"

#include "models/domain/errortext.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QStringListModel>

namespace console {

FilterCompleter::FilterCompleter(QLineEdit *field)
    : QCompleter(field), m_field(field), m_labels(new QStringListModel(this))
{
    setModel(m_labels);
    // Which lines fit is our rule, not the completer's: it only shows them. It is not set on the field either, since it
    // would replace the whole text.
    setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    setWidget(field);
    setMaxVisibleItems(10);
    popup()->setAccessibleName(tr("Filter suggestions"));
    connect(field, &QLineEdit::textEdited, this, &FilterCompleter::offer);
    connect(this, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) { take(index.row()); });
}

QStringList FilterCompleter::offered() const
{
    return popup()->isVisible() ? m_labels->stringList() : QStringList();
}

void FilterCompleter::offer()
{
    m_completion = completeFilter(m_field->text(), m_field->cursorPosition(), m_values, m_names);
    QStringList labels;
    for (const FilterCandidate &candidate : m_completion.candidates)
        labels.append(escapedForLine(candidate.label));
    const QString typed = m_field->text().mid(m_completion.from, m_completion.length);
    // Nothing to add to what is already written in full.
    const bool whole = m_completion.candidates.size() == 1 && m_completion.candidates.first().text == typed;
    m_labels->setStringList(labels);
    if (labels.isEmpty() || typed.isEmpty() || whole)
        popup()->hide();
    else
        complete();
}

void FilterCompleter::take(int row)
{
    if (row < 0 || row >= m_completion.candidates.size())
        return;
    const QString text = m_completion.candidates[row].text;
    m_field->setSelection(int(m_completion.from), int(m_completion.length));
    m_field->insert(text);
    popup()->hide();
}

} // namespace console

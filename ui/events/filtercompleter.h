// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filtercompletion.h"

#include <QCompleter>

class QLineEdit;
class QStringListModel;

namespace console {

/// The list under the filter field while a person types: keys, and values that the store holds. Down and Up choose, Enter
/// takes, Escape closes; typing goes on in the field. Owned by the field; GUI thread.
class FilterCompleter : public QCompleter
{
    Q_OBJECT
public:
    explicit FilterCompleter(QLineEdit *field);
    void setValues(const FilterValues &values) { m_values = values; }
    [[nodiscard]] const FilterValues &values() const { return m_values; }
    /// Of saved filters, offered behind an `@`.
    void setNames(const QStringList &names) { m_names = names; }
    /// What is offered now; empty while the list is closed.
    [[nodiscard]] QStringList offered() const;

private:
    void offer();
    void take(int row);

    QLineEdit *m_field;
    QStringListModel *m_labels;
    FilterValues m_values;
    QStringList m_names;
    FilterCompletion m_completion;
};

} // namespace console

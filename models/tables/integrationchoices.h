// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/integrationtable.h"

#include <QAbstractListModel>

namespace console {

/// The integrations of an environment by name, for pickers; the first row stands for none in particular and has an empty
/// id. ValueRole is the id. Reset only when names or ids changed. Lives on the GUI thread; `table` outlives it.
class IntegrationChoices : public QAbstractListModel
{
    Q_OBJECT
public:
    IntegrationChoices(const IntegrationTable &table, const QString &none, QObject *parent = nullptr);

    /// Row of an id; -1 when it is not known.
    [[nodiscard]] int rowOf(const QString &id) const;
    [[nodiscard]] QString idAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Choice
    {
        QString id;
        QString label;
        bool operator==(const Choice &) const = default;
    };
    void refresh();

    const IntegrationTable &m_table;
    QString m_none;
    QVector<Choice> m_choices;
};

} // namespace console

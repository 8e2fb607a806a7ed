// SPDX-License-Identifier: Apache-2.0
#include "models/tables/integrationchoices.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString labelOf(const Integration &one)
{
    const QString tool = one.tool.isEmpty() ? one.id : toolLabel(one.tool);
    return one.organization.isEmpty() ? one.id : u"%1 · %2"_s.arg(one.organization, tool);
}

} // namespace

IntegrationChoices::IntegrationChoices(const IntegrationTable &table, const QString &none, QObject *parent)
    : QAbstractListModel(parent), m_table(table), m_none(none), m_choices({{QString(), none}})
{
    connect(&table, &IntegrationTable::updated, this, &IntegrationChoices::refresh);
    connect(&table, &IntegrationTable::stateChanged, this, &IntegrationChoices::refresh);
    refresh();
}

int IntegrationChoices::rowOf(const QString &id) const
{
    for (int i = 0; i < m_choices.size(); ++i) {
        if (m_choices.at(i).id == id)
            return i;
    }
    return -1;
}

QString IntegrationChoices::idAt(int row) const
{
    return row < 0 || row >= m_choices.size() ? QString() : m_choices.at(row).id;
}

int IntegrationChoices::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_choices.size());
}

QVariant IntegrationChoices::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Choice &choice = m_choices.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return choice.label;
    case Qt::ToolTipRole: return choice.id;
    case ValueRole: return choice.id;
    default: return {};
    }
}

void IntegrationChoices::refresh()
{
    QVector<Choice> choices;
    for (const IntegrationRow &row : m_table.all())
        choices.append({row.integration.id, labelOf(row.integration)});
    std::sort(choices.begin(), choices.end(), [](const Choice &a, const Choice &b) {
        const int byLabel = a.label.compare(b.label, Qt::CaseInsensitive);
        return byLabel != 0 ? byLabel < 0 : a.id < b.id;
    });
    choices.prepend({QString(), m_none});
    if (choices == m_choices)
        return;
    beginResetModel();
    m_choices = std::move(choices);
    endResetModel();
}

} // namespace console

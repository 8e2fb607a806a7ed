// SPDX-License-Identifier: Apache-2.0
#include "models/tables/ruletable.h"

#include "models/domain/errortext.h"
#include "models/tables/celltext.h"
#include "models/tables/column.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int columns = 4;

bool isNumber(int column)
{
    return column >= int(RuleColumn::Matches);
}

} // namespace

RuleTable::RuleTable(QObject *parent) : QAbstractTableModel(parent) {}

void RuleTable::setRules(const QVector<ColourRule> &rules)
{
    beginResetModel();
    m_rules = rules;
    m_counts.reset();
    endResetModel();
    Q_EMIT rulesChanged();
}

void RuleTable::setCounts(const RuleCounts &counts)
{
    if (counts.rules.size() != m_rules.size())
        return;
    m_counts = counts;
    if (!m_rules.isEmpty())
        Q_EMIT dataChanged(index(0, int(RuleColumn::Matches)), index(rowCount() - 1, columns - 1));
}

std::optional<RuleCounts::Count> RuleTable::countOf(int row) const
{
    return m_counts && row >= 0 && row < m_counts->rules.size() ? std::optional(m_counts->rules.at(row)) : std::nullopt;
}

void RuleTable::touched()
{
    m_counts.reset();
    if (!m_rules.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    Q_EMIT rulesChanged();
}

int RuleTable::add(int after, const ColourRule &rule)
{
    if (m_rules.size() >= mostRules)
        return after;
    const int row = std::clamp(after + 1, 0, rowCount());
    beginInsertRows({}, row, row);
    m_rules.insert(row, rule);
    endInsertRows();
    touched();
    return row;
}

int RuleTable::remove(int row)
{
    if (row < 0 || row >= m_rules.size())
        return row;
    beginRemoveRows({}, row, row);
    m_rules.removeAt(row);
    endRemoveRows();
    touched();
    return std::min(row, rowCount() - 1);
}

int RuleTable::move(int row, int by)
{
    const int to = row + by;
    if (row < 0 || row >= m_rules.size() || to < 0 || to >= m_rules.size() || by == 0)
        return row;
    // A view need not follow: whoever moves a rule chooses its new row.
    m_rules.move(row, to);
    touched();
    return to;
}

void RuleTable::change(int row, const ColourRule &rule)
{
    if (row < 0 || row >= m_rules.size() || m_rules.at(row) == rule)
        return;
    m_rules[row] = rule;
    touched();
}

int RuleTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rules.size());
}

int RuleTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString RuleTable::text(int row, RuleColumn column) const
{
    const ColourRule &rule = m_rules.at(row);
    const auto count = countOf(row);
    switch (column) {
    case RuleColumn::Name: return escapedForLine(rule.name);
    case RuleColumn::Enabled: return !ruleProblem(rule).isEmpty() ? tr("Problem") : rule.enabled ? tr("On") : tr("Off");
    case RuleColumn::Matches: return count ? countText(count->matches) : u"…"_s;
    case RuleColumn::Coloured: return count ? countText(count->coloured) : u"…"_s;
    }
    return {};
}

QVariant RuleTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ColourRule &rule = m_rules.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(index.row(), RuleColumn(index.column()));
    case Qt::ToolTipRole: {
        const QString problem = ruleProblem(rule);
        return escapedForLine(!problem.isEmpty() ? problem : rule.filter.isEmpty() ? tr("Matches every event.") : rule.filter);
    }
    case Qt::TextAlignmentRole: return int(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    default: return {};
    }
}

QVariant RuleTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (RuleColumn(section)) {
    case RuleColumn::Name: return tr("Rule");
    case RuleColumn::Enabled: return tr("State");
    case RuleColumn::Matches: return tr("Matches");
    case RuleColumn::Coloured: return tr("Colours");
    }
    return {};
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/rulecounter.h"

#include <QAbstractTableModel>

namespace console {

enum class RuleColumn { Name, Enabled, Matches, Coloured };

/// Colour rules while they are edited: in order, with what they match. GUI thread.
class RuleTable : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit RuleTable(QObject *parent = nullptr);

    void setRules(const QVector<ColourRule> &rules);
    [[nodiscard]] const QVector<ColourRule> &rules() const { return m_rules; }
    /// Ignored when they are of other rules than there are.
    void setCounts(const RuleCounts &counts);
    [[nodiscard]] std::optional<RuleCounts::Count> countOf(int row) const;

    /// Newest events (or rejected deliveries) that were looked at for the counts.
    [[nodiscard]] qint64 lookedAt(bool rejected) const { return !m_counts ? 0 : rejected ? m_counts->rejected : m_counts->events; }

    /// Each gives the row that the person is at afterwards; rulesChanged() follows when something changed.
    int add(int after, const ColourRule &rule);
    int remove(int row);
    int move(int row, int by);
    void change(int row, const ColourRule &rule);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void rulesChanged();

private:
    [[nodiscard]] QString text(int row, RuleColumn column) const;
    void touched();

    QVector<ColourRule> m_rules;
    std::optional<RuleCounts> m_counts; ///< of the rules as they are
};

} // namespace console

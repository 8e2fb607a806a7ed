// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/comparisonloader.h"

#include <QAbstractTableModel>

namespace console {

enum class DifferenceColumn { Change, Path, Left, Right };

/// The differences of a comparison, one a row. ValueRole of Change is int(JsonChange). Lives on the GUI thread.
class DifferenceTable : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void show(const std::shared_ptr<const Comparison> &comparison);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const Comparison> m_comparison;
};

} // namespace console

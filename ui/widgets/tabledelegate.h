// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/columnhint.h"

#include <QStyledItemDelegate>
#include <QVector>

namespace console {

/// Draws the cells of a DataTable from its column hints: pills, icon and name, monospaced ids, right-aligned numbers.
/// Backgrounds are drawn by the table, once a row, so that no seam shows at fractional scales. GUI thread.
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit TableDelegate(QObject *parent = nullptr);

    void setHints(const QVector<ColumnHint> &hints) { m_hints = hints; }
    [[nodiscard]] const QVector<ColumnHint> &hints() const { return m_hints; }
    /// What the cell says: by its hint, else the model's DisplayRole.
    [[nodiscard]] QString textOf(const QModelIndex &index) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Shows the whole text when it did not fit.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    QVector<ColumnHint> m_hints;
};

} // namespace console

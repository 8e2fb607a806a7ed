// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/columnhint.h"
#include "ui/widgets/emptystate.h"

#include <QTableView>
#include <QVector>

class QSettings;

namespace console {

class TableDelegate;

/// The table of every page: rows of one fixed height, no grid, whole rows selected one at a time, column widths and order
/// remembered. Shows an overlay instead of rows while loading, when empty and on errors. Arrow keys, Home, End and Page keys
/// move; Enter activates; Tab leaves the table. GUI thread.
class DataTable : public QTableView
{
    Q_OBJECT
public:
    explicit DataTable(QWidget *parent = nullptr);

    /// After setModel(). One hint a column, in the model's order.
    void setHints(const QVector<ColumnHint> &hints);
    /// Restores widths, order and hidden columns kept under `key` and keeps them from now on. After setHints(); the
    /// settings must outlive the table.
    void remember(QSettings *settings, const QString &key);

    /// Shown while the model has no rows.
    void setEmptyText(const EmptyText &text);
    /// While true and there are no rows, says that it is being read.
    void setLoading(bool loading);
    /// Shown instead of rows until cleared with an empty title.
    void setErrorText(const EmptyText &text);

    /// Source of the chosen row; invalid when none.
    [[nodiscard]] QModelIndex chosen() const;
    void setModel(QAbstractItemModel *model) override;

Q_SIGNALS:
    /// The row that became current, or an invalid index.
    void chosenChanged(const QModelIndex &index);
    /// The button of the empty text or error text.
    void emptyActionTriggered();
    void errorActionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void paintRows(QPainter &painter, const QRect &area) const;
    void refreshOverlay();
    void applyMetrics();
    void setHoverRow(int row);
    void stretchColumn();
    void keepColumns();
    void showColumnMenu(const QPoint &at);

    TableDelegate *m_delegate = nullptr;
    EmptyState *m_overlay = nullptr;
    EmptyText m_empty;
    EmptyText m_error;
    bool m_loading = false;
    bool m_stretching = false;
    int m_hoverRow = -1;
    QSettings *m_settings = nullptr;
    QString m_key;
};

} // namespace console

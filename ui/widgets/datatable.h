// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/columnhint.h"
#include "ui/widgets/columnlayout.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/rowview.h"

#include <QPersistentModelIndex>
#include <QVector>

class QMenu;
class QSettings;

namespace console {

class TableDelegate;

/// The table of every page: rows of one fixed height, no grid, whole rows selected one at a time (or several, with
/// setSelectionMode()). Columns are chosen, moved, sized, set back and remembered; where a page allows it, a click on a
/// header asks for another order. The menu of the table (right button, Menu key, Shift+F10) offers the same by keyboard,
/// that of the header by mouse. Shows an overlay instead of rows while loading, when empty and on errors. Arrow keys, Home,
/// End and Page keys move; Enter activates; Tab leaves the table. GUI thread.
class DataTable : public RowView
{
    Q_OBJECT
public:
    explicit DataTable(QWidget *parent = nullptr);

    /// After setModel(). One hint a column, in the model's order.
    void setHints(const QVector<ColumnHint> &hints);
    /// Restores widths, order and hidden columns kept under `key` and keeps them from now on. After setHints(); the
    /// settings must outlive the table.
    void remember(QSettings *settings, const QString &key);
    /// Widths, order and choice of columns as the hints have them.
    void resetColumns();
    /// The last shown column stays.
    void setColumnShown(int column, bool shown);

    /// Which columns rows can be sorted by; none without it. `clearable`: a third click asks for column -1, the order the
    /// rows have of themselves.
    void setSortable(std::function<bool(int column)> sortable, bool clearable = false);
    [[nodiscard]] bool isSortable(int column) const;
    /// Marks the column that rows are sorted by; -1: none.
    void setSorted(int column, Qt::SortOrder order);
    /// Colours of single rows. Called while painting and when a row is read out: cheap, no I/O.
    void setRowLook(std::function<RowLook(const QModelIndex &)> look);
    /// What the look of the cell's row means, in words; empty: nothing.
    [[nodiscard]] QString rowSaid(const QModelIndex &index) const;

    /// Fills a menu with the columns to choose from and a way back, or with the orders there are.
    void addColumnActions(QMenu *menu);
    void addSortActions(QMenu *menu);

    /// Shown while the model has no rows.
    void setEmptyText(const EmptyText &text);
    /// While true and there are no rows, says that it is being read.
    void setLoading(bool loading);
    /// Shown instead of rows until cleared with an empty title.
    void setErrorText(const EmptyText &text);

    /// The current row, when something is selected; invalid when none.
    [[nodiscard]] QModelIndex chosen() const;
    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] QString cellText(const QModelIndex &index) const override;
    [[nodiscard]] QString notice() const override;

Q_SIGNALS:
    /// The row that became current and selected, or an invalid index when nothing is selected any more.
    void chosenChanged(const QModelIndex &index);
    /// The button of the empty text or error text.
    void emptyActionTriggered();
    void errorActionTriggered();
    /// One of EmptyText::choices of the empty text.
    void emptyChoiceTriggered(int index);
    /// Column -1: the order the rows have of themselves.
    void sortRequested(int column, Qt::SortOrder order);
    /// The table's menu is about to open; a page puts what can be done with the chosen rows before the rest.
    void menuRequested(QMenu *menu, const QModelIndex &index);

protected:
    void paintRow(QPainter &painter, const QStyleOptionViewItem &option, int row) const override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void refreshOverlay();
    void applyMetrics();
    void setHoverAt(int y);
    void stretchColumn();
    void keepColumns();
    void arrange(const QVector<ColumnPlace> &places);
    void tellChosen();
    void headerClicked(int column);
    [[nodiscard]] Qt::SortOrder firstOrder(int column) const;
    void openMenu(QMenu *menu, const QPoint &at);
    [[nodiscard]] QVector<ColumnPlace> standardPlaces() const;
    [[nodiscard]] QVector<ColumnPlace> places() const;
    [[nodiscard]] QString columnName(int column) const;

    TableDelegate *m_delegate = nullptr;
    EmptyState *m_overlay = nullptr;
    EmptyText m_empty;
    EmptyText m_error;
    bool m_loading = false;
    bool m_arranging = false; ///< widths change by this object's own doing
    int m_hoverY = -1;
    QPersistentModelIndex m_told;
    std::function<bool(int)> m_sortable;
    bool m_sortClearable = false;
    std::function<RowLook(const QModelIndex &)> m_rowLook;
    QSettings *m_settings = nullptr;
    QString m_key;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/rowgeometry.h"

#include <QAbstractItemView>
#include <QPersistentModelIndex>

namespace console {

class RowHeader;

/// A table view of constant memory: rows of one height placed by arithmetic, columns by a header. Opening, inserting,
/// removing, jumping and selecting all cost the same for ten rows and ten million (59 million at 36 pixels to the pixel;
/// beyond that the scroll bar moves in bigger steps). Whole rows are selected. Knows nothing of looks: a subclass paints
/// the ground of a row, the delegate its cells. Screen readers see it by RowViewAccessible.
/// Large models report changes by inserts, removes and resets. Small ones may sort by layoutChanged: of more than some
/// thousand selected rows only the current one then stays selected. GUI thread.
class RowView : public QAbstractItemView
{
    Q_OBJECT
public:
    explicit RowView(QWidget *parent = nullptr);
    ~RowView() override;

    [[nodiscard]] RowHeader *horizontalHeader() const { return m_header; }
    /// Keeps the row at the top.
    void setRowHeight(int pixels);
    [[nodiscard]] int rowHeight(int row = 0) const;
    /// On: rows that are inserted or removed above the first visible one (or right before it) move nothing in view.
    /// Off (at first): the offset stays and rows pass under it.
    void setKeepsPlace(bool on) { m_keepsPlace = on; }

    /// In viewport pixels; -1 where there is no row or column.
    [[nodiscard]] int rowAt(int y) const;
    [[nodiscard]] int columnAt(int x) const;
    [[nodiscard]] int rowViewportPosition(int row) const;
    [[nodiscard]] int columnViewportPosition(int column) const;
    /// From edge to edge of the viewport.
    [[nodiscard]] QRect rowRect(int row) const;
    /// Rows of which a part is in view; last < first when there are none.
    [[nodiscard]] RowRange rowsInView() const;

    [[nodiscard]] int columnWidth(int column) const;
    void setColumnWidth(int column, int pixels);
    [[nodiscard]] bool isColumnHidden(int column) const;
    void setColumnHidden(int column, bool hidden);

    /// Makes it the current and the only selected row.
    void selectRow(int row);
    /// Ascending, merged; cheap however many rows they hold.
    [[nodiscard]] QVector<RowRange> selectedRanges() const;
    [[nodiscard]] bool isRowSelected(int row) const;

    /// What a cell says, to the eye and to screen readers: the model's AccessibleTextRole, else its DisplayRole.
    [[nodiscard]] virtual QString cellText(const QModelIndex &index) const;
    [[nodiscard]] virtual QString columnTitle(int column) const;
    /// Said of the table as a whole to screen readers: what stands in the place of rows. Empty: nothing.
    [[nodiscard]] virtual QString notice() const { return {}; }

    void setModel(QAbstractItemModel *model) override;
    void reset() override;
    QRect visualRect(const QModelIndex &index) const override;
    /// Moves by rows only: a table of rows does not jump sideways when another row is chosen.
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    /// Does nothing: searching by typing would read every row of the model.
    void keyboardSearch(const QString &text) override;

protected:
    /// The ground of one row, painted once a row before its cells: option.rect is the whole row, State_Selected is set.
    virtual void paintRow(QPainter &painter, const QStyleOptionViewItem &option, int row) const;

    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    int sizeHintForColumn(int column) const override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    [[nodiscard]] RowGeometry geometryOfRows() const;
    [[nodiscard]] int edgeColumn(bool last) const;
    [[nodiscard]] int besideColumn(int column, int by) const;
    [[nodiscard]] QVector<int> columnsWithin(int left, int right) const;
    void rowsGone(int first, int last);
    void settle();
    void placeHeader();
    void settleBars();
    void moveTo(qint64 offset);
    void shiftPixels(qint64 by);
    void showColumn(int column);
    void extendTo(const QModelIndex &index);
    void tellFocus();
    void thinSelection();

    RowHeader *m_header;
    QVector<QMetaObject::Connection> m_modelConnections;
    QMetaObject::Connection m_beforeSorting; ///< made before the selection model's own
    int m_rowHeight = 24;
    qint64 m_offset = 0; ///< pixels of rows above the viewport; the scroll bar follows it
    QPersistentModelIndex m_anchor; ///< from where Shift extends the selection
    bool m_keepsPlace = false;
    bool m_settling = false; ///< the bars are set to what is, and nothing is scrolled by it
    bool m_sizeChanged = false; ///< while settling
};

} // namespace console

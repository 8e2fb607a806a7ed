// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAccessibleTableInterface>
#include <QAccessibleWidget>
#include <QModelIndex>
#include <QVector>

namespace console {

class RowView;

/// A RowView as screen readers see it: a table. Cells are made when somebody asks for them and only the last thousand or so
/// are kept, whatever the table holds; a cell follows its row when rows come and go, and is void after a reset.
/// Children are numbered row by row, the column headers first; childCount() stops at some thousand rows, so that a client
/// that walks children (tables say that this is not wanted) cannot hang the program. Behind the rows that it counts come
/// the widgets that stand over the rows (what an empty table says with its buttons, news above), then further rows. Owned by Qt's cache of interfaces,
/// ends with the view. GUI thread.
class RowViewAccessible : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit RowViewAccessible(RowView *view);
    ~RowViewAccessible() override;

    /// Tells Qt of this class; once a process, more calls do nothing.
    static void install();
    /// The number of a cell of this view among the children; row -1 is the header. -1 when it does not fit into an int.
    [[nodiscard]] static int childIndex(const RowView &view, int row, int column);
    /// How many cells are held now.
    [[nodiscard]] qsizetype heldCells() const { return m_cells.size(); }

    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *child(int index) const override;
    int childCount() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *focusChild() const override;
    QString text(QAccessible::Text kind) const override;
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    QAccessibleInterface *cellAt(int row, int column) const override;
    int selectedCellCount() const override;
    QList<QAccessibleInterface *> selectedCells() const override;
    QString columnDescription(int column) const override;
    QString rowDescription(int row) const override;
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override;
    int columnCount() const override;
    int rowCount() const override;
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override;
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override;
    bool selectRow(int row) override;
    bool selectColumn(int) override { return false; }
    bool unselectRow(int row) override;
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent *event) override;

    /// The header cell of a column; nullptr when there is no such column.
    [[nodiscard]] QAccessibleInterface *headerAt(int column) const;

private:
    struct Held
    {
        QAccessibleInterface *cell = nullptr;
        QAccessible::Id id = 0;
    };
    [[nodiscard]] RowView *view() const;
    /// Children that childCount() counts before the widgets.
    [[nodiscard]] int cellsCounted() const;
    [[nodiscard]] QAccessibleInterface *cell(const QModelIndex &index) const;
    /// All, or those whose row is gone.
    void drop(bool all) const;

    mutable QVector<Held> m_cells;   ///< last used last
    mutable QVector<Held> m_headers; ///< by column
};

} // namespace console

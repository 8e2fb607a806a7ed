// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAccessibleActionInterface>
#include <QAccessibleTableCellInterface>
#include <QPersistentModelIndex>
#include <QPointer>

namespace console {

class RowView;

/// What a cell and a header have in common for screen readers: no children, no object of their own, the view as parent.
class RowPart : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    explicit RowPart(RowView *view) : m_view(view) {}

    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override {}
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

protected:
    QPointer<RowView> m_view;
};

/// One cell of a RowView for screen readers. Follows its row; void once the row or the view is gone. Ends when
/// RowViewAccessible, which makes it, lets go of it. GUI thread.
class RowCell : public RowPart, public QAccessibleTableCellInterface
{
public:
    RowCell(RowView *view, const QModelIndex &index);

    [[nodiscard]] const QPersistentModelIndex &index() const { return m_index; }

    bool isValid() const override;
    QString text(QAccessible::Text kind) const override;
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::Cell; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    bool isSelected() const override;
    QList<QAccessibleInterface *> columnHeaderCells() const override;
    QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return m_index.column(); }
    int rowIndex() const override { return m_index.row(); }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface *table() const override { return parent(); }

    QStringList actionNames() const override;
    void doAction(const QString &action) override;

private:
    QPersistentModelIndex m_index;
};

/// The header of one column for screen readers; pressing it is clicking it.
class RowHeaderCell : public RowPart
{
public:
    RowHeaderCell(RowView *view, int column);

    [[nodiscard]] int column() const { return m_column; }

    bool isValid() const override;
    QString text(QAccessible::Text kind) const override;
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ColumnHeader; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override;
    void doAction(const QString &action) override;

private:
    int m_column;
};

} // namespace console

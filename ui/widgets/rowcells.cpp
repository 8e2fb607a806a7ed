// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/rowcells.h"

#include "ui/widgets/rowheader.h"
#include "ui/widgets/rowview.h"
#include "ui/widgets/rowviewaccessible.h"

#include <QWindow>

namespace console {
namespace {

QRect onScreen(const QWidget *widget, const QRect &rect)
{
    return {widget->mapToGlobal(rect.topLeft()), rect.size()};
}

} // namespace

QWindow *RowPart::window() const
{
    return m_view != nullptr ? m_view->window()->windowHandle() : nullptr;
}

QAccessibleInterface *RowPart::parent() const
{
    return QAccessible::queryAccessibleInterface(m_view);
}

RowCell::RowCell(RowView *view, const QModelIndex &index) : RowPart(view), m_index(index) {}

bool RowCell::isValid() const
{
    return m_view != nullptr && m_index.isValid() && m_index.model() == m_view->model();
}

QString RowCell::text(QAccessible::Text kind) const
{
    if (!isValid())
        return {};
    switch (kind) {
    case QAccessible::Name: return m_view->cellText(m_index);
    case QAccessible::Description: return m_index.data(Qt::AccessibleDescriptionRole).toString();
    default: return {};
    }
}

QRect RowCell::rect() const
{
    return isValid() ? onScreen(m_view->viewport(), m_view->visualRect(m_index)) : QRect();
}

QAccessible::State RowCell::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const QRect seen = m_view->visualRect(m_index).intersected(m_view->viewport()->rect());
    state.invisible = seen.isEmpty() || !m_view->isVisible();
    state.selectable = true;
    state.focusable = true;
    state.extSelectable = m_view->selectionMode() == QAbstractItemView::ExtendedSelection;
    state.selected = isSelected();
    state.focused = m_view->hasFocus() && m_view->currentIndex() == m_index;
    state.readOnly = true;
    return state;
}

void *RowCell::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableCellInterface)
        return static_cast<QAccessibleTableCellInterface *>(this);
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

bool RowCell::isSelected() const
{
    return isValid() && m_view->isRowSelected(m_index.row());
}

QList<QAccessibleInterface *> RowCell::columnHeaderCells() const
{
    auto *table = static_cast<RowViewAccessible *>(parent());
    QAccessibleInterface *header = table == nullptr ? nullptr : table->headerAt(m_index.column());
    return header == nullptr ? QList<QAccessibleInterface *>() : QList<QAccessibleInterface *>{header};
}

QStringList RowCell::actionNames() const
{
    return {setFocusAction(), pressAction()};
}

void RowCell::doAction(const QString &action)
{
    if (!isValid())
        return;
    if (action == setFocusAction() || action == pressAction()) {
        m_view->setFocus();
        m_view->setCurrentIndex(m_index);
    }
    if (action == pressAction())
        Q_EMIT m_view->activated(m_index);
}

RowHeaderCell::RowHeaderCell(RowView *view, int column) : RowPart(view), m_column(column) {}

bool RowHeaderCell::isValid() const
{
    return m_view != nullptr && m_column < m_view->horizontalHeader()->count();
}

QString RowHeaderCell::text(QAccessible::Text kind) const
{
    return isValid() && kind == QAccessible::Name ? m_view->columnTitle(m_column) : QString();
}

QRect RowHeaderCell::rect() const
{
    if (!isValid() || m_view->isColumnHidden(m_column))
        return {};
    const RowHeader *header = m_view->horizontalHeader();
    return onScreen(header->viewport(), {header->sectionViewportPosition(m_column), 0, header->sectionSize(m_column), header->height()});
}

QAccessible::State RowHeaderCell::state() const
{
    QAccessible::State state;
    state.invalid = !isValid();
    state.invisible = !isValid() || m_view->isColumnHidden(m_column) || !m_view->isVisible();
    return state;
}

void *RowHeaderCell::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
}

QStringList RowHeaderCell::actionNames() const
{
    return {pressAction()};
}

void RowHeaderCell::doAction(const QString &action)
{
    if (isValid() && action == pressAction())
        Q_EMIT m_view->horizontalHeader()->sectionClicked(m_column);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/datatable.h"

#include "ui/widgets/rowheader.h"
#include "ui/widgets/tabledelegate.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <cmath>

namespace console {

DataTable::DataTable(QWidget *parent) : RowView(parent), m_delegate(new TableDelegate(this)), m_overlay(new EmptyState(this))
{
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    RowHeader *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(true);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(44);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        addColumnActions(menu);
        openMenu(menu, horizontalHeader()->mapToGlobal(at));
    });
    connect(header, &QHeaderView::sectionClicked, this, &DataTable::headerClicked);
    connect(header, &QHeaderView::sectionResized, this, [this] {
        if (m_arranging)
            return;
        stretchColumn();
        keepColumns();
    });
    connect(header, &QHeaderView::sectionMoved, this, &DataTable::keepColumns);
    connect(m_overlay, &EmptyState::actionTriggered, this, [this] {
        if (m_error.title.isEmpty())
            Q_EMIT emptyActionTriggered();
        else
            Q_EMIT errorActionTriggered();
    });
    connect(m_overlay, &EmptyState::choiceTriggered, this, &DataTable::emptyChoiceTriggered);
    m_overlay->hide();
    applyMetrics();
}

void DataTable::setModel(QAbstractItemModel *model)
{
    if (this->model() != nullptr)
        disconnect(this->model(), nullptr, m_overlay, nullptr);
    RowView::setModel(model);
    if (model != nullptr) {
        // Ends with the overlay: the context of these.
        const auto refresh = [this] { refreshOverlay(); };
        connect(model, &QAbstractItemModel::rowsInserted, m_overlay, refresh);
        connect(model, &QAbstractItemModel::rowsRemoved, m_overlay, refresh);
        connect(model, &QAbstractItemModel::modelReset, m_overlay, refresh);
        connect(model, &QAbstractItemModel::layoutChanged, m_overlay, refresh);
    }
    refreshOverlay();
}

void DataTable::setRowLook(std::function<RowLook(const QModelIndex &)> look)
{
    m_rowLook = std::move(look);
    viewport()->update();
}

QString DataTable::rowSaid(const QModelIndex &index) const
{
    return m_rowLook && index.isValid() ? m_rowLook(index).said : QString();
}

QString DataTable::cellText(const QModelIndex &index) const
{
    const QVariant own = index.data(Qt::AccessibleTextRole);
    const QString text = own.isValid() ? own.toString() : m_delegate->textOf(index);
    // Once a row: behind the cell that stands first.
    const bool first = m_rowLook && index.column() == columnAt(isRightToLeft() ? viewport()->width() - 1 : 0);
    const QString more = first ? rowSaid(index) : QString();
    return more.isEmpty() ? text : QString(text + QLatin1String(", ") + more);
}

// --- overlay ----------------------------------------------------------------------------------------------------------

void DataTable::setEmptyText(const EmptyText &text)
{
    m_empty = text;
    refreshOverlay();
}

void DataTable::setLoading(bool loading)
{
    m_loading = loading;
    refreshOverlay();
}

void DataTable::setErrorText(const EmptyText &text)
{
    m_error = text;
    refreshOverlay();
}

void DataTable::refreshOverlay()
{
    const bool empty = model() == nullptr || model()->rowCount() == 0;
    const bool show = empty || !m_error.title.isEmpty();
    if (!show && m_overlay->isHidden())
        return;
    if (!m_error.title.isEmpty())
        m_overlay->setText(m_error);
    else if (m_loading)
        m_overlay->setText({Icon::Loader, Tone::Neutral, tr("Reading…"), {}, {}});
    else
        m_overlay->setText(m_empty);
    m_overlay->setGeometry(viewport()->geometry());
    const bool said = !m_overlay->text().title.isEmpty();
    m_overlay->setVisible(show && said);
    m_overlay->setAutoFillBackground(true);
    QPalette palette = m_overlay->palette();
    palette.setColor(QPalette::Window, themeOf(this).surface);
    m_overlay->setPalette(palette);
}

QString DataTable::notice() const
{
    const EmptyText &text = m_overlay->text();
    return m_overlay->isHidden() ? QString() : text.sentence.isEmpty() ? text.title : text.title + QStringLiteral(". ") + text.sentence;
}

// --- the chosen row ---------------------------------------------------------------------------------------------------

QModelIndex DataTable::chosen() const
{
    return selectionModel() != nullptr && selectionModel()->hasSelection() ? currentIndex() : QModelIndex();
}

void DataTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    RowView::currentChanged(current, previous);
    tellChosen();
}

void DataTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    RowView::selectionChanged(selected, deselected);
    tellChosen();
}

void DataTable::tellChosen()
{
    const QModelIndex now = chosen();
    // Selection and current row change one after the other: speak when they agree.
    if (now.isValid() && !isRowSelected(now.row()))
        return;
    const bool same = now.isValid() == m_told.isValid() && (!now.isValid() || now.row() == m_told.row());
    m_told = now;
    if (!same)
        Q_EMIT chosenChanged(now);
}

// --- looks ------------------------------------------------------------------------------------------------------------

void DataTable::applyMetrics()
{
    const Theme &theme = themeOf(this);
    setRowHeight(theme.rowHeight);
    horizontalHeader()->setFixedHeight(theme.headerHeight);
}

void DataTable::changeEvent(QEvent *event)
{
    RowView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applyMetrics();
    if (event->type() == QEvent::PaletteChange && m_overlay != nullptr)
        refreshOverlay();
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    RowView::resizeEvent(event);
    stretchColumn();
    m_overlay->setGeometry(viewport()->geometry());
}

// One rectangle a row from edge to edge: painted per cell, fractional scales show seams between columns.
void DataTable::paintRow(QPainter &painter, const QStyleOptionViewItem &option, int row) const
{
    const Theme &theme = themeOf(this);
    const QRectF line(option.rect);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool current = currentIndex().row() == row;
    const bool hovered = m_hoverY >= 0 && rowAt(m_hoverY) == row;
    const RowLook own = m_rowLook ? m_rowLook(model()->index(row, 0, rootIndex())) : RowLook();
    if (selected)
        painter.fillRect(line, theme.selection);
    else if (own.ground.isValid())
        painter.fillRect(line, hovered ? mixed(theme.borderStrong, own.ground, 0.25) : own.ground);
    else if (hovered)
        painter.fillRect(line, theme.hover);
    // A whole number of device pixels: at 1.5 a line of one pixel would be one here and two there.
    const qreal ratio = painter.device()->devicePixelRatioF();
    const qreal hair = std::floor(std::max(1.0, ratio)) / ratio;
    painter.fillRect(QRectF(0, line.bottom() - hair, line.width(), hair), theme.border);
    const QRectF bar(isRightToLeft() ? line.right() - 3 : 0, line.top(), 3, line.height() - 1);
    if (selected && own.bar.isValid()) // beside the bar of the current row, which stays what it is everywhere
        painter.fillRect(bar.translated(isRightToLeft() ? -4 : 4, 0), own.bar);
    if (selected && current)
        painter.fillRect(bar, theme.accent);
    else if (current && hasFocus() && selectionModel()->hasSelection())
        painter.fillRect(bar, theme.borderStrong); // Ctrl and the arrow keys lead away from what is selected
    else if (own.bar.isValid() && !selected)
        painter.fillRect(bar, own.bar);
}

void DataTable::setHoverAt(int y)
{
    const auto refresh = [this] {
        if (const int row = m_hoverY < 0 ? -1 : rowAt(m_hoverY); row >= 0)
            viewport()->update(rowRect(row));
    };
    if (y >= 0 && m_hoverY >= 0 && rowAt(y) == rowAt(m_hoverY)) {
        m_hoverY = y;
        return;
    }
    refresh();
    m_hoverY = y;
    refresh();
}

bool DataTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::HoverMove)
        setHoverAt(qRound(static_cast<QSinglePointEvent *>(event)->position().y()));
    else if (event->type() == QEvent::Leave)
        setHoverAt(-1);
    return RowView::viewportEvent(event);
}

// --- keys and menus ---------------------------------------------------------------------------------------------------

void DataTable::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT activated(currentIndex());
        return;
    }
    // Qt knows the Menu key alone, and many keyboards have none.
    if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier) {
        QContextMenuEvent menu(QContextMenuEvent::Keyboard, viewport()->rect().center(), viewport()->mapToGlobal(viewport()->rect().center()));
        contextMenuEvent(&menu);
        return;
    }
    RowView::keyPressEvent(event);
}

void DataTable::openMenu(QMenu *menu, const QPoint &at)
{
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(at);
}

void DataTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (model() == nullptr)
        return;
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(viewport()->mapFromGlobal(event->globalPos()));
    auto *menu = new QMenu(this);
    Q_EMIT menuRequested(menu, index);
    if (!menu->isEmpty())
        menu->addSeparator();
    addColumnActions(menu->addMenu(tr("Columns")));
    QMenu *order = menu->addMenu(tr("Sort by"));
    addSortActions(order);
    order->menuAction()->setVisible(!order->isEmpty());
    const QRect row = index.isValid() ? rowRect(index.row()).intersected(viewport()->rect()) : viewport()->rect();
    openMenu(menu, byKey ? viewport()->mapToGlobal(row.topLeft() + QPoint(24, std::min(row.height(), rowHeight()))) : event->globalPos());
    event->accept();
}

} // namespace console

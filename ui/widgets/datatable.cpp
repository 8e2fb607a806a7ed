// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/datatable.h"

#include "ui/widgets/tabledelegate.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace console {

DataTable::DataTable(QWidget *parent) : QTableView(parent), m_delegate(new TableDelegate(this)), m_overlay(new EmptyState(viewport()))
{
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(56);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &DataTable::showColumnMenu);
    connect(header, &QHeaderView::sectionResized, this, [this] {
        if (m_stretching)
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
    m_overlay->hide();
    applyMetrics();
}

void DataTable::setModel(QAbstractItemModel *model)
{
    if (this->model())
        disconnect(this->model(), nullptr, this, nullptr);
    QTableView::setModel(model);
    if (model) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &DataTable::refreshOverlay);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &DataTable::refreshOverlay);
        connect(model, &QAbstractItemModel::modelReset, this, &DataTable::refreshOverlay);
        connect(model, &QAbstractItemModel::layoutChanged, this, &DataTable::refreshOverlay);
    }
    refreshOverlay();
}

void DataTable::setHints(const QVector<ColumnHint> &hints)
{
    m_delegate->setHints(hints);
    m_stretching = true;
    for (int column = 0; column < hints.size(); ++column) {
        setColumnWidth(column, hints.at(column).width);
        setColumnHidden(column, hints.at(column).hidden);
    }
    m_stretching = false;
    stretchColumn();
}

void DataTable::remember(QSettings *settings, const QString &key)
{
    m_settings = nullptr;
    m_stretching = true;
    const QByteArray kept = settings->value(key + "/columns"_L1).toByteArray();
    // A state from a version with other columns is ignored: hints are a good start, a wrong order is not.
    const bool fits = settings->value(key + "/count"_L1).toInt() == horizontalHeader()->count();
    if (fits && !kept.isEmpty())
        horizontalHeader()->restoreState(kept);
    m_stretching = false;
    m_key = key;
    m_settings = settings;
    stretchColumn();
}

void DataTable::keepColumns()
{
    if (!m_settings)
        return;
    m_settings->setValue(m_key + "/columns"_L1, horizontalHeader()->saveState());
    m_settings->setValue(m_key + "/count"_L1, horizontalHeader()->count());
}

void DataTable::stretchColumn()
{
    const QVector<ColumnHint> &hints = m_delegate->hints();
    int used = 0;
    int target = -1;
    for (int column = 0; column < hints.size(); ++column) {
        if (isColumnHidden(column))
            continue;
        if (hints.at(column).stretch && target < 0)
            target = column;
        else
            used += columnWidth(column);
    }
    if (target < 0)
        return;
    m_stretching = true;
    setColumnWidth(target, std::max(hints.at(target).width, viewport()->width() - used));
    m_stretching = false;
}

void DataTable::showColumnMenu(const QPoint &at)
{
    QMenu menu(this);
    int shown = 0;
    for (int column = 0; column < horizontalHeader()->count(); ++column)
        shown += isColumnHidden(column) ? 0 : 1;
    for (int column = 0; column < horizontalHeader()->count(); ++column) {
        QAction *action = menu.addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || shown > 1);
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            stretchColumn();
            keepColumns();
        });
    }
    menu.exec(horizontalHeader()->mapToGlobal(at));
}

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
    const bool empty = !model() || model()->rowCount() == 0;
    const bool show = empty || !m_error.title.isEmpty();
    if (!m_error.title.isEmpty())
        m_overlay->setText(m_error);
    else if (m_loading)
        m_overlay->setText({Icon::Loader, Tone::Neutral, tr("Reading…"), {}, {}});
    else
        m_overlay->setText(m_empty);
    m_overlay->setGeometry(viewport()->rect());
    const bool said = !m_overlay->text().title.isEmpty();
    m_overlay->setVisible(show && said);
    m_overlay->setAutoFillBackground(true);
    QPalette palette = m_overlay->palette();
    palette.setColor(QPalette::Window, themeOf(this).surface);
    m_overlay->setPalette(palette);
}

QModelIndex DataTable::chosen() const
{
    return selectionModel() && selectionModel()->hasSelection() ? currentIndex() : QModelIndex();
}

void DataTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update();
    if (current.row() != previous.row() || current.isValid() != previous.isValid())
        Q_EMIT chosenChanged(current);
}

void DataTable::applyMetrics()
{
    const Theme &theme = themeOf(this);
    verticalHeader()->setMinimumSectionSize(theme.rowHeight);
    verticalHeader()->setDefaultSectionSize(theme.rowHeight);
    verticalScrollBar()->setSingleStep(theme.rowHeight);
    horizontalHeader()->setFixedHeight(theme.headerHeight);
}

void DataTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applyMetrics();
    if (event->type() == QEvent::PaletteChange && m_overlay)
        refreshOverlay();
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    stretchColumn();
    m_overlay->setGeometry(viewport()->rect());
}

void DataTable::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        paintRows(painter, event->rect());
    }
    QTableView::paintEvent(event);
}

// One rectangle a row from edge to edge: painted per cell, fractional scales show seams between columns.
void DataTable::paintRows(QPainter &painter, const QRect &area) const
{
    if (!model() || model()->rowCount() == 0)
        return;
    const Theme &theme = themeOf(this);
    const int width = viewport()->width();
    const int first = std::max(0, rowAt(area.top()));
    const int last = rowAt(area.bottom()) < 0 ? model()->rowCount() - 1 : rowAt(area.bottom());
    const int selected = selectionModel() && selectionModel()->hasSelection() ? currentIndex().row() : -1;
    for (int row = first; row <= last; ++row) {
        const QRectF line(0, rowViewportPosition(row), width, rowHeight(row));
        if (line.top() > area.bottom())
            break;
        if (row == selected)
            painter.fillRect(line, theme.selection);
        else if (row == m_hoverRow)
            painter.fillRect(line, theme.hover);
        painter.fillRect(QRectF(0, line.bottom() - 1, width, 1), theme.border);
        if (row == selected)
            painter.fillRect(QRectF(0, line.top(), 3, line.height() - 1), theme.accent);
    }
}

void DataTable::setHoverRow(int row)
{
    if (row == m_hoverRow)
        return;
    const auto refresh = [this](int changed) {
        if (changed >= 0)
            viewport()->update(0, rowViewportPosition(changed), viewport()->width(), themeOf(this).rowHeight);
    };
    refresh(m_hoverRow);
    m_hoverRow = row;
    refresh(m_hoverRow);
}

bool DataTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::HoverMove)
        setHoverRow(rowAt(qRound(static_cast<QSinglePointEvent *>(event)->position().y())));
    else if (event->type() == QEvent::Leave)
        setHoverRow(-1);
    return QTableView::viewportEvent(event);
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    // A table is a list of rows here: Home and End mean first and last row, not first and last cell.
    const int rows = model() ? model()->rowCount() : 0;
    if (rows > 0 && (event->key() == Qt::Key_Home || event->key() == Qt::Key_End)) {
        const int column = std::max(0, currentIndex().column());
        const int row = event->key() == Qt::Key_Home ? 0 : rows - 1;
        setCurrentIndex(model()->index(row, column));
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT activated(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/events/followtail.h"

#include "models/tables/eventtable.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTableView>

namespace console {

FollowTail::FollowTail(QTableView *view, const EventTable &table, QObject *parent)
    : QObject(parent), m_view(view), m_table(table)
{
    connect(&table, &QAbstractItemModel::rowsAboutToBeInserted, this, &FollowTail::rowsComing);
    connect(&table, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { rowsInserted(first, last); });
    connect(&table, &QAbstractItemModel::modelAboutToBeReset, this, &FollowTail::beforeReset);
    connect(&table, &QAbstractItemModel::modelReset, this, &FollowTail::afterReset);
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, &FollowTail::scrolled);
    connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { rowChosen(current.row()); });
    view->installEventFilter(this);
}

void FollowTail::resume()
{
    {
        const QScopedValueRollback adjusting(m_adjusting, true);
        m_view->verticalScrollBar()->setValue(0);
    }
    setState(true, 0);
}

void FollowTail::pause()
{
    setState(false, m_fresh);
}

void FollowTail::setState(bool following, int fresh)
{
    if (m_following == following && m_fresh == fresh)
        return;
    m_following = following;
    m_fresh = fresh;
    Q_EMIT changed();
}

void FollowTail::rowsComing()
{
    m_adjusting = true; // the view moves its scroll bar while rows come in: that is nobody's wish
}

void FollowTail::rowsInserted(int first, int last)
{
    const bool onTop = first == 0 && last - first + 1 < m_table.rowCount();
    QScrollBar *bar = m_view->verticalScrollBar();
    if (onTop && m_following) {
        bar->setValue(0);
    } else if (onTop) {
        const int rows = last - first + 1;
        const bool byPixel = m_view->verticalScrollMode() == QAbstractItemView::ScrollPerPixel;
        bar->setValue(bar->value() + rows * (byPixel ? m_view->verticalHeader()->defaultSectionSize() : 1));
        setState(false, m_fresh + rows);
    }
    m_adjusting = false;
}

void FollowTail::scrolled(int value)
{
    if (m_adjusting)
        return;
    if (value == 0)
        setState(true, 0);
    else if (m_following)
        setState(false, 0);
}

void FollowTail::rowChosen(int row)
{
    // A reset or the arrival of rows changes the current row too, but nobody chose it then.
    if (!m_adjusting && row > 0)
        setState(false, m_fresh);
}

void FollowTail::beforeReset()
{
    m_adjusting = true;
    m_topSeq = m_following ? 0 : m_table.seqAt(m_view->rowAt(0));
    m_chosenSeq = m_table.seqAt(m_view->currentIndex().row());
}

void FollowTail::afterReset()
{
    // The view forgets its place; a reset that only brought the rows up to date must not move it.
    const int chosen = m_chosenSeq == 0 ? -1 : m_table.rowOf(m_chosenSeq);
    if (chosen >= 0)
        m_view->selectionModel()->setCurrentIndex(m_table.index(chosen, 0),
                                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    const int top = m_topSeq == 0 ? -1 : m_table.rowOf(m_topSeq);
    if (top >= 0)
        m_view->scrollTo(m_table.index(top, 0), QAbstractItemView::PositionAtTop);
    else
        m_view->verticalScrollBar()->setValue(0);
    m_adjusting = false;
}

bool FollowTail::eventFilter(QObject *watched, QEvent *event)
{
    const bool home = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Home;
    if (watched == m_view && home && m_table.rowCount() > 0) {
        m_view->setCurrentIndex(m_table.index(0, 0));
        resume();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/events/followtail.h"

#include "models/tables/eventtable.h"
#include "ui/widgets/rowview.h"

#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace console {

FollowTail::FollowTail(RowView *view, EventTable &table, QObject *parent) : QObject(parent), m_view(view), m_table(table)
{
    connect(&table, &QAbstractItemModel::rowsAboutToBeInserted, this, &FollowTail::rowsComing);
    connect(&table, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { rowsInserted(first, last); });
    connect(&table, &QAbstractItemModel::modelAboutToBeReset, this, &FollowTail::beforeReset);
    connect(&table, &QAbstractItemModel::modelReset, this, &FollowTail::afterReset);
    connect(&table, &EventTable::countsChanged, this, [this] {
        if (!hasTail())
            Q_EMIT changed();
    });
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, &FollowTail::scrolled);
    connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { rowChosen(current.row()); });
    view->installEventFilter(this);
}

bool FollowTail::hasTail() const
{
    return m_table.order().byNumber();
}

qint64 FollowTail::fresh() const
{
    return hasTail() ? m_fresh : m_table.waiting();
}

int FollowTail::tailRow() const
{
    return m_table.order().newestFirst() ? 0 : m_table.rowCount() - 1;
}

void FollowTail::goToTail()
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    QScrollBar *bar = m_view->verticalScrollBar();
    bar->setValue(m_table.order().newestFirst() ? 0 : bar->maximum());
}

void FollowTail::resume()
{
    if (!hasTail()) {
        if (m_table.waiting() > 0)
            m_table.show(m_table.environment(), m_table.filter(), m_table.order());
        return;
    }
    goToTail();
    setState(true, 0);
}

void FollowTail::pause()
{
    setState(false, m_fresh);
}

void FollowTail::setState(bool following, qint64 fresh)
{
    m_view->setKeepsPlace(!following);
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
    const int rows = last - first + 1;
    const bool newestFirst = m_table.order().newestFirst();
    const bool atTail = rows < m_table.rowCount() && (newestFirst ? first == 0 : last == m_table.rowCount() - 1);
    if (atTail && following())
        goToTail();
    else if (atTail && hasTail())
        setState(false, m_fresh + rows); // the view itself kept the rows in their place
    m_adjusting = false;
}

void FollowTail::scrolled(int value)
{
    if (m_adjusting)
        return;
    if (value == (m_table.order().newestFirst() ? 0 : m_view->verticalScrollBar()->maximum()))
        setState(true, 0);
    else if (m_following)
        setState(false, 0);
}

void FollowTail::rowChosen(int row)
{
    // A reset or the arrival of rows changes the current row too, but nobody chose it then.
    if (!m_adjusting && row >= 0 && row != tailRow())
        setState(false, m_fresh);
}

void FollowTail::beforeReset()
{
    m_adjusting = true;
    m_topSeq = following() ? 0 : m_table.seqAt(m_view->rowAt(0));
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
        goToTail();
    m_adjusting = false;
}

bool FollowTail::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_view || event->type() != QEvent::KeyPress || !hasTail() || m_table.rowCount() == 0)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool toTail = key->key() == (m_table.order().newestFirst() ? Qt::Key_Home : Qt::Key_End);
    if (!toTail || key->modifiers().testFlag(Qt::ShiftModifier)) // with Shift it extends the selection
        return QObject::eventFilter(watched, event);
    m_view->selectRow(tailRow());
    resume();
    return true;
}

} // namespace console

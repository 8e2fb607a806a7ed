// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPersistentModelIndex>

class QTableView;

namespace console {

class EventTable;

/// The rule of a live table whose newest row is on top: while it follows, new rows push in at the top; any move of the
/// person (scrolling down, choosing another row) stops that, then the rows in view stay where they are and new ones are
/// counted; Home, scrolling back to the top or resume() follow again. Also keeps the place over a reset of the model.
/// GUI thread; watches `view`, whose model is `table`; both outlive it or die with its parent.
class FollowTail : public QObject
{
    Q_OBJECT
public:
    FollowTail(QTableView *view, const EventTable &table, QObject *parent = nullptr);

    [[nodiscard]] bool following() const { return m_following; }
    /// New rows since it stopped following.
    [[nodiscard]] int fresh() const { return m_fresh; }
    /// Goes to the newest row and follows.
    void resume();
    /// Stays where it is.
    void pause();

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rowsComing();
    void rowsInserted(int first, int last);
    void scrolled(int value);
    void rowChosen(int row);
    void beforeReset();
    void afterReset();
    void setState(bool following, int fresh);

    QTableView *m_view;
    const EventTable &m_table;
    bool m_following = true;
    bool m_adjusting = false; ///< the scroll bar moves by this object's or the view's own doing
    int m_fresh = 0;
    qint64 m_topSeq = 0; ///< over a reset
    qint64 m_chosenSeq = 0;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace console {

class EventTable;
class RowView;

/// The rule of a live table. Sorted by time, its tail is where the newest row is: at the top, or at the bottom when the
/// oldest are on top. While it follows, new rows push in there; any move of the person (scrolling away, choosing another
/// row) stops that, then the rows in view stay where they are and new ones are counted; Home (End), scrolling back to the
/// tail or resume() follow again. Sorted by anything else there is no tail and no following: what came in since is counted,
/// and resume() sorts it in. Also keeps the place over a reset of the model.
/// GUI thread; watches `view`, whose model is `table`; both outlive it or die with its parent.
class FollowTail : public QObject
{
    Q_OBJECT
public:
    FollowTail(RowView *view, EventTable &table, QObject *parent = nullptr);

    [[nodiscard]] bool following() const { return m_following && hasTail(); }
    /// Rows are sorted by time: there is something to follow.
    [[nodiscard]] bool hasTail() const;
    /// New rows since it stopped following, or that wait to be sorted in.
    [[nodiscard]] qint64 fresh() const;
    /// Goes to the newest row and follows; without a tail sorts in what waits.
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
    void setState(bool following, qint64 fresh);
    [[nodiscard]] int tailRow() const;
    void goToTail();

    RowView *m_view;
    EventTable &m_table;
    bool m_following = true;
    bool m_adjusting = false; ///< the scroll bar moves by this object's or the view's own doing
    qint64 m_fresh = 0;
    qint64 m_topSeq = 0; ///< over a reset
    qint64 m_chosenSeq = 0;
};

} // namespace console

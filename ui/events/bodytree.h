// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/bodyterm.h"
#include "models/tables/bodyviews.h"
#include "models/tables/jsontreemodel.h"
#include "ui/widgets/matchsearch.h"

#include <QTreeView>

class QMenu;

namespace console {

/// A body as a tree: names, values, kinds. A click on a value asks for events with it, Alt and a click for those
/// without; Enter and Alt+Enter do the same for the current row, Ctrl+C copies its value, Ctrl+Shift+C its path, `*` opens
/// all below it. GUI thread.
class BodyTree : public QTreeView, public FindTarget
{
    Q_OBJECT
public:
    /// Opening all below stops here; the rest opens by hand.
    static constexpr int mostOpened = 5'000;

    explicit BodyTree(QWidget *parent = nullptr);

    void show(const std::shared_ptr<const BodyViews> &views);
    [[nodiscard]] const JsonTreeModel &tree() const { return m_tree; }
    void choose(qint32 node);
    [[nodiscard]] qint32 chosenNode() const;
    void expandBelow(const QModelIndex &index);
    void expandTree() { expandBelow({}); }
    void collapseTree();

    void find(const FindQuery &query) override;
    void findNext(bool forward) override { m_search.step(forward); }
    [[nodiscard]] FindProgress findProgress() const override { return m_search.progress(); }
    [[nodiscard]] const FindQuery &query() const { return m_query; }
    [[nodiscard]] bool isClickable(const QModelIndex &index) const; ///< a value that a filter can ask for
    [[nodiscard]] QModelIndex hovered() const { return m_hovered; }

public Q_SLOTS:
    void copyValue() const; ///< the value's own bytes
    void copyPath() const;

Q_SIGNALS:
    void termRequested(const console::ValueTerm &term, bool exclude);

protected:
    bool event(QEvent *event) override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void ask(const QModelIndex &index, bool exclude);
    void activate(const QModelIndex &index, bool exclude);
    [[nodiscard]] std::optional<ValueTerm> termOf(const QModelIndex &index) const;
    void setHovered(const QModelIndex &index);
    void placeColumns();

    JsonTreeModel m_tree;
    std::shared_ptr<const BodyViews> m_views;
    MatchSearch m_search;
    FindQuery m_query;
    QPersistentModelIndex m_hovered;
    QPoint m_pressed;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/events/bodytree.h"

#include "ui/events/bodytreedelegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace console {

namespace {

constexpr qsizetype findSlice = 2'000; ///< nodes

constexpr qsizetype longValue = 64 * 1024; ///< bytes: decoding a megabyte takes longer than a turn of the event loop may

bool isAscii(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 0x80; });
}

bool holds(const JsonNodes &nodes, qint32 node, const FindQuery &query)
{
    const auto sensitivity = query.matchCase ? Qt::CaseSensitive : Qt::CaseInsensitive;
    if (nodes.at(node).key >= 0 && nodes.keyText(node).contains(query.text, sensitivity))
        return true;
    if (nodes.isContainer(node))
        return false;
    const QByteArrayView value = nodes.value(node);
    if (value.size() > longValue && isAscii(query.text) && !value.contains('\\')) // without escapes it reads as it is written
        return query.matchCase ? value.contains(query.text.toLatin1()) : value.toByteArray().toLower().contains(query.text.toLatin1().toLower());
    return jsonValueText(value).contains(query.text, sensitivity);
}

} // namespace

BodyTree::BodyTree(QWidget *parent) : QTreeView(parent)
{
    setAccessibleName(tr("Body as tree"));
    setModel(&m_tree);
    setItemDelegate(new BodyTreeDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setIndentation(16);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(60);
    connect(&m_search, &MatchSearch::progressed, this, [this] {
        viewport()->update();
        if (findMoved)
            findMoved();
    });
    connect(&m_search, &MatchSearch::chosen, this, [this](qsizetype node) { choose(qint32(node)); });
}

void BodyTree::show(const std::shared_ptr<const BodyViews> &views)
{
    if (views == m_views)
        return;
    m_views = views;
    m_tree.show(views->nodes);
    // Bodies of everyday size are there at one glance.
    if (views->nodes->count() <= 200)
        expandTree();
    else if (!views->nodes->isEmpty() && views->nodes->at(0).children <= 50)
        expandToDepth(0);
    if (!m_query.text.isEmpty())
        find(std::exchange(m_query, {}));
}

qint32 BodyTree::chosenNode() const
{
    return m_tree.nodeOf(currentIndex());
}

void BodyTree::choose(qint32 node)
{
    const QModelIndex index = m_tree.indexOf(node);
    if (!index.isValid())
        return;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        expand(above);
    setCurrentIndex(index);
    scrollTo(index);
}

void BodyTree::expandBelow(const QModelIndex &index)
{
    scheduleDelayedItemsLayout(); // one layout for all of them
    QModelIndexList open{index};
    int opened = 0;
    while (!open.isEmpty() && opened < mostOpened) {
        const QModelIndex one = open.takeFirst();
        if (m_tree.canFetchMore(one))
            m_tree.fetchMore(one);
        if (one.isValid())
            expand(one);
        const int rows = m_tree.rowCount(one);
        opened += rows;
        for (int row = 0; row < rows; ++row) {
            const QModelIndex child = m_tree.index(row, 0, one);
            if (m_tree.hasChildren(child))
                open.append(child);
        }
    }
}

void BodyTree::collapseTree()
{
    collapseAll();
}

void BodyTree::find(const FindQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    if (query.text.isEmpty() || m_views == nullptr) {
        m_search.stop();
        viewport()->update();
        if (findMoved)
            findMoved();
        return;
    }
    m_search.start(m_views->nodes->count(), findSlice, std::max(0, chosenNode()),
                   [nodes = m_views->nodes, query](qsizetype from, qsizetype to, QVector<qsizetype> &matches) {
                       for (qsizetype node = from; node < to; ++node) {
                           if (holds(*nodes, qint32(node), query))
                               matches.append(node);
                       }
                   });
}

std::optional<ValueTerm> BodyTree::termOf(const QModelIndex &index) const
{
    return m_views == nullptr ? std::nullopt : bodyTerm(*m_views->nodes, m_tree.nodeOf(index), m_views->facts);
}

bool BodyTree::isClickable(const QModelIndex &index) const
{
    return index.isValid() && (index.column() == int(JsonColumn::Value) ? termOf(index).has_value() : index.data(JsonMoreRole).toInt() > 0);
}

void BodyTree::ask(const QModelIndex &index, bool exclude)
{
    if (const auto term = termOf(index))
        Q_EMIT termRequested(*term, exclude);
}

void BodyTree::activate(const QModelIndex &index, bool exclude)
{
    if (index.data(JsonMoreRole).toInt() > 0) {
        const QModelIndex parent = index.parent();
        const int row = index.row();
        m_tree.showMore(index.siblingAtColumn(0));
        setCurrentIndex(m_tree.index(row, 0, parent)); // the first of the new ones
    } else if (m_tree.hasChildren(index.siblingAtColumn(0))) {
        setExpanded(index.siblingAtColumn(0), !isExpanded(index.siblingAtColumn(0)));
    } else {
        ask(index, exclude);
    }
}

void BodyTree::copyValue() const
{
    const qint32 node = chosenNode();
    if (node >= 0)
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_tree.nodes().value(node)));
}

void BodyTree::copyPath() const
{
    const qint32 node = chosenNode();
    if (node >= 0)
        QGuiApplication::clipboard()->setText(m_tree.nodes().path(node));
}

bool BodyTree::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy))
        event->accept();
    return QTreeView::event(event);
}

void BodyTree::keyPressEvent(QKeyEvent *event)
{
    const bool alt = event->modifiers().testFlag(Qt::AltModifier);
    if (event->matches(QKeySequence::Copy))
        copyValue();
    else if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        copyPath();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        activate(currentIndex(), alt);
    else if (event->key() == Qt::Key_Asterisk)
        expandBelow(currentIndex().siblingAtColumn(0));
    else if (event->key() == Qt::Key_Escape)
        event->ignore();
    else
        QTreeView::keyPressEvent(event);
}

void BodyTree::setHovered(const QModelIndex &index)
{
    const QModelIndex now = isClickable(index) ? index : QModelIndex();
    if (now == m_hovered)
        return;
    m_hovered = now;
    viewport()->setCursor(now.isValid() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->setToolTip(!now.isValid() || now.column() != int(JsonColumn::Value) ? QString()
                                                                                   : tr("Click: only events with this. Alt+click: without it."));
    viewport()->update();
}

void BodyTree::mouseMoveEvent(QMouseEvent *event)
{
    QTreeView::mouseMoveEvent(event);
    setHovered(indexAt(event->position().toPoint()));
}

void BodyTree::leaveEvent(QEvent *event)
{
    QTreeView::leaveEvent(event);
    setHovered({});
}

void BodyTree::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    QTreeView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && isClickable(index))
        activate(index, event->modifiers().testFlag(Qt::AltModifier));
}

void BodyTree::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse && indexAt(event->pos()).isValid())
        setCurrentIndex(indexAt(event->pos()));
    const QModelIndex index = currentIndex().siblingAtColumn(0);
    QMenu menu(this);
    if (const auto term = termOf(index)) {
        menu.addAction(tr("Only events with this value"), this, [this, index] { ask(index, false); });
        menu.addAction(tr("Only events without it"), this, [this, index] { ask(index, true); });
        menu.addSeparator();
    }
    if (m_tree.nodeOf(index) >= 0) {
        menu.addAction(tr("Copy value"), QKeySequence::Copy, this, &BodyTree::copyValue);
        menu.addAction(tr("Copy path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this, &BodyTree::copyPath);
        menu.addSeparator();
    }
    if (m_tree.hasChildren(index))
        menu.addAction(tr("Open all below"), QKeySequence(Qt::Key_Asterisk), this, [this, index] { expandBelow(index); });
    menu.addAction(tr("Open all"), this, &BodyTree::expandTree);
    menu.addAction(tr("Close all"), this, &BodyTree::collapseTree);
    menu.exec(event->reason() == QContextMenuEvent::Mouse ? event->globalPos() : viewport()->mapToGlobal(visualRect(index).bottomLeft()));
}

void BodyTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const Theme &theme = themeOf(this);
    if (selectionModel()->isSelected(index))
        painter->fillRect(rect, theme.selection);
    if (!m_tree.hasChildren(index))
        return;
    const QRectF mark(rect.right() - 13, rect.center().y() - 5.5, 12, 12);
    paintIcon(*painter, mark, isExpanded(index) ? Icon::ChevronDown : Icon::ChevronRight, theme.textFaint);
}

void BodyTree::placeColumns()
{
    // The name as wide as it is, the value takes what is left.
    const int room = viewport()->width();
    const int kind = room > 380 ? 104 : 0;
    setColumnHidden(int(JsonColumn::Kind), kind == 0);
    const int name = std::clamp(int(room * 0.38), 120, 320);
    header()->resizeSection(int(JsonColumn::Name), name);
    header()->resizeSection(int(JsonColumn::Value), std::max(80, room - name - kind));
    header()->resizeSection(int(JsonColumn::Kind), kind);
}

void BodyTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    placeColumns();
}

} // namespace console

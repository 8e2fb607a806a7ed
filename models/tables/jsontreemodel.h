// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/jsonnodes.h"

#include <QAbstractItemModel>
#include <QHash>
#include <memory>

namespace console {

enum class JsonColumn { Name, Value, Kind };

enum JsonTreeRole {
    JsonNodeRole = Qt::UserRole,     ///< qint32: the node; -1 for a row that stands for more
    JsonKindRole = Qt::UserRole + 1, ///< int(JsonKind)
    JsonMoreRole = Qt::UserRole + 2  ///< how many the row stands for; 0 for a value
};

/// JSON as a tree, of any size: the top rows are there at once, those below are fetched when they are asked for, at most
/// a page at a time; behind them a row says how many more there are, and showMore() fetches the next. The members of the
/// outermost object (or elements of the array) are the top rows; a single scalar is one row. Lives on the GUI thread.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    static constexpr qint32 page = 1'000;
    static constexpr qsizetype longestText = 1'000; ///< characters of a value that are shown

    explicit JsonTreeModel(QObject *parent = nullptr);

    void show(const std::shared_ptr<const JsonNodes> &nodes);
    [[nodiscard]] const JsonNodes &nodes() const { return *m_nodes; }
    /// -1 for an invalid index and for a row that stands for more.
    [[nodiscard]] qint32 nodeOf(const QModelIndex &index) const;
    /// The row of a node; fetches what is needed to have it. Invalid when there is none.
    [[nodiscard]] QModelIndex indexOf(qint32 node);
    /// Fetches the next page behind the rows of `index`'s siblings; `index` is a row that stands for more.
    void showMore(const QModelIndex &index);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] qint32 containerOf(const QModelIndex &parent) const; ///< -1: it has no rows
    [[nodiscard]] qint32 total(qint32 container) const;
    [[nodiscard]] QModelIndex indexOfContainer(qint32 container) const;
    [[nodiscard]] QString text(qint32 node, JsonColumn column) const;
    void fetch(qint32 container, qint32 upTo);

    std::shared_ptr<const JsonNodes> m_nodes;
    QHash<qint32, QVector<qint32>> m_fetched; ///< by container; children in order
    bool m_fetching = false;                  ///< views that ask for more while rows come get them when those are there
    qint32 m_withoutMore = -1;                ///< a container whose row for more is just being replaced by the last ones
};

} // namespace console

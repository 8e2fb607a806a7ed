// SPDX-License-Identifier: Apache-2.0
#include "models/tables/jsontreemodel.h"

#include "models/domain/errortext.h"
#include "models/tables/celltext.h"

namespace console {

namespace {

/// Added to a container's number in the id of the row that stands for more of it.
constexpr quintptr moreBit = quintptr(1) << 40;

/// The beginning of a long string, whole characters and whole escapes only.
QByteArrayView beginning(QByteArrayView inner, qsizetype bytes)
{
    if (inner.size() <= bytes)
        return inner;
    QByteArrayView part = inner.first(bytes);
    while (!part.isEmpty() && !part.isValidUtf8())
        part.chop(1);
    const qsizetype slash = part.last(std::min<qsizetype>(12, part.size())).lastIndexOf('\\');
    if (slash >= 0)
        part.chop(std::min<qsizetype>(12, part.size()) - slash);
    return part;
}

QString scalarText(QByteArrayView value)
{
    if (!value.startsWith('"'))
        return QString::fromUtf8(value.first(std::min(value.size(), JsonTreeModel::longestText)));
    const QByteArrayView inner = value.sliced(1, value.size() - 2);
    const QByteArrayView shown = beginning(inner, 4 * JsonTreeModel::longestText);
    QString text = jsonValueText(QByteArray('"' + shown.toByteArray() + '"'));
    const bool cut = shown.size() < inner.size() || text.size() > JsonTreeModel::longestText;
    text.truncate(JsonTreeModel::longestText);
    return u'"' + escapedForLine(text) + (cut ? u'…' : u'"');
}

} // namespace

JsonTreeModel::JsonTreeModel(QObject *parent) : QAbstractItemModel(parent), m_nodes(std::make_shared<const JsonNodes>(QByteArray())) {}

void JsonTreeModel::show(const std::shared_ptr<const JsonNodes> &nodes)
{
    m_fetching = true;
    beginResetModel();
    m_nodes = nodes;
    m_fetched.clear();
    if (!m_nodes->isEmpty() && m_nodes->at(0).children > 0)
        m_fetched.insert(0, m_nodes->children(0, 0, page)); // the top rows are there at once
    endResetModel();
    m_fetching = false;
}

qint32 JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    return !index.isValid() || index.internalId() >= moreBit ? -1 : qint32(index.internalId());
}

qint32 JsonTreeModel::containerOf(const QModelIndex &parent) const
{
    if (m_nodes->isEmpty() || parent.column() > 0)
        return -1;
    if (!parent.isValid())
        return m_nodes->isContainer(0) ? 0 : -1;
    const qint32 node = nodeOf(parent);
    return node >= 0 && m_nodes->isContainer(node) && node > 0 ? node : -1;
}

qint32 JsonTreeModel::total(qint32 container) const
{
    return m_nodes->at(container).children;
}

QModelIndex JsonTreeModel::indexOfContainer(qint32 container) const
{
    return container == 0 ? QModelIndex() : createIndex(m_nodes->at(container).row, 0, quintptr(container));
}

QModelIndex JsonTreeModel::indexOf(qint32 node)
{
    if (node < 0 || node >= m_nodes->count())
        return {};
    if (node == 0)
        return m_nodes->isContainer(0) ? QModelIndex() : index(0, 0);
    QVector<qint32> way;
    for (qint32 at = node; at > 0; at = m_nodes->at(at).parent)
        way.prepend(at);
    for (const qint32 at : std::as_const(way))
        fetch(m_nodes->at(at).parent, m_nodes->at(at).row + 1);
    return createIndex(m_nodes->at(node).row, 0, quintptr(node));
}

void JsonTreeModel::showMore(const QModelIndex &index)
{
    if (!index.isValid() || index.internalId() < moreBit)
        return;
    const auto container = qint32(index.internalId() - moreBit);
    fetch(container, qint32(m_fetched.value(container).size()) + page);
}

/// Whole pages, so that a row is met in the same place whichever way it came.
void JsonTreeModel::fetch(qint32 container, qint32 upTo)
{
    const QVector<qint32> known = m_fetched.value(container);
    const auto have = qint32(known.size());
    const qint32 wanted = std::min(total(container), (upTo + page - 1) / page * page);
    if (wanted <= have || m_fetching)
        return;
    m_fetching = true;
    const QModelIndex parent = indexOfContainer(container);
    const bool hadMore = have > 0;
    const bool hasMore = wanted < total(container);
    // The children go on from the last one that is known.
    QVector<qint32> children = known;
    children.reserve(wanted);
    for (qint32 child = have == 0 ? container + 1 : m_nodes->at(known.last()).next; children.size() < wanted; child = m_nodes->at(child).next)
        children.append(child);
    if (hadMore) { // what it says changes: another row takes its place behind the new ones
        beginRemoveRows(parent, have, have);
        m_withoutMore = container; // its last row is gone while the others are not there yet
        endRemoveRows();
    }
    beginInsertRows(parent, have, hasMore ? wanted : wanted - 1);
    m_fetched[container] = children;
    m_withoutMore = -1;
    endInsertRows();
    m_fetching = false;
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column < 0 || column >= columnCount() || row < 0 || row >= rowCount(parent))
        return {};
    const qint32 container = containerOf(parent);
    if (container < 0)
        return createIndex(row, column, quintptr(0));
    const auto fetched = m_fetched.constFind(container);
    return row < fetched->size() ? createIndex(row, column, quintptr(fetched->at(row))) : createIndex(row, column, moreBit + quintptr(container));
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    if (child.internalId() >= moreBit)
        return indexOfContainer(qint32(child.internalId() - moreBit));
    const qint32 above = m_nodes->at(qint32(child.internalId())).parent;
    return above <= 0 ? QModelIndex() : indexOfContainer(above);
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    const qint32 container = containerOf(parent);
    if (container < 0)
        return !parent.isValid() && m_nodes->count() == 1 && !m_nodes->isContainer(0) ? 1 : 0;
    const auto fetched = m_fetched.constFind(container);
    if (fetched == m_fetched.cend())
        return 0;
    return int(fetched->size()) + (fetched->size() < total(container) && m_withoutMore != container ? 1 : 0);
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return 3;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    const qint32 container = containerOf(parent);
    return container < 0 ? rowCount(parent) > 0 : total(container) > 0;
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const qint32 container = containerOf(parent);
    return !m_fetching && container >= 0 && total(container) > 0 && !m_fetched.contains(container);
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        fetch(containerOf(parent), page);
}

QString JsonTreeModel::text(qint32 node, JsonColumn column) const
{
    const JsonKind kind = m_nodes->kind(node);
    const JsonNodes::Node &at = m_nodes->at(node);
    switch (column) {
    case JsonColumn::Name:
        return at.key >= 0 ? escapedForLine(m_nodes->keyText(node)) : node == 0 ? QStringLiteral("$") : QString::number(at.row);
    case JsonColumn::Value:
        if (kind == JsonKind::Object)
            return at.children == 0 ? QStringLiteral("{}") : QStringLiteral("{…}");
        if (kind == JsonKind::Array)
            return at.children == 0 ? QStringLiteral("[]") : QStringLiteral("[…]");
        return scalarText(m_nodes->value(node));
    case JsonColumn::Kind:
        switch (kind) {
        case JsonKind::Object: return at.children == 1 ? tr("1 member") : tr("%1 members").arg(countText(at.children));
        case JsonKind::Array: return at.children == 1 ? tr("1 element") : tr("%1 elements").arg(countText(at.children));
        case JsonKind::String: return tr("string, %1").arg(sizeText(at.end - at.begin - 2));
        case JsonKind::Number: return tr("number");
        case JsonKind::Literal: return m_nodes->value(node) == "null" ? tr("null") : tr("boolean");
        }
    }
    return {};
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qint32 node = nodeOf(index);
    if (role == JsonNodeRole)
        return node;
    if (node < 0) {
        const auto container = qint32(index.internalId() - moreBit);
        const qint64 more = total(container) - m_fetched.value(container).size();
        if (role == JsonMoreRole)
            return int(more);
        if (role == Qt::DisplayRole && index.column() == int(JsonColumn::Name))
            return tr("… %1 more").arg(countText(more));
        return {};
    }
    switch (role) {
    case Qt::DisplayRole: return text(node, JsonColumn(index.column()));
    case JsonKindRole: return int(m_nodes->kind(node));
    case JsonMoreRole: return 0;
    default: return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (JsonColumn(section)) {
    case JsonColumn::Name: return tr("Name");
    case JsonColumn::Value: return tr("Value");
    case JsonColumn::Kind: return tr("Kind");
    }
    return {};
}

} // namespace console

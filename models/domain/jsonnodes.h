// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QVector>

namespace console {

enum class JsonKind : quint8 { Object, Array, String, Number, Literal };

/// Where every value of a JSON text lies: nodes in the order written (a value before what it holds), 0 is the root.
/// Nothing of the text is copied or decoded. Made once on any thread, iteratively; then immutable.
class JsonNodes
{
public:
    struct Node
    {
        qint32 key = -1;   ///< offset of the key's first quote; -1 in arrays and for the root
        qint32 begin = 0;  ///< of the value's own text
        qint32 end = 0;    ///< exclusive
        qint32 parent = -1;
        qint32 next = 0;   ///< the node behind this one and all it holds
        qint32 row = 0;    ///< place in the parent
        qint32 children = 0;
    };

    /// No nodes when `text` is no JSON (or nested deeper than deepestJson).
    explicit JsonNodes(const QByteArray &text);

    [[nodiscard]] bool isEmpty() const { return m_nodes.isEmpty(); }
    [[nodiscard]] qint32 count() const { return qint32(m_nodes.size()); }
    [[nodiscard]] const Node &at(qint32 node) const { return m_nodes.at(node); }
    [[nodiscard]] JsonKind kind(qint32 node) const;
    [[nodiscard]] bool isContainer(qint32 node) const { return kind(node) <= JsonKind::Array; }
    /// The value's own bytes.
    [[nodiscard]] QByteArrayView value(qint32 node) const;
    /// The key with its quotes; empty where there is none.
    [[nodiscard]] QByteArrayView key(qint32 node) const;
    [[nodiscard]] QString keyText(qint32 node) const; ///< decoded
    /// The children in order.
    [[nodiscard]] QVector<qint32> children(qint32 node, qint32 from = 0, qint32 limit = -1) const;
    /// The first child with this decoded key; -1 when there is none.
    [[nodiscard]] qint32 child(qint32 node, QStringView key) const;
    /// A normalized path would quote all names; this is the short form of RFC 9535 where a name allows it:
    /// `$.data.models[2]['two words']`.
    [[nodiscard]] QString path(qint32 node) const;
    /// The line (from 0) of each node's value in the text of prettyJson(): every value begins a line of its own.
    [[nodiscard]] QVector<qint32> prettyLines() const;
    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    void index(qsizetype offset);

    QByteArray m_text;
    QVector<Node> m_nodes;
};

/// The value as a person reads it: a string decoded, anything else as written.
[[nodiscard]] QString jsonValueText(QByteArrayView value);

} // namespace console

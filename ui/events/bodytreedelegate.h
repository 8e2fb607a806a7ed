// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace console {

class BodyTree;

/// Draws the cells of a BodyTree: values coloured like JSON, underlined under the pointer where a click asks for them,
/// what was found on a ground of its own. GUI thread; belongs to the tree.
class BodyTreeDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit BodyTreeDelegate(BodyTree *tree);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    BodyTree *m_tree;
};

} // namespace console

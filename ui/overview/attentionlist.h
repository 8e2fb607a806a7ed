// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/overviewloader.h"

#include <QWidget>

class QVBoxLayout;

namespace console {

class EmptyState;

/// The attention list: one line an item with its reason and its button, most urgent first. Rows stay in place while the
/// items stay the same, so that nothing jumps under the pointer. GUI thread.
class AttentionList : public QWidget
{
    Q_OBJECT
public:
    explicit AttentionList(QWidget *parent = nullptr);
    void setItems(const QVector<AttentionItem> &items, Timestamp now);
    [[nodiscard]] const QVector<AttentionItem> &items() const { return m_items; }

Q_SIGNALS:
    void activated(const console::AttentionItem &item);

private:
    class Row;
    QVector<AttentionItem> m_items;
    QVector<Row *> m_rows;
    QVBoxLayout *m_layout = nullptr;
    EmptyState *m_empty = nullptr;
};

} // namespace console

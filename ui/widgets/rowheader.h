// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QHeaderView>

namespace console {

/// The column headers of a RowView: titles that a page may word itself, and the mark of the column that rows are sorted by,
/// which follows what is shown and not what was clicked. GUI thread.
class RowHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit RowHeader(QWidget *parent);

    /// Instead of the model's words; empty: the model's again.
    void setTitle(int column, const QString &title);
    [[nodiscard]] QString title(int column) const;
    /// Shown as tooltip; empty: the model's, or the whole title where it is cut.
    void setAbout(int column, const QString &text) { m_about.insert(column, text); }
    /// -1: none is marked.
    void setSorted(int column, Qt::SortOrder order);
    [[nodiscard]] int sortedColumn() const { return m_sorted; }
    [[nodiscard]] Qt::SortOrder sortedOrder() const { return m_order; }

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
    bool viewportEvent(QEvent *event) override;

private:
    QHash<int, QString> m_titles;
    QHash<int, QString> m_about;
    int m_sorted = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"
#include "models/tables/eventcolumns.h"

#include <QObject>

class QMenu;
class QModelIndex;

namespace console {

class DataTable;
class EventTable;

/// A term that a cell stands for.
struct CellTerm
{
    FilterKey key = FilterKey::Type;
    QString value;
    bool operator==(const CellTerm &) const = default;
};

/// What to filter by to see more like this cell; nothing for times and for cells that say nothing.
[[nodiscard]] std::optional<CellTerm> termOfCell(const EventRow &row, EventColumn column);

/// Makes the cells of the events table filter: two lines in its menu ("Only type sync-finished", "Without …"), Alt+click
/// (without), and F and Shift+F on the current cell (only and without). Lives as long as the view; the table outlives it.
/// GUI thread.
class CellFilter : public QObject
{
    Q_OBJECT
public:
    CellFilter(DataTable *view, const EventTable &table);

    /// Adds the lines for this cell; none when it stands for nothing.
    void addTo(QMenu *menu, const QModelIndex &index);

Q_SIGNALS:
    void termRequested(console::FilterKey key, const QString &value, bool excluded);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] std::optional<CellTerm> termAt(const QModelIndex &index) const;
    void ask(const QModelIndex &index, bool excluded);

    DataTable *m_view;
    const EventTable &m_table;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/eventorder.h"
#include "ui/events/eventtimes.h"
#include "ui/theme/theme.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QMenu;
class QSettings;

namespace console {

class Button;
class DataTable;
class EventTable;

/// How the events table shows what it shows: the order of the rows, row numbers, how times are written and in which zone,
/// columns, density. Offered by one button, its menu; kept in the settings. GUI thread; `view`, whose model is `table`, and
/// the settings (may be nullptr) outlive it.
class ViewOptions : public QObject
{
    Q_OBJECT
public:
    ViewOptions(DataTable *view, const EventTable &table, std::shared_ptr<const Clock> clock, QSettings *settings, QObject *parent);

    /// Opens the menu; the caller places it.
    [[nodiscard]] Button *button() const { return m_button; }
    [[nodiscard]] EventOrder order() const { return m_order; }
    [[nodiscard]] const EventTimes &times() const { return m_times; }
    [[nodiscard]] bool rowNumbers() const;

    void setOrder(const EventOrder &order);
    void setTimes(const EventTimes &times);
    void setRowNumbers(bool shown);
    /// The number in the first column of a row. By time it is counted from the oldest event, so that a row keeps its
    /// number while new ones arrive; else from the top.
    [[nodiscard]] qint64 rowNumber(int row) const;
    void fill(QMenu *menu);

Q_SIGNALS:
    /// Another order is wanted: show() it.
    void orderChanged();
    void densityChosen(console::Density density);

private:
    void makeHints();
    void openMenu();
    void addTimes(QMenu *menu);
    void showTimes();
    void refreshColumn(EventColumn column);
    void restore();

    DataTable *m_view;
    const EventTable &m_table;
    std::shared_ptr<const Clock> m_clock;
    QSettings *m_settings;
    Button *m_button;
    EventOrder m_order;
    EventTimes m_times;
    QTimer m_tick; ///< ages grow
};

} // namespace console

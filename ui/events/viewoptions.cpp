// SPDX-License-Identifier: Apache-2.0
#include "ui/events/viewoptions.h"

#include "models/tables/eventtable.h"
#include "ui/events/eventlooks.h"
#include "ui/widgets/button.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/rowheader.h"

#include <QActionGroup>
#include <QDateTime>
#include <QMenu>
#include <QSettings>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString timesKey = u"events/relative-times"_s;
const QString zoneKey = u"events/utc"_s;
const QString orderKey = u"events/order"_s;
constexpr int time = int(EventColumn::Time);

QString orderText(const EventOrder &order)
{
    return QString::fromLatin1(eventColumns()[size_t(order.column)].name) + (order.newestFirst() ? u" descending"_s : u" ascending"_s);
}

EventOrder orderFromText(const QString &text)
{
    const QString name = text.section(u' ', 0, 0);
    for (size_t column = 0; column < eventColumns().size(); ++column) {
        if (name == QLatin1String(eventColumns()[column].name) && EventTable::canSort(EventColumn(column)))
            return {EventColumn(column), text.endsWith(u" ascending") ? Qt::AscendingOrder : Qt::DescendingOrder};
    }
    return {};
}

QAction *addChoice(QMenu *menu, QActionGroup *group, const QString &text, bool on)
{
    QAction *action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(on);
    if (group != nullptr)
        group->addAction(action);
    return action;
}

} // namespace

ViewOptions::ViewOptions(DataTable *view, const EventTable &table, std::shared_ptr<const Clock> clock, QSettings *settings, QObject *parent)
    : QObject(parent), m_view(view), m_table(table), m_clock(std::move(clock)), m_settings(settings),
      m_button(new Button(tr("View"), ButtonKind::Secondary, Icon::Table, view->parentWidget()))
{
    m_button->setPurpose(tr("Row numbers, times, columns, order and row height of the table."));
    connect(m_button, &Button::clicked, this, &ViewOptions::openMenu);
    makeHints();
    restore();
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, [this] { refreshColumn(EventColumn::Time); });
    connect(&m_table, &EventTable::countsChanged, this, [this] { refreshColumn(EventColumn::Row); });
    m_view->setSortable([](int column) { return EventTable::canSort(EventColumn(column)); });
    connect(m_view, &DataTable::sortRequested, this,
            [this](int column, Qt::SortOrder direction) { setOrder({EventColumn(column), direction}); });
    m_view->setSorted(int(m_order.column), m_order.direction);
    showTimes();
}

void ViewOptions::makeHints()
{
    QVector<ColumnHint> hints = eventHints();
    hints[time].text = [this](const QModelIndex &index) {
        const QVariant at = index.data(ValueRole);
        return at.isValid() ? eventTimeText(fromMillis(at.toLongLong()), m_clock->now(), m_times) : QString();
    };
    hints[int(EventColumn::Row)].text = [this](const QModelIndex &index) { return QString::number(rowNumber(index.row())); };
    hints[int(EventColumn::Row)].about =
        tr("Counted from the oldest event shown, so that a row keeps its number while new ones arrive; sorted by something else than time, from the top.");
    m_view->setHints(hints);
    if (m_settings != nullptr)
        m_view->remember(m_settings, u"events/table"_s);
}

void ViewOptions::restore()
{
    if (m_settings == nullptr)
        return;
    m_times = {m_settings->value(timesKey).toBool(), m_settings->value(zoneKey).toBool()};
    m_order = orderFromText(m_settings->value(orderKey).toString());
}

qint64 ViewOptions::rowNumber(int row) const
{
    const EventOrder order = m_table.order();
    return order.byNumber() && order.newestFirst() ? qint64(m_table.rowCount()) - row : qint64(row) + 1;
}

bool ViewOptions::rowNumbers() const
{
    return !m_view->isColumnHidden(int(EventColumn::Row));
}

void ViewOptions::setRowNumbers(bool shown)
{
    m_view->setColumnShown(int(EventColumn::Row), shown);
}

void ViewOptions::setOrder(const EventOrder &order)
{
    if (!EventTable::canSort(order.column))
        return;
    m_order = order;
    if (m_settings != nullptr)
        m_settings->setValue(orderKey, orderText(order));
    m_view->setSorted(int(order.column), order.direction);
    Q_EMIT orderChanged();
}

void ViewOptions::setTimes(const EventTimes &times)
{
    m_times = times;
    if (m_settings != nullptr) {
        m_settings->setValue(timesKey, times.relative);
        m_settings->setValue(zoneKey, times.utc);
    }
    showTimes();
}

void ViewOptions::showTimes()
{
    const QString title = m_table.headerData(time, Qt::Horizontal, Qt::DisplayRole).toString();
    m_view->horizontalHeader()->setTitle(time, timeTitle(title, m_clock->now(), m_times));
    if (m_times.relative)
        m_tick.start();
    else
        m_tick.stop();
    refreshColumn(EventColumn::Time);
}

void ViewOptions::refreshColumn(EventColumn column)
{
    if (m_view->isVisible() && !m_view->isColumnHidden(int(column)))
        m_view->viewport()->update(m_view->columnViewportPosition(int(column)), 0, m_view->columnWidth(int(column)), m_view->viewport()->height());
}

void ViewOptions::addTimes(QMenu *menu)
{
    auto *style = new QActionGroup(menu);
    QAction *absolute = addChoice(menu, style, tr("Times as moments"), !m_times.relative);
    QAction *relative = addChoice(menu, style, tr("Times as ages"), m_times.relative);
    connect(absolute, &QAction::triggered, this, [this] { setTimes({false, m_times.utc}); });
    connect(relative, &QAction::triggered, this, [this] { setTimes({true, m_times.utc}); });
    menu->addSeparator();
    auto *zone = new QActionGroup(menu);
    const QString here = zoneText(QDateTime::fromMSecsSinceEpoch(toMillis(m_clock->now())));
    QAction *local = addChoice(menu, zone, tr("Local time (%1)").arg(here), !m_times.utc);
    QAction *utc = addChoice(menu, zone, tr("UTC"), m_times.utc);
    connect(local, &QAction::triggered, this, [this] { setTimes({m_times.relative, false}); });
    connect(utc, &QAction::triggered, this, [this] { setTimes({m_times.relative, true}); });
}

void ViewOptions::fill(QMenu *menu)
{
    connect(addChoice(menu, nullptr, tr("Row numbers"), rowNumbers()), &QAction::toggled, this, &ViewOptions::setRowNumbers);
    menu->addSeparator();
    auto *density = new QActionGroup(menu);
    const Density now = themeOf(m_view).density;
    connect(addChoice(menu, density, tr("Comfortable rows"), now == Density::Comfortable), &QAction::triggered, this,
            [this] { Q_EMIT densityChosen(Density::Comfortable); });
    connect(addChoice(menu, density, tr("Compact rows"), now == Density::Compact), &QAction::triggered, this,
            [this] { Q_EMIT densityChosen(Density::Compact); });
    menu->addSeparator();
    addTimes(menu);
    menu->addSeparator();
    m_view->addColumnActions(menu->addMenu(tr("Columns")));
    m_view->addSortActions(menu->addMenu(tr("Sort by")));
}

void ViewOptions::openMenu()
{
    auto *menu = new QMenu(m_button);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(menu);
    menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height() + 4)));
}

} // namespace console

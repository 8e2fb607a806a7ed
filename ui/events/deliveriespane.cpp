// SPDX-License-Identifier: Apache-2.0
#include "ui/events/deliveriespane.h"

#include "ui/events/eventlooks.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/datatable.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace console {

DeliveriesPane::DeliveriesPane(std::shared_ptr<const Clock> clock, QWidget *parent) : QWidget(parent), m_table(std::move(clock))
{
    m_view = new DataTable;
    m_view->setAccessibleName(tr("Deliveries of this event"));
    m_view->setModel(&m_table);
    QVector<ColumnHint> hints(m_table.columnCount());
    const auto hint = [&hints](DeliveryColumn column, CellKind kind, int width) -> ColumnHint & {
        ColumnHint &one = hints[int(column)];
        one.kind = kind;
        one.width = width;
        return one;
    };
    hint(DeliveryColumn::Number, CellKind::Number, 44);
    hint(DeliveryColumn::Time, CellKind::Time, 112).stretch = true;
    hint(DeliveryColumn::SinceFirst, CellKind::Number, 78);
    hint(DeliveryColumn::Interval, CellKind::Number, 76).hidden = true;
    hint(DeliveryColumn::Answer, CellKind::Number, 84).tone = [](const QModelIndex &index) {
        return index.data(ValueRole).toInt() >= 400 ? Tone::Bad : Tone::Neutral;
    };
    hint(DeliveryColumn::Remote, CellKind::Mono, 92).faint = true;
    hints[int(DeliveryColumn::SinceFirst)].about = tr("Time since the first delivery");
    m_view->setHints(hints);
    m_headers = new CodeView(tr("Headers of the chosen delivery"));
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_view);
    splitter->addWidget(m_headers);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_view, &DataTable::chosenChanged, this, &DeliveriesPane::showHeaders);
}

void DeliveriesPane::show(const QVector<DeliveryRow> &deliveries)
{
    m_table.show(deliveries);
    const QModelIndex chosen = m_view->chosen();
    showHeaders(chosen.isValid() ? chosen : m_table.index(0, 0));
}

void DeliveriesPane::showHeaders(const QModelIndex &index)
{
    const DeliveryEntry *entry = m_table.rowAt(index.isValid() ? index.row() : 0);
    m_headers->setCode(entry != nullptr ? headersText(entry->row.headers) : QString(), CodeView::Syntax::Plain);
}

} // namespace console

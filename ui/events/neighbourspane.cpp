// SPDX-License-Identifier: Apache-2.0
#include "ui/events/neighbourspane.h"

#include "models/domain/errortext.h"
#include "ui/events/eventlooks.h"
#include "ui/widgets/button.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace console {

namespace {

/// The sync that a body names; Kombo writes it as `data.sync_id`.
QString syncOf(const BodyViews &body)
{
    if (body.facts.sync && !body.facts.sync->id.isEmpty())
        return body.facts.sync->id;
    if (!body.isJson)
        return {};
    const qint32 node = body.nodes->child(body.nodes->child(0, u"data"), u"sync_id");
    return node >= 0 && body.nodes->kind(node) == JsonKind::String ? jsonValueText(body.nodes->value(node)) : QString();
}

} // namespace

NeighboursPane::NeighboursPane(std::shared_ptr<const Clock> clock, QWidget *parent) : QWidget(parent), m_table(std::move(clock))
{
    m_view = new DataTable;
    m_view->setAccessibleName(tr("Events near this one"));
    m_view->setModel(&m_table);
    QVector<ColumnHint> hints(m_table.columnCount());
    const auto hint = [&hints](NeighbourColumn column, CellKind kind, int width) -> ColumnHint & {
        ColumnHint &one = hints[int(column)];
        one.kind = kind;
        one.width = width;
        return one;
    };
    hint(NeighbourColumn::Nearness, CellKind::Text, 76);
    hint(NeighbourColumn::Time, CellKind::Time, 114);
    hint(NeighbourColumn::Type, CellKind::Mono, 120).stretch = true;
    hint(NeighbourColumn::State, CellKind::Text, 102).tone = [](const QModelIndex &index) { return toneOfOutcome(index.data(ValueRole).toString()); };
    hint(NeighbourColumn::Number, CellKind::Number, 70).hidden = true;
    m_view->setHints(hints);
    m_open = new Button(tr("Open event"), ButtonKind::Secondary, Icon::ArrowRight, this);
    m_open->setPurpose(tr("Shows the chosen event here."));
    m_compare = new Button(tr("Compare with chosen"), ButtonKind::Secondary, Icon::Compare, this);
    m_compare->setPurpose(tr("Shows this event and the chosen one side by side."));
    m_state = new Label({}, TextRole::Small, TextColour::Faint, this);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(14, 8, 14, 8);
    line->setSpacing(8);
    line->addWidget(m_open);
    line->addWidget(m_compare);
    line->addWidget(m_state, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(m_view, 1);
    const auto open = [this] {
        if (chosenSeq() != 0)
            Q_EMIT openRequested(chosenSeq());
    };
    connect(m_view, &DataTable::activated, this, open);
    connect(m_open, &Button::clicked, this, open);
    connect(m_view, &DataTable::chosenChanged, this, &NeighboursPane::showState);
    connect(m_compare, &Button::clicked, this, [this] {
        if (chosenSeq() != 0)
            Q_EMIT compareRequested({chosenSeq(), false});
    });
    showState();
}

void NeighboursPane::attach(ReadPool &pool)
{
    m_loader = std::make_unique<NeighbourLoader>(pool);
    connect(m_loader.get(), &NeighbourLoader::updated, this, [this] {
        m_table.show(m_loader->found());
        showState();
    });
    connect(m_loader.get(), &NeighbourLoader::failed, this, [this](const Error &error) {
        m_view->setErrorText({Icon::CircleX, Tone::Bad, tr("Events cannot be read"), errorText(error), {}});
        showState();
    });
}

void NeighboursPane::present(const std::shared_ptr<const LoadedEvent> &event)
{
    m_event = event;
    if (m_readOf != event->detail.row.seq) {
        m_readOf = 0;
        m_table.show({});
    }
    if (isVisible())
        read();
    showState();
}

void NeighboursPane::clear()
{
    m_event.reset();
    m_readOf = 0;
    if (m_loader)
        m_loader->clear();
    m_table.show({});
    showState();
}

void NeighboursPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

void NeighboursPane::read()
{
    // The sync stands in the body: with a large one it is known a little later.
    if (!m_loader || !m_event || !m_event->body || m_readOf == m_event->detail.row.seq)
        return;
    m_readOf = m_event->detail.row.seq;
    m_view->setErrorText({});
    m_loader->load(m_event->detail.row, m_event->rejected, syncOf(*m_event->body));
    showState();
}

qint64 NeighboursPane::chosenSeq() const
{
    const Neighbour *one = m_table.rowAt(m_view->chosen().isValid() ? m_view->chosen().row() : -1);
    return one != nullptr ? one->row.seq : 0;
}

void NeighboursPane::showState()
{
    const bool running = m_loader && m_loader->running();
    m_view->setLoading(running);
    m_view->setEmptyText({Icon::Search, Tone::Neutral, tr("Nothing near by"),
                          tr("No other event of this integration or sync is within reach, and none has the same id."), {}});
    m_state->setText(running && m_table.rowCount() > 0 ? tr("looking on…") : QString());
    const QString none = chosenSeq() == 0 ? tr("Choose an event in the list first.") : QString();
    m_open->setUnavailable(none);
    m_compare->setUnavailable(none);
}

} // namespace console

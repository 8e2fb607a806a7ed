// SPDX-License-Identifier: Apache-2.0
#include "ui/overview/overviewpage.h"

#include "models/tables/celltext.h"
#include "ui/overview/attentionlist.h"
#include "ui/overview/firstevent.h"
#include "ui/overview/overviewtext.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/scrollpage.h"
#include "ui/widgets/volumechart.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>

namespace console {

OverviewPage::OverviewPage(QWidget *parent) : QWidget(parent), m_stack(new QStackedWidget)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    m_header = new PageHeader(tr("Overview"));
    layout->addWidget(m_header);
    layout->addWidget(m_stack, 1);

    auto *body = new QWidget;
    auto *content = new QVBoxLayout(body);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(12);
    content->addWidget(makeTiles());
    content->addWidget(makeChart());
    content->addWidget(makeLower(), 1);
    m_content = scrollPage(body); // a low window scrolls instead of squeezing
    m_first = new FirstEvent;
    m_message = new EmptyState;
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_first);
    m_stack->addWidget(m_message);
    connect(m_first, &FirstEvent::secretRequested, this, &OverviewPage::secretRequested);
    connect(m_first, &FirstEvent::sandboxRequested, this, &OverviewPage::sandboxRequested);
    connect(m_message, &EmptyState::actionTriggered, this, &OverviewPage::retryRequested);
    refresh();
}

QWidget *OverviewPage::makeTiles()
{
    auto *box = new QWidget;
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    m_hour = new StatTile(tr("Last hour"), Icon::Activity);
    m_integrations = new StatTile(tr("Integrations"), Icon::Plug);
    m_rejected = new StatTile(tr("Rejected"), Icon::ShieldX);
    m_fetches = new StatTile(tr("Fetches"), Icon::Refresh);
    for (StatTile *tile : {m_hour, m_integrations, m_rejected, m_fetches})
        line->addWidget(tile, 1);
    return box;
}

QWidget *OverviewPage::makeChart()
{
    const QVector<ChartSeries> series{{tr("Verified"), Tone::Accent}, {tr("Unchecked"), Tone::Warning}, {tr("Rejected"), Tone::Bad}};
    auto *card = new Card;
    card->setTitle(tr("Events per minute"));
    card->headLayout()->addWidget(new ChartLegend(series));
    m_chart = new VolumeChart(tr("Events per minute, last hour"), series);
    card->content()->addWidget(m_chart);
    card->setFixedHeight(190);
    connect(m_chart, &VolumeChart::spanChosen, this, &OverviewPage::eventsRequested);
    return card;
}

QWidget *OverviewPage::makeLower()
{
    auto *box = new QWidget;
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    auto *card = new Card;
    card->setTitle(tr("What needs you"));
    m_attentionCount = new Label({}, TextRole::Small, TextColour::Faint);
    card->headLayout()->addWidget(m_attentionCount);
    card->headLayout()->setContentsMargins(13, 7, 13, 6);
    card->setFlush(true);
    m_attention = new AttentionList;
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_attention);
    scroll->viewport()->setAutoFillBackground(false);
    m_attention->setAutoFillBackground(false);
    card->content()->addWidget(scroll);
    line->addWidget(card, 1);
    line->addWidget(makeSide());
    connect(m_attention, &AttentionList::activated, this, &OverviewPage::attentionActivated);
    return box;
}

QWidget *OverviewPage::makeSide()
{
    auto *box = new QWidget;
    box->setFixedWidth(330);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *listener = new Card;
    listener->setTitle(tr("Listener"));
    m_listenerState = new PillLabel({tr("Starting"), Tone::Neutral, Icon::None});
    listener->headLayout()->addWidget(m_listenerState);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_listenerUrl = new Label({}, TextRole::Mono, TextColour::Muted);
    m_listenerUrl->setElideMode(Qt::ElideMiddle);
    m_copy = new Button(Icon::Copy, tr("Copy the listener address"));
    line->addWidget(m_listenerUrl, 1);
    line->addWidget(m_copy);
    listener->content()->addLayout(line);
    auto *health = new Card;
    health->setTitle(tr("Integrations by health"));
    m_healthLines = new QVBoxLayout;
    m_healthLines->setSpacing(8);
    health->content()->addLayout(m_healthLines);
    health->content()->addStretch(1);
    column->addWidget(listener);
    column->addWidget(health, 1);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_listenerUrl->text()); });
    return box;
}

void OverviewPage::setListener(const QString &url, const QString &line, Tone tone)
{
    m_listenerState->setPill({line, tone, Icon::None});
    m_listenerUrl->setText(url.isEmpty() ? tr("No address") : url);
    m_copy->setUnavailable(url.isEmpty() ? tr("The listener is not running.") : QString());
    m_first->setListener(url, line);
}

void OverviewPage::setState(LoadState state, const QString &failure)
{
    m_state = state;
    m_failure = failure;
    refresh();
}

void OverviewPage::setData(const OverviewData &overview, Timestamp now)
{
    m_nothing = nothingArrived(overview);
    m_header->setSubtitle(overviewSubtitle(overview, now));
    m_hour->setValue(hourTile(overview));
    m_integrations->setValue(integrationsTile(overview));
    m_rejected->setValue(rejectedTile(overview, now));
    m_fetches->setValue(fetchTile(overview, now));
    m_chart->setBars(chartBars(overview.volume), OverviewLoader::barWidth);
    m_attention->setItems(overview.attention, now);
    m_attentionCount->setText(overview.attention.isEmpty() ? QString() : countText(overview.attention.size()));
    showHealth(overview.health);
    refresh();
}

void OverviewPage::showHealth(const QMap<Health, int> &health)
{
    while (QLayoutItem *item = m_healthLines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (auto it = health.begin(); it != health.end(); ++it) {
        if (it.value() == 0)
            continue;
        auto *row = new QWidget;
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->addWidget(new PillLabel({healthLabel(it.key()), healthTone(it.key()), Icon::None}));
        line->addStretch(1);
        line->addWidget(new Label(countText(it.value()), TextRole::BodyMedium));
        row->setMinimumHeight(26);
        row->setAccessibleName(QStringLiteral("%1: %2").arg(healthLabel(it.key()), countText(it.value())));
        m_healthLines->addWidget(row);
    }
    if (m_healthLines->count() == 0) {
        auto *none = new Label(tr("No integration is known yet. They appear with their first event."), TextRole::Body, TextColour::Muted);
        none->setWordWrap(true);
        m_healthLines->addWidget(none);
    }
}

void OverviewPage::refresh()
{
    if (m_state == LoadState::Failed) {
        m_message->setText({Icon::CircleX, Tone::Bad, tr("The store cannot be read"), m_failure, tr("Try again")});
        m_stack->setCurrentWidget(m_message);
    } else if (m_state == LoadState::Loading) {
        m_message->setText({Icon::Loader, Tone::Neutral, tr("Reading…"), {}, {}});
        m_stack->setCurrentWidget(m_message);
    } else {
        m_stack->setCurrentWidget(m_nothing ? static_cast<QWidget *>(m_first) : m_content);
    }
}

} // namespace console

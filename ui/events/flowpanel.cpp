// SPDX-License-Identifier: Apache-2.0
#include "ui/events/flowpanel.h"

#include "models/domain/errortext.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSettings>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Narrower than this, the legend gives its place to what can be pressed.
constexpr int legendRoom = 250;
constexpr int buttonsRoom = 720;
constexpr int leastWidth = 400;

} // namespace

FlowPanel::FlowPanel(VolumeLoader &loader, std::shared_ptr<const Clock> clock, QSettings *settings, QWidget *parent)
    : Card(parent), m_loader(loader), m_clock(std::move(clock)), m_settings(settings)
{
    m_histogram = new Histogram(tr("Event volume"), this);
    m_histogram->setToolTipDuration(60'000);
    makeHead();
    content()->addWidget(m_histogram);
    layout()->setContentsMargins(14, 8, 14, 8);
    layout()->setSpacing(4);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_histogram->setMaximumHeight(116);
    connectParts();
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isVisible() && !m_folded)
            followPresent();
    });
    m_tick.start();
    if (m_settings != nullptr) {
        m_range = std::clamp(m_settings->value(u"events/flow/range"_s, m_range).toInt(), 0, int(flowRanges().size()) - 1);
        m_split = m_settings->value(u"events/flow/split"_s).toString() == u"category" ? FlowSplit::Category : FlowSplit::Verdict;
        setFolded(m_settings->value(u"events/flow/folded"_s, false).toBool());
    }
    showRange();
    m_splits->setCurrentIndex(int(m_split));
    fit();
    showCounts();
}

void FlowPanel::makeHead()
{
    m_progress = new Label({}, TextRole::Small, TextColour::Muted, this);
    m_legend = new ChartLegend({}, this);
    m_splits = new QComboBox(this);
    m_splits->addItems({tr("By verdict"), tr("By category")});
    m_splits->setAccessibleName(tr("Split the volume"));
    m_ranges = new SegmentedControl(tr("Time shown"), flowRangeNames(), this);
    m_rangeList = new QComboBox(this);
    m_rangeList->addItems(flowRangeNames());
    m_rangeList->setPlaceholderText(tr("Own span"));
    m_rangeList->setAccessibleName(tr("Time shown"));
    m_fold = new Button(Icon::ChevronUp, tr("Fold the volume away"), this);
    m_fold->setKind(ButtonKind::Ghost);
    headLayout()->addWidget(m_progress);
    headLayout()->addWidget(m_legend);
    headLayout()->addWidget(m_splits);
    headLayout()->addWidget(m_ranges);
    headLayout()->addWidget(m_rangeList);
    headLayout()->addWidget(m_fold);
}

void FlowPanel::connectParts()
{
    const auto choose = [this](int range) {
        setRange(range);
        keep(u"events/flow/range"_s, range);
    };
    connect(m_ranges, &SegmentedControl::currentChanged, this, choose);
    connect(m_rangeList, &QComboBox::activated, this, choose);
    connect(m_splits, &QComboBox::activated, this, [this](int index) {
        setSplit(FlowSplit(index));
        keep(u"events/flow/split"_s, index == int(FlowSplit::Category) ? u"category"_s : u"verdict"_s);
    });
    connect(m_fold, &Button::clicked, this, [this] {
        setFolded(!m_folded);
        keep(u"events/flow/folded"_s, m_folded);
    });
    connect(m_histogram, &Histogram::gridChanged, this, &FlowPanel::look);
    connect(m_histogram, &Histogram::viewChanged, this, [this] {
        m_range = -1;
        showRange();
        // Zoomed with the present in sight it stays in sight.
        m_live = m_histogram->view().to >= toMillis(m_clock->now());
        m_liveSpan = m_histogram->view().span();
        showTitle();
    });
    connect(m_histogram, &Histogram::allRequested, this, [this] { setRange(int(flowRanges().size()) - 1); });
    connect(m_histogram, &Histogram::nowRequested, this, [this] {
        m_liveSpan = m_histogram->view().span();
        m_live = true;
        followPresent();
    });
    connect(m_histogram, &Histogram::brushed, this, &FlowPanel::spanChosen);
    connect(m_histogram, &Histogram::brushCleared, this, &FlowPanel::spanCleared);
    connect(&m_loader, &VolumeLoader::updated, this, &FlowPanel::showCounts);
}

void FlowPanel::keep(const QString &key, const QVariant &value)
{
    if (m_settings != nullptr)
        m_settings->setValue(key, value);
}

void FlowPanel::show(const QString &environment, const Filter &filter)
{
    m_environment = environment;
    m_filter = withoutSpan(filter);
    m_known = true;
    const std::optional<TimeBrush> brush = brushOf(filter);
    const bool fresh = brush != m_histogram->brush();
    m_histogram->setBrush(brush);
    if (fresh)
        showPlace();
    look();
    showCounts();
}

/// A span that was typed, or came from elsewhere, is shown.
void FlowPanel::showPlace()
{
    const std::optional<TimeBrush> brush = m_histogram->brush();
    const TimeView view = m_histogram->view();
    if (!brush || view.span() <= 0)
        return;
    const qint64 now = liveView(view.span(), toMillis(m_clock->now()), m_histogram->plot().width(), m_histogram->timeZone()).to;
    const qint64 from = brush->from.value_or(std::min(view.from, brush->to.value_or(now)));
    const qint64 to = brush->to.value_or(std::max(now, from + 1));
    TimeView shown = showing(view, from, to);
    if (shown == view)
        return;
    // Nothing is to come: the room is better used for what was before.
    if (to <= now && shown.to > now)
        shown = panned(shown, now - shown.to);
    m_live = false;
    m_range = -1;
    showRange();
    m_histogram->setView(shown);
    showTitle();
}

void FlowPanel::look()
{
    if (m_folded || !m_known || m_histogram->grid().bars() == 0)
        return;
    m_loader.setGrid(m_histogram->grid());
    m_loader.show(m_environment, m_filter);
    showTitle();
}

qint64 FlowPanel::rangeSpan() const
{
    if (m_range < 0)
        return m_liveSpan;
    if (const qint64 span = flowRanges().at(m_range); span > 0)
        return span;
    const qint64 now = toMillis(m_clock->now());
    const qint64 first = m_loader.extent() ? toMillis(m_loader.extent()->first) : now - flowRanges().at(1);
    // A little more, so that the first bar does not stick to the axis.
    return std::clamp((now - first) / 100 * 103, flowRanges().first(), longestView);
}

void FlowPanel::followPresent()
{
    const qint64 now = toMillis(m_clock->now());
    m_histogram->setBounds({m_loader.extent() ? toMillis(m_loader.extent()->first) : now - longestView / 30, now + shortestView});
    if (m_live && rangeSpan() > 0)
        m_histogram->setView(liveView(rangeSpan(), now, m_histogram->plot().width(), m_histogram->timeZone()));
}

void FlowPanel::setRange(int range)
{
    m_range = range;
    m_live = true;
    showRange();
    followPresent();
    showTitle();
}

void FlowPanel::setSplit(FlowSplit split)
{
    m_split = split;
    m_splits->setCurrentIndex(int(split));
    showCounts();
}

void FlowPanel::setFolded(bool folded)
{
    m_folded = folded;
    m_histogram->setVisible(!folded);
    fit();
    m_fold->setIconKind(folded ? Icon::ChevronDown : Icon::ChevronUp);
    const QString name = folded ? tr("Show the volume") : tr("Fold the volume away");
    m_fold->setAccessibleName(name);
    m_fold->setToolTip(name);
    showTitle();
    if (!folded) {
        followPresent();
        look();
    }
}

void FlowPanel::showCounts()
{
    const HistogramData shown = histogramOf(m_loader.counts(), m_split);
    m_histogram->setData(shown);
    m_legend->setSeries(shown.series);
    QVector<HistogramSpan> spans;
    for (const ListenerGap &gap : m_loader.gaps().gaps)
        spans.append({toMillis(gap.from), toMillis(gap.to), gapText(gap, m_histogram->timeZone())});
    m_histogram->setSpans(spans);
    if (m_loader.error() != Error())
        m_progress->setText(tr("Cannot be counted: %1").arg(errorText(m_loader.error())));
    else
        m_progress->setText(m_known && m_loader.counting() && m_loader.percent() > 0 ? tr("Counting… %1 %").arg(m_loader.percent()) : QString());
    fit();
    if (m_live && m_range == flowRanges().size() - 1)
        followPresent(); // everything may be more now
}

void FlowPanel::showTitle()
{
    setTitle(m_folded ? tr("Event volume") : tr("Events per %1").arg(stepText(m_histogram->step())));
    fit();
}

void FlowPanel::showRange()
{
    m_ranges->setCurrent(m_range);
    m_rangeList->setCurrentIndex(m_range);
}

void FlowPanel::fit()
{
    const bool buttons = width() >= buttonsRoom;
    const int taken = m_splits->sizeHint().width() + m_ranges->sizeHint().width() + m_legend->sizeHint().width();
    m_progress->setVisible(!m_folded && !m_progress->text().isEmpty());
    m_splits->setVisible(!m_folded);
    m_ranges->setVisible(!m_folded && buttons);
    m_rangeList->setVisible(!m_folded && !buttons);
    m_legend->setVisible(!m_folded && width() - taken > legendRoom);
}

QSize FlowPanel::minimumSizeHint() const
{
    return {leastWidth, Card::minimumSizeHint().height()};
}

void FlowPanel::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    followPresent();
    fit();
}

void FlowPanel::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    followPresent();
}

} // namespace console

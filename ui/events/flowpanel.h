// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/volumeloader.h"
#include "ui/events/flowrules.h"
#include "ui/widgets/card.h"

class QComboBox;
class QSettings;

namespace console {

class Button;
class Label;
class SegmentedControl;

/// The flow of what the filter lets through, over the table: how much when, and when nothing listened. Its brush is the
/// filter's span of time: one is shown and changed by the other. It follows the present until a person looks elsewhere.
/// Can be folded away. GUI thread; the loader outlives it.
class FlowPanel : public Card
{
    Q_OBJECT
public:
    /// `settings` (may be nullptr) keeps what a person chose; it outlives the panel.
    FlowPanel(VolumeLoader &loader, std::shared_ptr<const Clock> clock, QSettings *settings, QWidget *parent = nullptr);

    /// Counts what this filter lets through and shows its span as the brush; moves there when it is out of sight.
    void show(const QString &environment, const Filter &filter);
    [[nodiscard]] Histogram *histogram() const { return m_histogram; }
    [[nodiscard]] bool isFolded() const { return m_folded; }
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The person chose a span; it is to become that of the filter.
    void spanChosen(qint64 fromMs, qint64 untilMs);
    /// The filter is to have no span any more.
    void spanCleared();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void makeHead();
    void connectParts();
    void setFolded(bool folded);
    void setRange(int range);
    void setSplit(FlowSplit split);
    void followPresent();
    void showPlace();
    void showCounts();
    void showTitle();
    /// What has room in the head line.
    void fit();
    void showRange();
    void look();
    [[nodiscard]] qint64 rangeSpan() const;
    void keep(const QString &key, const QVariant &value);

    VolumeLoader &m_loader;
    std::shared_ptr<const Clock> m_clock;
    QSettings *m_settings;
    QString m_environment;
    Filter m_filter; ///< without its span
    bool m_known = false; ///< it was told what to show
    Histogram *m_histogram = nullptr;
    ChartLegend *m_legend = nullptr;
    Label *m_progress = nullptr;
    SegmentedControl *m_ranges = nullptr;
    QComboBox *m_rangeList = nullptr; ///< instead of the buttons where they have no room
    QComboBox *m_splits = nullptr;
    Button *m_fold = nullptr;
    FlowSplit m_split = FlowSplit::Verdict;
    int m_range = 1;      ///< of flowRanges(); -1: a span of the person's own
    qint64 m_liveSpan = 0; ///< of a view of the person's own that follows the present
    bool m_live = true;
    bool m_folded = false;
    QTimer m_tick; ///< the present moves on
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/loadstate.h"
#include "models/tables/overviewloader.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace console {

class AttentionList;
class Button;
class EmptyState;
class FirstEvent;
class Label;
class PageHeader;
class PillLabel;
class StatTile;
class VolumeChart;

/// Answers: is everything all right, and if not, what do I do first? Shows the values it is given; what a button asks for
/// leaves as a signal. GUI thread.
class OverviewPage : public QWidget
{
    Q_OBJECT
public:
    explicit OverviewPage(QWidget *parent = nullptr);

    /// `failure` is shown instead of the page when `state` is Failed.
    void setState(LoadState state, const QString &failure = {});
    void setData(const OverviewData &overview, Timestamp now);
    /// `url` empty: not running; `line` says how it is ("Listening", "Port 7390 is taken").
    void setListener(const QString &url, const QString &line, Tone tone);

Q_SIGNALS:
    void attentionActivated(const console::AttentionItem &item);
    /// A bar of the chart was clicked.
    void eventsRequested(qint64 fromMs, qint64 untilMs);
    void secretRequested();
    void sandboxRequested();
    void retryRequested();

private:
    [[nodiscard]] QWidget *makeTiles();
    [[nodiscard]] QWidget *makeChart();
    [[nodiscard]] QWidget *makeLower();
    [[nodiscard]] QWidget *makeSide();
    void refresh();
    void showHealth(const QMap<Health, int> &health);

    PageHeader *m_header = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_message = nullptr;
    FirstEvent *m_first = nullptr;
    QWidget *m_content = nullptr;
    StatTile *m_hour = nullptr;
    StatTile *m_integrations = nullptr;
    StatTile *m_rejected = nullptr;
    StatTile *m_fetches = nullptr;
    VolumeChart *m_chart = nullptr;
    AttentionList *m_attention = nullptr;
    Label *m_attentionCount = nullptr;
    PillLabel *m_listenerState = nullptr;
    Label *m_listenerUrl = nullptr;
    Button *m_copy = nullptr;
    QVBoxLayout *m_healthLines = nullptr;
    LoadState m_state = LoadState::Loading;
    bool m_nothing = true;
    QString m_failure;
};

} // namespace console

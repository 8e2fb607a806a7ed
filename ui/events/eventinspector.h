// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/bodyterm.h"
#include "models/domain/run.h"
#include "models/tables/comparisonloader.h"
#include "models/tables/eventloader.h"
#include "ui/widgets/inspector.h"

class QMenu;
class QSettings;

namespace console {

class BodyPane;
class Button;
class CodeView;
class ComparePane;
class DeliveriesPane;
class FactChips;
class FindBar;
class NeighboursPane;
class SignaturePanel;
enum class BodyView;

/// Everything about one event: its facts, the body in four views, headers, the signature explained, deliveries, and the
/// events near it; two events compared. Ctrl+F inside it looks in what is shown. GUI thread.
class EventInspector : public Inspector
{
    Q_OBJECT
public:
    enum Tab { BodyTab, HeadersTab, SignatureTab, DeliveriesTab, NeighboursTab };

    explicit EventInspector(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    /// What neighbours and comparisons are read from, and (may be nullptr) where the chosen view is kept; both outlive it.
    void attach(ReadPool &pool, QSettings *settings);
    void present(const std::shared_ptr<const LoadedEvent> &event);
    /// The event cannot be read: says so instead of showing an old one.
    void showProblem(const Error &error);
    /// Why nothing can be fetched now; empty: it can.
    void setFetchBlocked(const QString &reason);
    [[nodiscard]] const std::shared_ptr<const LoadedEvent> &shown() const { return m_event; }
    /// The body tab with this view.
    void showBody(BodyView view);
    /// The event in view becomes the left side of the next comparison.
    void markForComparison();
    [[nodiscard]] EventRef marked() const { return m_marked; }
    /// The event in view (right) with this one (left).
    void compareWith(const EventRef &other);

Q_SIGNALS:
    void integrationFilterRequested(const QString &integrationId);
    /// A value was clicked: only events with it, or with `exclude` only those without.
    void filterTermRequested(const QString &key, const QString &value, bool exclude);
    /// Another event is to be opened.
    void openRequested(qint64 seq);
    /// *Fetch changes* of a verified data-changed event: what its changed models call for.
    void fetchRequested(const console::FetchRequest &request);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeTabs();
    void makeActions();
    void fillTab(int tab);
    void showFacts();
    void showActions();
    void fillCompareMenu(QMenu *menu);
    void copy(const QByteArray &bytes);
    void ask(const ValueTerm &term, bool exclude);
    [[nodiscard]] EventRef key() const;
    [[nodiscard]] FindBar *findBar() const; ///< of the tab in view; nullptr where nothing can be looked for

    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<const LoadedEvent> m_event;
    quint32 m_filled = 0; ///< tabs that show m_event: long texts are set only when looked at
    ReadPool *m_pool = nullptr;
    QSettings *m_settings = nullptr;
    EventRef m_marked;
    FactChips *m_facts = nullptr;
    BodyPane *m_body = nullptr;
    CodeView *m_headers = nullptr;
    FindBar *m_headersFind = nullptr;
    SignaturePanel *m_signature = nullptr;
    DeliveriesPane *m_deliveries = nullptr;
    NeighboursPane *m_neighbours = nullptr;
    ComparePane *m_compare = nullptr;
    QString m_fetchBlocked;
    Button *m_fetch = nullptr;
    Button *m_copyBody = nullptr;
    Button *m_copyId = nullptr;
    Button *m_onlyIntegration = nullptr;
    Button *m_compareButton = nullptr;
};

} // namespace console

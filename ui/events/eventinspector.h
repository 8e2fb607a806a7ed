// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/deliverytable.h"
#include "models/domain/run.h"
#include "models/tables/eventloader.h"
#include "ui/widgets/inspector.h"

namespace console {

class Button;
class CodeView;
class DataTable;
class EmptyState;
class SignaturePanel;

/// Everything about one event: body pretty and raw, headers, the signature explained, deliveries. GUI thread.
class EventInspector : public Inspector
{
    Q_OBJECT
public:
    enum Tab { PrettyTab, RawTab, HeadersTab, SignatureTab, DeliveriesTab };

    explicit EventInspector(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void present(const std::shared_ptr<const LoadedEvent> &event);
    /// The event cannot be read: says so instead of showing an old one.
    void showProblem(const Error &error);
    /// Why nothing can be fetched now; empty: it can.
    void setFetchBlocked(const QString &reason);
    [[nodiscard]] const std::shared_ptr<const LoadedEvent> &shown() const { return m_event; }

Q_SIGNALS:
    void integrationFilterRequested(const QString &integrationId);
    /// *Fetch changes* of a verified data-changed event: what its changed models call for.
    void fetchRequested(const console::FetchRequest &request);

private:
    void fillTab(int tab);
    void copy(const QByteArray &bytes);
    void makeActions();
    void showActions();

    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<const LoadedEvent> m_event;
    quint32 m_filled = 0; ///< tabs that show m_event: long texts are set only when looked at
    CodeView *m_pretty = nullptr;
    CodeView *m_raw = nullptr;
    CodeView *m_headers = nullptr;
    SignaturePanel *m_signature = nullptr;
    DeliveryTable *m_deliveries = nullptr;
    DataTable *m_deliveryView = nullptr;
    QString m_fetchBlocked;
    Button *m_fetch = nullptr;
    Button *m_copyBody = nullptr;
    Button *m_copyId = nullptr;
    Button *m_onlyIntegration = nullptr;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/kombo/komboclient.h"
#include "app/kombo/retrypolicy.h"
#include "models/domain/endpointmap.h"
#include "models/domain/run.h"
#include "models/store/storereader.h"
#include "models/store/storewriter.h"

#include <QObject>

#include <memory>

namespace console {

/// How the engine works; tests make it quicker.
struct FetchLimits
{
    int parallel = 3; ///< integrations at a time
    RetryPolicy retry;
    ClientLimits client;
};

/// Runs fetches: details, then each endpoint page by page; every page is one transaction, the watermark moves with the
/// last one. Different integrations in parallel (three), one run at a time for an integration; the others wait as
/// queued. Made, used and destroyed on one thread (GUI or main); works on its own fetch thread. Destroying it cancels:
/// what is whole stays, no watermark moves.
class FetchEngine : public QObject
{
    Q_OBJECT
public:
    /// `access` gives base address and key of an environment, or the Error that says why there is none; called on the
    /// fetch thread. `writer` outlives the engine.
    using AccessOf = std::function<Result<ApiAccess>(const QString &environment)>;

    FetchEngine(StorePaths paths, StoreWriter &writer, EndpointMap map, AccessOf access,
                std::shared_ptr<const Clock> clock, QObject *parent = nullptr, FetchLimits limits = {});
    ~FetchEngine() override;

    /// Returns a ticket at once; `started` or `refused` follows, never inside start().
    quint64 start(const FetchRequest &request);
    void cancel(qint64 runId);
    /// Asks Kombo for a sync; `syncRequested` follows.
    quint64 requestSync(const QString &environment, const QString &integrationId, bool full);
    /// Reads the details of an integration into the store; `detailsRead` follows.
    quint64 refreshDetails(const QString &environment, const QString &integrationId);

Q_SIGNALS:
    void started(quint64 ticket, const console::RunRow &run);
    /// Busy `run-active` (same integration, kind and models), NotFound `integration` (neither the store nor Kombo knows
    /// it), InvalidInput `endpoint-unknown`, what `access` said, …
    void refused(quint64 ticket, const console::Error &error);
    /// At most ten a second for a run, and at each change of state.
    void progressed(const console::RunRow &run);
    void finished(const console::RunRow &run);
    void syncRequested(quint64 ticket, const tl::expected<console::ForcedSync, console::Error> &answer);
    void detailsRead(quint64 ticket, const tl::expected<console::Integration, console::Error> &answer);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace console

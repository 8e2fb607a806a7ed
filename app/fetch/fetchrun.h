// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/fetch/endpointreader.h"
#include "models/domain/run.h"
#include "models/store/storewriter.h"

namespace console {

/// Works one run off: details where the endpoints are not known yet, then one endpoint after the other; stores pages,
/// the run and its steps. Lives on the fetch thread; destroying it cancels without a word: pages that were handed to
/// the writer stay, no watermark moves.
class FetchRun : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        std::shared_ptr<ApiLine> line;
        StoreWriter *writer = nullptr; ///< outlives the run
        const EndpointMap *map = nullptr;
        std::shared_ptr<const Clock> clock;
        QHash<QString, Timestamp> watermarks; ///< by endpoint path
    };

    /// `row` is stored already, its id given.
    FetchRun(Parts parts, FetchRequest request, RunRow row);
    ~FetchRun() override;

    void start();
    /// Ends with `error` as soon as no page is on its way into the store.
    void stop(const Error &error);
    /// Ends in this moment, for the end of the program: the row is handed to the writer, no signal comes.
    void abandon();

    [[nodiscard]] const RunRow &row() const { return m_row; }

Q_SIGNALS:
    void changed(bool state); ///< row() has news; `state`: a step or the run changed its state
    /// row() is final and stored (or could not be). `error`: what ended it, when something did.
    void ended(const std::optional<console::Error> &error);

private:
    void readDetails();
    void onDetails(Result<void> read);
    void nextStep();
    [[nodiscard]] EndpointReader::Hooks hooksOfStep();
    void storePage(QObject *context, QVector<PageRecord> records, EndpointReader::Stored stored);
    void onStep(const Result<void> &read);
    void end(RunState state, const std::optional<Error> &error);
    void save(std::function<void(Result<void>)> done);
    void saveInPassing();
    StepRow &step() { return m_row.steps[m_step]; }

    Parts m_parts;
    FetchRequest m_request;
    RunRow m_row;
    QVector<Endpoint> m_endpoints; ///< beside m_row.steps
    Integration m_details;
    std::unique_ptr<RetryingCall> m_detailsCall;
    std::unique_ptr<EndpointReader> m_reader;
    qsizetype m_step = -1;
    Timestamp m_savedAt;
    std::optional<Error> m_stop; ///< asked to end with this
    bool m_ending = false;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/readpool.h"
#include "models/store/storewriter.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

namespace console {

/// A clock that stands still until it is set. Any thread.
class SetClock : public Clock
{
public:
    explicit SetClock(Timestamp at) : m_now(toMillis(at)) {}
    [[nodiscard]] Timestamp now() const override { return fromMillis(m_now.load()); }
    void set(Timestamp at) { m_now.store(toMillis(at)); }

private:
    std::atomic<qint64> m_now;
};

/// A real store in a temporary folder with its writer, reader and watch, and short ways to put things into it. Functions
/// return after the commit; false or 0 means that something went wrong. For tests, on their main thread.
class FilledStore
{
public:
    explicit FilledStore(const QString &environmentName = QStringLiteral("test"))
        : environment(environmentName),
          clock(std::make_shared<SetClock>(*parseTimestamp(u"2026-11-20T14:32:10.000Z")))
    {
        paths = openStoreFolder(folder.path() + QStringLiteral("/data")).value();
        writer = StoreWriter::open(paths).value();
        watch = watchStore(paths, writer.get());
        pool = std::make_unique<ReadPool>(paths);
        Environment one;
        one.name = environmentName;
        ready = write([one](WriteTransaction &transaction) { return transaction.saveEnvironment(one); });
    }
    ~FilledStore()
    {
        pool.reset();
        watch.reset();
        writer.reset();
    }

    bool write(std::function<Result<void>(WriteTransaction &)> work)
    {
        std::optional<bool> done;
        writer->write<bool>(
            &context,
            [work](WriteTransaction &transaction) -> Result<bool> {
                const Result<void> outcome = work(transaction);
                if (!outcome)
                    return tl::unexpected<Error>(outcome.error());
                return true;
            },
            [&done](Result<bool> outcome) {
                if (!outcome)
                    qWarning("write: %s", qPrintable(outcome.error().code + u' ' + outcome.error().detail));
                done = outcome.has_value();
            });
        return QTest::qWaitFor([&done] { return done.has_value(); }, 20000) && *done;
    }

    struct Delivery
    {
        QByteArray body;
        Verdict verdict = Verdict::Verified;
        RejectReason reason = RejectReason::None;
        std::optional<Timestamp> at = {}; ///< the clock's when absent
        QString remote = QStringLiteral("127.0.0.1");
    };
    /// Puts them into one batch and waits for the receipts.
    bool deliver(const QVector<Delivery> &deliveries)
    {
        std::atomic<qsizetype> settled = 0;
        const auto connection = QObject::connect(
            writer.get(), &StoreWriter::settled, writer.get(),
            [&settled](const QVector<DeliveryReceipt> &receipts) { settled += receipts.size(); }, Qt::DirectConnection);
        qsizetype queued = 0;
        for (const Delivery &one : deliveries)
            queued += enqueue(one) ? 1 : 0;
        const bool done = QTest::qWaitFor([&] { return settled.load() >= queued; }, 60000);
        QObject::disconnect(connection);
        return done && queued == deliveries.size();
    }
    /// Without waiting.
    bool enqueue(const Delivery &one)
    {
        IncomingDelivery delivery;
        delivery.token = ++m_token;
        delivery.environment = environment;
        delivery.receivedAt = one.at.value_or(clock->now());
        delivery.remoteAddress = one.remote;
        delivery.headers = {{"Host", "localhost:7390"},
                            {"Content-Type", "application/json"},
                            {"X-Kombo-Signature", QByteArray(43, 'A')}};
        delivery.body = one.body;
        delivery.verdict = one.verdict;
        delivery.reason = one.reason;
        delivery.facts = readPayload(one.body);
        return writer->enqueue(std::move(delivery));
    }

    QTemporaryDir folder;
    StorePaths paths;
    QString environment;
    std::shared_ptr<SetClock> clock;
    QObject context;
    std::unique_ptr<StoreWriter> writer;
    std::unique_ptr<StoreWatch> watch;
    std::unique_ptr<ReadPool> pool;
    bool ready = false;

private:
    quint64 m_token = 0;
};

/// `data-changed` of an integration; `number` makes the id.
inline QByteArray dataChangedBody(int number, const QByteArray &integration = "personio:A1", const QByteArray &tool = "personio")
{
    return "{\"id\":\"evt_" + QByteArray::number(number) + "\",\"type\":\"data-changed\",\"data\":{\"integration_id\":\""
        + integration + "\",\"integration_tool\":\"" + tool
        + "\",\"integration_category\":\"HRIS\",\"changed_models\":[{\"name\":\"hris_employees\"}]}}";
}

/// `integration-created`.
inline QByteArray createdBody(int number, const QByteArray &integration, const QByteArray &tool, const QByteArray &organization,
                              const QByteArray &category = "HRIS")
{
    return "{\"id\":\"evt_" + QByteArray::number(number) + "\",\"type\":\"integration-created\",\"data\":{\"id\":\"" + integration
        + "\",\"tool\":\"" + tool + "\",\"category\":\"" + category
        + "\",\"end_user\":{\"origin_id\":\"o1\",\"creator_email\":\"user@example.com\",\"organization_name\":\"" + organization + "\"}}}";
}

/// `integration-state-changed`.
inline QByteArray stateBody(int number, const QByteArray &integration, const QByteArray &tool, const QByteArray &organization,
                            const QByteArray &state, const QByteArray &at, const QByteArray &setup = "COMPLETED",
                            const QByteArray &qa = "PASSED")
{
    return "{\"id\":\"evt_" + QByteArray::number(number)
        + "\",\"type\":\"integration-state-changed\",\"data\":{\"integration_tool\":\"" + tool
        + "\",\"integration_category\":\"HRIS\",\"integration_id\":\"" + integration
        + "\",\"end_user\":{\"origin_id\":\"o1\",\"creator_email\":\"user@example.com\",\"organization_name\":\"" + organization
        + "\"},\"qa_status\":\"" + qa + "\",\"setup_status\":\"" + setup + "\",\"state\":\"" + state + "\",\"updated_at\":\"" + at
        + "\"}}";
}

/// `sync-finished`.
inline QByteArray syncBody(int number, const QByteArray &integration, const QByteArray &tool, const QByteArray &organization,
                           const QByteArray &state, const QByteArray &endedAt)
{
    return "{\"id\":\"evt_" + QByteArray::number(number) + "\",\"type\":\"sync-finished\",\"data\":{\"sync_id\":\"s"
        + QByteArray::number(number) + "\",\"sync_state\":\"" + state + "\",\"sync_started_at\":\"" + endedAt
        + "\",\"sync_ended_at\":\"" + endedAt + "\",\"sync_duration_seconds\":30,\"integration_id\":\"" + integration
        + "\",\"integration_tool\":\"" + tool
        + "\",\"integration_category\":\"HRIS\",\"end_user\":{\"origin_id\":\"o1\",\"creator_email\":\"user@example.com\",\"organization_name\":\""
        + organization + "\"},\"log_url\":\"https://app.kombo.dev/x/logs\"}}";
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/readpool.h"
#include "models/store/storereader.h"
#include "models/store/storewriter.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <mutex>

namespace console::test {

using namespace Qt::StringLiterals;

/// A delivery of `body` as the listener would hand it over.
inline IncomingDelivery delivery(const QByteArray &body, Verdict verdict = Verdict::Verified,
                                 const QString &environment = QStringLiteral("dev"), qint64 atMs = 1'780'000'000'000)
{
    IncomingDelivery delivery;
    delivery.environment = environment;
    delivery.receivedAt = fromMillis(atMs);
    delivery.remoteAddress = QStringLiteral("127.0.0.1");
    delivery.headers = {{"Content-Type", "application/json"}, {"X-Kombo-Signature", "abc"}};
    delivery.body = body;
    delivery.verdict = verdict;
    delivery.reason = verdict == Verdict::Rejected ? RejectReason::Mismatch : RejectReason::None;
    delivery.facts = readPayload(body);
    return delivery;
}

inline QByteArray eventText(const QByteArray &id, const QByteArray &type, const QByteArray &data = "{}")
{
    return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"data\":" + data + "}";
}

inline QByteArray dataChanged(const QByteArray &id, const QByteArray &integration)
{
    return eventText(id, "data-changed",
                 "{\"integration_id\":\"" + integration + "\",\"integration_tool\":\"personio\",\"integration_category\":\"HRIS\","
                 "\"changed_models\":[{\"name\":\"hris_employees\"}]}");
}

inline QByteArray stateChanged(const QByteArray &id, const QByteArray &integration, const QByteArray &state, const QByteArray &updatedAt)
{
    return eventText(id, "integration-state-changed",
                 "{\"integration_id\":\"" + integration + "\",\"integration_tool\":\"personio\",\"integration_category\":\"HRIS\","
                 "\"end_user\":{\"organization_name\":\"Acme\",\"creator_email\":null,\"origin_id\":null},\"qa_status\":\"PASSED\","
                 "\"setup_status\":\"COMPLETED\",\"state\":\"" + state + "\",\"updated_at\":\"" + updatedAt + "\"}");
}

/// Collects receipts from the store thread.
class Receipts
{
public:
    explicit Receipts(StoreWriter &writer)
    {
        QObject::connect(&writer, &StoreWriter::settled, &writer, [this](const QVector<DeliveryReceipt> &receipts) {
            const std::lock_guard lock(m_mutex);
            m_all += receipts;
            m_wake.notify_all();
        }, Qt::DirectConnection);
    }
    /// Waits until `count` are there; fewer after ten seconds.
    QVector<DeliveryReceipt> waitFor(qsizetype count)
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, std::chrono::seconds(10), [&] { return m_all.size() >= count; });
        return m_all;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    QVector<DeliveryReceipt> m_all;
};

/// A data folder of its own with a writer.
class Store
{
public:
    explicit Store(WriterLimits limits = {}) : m_limits(limits) { reopen(); }

    void reopen()
    {
        writer.reset();
        auto opened = StoreWriter::open(paths(), m_limits);
        if (!opened)
            qFatal("%s %s", qPrintable(opened.error().code), qPrintable(opened.error().detail));
        writer = std::move(*opened);
        receipts = std::make_unique<Receipts>(*writer);
    }
    [[nodiscard]] StorePaths paths() const { return {m_folder.path()}; }

    /// Stores one and gives its receipt; nothing else may be on its way.
    DeliveryReceipt put(IncomingDelivery delivery)
    {
        const qsizetype before = receipts->waitFor(0).size();
        if (!writer->enqueue(std::move(delivery)))
            return {};
        const QVector<DeliveryReceipt> all = receipts->waitFor(before + 1);
        return all.size() > before ? all.at(before) : DeliveryReceipt{};
    }
    DeliveryReceipt put(const QByteArray &body, Verdict verdict = Verdict::Verified) { return put(delivery(body, verdict)); }

    /// Runs a write job to its end.
    template <class T> Result<T> write(std::function<Result<T>(WriteTransaction &)> work)
    {
        QObject context;
        std::optional<Result<T>> outcome;
        writer->write<T>(&context, std::move(work), [&outcome](Result<T> result) { outcome = std::move(result); });
        const bool came = QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 10'000);
        return came ? *outcome : failure(ErrorKind::Timeout);
    }

    std::unique_ptr<StoreReader> reader() const
    {
        auto opened = StoreReader::open(paths());
        if (!opened)
            qFatal("%s %s", qPrintable(opened.error().code), qPrintable(opened.error().detail));
        return std::move(*opened);
    }

    std::unique_ptr<Receipts> receipts; ///< outlives the writer's thread
    std::unique_ptr<StoreWriter> writer;

private:
    QTemporaryDir m_folder;
    WriterLimits m_limits;
};

inline QVector<EventRow> allRows(StoreReader &reader, const QString &environment = {}, bool rejected = false)
{
    Filter filter;
    if (rejected)
        filter.terms.append({FilterKey::Verdict, QStringLiteral("rejected"), false, false, {}});
    return reader.eventsAfter(filter, environment, 0, 100'000).value_or(QVector<EventRow>());
}

} // namespace console::test

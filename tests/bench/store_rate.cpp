// SPDX-License-Identifier: Apache-2.0
// Events a second from enqueue to the receipt after COMMIT, with a fixed number in flight.
// store_rate [FOLDER] [SECONDS] [IN-FLIGHT…]
#include "models/store/storewriter.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

#include <condition_variable>
#include <cstdio>
#include <ctime>
#include <mutex>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype bodyBytes = 1024;
constexpr int integrationCount = 200;

/// A `data-changed` or `sync-finished` of about one kilobyte.
QByteArray bodyOf(qint64 number)
{
    const QByteArray integration = "personio:" + QByteArray::number(number % integrationCount);
    QByteArray body = "{\n  \"id\": \"evt-" + QByteArray::number(number) + "\",\n  \"type\": \"";
    if (number % 2 == 0)
        body += "data-changed\",\n  \"data\": {\"integration_id\": \"" + integration
            + "\", \"integration_tool\": \"personio\", \"integration_category\": \"HRIS\", \"changed_models\": [";
    else
        body += "sync-finished\",\n  \"data\": {\"sync_id\": \"s" + QByteArray::number(number)
            + "\", \"sync_state\": \"SUCCEEDED\", \"sync_started_at\": \"2026-05-01T12:00:00.000Z\", \"sync_ended_at\": "
              "\"2026-05-01T12:05:00.000Z\", \"sync_duration_seconds\": 300, \"integration_id\": \""
            + integration
            + "\", \"integration_tool\": \"personio\", \"integration_category\": \"HRIS\", \"end_user\": {\"organization_name\": "
              "\"Acme\", \"creator_email\": null, \"origin_id\": null}, \"log_url\": \"https://app.kombo.dev/x\", \"models\": [";
    for (bool first = true; body.size() < bodyBytes; first = false)
        body += first ? "{\"name\": \"hris_employees\"}" : ", {\"name\": \"hris_employees\"}";
    return body + "]}}";
}

IncomingDelivery deliveryOf(qint64 number)
{
    IncomingDelivery delivery;
    delivery.token = quint64(number);
    delivery.environment = u"bench"_s;
    delivery.receivedAt = SystemClock().now();
    delivery.remoteAddress = u"127.0.0.1"_s;
    delivery.headers = {{"Host", "127.0.0.1:7390"}, {"Content-Type", "application/json"}, {"User-Agent", "store-rate"},
                        {"X-Kombo-Signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}};
    delivery.body = bodyOf(number);
    delivery.verdict = Verdict::Verified;
    delivery.facts = readPayload(delivery.body);
    return delivery;
}

double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

void measure(const QString &folder, qint64 inFlight, double seconds, qint64 &number)
{
    auto writer = StoreWriter::open({folder});
    if (!writer) {
        std::fprintf(stderr, "%s\n", qPrintable(writer.error().detail));
        return;
    }
    std::mutex mutex;
    std::condition_variable wake;
    qint64 pending = 0;
    qint64 stored = 0;
    QObject::connect(writer->get(), &StoreWriter::settled, writer->get(), [&](const QVector<DeliveryReceipt> &receipts) {
        const std::lock_guard lock(mutex);
        pending -= receipts.size();
        for (const DeliveryReceipt &receipt : receipts)
            stored += receipt.stored ? 1 : 0;
        wake.notify_one();
    }, Qt::DirectConnection);

    // Made beforehand: the time of the generator must not count.
    QVector<IncomingDelivery> ready;
    const qint64 most = qint64(seconds * 60'000);
    for (qint64 i = 0; i < most; ++i)
        ready.append(deliveryOf(++number));
    const auto start = std::chrono::steady_clock::now();
    const double cpu = cpuSeconds();
    const auto end = start + std::chrono::duration<double>(seconds);
    for (IncomingDelivery &delivery : ready) {
        std::unique_lock lock(mutex);
        wake.wait(lock, [&] { return pending < inFlight; });
        ++pending;
        lock.unlock();
        if (std::chrono::steady_clock::now() > end || !(*writer)->enqueue(std::move(delivery))) {
            lock.lock();
            --pending;
            break;
        }
    }
    std::unique_lock lock(mutex);
    wake.wait(lock, [&] { return pending == 0; });
    const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("%6lld in flight: %8.0f events/s, %5.1f us CPU an event\n", static_cast<long long>(inFlight), double(stored) / took,
                (cpuSeconds() - cpu) / double(stored) * 1e6);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QTemporaryDir temporary;
    const QString folder = arguments.size() > 1 ? arguments.at(1) : temporary.path();
    const double seconds = arguments.size() > 2 ? arguments.at(2).toDouble() : 3;
    QStringList loads = arguments.mid(3);
    if (loads.isEmpty())
        loads = {u"1"_s, u"16"_s, u"64"_s, u"1000"_s};
    qint64 number = 0;
    for (const QString &load : std::as_const(loads))
        measure(folder, load.toLongLong(), seconds, number);
    return 0;
}

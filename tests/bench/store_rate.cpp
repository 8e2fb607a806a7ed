// SPDX-License-Identifier: Apache-2.0
// Events a second from enqueue to the receipt after COMMIT, with a fixed number in flight, without the side index and while
// it is built, in turns; how fast it is built, and what it takes on disk.
// store_rate [FOLDER] [SECONDS] [IN-FLIGHT…]
#include "models/store/indexreport.h"
#include "models/store/storeindexer.h"
#include "models/store/storewriter.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
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

/// A store in a folder of its own; events go in with a fixed number in flight.
class Run
{
public:
    Run(QString path, bool withIndex) : m_paths{std::move(path)}, m_indexed(withIndex) {}

    struct Outcome
    {
        double rate = 0; ///< events a second
        double cpu = 0;  ///< of the whole process, microseconds an event
    };
    Outcome measure(qint64 inFlight, double seconds);
    /// Indexes what is there with nothing coming in: events a second.
    double indexRate();
    [[nodiscard]] qint64 events() const { return m_number; }
    [[nodiscard]] const StorePaths &paths() const { return m_paths; }
    void setIndexed(bool indexed) { m_indexed = indexed; }

private:
    StorePaths m_paths;
    bool m_indexed;
    qint64 m_number = 0;
};

Run::Outcome Run::measure(qint64 inFlight, double seconds)
{
    auto writer = StoreWriter::open(m_paths);
    if (!writer) {
        std::fprintf(stderr, "%s\n", qPrintable(writer.error().detail));
        return {};
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
    const qint64 most = qint64(seconds * 40'000);
    for (qint64 i = 0; i < most; ++i)
        ready.append(deliveryOf(m_number + i + 1));
    StoreIndexer indexer(m_paths, **writer);
    if (m_indexed)
        indexer.start();
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
        ++m_number;
    }
    std::unique_lock lock(mutex);
    wake.wait(lock, [&] { return pending == 0; });
    const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return {double(stored) / took, (cpuSeconds() - cpu) / double(stored) * 1e6};
}

double Run::indexRate()
{
    auto build = IndexBuild::open(m_paths);
    if (!build || !(*build)->clear())
        return 0;
    const auto start = std::chrono::steady_clock::now();
    for (;;) {
        const auto step = (*build)->step();
        if (!step)
            return 0;
        if (*step == IndexBuild::Step::Idle)
            break;
    }
    return double((*build)->status().indexed) / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(QVector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.value(values.size() / 2);
}

void compare(Run &plain, Run &indexed, qint64 inFlight, double seconds, int rounds)
{
    QVector<double> without, with, ratios, cpuWithout, cpuWith;
    for (int round = 0; round < rounds; ++round) {
        const Run::Outcome one = plain.measure(inFlight, seconds);
        const Run::Outcome other = indexed.measure(inFlight, seconds);
        without.append(one.rate);
        with.append(other.rate);
        cpuWithout.append(one.cpu);
        cpuWith.append(other.cpu);
        ratios.append(other.rate / one.rate);
    }
    std::printf("%6lld in flight: %8.0f events/s, %5.1f us CPU an event; with the index %8.0f, %5.1f us; ratio %.2f\n",
                static_cast<long long>(inFlight), median(without), median(cpuWithout), median(with), median(cpuWith), median(ratios));
    std::fflush(stdout);
}

void sizes(Run &run)
{
    const auto bytes = [&run](const QString &file) { return double(QFileInfo(file).size()) / double(run.events()); };
    const double rate = run.indexRate();
    const auto report = readIndexReport(run.paths());
    if (!report || report->indexed == 0)
        return;
    const double each = double(report->bytes) / double(report->indexed);
    std::printf("index built at %.0f events/s from a store at rest (%lld events)\n", rate, static_cast<long long>(report->indexed));
    std::printf("on disk: %.0f bytes an event, with the index %.0f (+%.0f %%)\n", bytes(run.paths().database()),
                bytes(run.paths().database()) + each, 100 * each / bytes(run.paths().database()));
}

/// The most that the index can cost: an old store gets one while events come in as fast as they can.
void worst(Run &run, double seconds, int rounds)
{
    QVector<double> ratios;
    for (int round = 0; round < rounds; ++round) {
        run.setIndexed(false);
        const double before = run.measure(64, seconds).rate;
        QFile::remove(run.paths().eventIndex());
        run.setIndexed(true);
        ratios.append(run.measure(64, seconds).rate / before);
    }
    std::printf("    64 in flight while a store of %lld events gets its index: ratio %.2f\n", static_cast<long long>(run.events()),
                median(ratios));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QTemporaryDir temporary;
    const QString folder = arguments.size() > 1 ? arguments.at(1) : temporary.path();
    const double seconds = arguments.size() > 2 ? arguments.at(2).toDouble() : 2;
    QStringList loads = arguments.mid(3);
    if (loads.isEmpty())
        loads = {u"1"_s, u"16"_s, u"64"_s, u"1000"_s};
    constexpr int rounds = 3;
    const auto inside = [&folder](const QString &name) { return openStoreFolder(folder + name)->folder; };
    Run plain(inside(u"/plain"_s), false);
    Run indexed(inside(u"/indexed"_s), true);
    for (const QString &load : std::as_const(loads))
        compare(plain, indexed, load.toLongLong(), seconds, rounds);
    sizes(indexed);
    worst(plain, seconds, rounds);
    return 0;
}

// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/windowload.h"

#include "app/signature/signature.h"
#include "models/store/storereader.h"

#include <QTcpSocket>

#include <cstdio>
#include <random>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype bodyBytes = 1024;
constexpr int integrationCount = 200;
constexpr qint64 fillInFlight = 8'000;
constexpr qint64 monthMillis = 30LL * 24 * 3'600'000;

struct Kind
{
    const char *type;
    int share; ///< of 1,000
    const char *members;
};

constexpr Kind kinds[] = {
    {"data-changed", 390, R"("changed_models": [{"name": "hris_employees"}, {"name": "hris_employments"}],)"},
    {"sync-finished", 330,
     R"("sync_state": "SUCCEEDED", "sync_started_at": "2026-05-01T12:00:00.000Z", "sync_ended_at": "2026-05-01T12:05:00.000Z", "sync_duration_seconds": 300,)"},
    {"remote-event-received", 190, R"("remote_event_type": "employee.updated",)"},
    {"integration-state-changed", 40,
     R"("state": "ACTIVE", "setup_status": "COMPLETED", "qa_status": "PASSED", "updated_at": "2026-05-01T12:00:00.000Z",)"},
    {"issue-status-changed", 20, R"("status": "OPEN", "issue": {"id": "i1", "title": "Permission is missing"},)"},
    {"ai-apply-application-status-updated", 10, R"("status": "SUBMITTED",)"},
    {"ai-apply-job-posting-status-updated", 8, R"("status": "PUBLISHED",)"},
    {"inline-assessment-order-received", 2, R"("status": "OPEN",)"},
    {"connection-flow-failed", 10, R"("error": {"code": "AUTHENTICATION_FAILED"},)"},
};

constexpr const char *cities[] = {"Berlin", "Hamburg", "Wien", "Graz", "Bern", "Basel", "Paris", "Lyon", "Madrid", "Porto", "Roma", "Oslo"};
constexpr const char *words[] = {"employment", "changed", "from", "full", "time", "to", "part", "contract", "manager", "absence",
                                 "approved", "pending", "department", "engineering", "support", "sales", "cost", "center",
                                 "payroll", "salary", "starting", "ending", "vacation", "sick", "leave", "team", "remote",
                                 "office", "title", "senior", "junior", "lead", "custom", "field", "value", "updated",
                                 "employee", "candidate", "application", "interview", "offer", "job", "posting", "stage"};

/// The same numbers in each run, whatever the library (splitmix64).
class Dice
{
public:
    explicit Dice(qint64 seed) : m_state(quint64(seed) * 0x9e3779b97f4a7c15ULL) {}
    quint64 next()
    {
        quint64 value = (m_state += 0x9e3779b97f4a7c15ULL);
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
        return value ^ (value >> 31);
    }

private:
    quint64 m_state;
};

const Kind &kindOf(qint64 number)
{
    int place = int(number * 7919 % 1000); // a prime: the kinds are mixed
    for (const Kind &kind : kinds) {
        place -= kind.share;
        if (place < 0)
            return kind;
    }
    return kinds[0];
}

QByteArray integrationOf(qint64 number)
{
    return "personio:bench-" + QByteArray::number(number * 104729 % 1'000'003 % integrationCount);
}

} // namespace

const QString WindowLoad::environment = u"bench"_s;
const QByteArray WindowLoad::secret = QByteArrayLiteral("window-bench-secret");
const QString WindowLoad::frequentFilter = u"type:sync-finished"_s;
const QString WindowLoad::rareFilter = u"type:ai-apply-* integration:personio:bench-17"_s;

QByteArray WindowLoad::body(qint64 number, const QByteArray &id)
{
    const Kind &kind = kindOf(number);
    const QByteArray integration = integrationOf(number);
    Dice dice(number);
    QByteArray body =
        "{\n  \"id\": \"" + id + "\",\n  \"type\": \"" + kind.type + "\",\n  \"data\": {\n    " + kind.members +
        "\n    \"id\": \"d" + QByteArray::number(number) + "\",\n    \"integration_id\": \"" + integration +
        "\",\n    \"integration_tool\": \"personio\",\n    \"integration_category\": \"HRIS\",\n    \"end_user\": {\n"
        "      \"organization_name\": \"Organization " +
        integration.mid(15) +
        "\",\n      \"creator_email\": null,\n      \"origin_id\": null\n    },\n    \"employee_id\": \"" + employee(number) +
        "\",\n    \"work_location\": \"" + cities[number % std::size(cities)] + "\",\n    \"note\": \"";
    while (body.size() < bodyBytes - 24)
        body += QByteArray(words[dice.next() % std::size(words)]) + (dice.next() % 8 == 0 ? QByteArray::number(dice.next() % 100'000) : QByteArray()) + ' ';
    return body + "\"\n  }\n}";
}

QByteArray WindowLoad::employee(qint64 number)
{
    // As Kombo's: letters and digits without an order.
    static constexpr char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghijkmnopqrstuvwxyz";
    Dice dice(number * 2 + 1);
    QByteArray text(24, Qt::Uninitialized);
    for (char &letter : text)
        letter = digits[dice.next() % (sizeof digits - 1)];
    return text;
}

IncomingDelivery WindowLoad::delivery(qint64 number, Timestamp at)
{
    IncomingDelivery delivery;
    delivery.token = quint64(number);
    delivery.environment = environment;
    delivery.receivedAt = at;
    delivery.remoteAddress = u"127.0.0.1"_s;
    delivery.headers = {{"Host", "127.0.0.1:7390"},
                        {"Content-Type", "application/json"},
                        {"User-Agent", "window-bench"},
                        {"X-Kombo-Signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}};
    delivery.body = body(number, "event-" + QByteArray::number(number) + '-' + QByteArray::number(toMillis(at)));
    delivery.verdict = Verdict::Verified;
    delivery.facts = readPayload(delivery.body);
    return delivery;
}

qint64 WindowLoad::stored(const StorePaths &paths)
{
    const auto reader = StoreReader::open(paths);
    const auto version = reader ? (*reader)->version() : tl::unexpected<Error>(reader.error());
    return version ? version->events : 0;
}

bool WindowLoad::fill(const StorePaths &paths, qint64 events)
{
    const qint64 before = stored(paths);
    auto writer = StoreWriter::open(paths);
    if (!writer) {
        std::fprintf(stderr, "cannot write below %s: %s\n", qPrintable(paths.folder),
                     qPrintable(writer.error().detail));
        return false;
    }
    std::atomic<qint64> settled = 0;
    std::atomic<bool> failed = false;
    QObject::connect(
        writer->get(), &StoreWriter::settled, writer->get(),
        [&](const QVector<DeliveryReceipt> &receipts) {
            settled += receipts.size();
            failed = failed || !receipts.last().stored;
        },
        Qt::DirectConnection);
    const qint64 wanted = events - before;
    const qint64 end = toMillis(SystemClock().now());
    for (qint64 i = 0; i < wanted && !failed; ++i) {
        const Timestamp at = fromMillis(end - monthMillis + monthMillis * i / wanted);
        while (i - settled > fillInFlight)
            std::this_thread::sleep_for(1ms);
        if (!(*writer)->enqueue(delivery(before + i + 1, at)))
            failed = true;
        if ((i + 1) % 100'000 == 0)
            std::fprintf(stderr, "%lld events made\n", static_cast<long long>(before + i + 1));
    }
    (*writer)->stop();
    if (failed)
        std::fprintf(stderr, "the store took no more events\n");
    return !failed;
}

WindowStream::WindowStream(StoreWriter &writer, int perSecond, std::chrono::seconds span)
    : m_writer(writer), m_perSecond(perSecond), m_span(span), m_thread([this] { run(); })
{}

WindowStream::~WindowStream()
{
    m_stop = true;
    m_thread.join();
}

void WindowStream::run()
{
    const auto start = std::chrono::steady_clock::now();
    const qint64 total = m_perSecond * m_span.count();
    const qint64 first = std::random_device{}();
    qint64 sent = 0;
    while (sent < total && !m_stop) {
        const std::chrono::duration<double> gone = std::chrono::steady_clock::now() - start;
        const qint64 due = std::min(total, qint64(gone.count() * m_perSecond));
        for (; sent < due; ++sent) {
            const bool taken = m_writer.enqueue(WindowLoad::delivery(first + sent, SystemClock().now()));
            ++(taken ? m_accepted : m_refused);
        }
        std::this_thread::sleep_for(5ms);
    }
    m_finished = true;
}

WindowPost::WindowPost(quint16 port, const QString &path, QByteArray body)
    : m_thread([this, port, path, body = std::move(body)] {
          const QByteArray request =
              "POST " + path.toUtf8() +
              " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n" +
              signatureHeader() + ": " + signatureOf(body, WindowLoad::secret) +
              "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
          m_started = std::chrono::steady_clock::now();
          QTcpSocket socket;
          socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
          socket.write(request);
          QByteArray answer;
          while (answer.size() < 12 && socket.waitForReadyRead(10'000))
              answer += socket.readAll();
          m_status = answer.mid(9, 3).toInt();
      })
{}

WindowPost::~WindowPost()
{
    if (m_thread.joinable())
        m_thread.join();
}

int WindowPost::wait()
{
    if (m_thread.joinable())
        m_thread.join();
    return m_status;
}

} // namespace console

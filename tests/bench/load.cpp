// SPDX-License-Identifier: Apache-2.0
// Load on an HTTP receiver: keep-alive connections, each with one signed webhook of about 1 KB in flight, ids that never
// repeat, for a fixed time. Prints one JSON line.
// kombo_load --url http://127.0.0.1:7390/webhooks/kombo [--connections 64] [--seconds 5] [--size 1024]
// The secret comes from KOMBO_WEBHOOK_SECRET (default `secret`).
#include "app/signature/signature.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace console;
using Moment = std::chrono::steady_clock::time_point;

namespace {

struct Options
{
    std::string host;
    int port = 0;
    std::string path;
    int connections = 64;
    double seconds = 5;
    int size = 1024;
    QByteArray secret = qgetenv("KOMBO_WEBHOOK_SECRET");
};

[[noreturn]] void die(const std::string &text)
{
    std::fprintf(stderr, "kombo_load: %s\n", text.c_str());
    std::exit(2);
}

Options readOptions(int count, char **arguments)
{
    Options options;
    std::string url;
    for (int at = 1; at + 1 < count; at += 2) {
        const std::string_view name = arguments[at];
        const char *value = arguments[at + 1];
        if (name == "--url")
            url = value;
        else if (name == "--connections")
            options.connections = std::atoi(value);
        else if (name == "--seconds")
            options.seconds = std::atof(value);
        else if (name == "--size")
            options.size = std::atoi(value);
        else
            die("unknown option " + std::string(name));
    }
    char host[64] = {};
    char path[512] = "/";
    if (std::sscanf(url.c_str(), "http://%63[0-9.]:%d%511s", host, &options.port, path) < 2)
        die("--url http://ADDRESS:PORT/PATH is needed");
    options.host = host;
    options.path = path;
    if (options.secret.isEmpty())
        options.secret = "secret";
    return options;
}

// Webhooks as Kombo writes them: two spaces of indent, three types, 200 integrations.
class Requests
{
public:
    explicit Requests(const Options &options) : m_options(options), m_random(std::random_device{}()) {}

    const QByteArray &next()
    {
        const QByteArray body = bodyOf(++m_number);
        m_bytes.resize(0);
        m_bytes.append("POST ").append(m_options.path.c_str()).append(" HTTP/1.1\r\nHost: ").append(m_options.host.c_str());
        m_bytes.append("\r\nContent-Type: application/json\r\nUser-Agent: kombo_load\r\nX-Kombo-Signature: ");
        m_bytes.append(signatureOf(body, m_options.secret)).append("\r\nContent-Length: ");
        m_bytes.append(QByteArray::number(body.size())).append("\r\n\r\n").append(body);
        return m_bytes;
    }

private:
    /// 24 letters and digits without an order, as Kombo's ids are: an id that counts up would spare every receiver's index
    /// the random places that real events cost it.
    QByteArray freshId()
    {
        constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789";
        QByteArray id(24, Qt::Uninitialized);
        for (char &letter : id)
            letter = letters[m_random() % letters.size()];
        return id;
    }

    QByteArray bodyOf(qint64 number)
    {
        QByteArray body;
        body.reserve(m_options.size + 256);
        const QByteArray count = QByteArray::number(number);
        const QByteArray integration = "personio:load" + QByteArray::number(number % 200);
        body.append("{\n  \"id\": \"").append(freshId());
        if (number % 3 != 0) {
            body.append("\",\n  \"type\": \"data-changed\",\n  \"data\": {\n    \"integration_id\": \"").append(integration);
            body.append("\",\n    \"integration_tool\": \"personio\",\n    \"integration_category\": \"HRIS\",\n    \"changed_models\": [\n");
            while (body.size() < m_options.size - 60)
                body.append("      {\n        \"name\": \"hris_employees\"\n      },\n");
            return body.append("      {\n        \"name\": \"hris_teams\"\n      }\n    ]\n  }\n}");
        }
        body.append("\",\n  \"type\": \"sync-finished\",\n  \"data\": {\n    \"sync_id\": \"").append(count);
        body.append("\",\n    \"sync_state\": \"SUCCEEDED\",\n    \"sync_started_at\": \"2026-05-01T12:00:00.000Z\",\n"
                    "    \"sync_ended_at\": \"2026-05-01T12:05:00.000Z\",\n    \"sync_duration_seconds\": 300,\n"
                    "    \"integration_id\": \"").append(integration);
        body.append("\",\n    \"integration_tool\": \"personio\",\n    \"integration_category\": \"HRIS\",\n    \"end_user\": {\n"
                    "      \"organization_name\": \"Acme\",\n      \"creator_email\": null,\n      \"origin_id\": null\n    },\n"
                    "    \"log_url\": \"https://app.kombo.dev/env/production/logs/");
        body.append(std::max<qsizetype>(1, m_options.size - body.size() - 12), 'x');
        return body.append("\"\n  }\n}");
    }

    const Options &m_options;
    std::mt19937_64 m_random;
    QByteArray m_bytes;
    qint64 m_number = 0;
};

struct Client
{
    int descriptor = -1;
    QByteArray out;
    qsizetype sent = 0;
    std::string in;
    Moment started;
};

class Load
{
public:
    explicit Load(const Options &options)
        : m_options(options), m_requests(options), m_epoll(::epoll_create1(0)), m_clients(size_t(options.connections))
    {
        for (Client &client : m_clients)
            open(client);
    }

    void run()
    {
        m_begin = std::chrono::steady_clock::now();
        const Moment end = m_begin + std::chrono::microseconds(qint64(m_options.seconds * 1e6));
        for (Client &client : m_clients)
            next(client);
        epoll_event events[256];
        while ((m_now = std::chrono::steady_clock::now()) < end) {
            const int count = ::epoll_wait(m_epoll, events, 256, 100);
            for (int at = 0; at < count; ++at)
                handle(m_clients[events[at].data.u64], events[at].events);
        }
        m_end = m_now;
    }

    [[nodiscard]] bool report()
    {
        std::sort(m_micros.begin(), m_micros.end());
        const auto quantile = [&](double part) {
            return m_micros.empty() ? 0.0 : double(m_micros[size_t(part * double(m_micros.size() - 1))]) / 1000;
        };
        const double seconds = std::chrono::duration<double>(m_end - m_begin).count();
        std::printf("{\"per_second\": %.0f, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"ok\": %zu, \"other\": %lld, \"lost\": %lld, "
                    "\"connections\": %d, \"seconds\": %.2f}\n",
                    double(m_micros.size()) / seconds, quantile(0.5), quantile(0.99), m_micros.size(),
                    static_cast<long long>(m_other), static_cast<long long>(m_lost), m_options.connections, seconds);
        return !m_micros.empty();
    }

private:
    void open(Client &client)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(uint16_t(m_options.port));
        ::inet_pton(AF_INET, m_options.host.c_str(), &address.sin_addr);
        client.descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
        if (::connect(client.descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            die(std::string("no connection: ") + std::strerror(errno));
        const int on = 1;
        ::setsockopt(client.descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{EPOLLIN, {}};
        event.data.u64 = uint64_t(&client - m_clients.data());
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, client.descriptor, &event);
    }

    void next(Client &client)
    {
        client.started = std::chrono::steady_clock::now();
        const QByteArray &bytes = m_requests.next();
        const auto sent = ::send(client.descriptor, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent == bytes.size())
            return;
        client.out = bytes;
        client.sent = std::max<qsizetype>(0, sent);
        want(client, EPOLLIN | EPOLLOUT);
    }

    void want(Client &client, uint32_t mask)
    {
        epoll_event event{mask, {}};
        event.data.u64 = uint64_t(&client - m_clients.data());
        ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, client.descriptor, &event);
    }

    void handle(Client &client, uint32_t events)
    {
        if ((events & EPOLLOUT) != 0 && client.sent < client.out.size()) {
            const auto sent = ::send(client.descriptor, client.out.data() + client.sent, size_t(client.out.size() - client.sent),
                                     MSG_NOSIGNAL | MSG_DONTWAIT);
            client.sent += std::max<ssize_t>(0, sent);
            if (client.sent == client.out.size())
                want(client, EPOLLIN);
        }
        if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0)
            return;
        char piece[8192];
        const auto got = ::recv(client.descriptor, piece, sizeof piece, MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (got <= 0)
            return again(client);
        client.in.append(piece, size_t(got));
        takeAnswer(client);
    }

    // The receiver closed: what was in flight has no answer.
    void again(Client &client)
    {
        ++m_lost;
        ::close(client.descriptor);
        client.in.clear();
        client.out.clear();
        client.sent = 0;
        open(client);
        next(client);
    }

    void takeAnswer(Client &client)
    {
        const size_t end = client.in.find("\r\n\r\n");
        if (end == std::string::npos)
            return;
        size_t length = 0;
        for (size_t at = client.in.find("\r\n"); at < end; at = client.in.find("\r\n", at + 2)) {
            if (::strncasecmp(client.in.c_str() + at + 2, "content-length:", 15) == 0)
                length = size_t(std::atoll(client.in.c_str() + at + 17));
        }
        if (client.in.size() < end + 4 + length)
            return;
        const bool good = client.in.compare(9, 3, "200") == 0;
        client.in.erase(0, end + 4 + length);
        if (good)
            m_micros.push_back(uint32_t(std::chrono::duration_cast<std::chrono::microseconds>(
                                            std::chrono::steady_clock::now() - client.started).count()));
        else
            ++m_other;
        next(client);
    }

    const Options &m_options;
    Requests m_requests;
    int m_epoll;
    std::vector<Client> m_clients;
    std::vector<uint32_t> m_micros; ///< of each 200
    qint64 m_other = 0;
    qint64 m_lost = 0;
    Moment m_begin;
    Moment m_now;
    Moment m_end;
};

} // namespace

int main(int count, char **arguments)
{
    const Options options = readOptions(count, arguments);
    Load load(options);
    load.run();
    return load.report() ? 0 : 1;
}

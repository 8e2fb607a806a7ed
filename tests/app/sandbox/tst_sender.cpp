// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/sender.h"
#include "app/signature/signature.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace console;
using namespace console::sandbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Takes posts and answers the n-th one with the n-th status, later ones with the last.
class Receiver : public QTcpServer
{
public:
    struct Post
    {
        QByteArray signature;
        QByteArray head;
        QByteArray body;
    };

    explicit Receiver(QVector<int> statuses) : m_statuses(std::move(statuses))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/webhooks/kombo"_s.arg(serverPort())); }

    QVector<Post> posts;

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &buffer = m_buffers[socket];
        buffer += socket->readAll();
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = buffer.first(end + 2);
        const qsizetype length = valueOf(head, "content-length").toLongLong();
        if (buffer.size() < end + 4 + length)
            return;
        posts.append({valueOf(head, "x-kombo-signature"), head, buffer.mid(end + 4, length)});
        buffer.remove(0, end + 4 + length);
        const int status = m_statuses[qMin(posts.size() - 1, m_statuses.size() - 1)];
        socket->write("HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: 0\r\n\r\n");
    }
    static QByteArray valueOf(const QByteArray &head, const QByteArray &name)
    {
        const qsizetype at = head.toLower().indexOf(QByteArray("\r\n" + name + ": ")) + 4 + name.size();
        return head.mid(at, head.indexOf("\r\n", at) - at);
    }

    QVector<int> m_statuses;
    QHash<QTcpSocket *, QByteArray> m_buffers;
};

QVector<Happening> happenings(int count)
{
    QVector<Happening> all;
    for (int i = 0; i < count; ++i)
        all.append({Timestamp(), u"data-changed"_s, "{\n  \"id\": \"é" + QByteArray::number(i) + "\"\n}"});
    return all;
}
const QVector<Millis> quick{1ms, 2ms, 4ms, 8ms, 16ms};
} // namespace

class TstSender : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void postsInOrderAndSigned()
    {
        Receiver receiver({200});
        WebhookSender sender("sécret", quick, WebhookFaults({}, 1));
        QSignalSpy settled(&sender, &WebhookSender::settled);
        sender.setUrl(receiver.url());
        sender.enqueue(happenings(20));
        QTRY_COMPARE(settled.size(), 20);
        QCOMPARE(receiver.posts.size(), 20);
        for (int i = 0; i < 20; ++i) {
            const Receiver::Post &post = receiver.posts[i];
            QCOMPARE(post.body, happenings(20)[i].body);
            QCOMPARE(checkSignatureValue(post.body, post.signature, {"sécret"}).verdict, Verdict::Verified);
            QVERIFY(post.head.startsWith("POST /webhooks/kombo HTTP/1.1\r\n"));
            QVERIFY(post.head.toLower().contains("content-type: application/json\r\n"));
        }
    }

    void retriesTheSameBytes()
    {
        Receiver receiver({503, 301, 204, 401, 500, 200});
        WebhookSender sender("s", quick, WebhookFaults({}, 1));
        QSignalSpy settled(&sender, &WebhookSender::settled);
        sender.setUrl(receiver.url());
        sender.enqueue(happenings(1));
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(settled.first().first().toBool(), true);
        QCOMPARE(receiver.posts.size(), 6);
        for (const Receiver::Post &post : std::as_const(receiver.posts)) {
            QCOMPARE(post.body, receiver.posts.first().body);
            QCOMPARE(post.signature, receiver.posts.first().signature);
        }
    }

    void givesUpAfterFiveRetries()
    {
        Receiver receiver({500});
        WebhookSender sender("s", quick, WebhookFaults({}, 1));
        QSignalSpy settled(&sender, &WebhookSender::settled);
        sender.setUrl(receiver.url());
        sender.enqueue(happenings(1));
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(settled.first().first().toBool(), false);
        QCOMPARE(receiver.posts.size(), 6);
    }

    void aFailedOneDoesNotHoldUpOthers()
    {
        Receiver receiver({500, 200});
        WebhookSender sender("s", {20ms}, WebhookFaults({}, 1));
        QSignalSpy settled(&sender, &WebhookSender::settled);
        sender.setUrl(receiver.url());
        sender.enqueue(happenings(3));
        QTRY_COMPARE(settled.size(), 3);
        QCOMPARE(receiver.posts.size(), 4);
        QCOMPARE(receiver.posts[1].body, happenings(3)[1].body);
        QCOMPARE(receiver.posts[3].body, happenings(3)[0].body);
    }

    void survivesAReceiverThatIsNotThere()
    {
        QUrl gone;
        {
            Receiver receiver({200});
            gone = receiver.url();
        }
        WebhookSender sender("s", {1ms, 1ms}, WebhookFaults({}, 1));
        QSignalSpy settled(&sender, &WebhookSender::settled);
        sender.setUrl(gone);
        sender.enqueue(happenings(2));
        QTRY_COMPARE(settled.size(), 2);
        QCOMPARE(settled.first().first().toBool(), false);
    }

    void sendsNothingWithoutAnAddress()
    {
        Receiver receiver({200});
        WebhookSender sender("s", quick, WebhookFaults({}, 1));
        QSignalSpy settled(&sender, &WebhookSender::settled);
        sender.enqueue(happenings(3));
        sender.setUrl(receiver.url());
        sender.enqueue(happenings(1));
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(receiver.posts.size(), 1);
    }

    void signsWronglyOnceAndRightlyOnTheRetry()
    {
        Receiver receiver({200, 200, 200, 200, 200, 200, 200, 200});
        WebhookSender sender("s", quick, WebhookFaults({u"bad-signature"_s}, 1));
        QSignalSpy settled(&sender, &WebhookSender::settled);
        sender.setUrl(receiver.url());
        sender.enqueue(happenings(8));
        QTRY_COMPARE(settled.size(), 8);
        const auto wrong = std::count_if(receiver.posts.begin(), receiver.posts.end(), [](const Receiver::Post &post) {
            return checkSignatureValue(post.body, post.signature, {"s"}).verdict == Verdict::Rejected;
        });
        QCOMPARE(wrong, 2);
    }

    void delaysGrow()
    {
        const QVector<Millis> delays = defaultRetryDelays();
        QCOMPARE(delays.size(), 5);
        QVERIFY(std::is_sorted(delays.begin(), delays.end(), std::less_equal<>()));
    }
};

QTEST_GUILESS_MAIN(TstSender)
#include "tst_sender.moc"

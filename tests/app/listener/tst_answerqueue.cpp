// SPDX-License-Identifier: Apache-2.0
#include "app/listener/answerqueue.h"

#include <QTest>

using namespace console;

namespace {

const QByteArray kDate = QByteArrayLiteral("now");

HttpAnswer numbered(int number)
{
    return {200, QByteArray::number(number), QByteArrayLiteral("text/plain"), {}};
}

// The bodies in the order sent, `*` after one that closes.
QByteArray bodiesOf(const QByteArray &bytes)
{
    QByteArray bodies;
    qsizetype at = 0;
    while ((at = bytes.indexOf("\r\n\r\n", at)) >= 0) {
        at += 4;
        bodies += bytes.mid(at, 1);
        const qsizetype head = bytes.lastIndexOf("HTTP/1.1", at);
        if (bytes.mid(head, at - head).contains("Connection: close"))
            bodies += '*';
    }
    return bodies;
}

} // namespace

class TestAnswerQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersInTheOrderOfRequests();
    void ignoresUnknownAndRepeatedPlaces();
    void saysNothingAfterTheLastAnswer();
    void keepsReadyBytesInTheirPlace();
    void closesAfterTheNextOneWhenAsked();
    void forgetsPlacesThatAreDone();
};

void TestAnswerQueue::answersInTheOrderOfRequests()
{
    AnswerQueue queue;
    QByteArray out;
    const quint32 first = queue.open({});
    const quint32 second = queue.open({});
    const quint32 third = queue.open({});
    queue.settle(third, numbered(3), kDate);
    queue.settle(second, numbered(2), kDate);
    QVERIFY(!queue.takeDue(out));
    QCOMPARE(out, QByteArray());
    QCOMPARE(queue.waiting(), 3);
    queue.settle(first, numbered(1), kDate);
    QVERIFY(!queue.takeDue(out));
    QCOMPARE(bodiesOf(out), QByteArray("123"));
    QCOMPARE(queue.waiting(), 0);
}

void TestAnswerQueue::ignoresUnknownAndRepeatedPlaces()
{
    AnswerQueue queue;
    QByteArray out;
    queue.settle(0, numbered(9), kDate);
    const quint32 first = queue.open({});
    queue.settle(first + 1, numbered(9), kDate);
    queue.settle(first, numbered(1), kDate);
    queue.settle(first, numbered(9), kDate);
    (void) queue.takeDue(out);
    queue.settle(first, numbered(9), kDate);
    const quint32 second = queue.open({});
    queue.settle(first, numbered(9), kDate);
    queue.settle(second, numbered(2), kDate);
    (void) queue.takeDue(out);
    QCOMPARE(bodiesOf(out), QByteArray("12"));
}

void TestAnswerQueue::saysNothingAfterTheLastAnswer()
{
    AnswerQueue queue;
    QByteArray out;
    const quint32 last = queue.open({false, false, true});
    const quint32 after = queue.open({});
    queue.settle(after, numbered(2), kDate);
    queue.settle(last, numbered(1), kDate);
    QVERIFY(queue.takeDue(out));
    QCOMPARE(bodiesOf(out), QByteArray("1*"));
    QVERIFY(queue.takeDue(out));
    QCOMPARE(bodiesOf(out), QByteArray("1*"));
}

void TestAnswerQueue::keepsReadyBytesInTheirPlace()
{
    AnswerQueue queue;
    QByteArray out;
    const quint32 first = queue.open({});
    queue.push("HTTP/1.1 100 Continue\r\n\r\n");
    (void) queue.takeDue(out);
    QCOMPARE(out, QByteArray());
    queue.settle(first, numbered(1), kDate);
    (void) queue.takeDue(out);
    QVERIFY(out.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(out.endsWith("1HTTP/1.1 100 Continue\r\n\r\n"));
}

void TestAnswerQueue::closesAfterTheNextOneWhenAsked()
{
    AnswerQueue queue;
    QByteArray out;
    const quint32 first = queue.open({});
    const quint32 second = queue.open({});
    queue.closeAfterNext();
    queue.settle(first, numbered(1), kDate);
    QVERIFY(!queue.takeDue(out));
    queue.settle(second, numbered(2), kDate);
    QVERIFY(queue.takeDue(out));
    QCOMPARE(bodiesOf(out), QByteArray("12*"));
}

void TestAnswerQueue::forgetsPlacesThatAreDone()
{
    AnswerQueue queue;
    QByteArray out;
    quint32 before = queue.open({});
    for (int round = 0; round < 1000; ++round) { // never empty, as with a client that always has one more on its way
        const quint32 next = queue.open({});
        queue.settle(before, numbered(1), kDate);
        (void) queue.takeDue(out);
        QCOMPARE(queue.waiting(), 1);
        QVERIFY(next != before);
        before = next;
    }
    QCOMPARE(out.count("HTTP/1.1 200"), 1000);
}

QTEST_GUILESS_MAIN(TestAnswerQueue)
#include "tst_answerqueue.moc"

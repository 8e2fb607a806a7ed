// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/faults.h"

#include <QTest>

using namespace console;
using namespace console::sandbox;
using namespace Qt::StringLiterals;

namespace {
Reply page()
{
    Reply reply;
    reply.body = R"({"status":"success","data":{"results":[],"next":"later"}})";
    return reply;
}
Request request(int number)
{
    return {"GET", "/v1/hris/employees?cursor=c" + QByteArray::number(number), "", "personio:x", ""};
}
bool spoilt(const Reply &reply)
{
    return reply.status != 200 || reply.cutAt >= 0 || reply.contentType.startsWith("text/html");
}
} // namespace

class TstFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void retriesGetThrough_data()
    {
        QTest::addColumn<QStringList>("names");
        QStringList every;
        for (const QString &name :
             {u"rate-limit"_s, u"error-503"_s, u"html-503"_s, u"cut-body"_s, u"wrong-content-type"_s}) {
            QTest::newRow(qPrintable(name)) << QStringList{name};
            every.append(name);
        }
        QTest::newRow("all at once") << every;
    }
    void retriesGetThrough()
    {
        QFETCH(QStringList, names);
        ReplyFaults faults(names, 1);
        ReplyFaults again(names, 1);
        int failures = 0;
        for (int i = 0; i < 60; ++i) {
            int attempts = 0;
            for (bool whole = false; !whole;) {
                const Reply reply = faults.apply(request(i), page());
                QCOMPARE(again.apply(request(i), page()).status, reply.status);
                whole = !spoilt(reply);
                failures += whole ? 0 : 1;
                ++attempts;
            }
            QVERIFY(attempts <= 3);
        }
        QVERIFY(failures >= 20);
    }

    void tellsToRetryLaterNowAndThen()
    {
        ReplyFaults faults({u"rate-limit"_s}, 1);
        int with = 0;
        int without = 0;
        for (int i = 0; i < 60; ++i) {
            const Reply reply = faults.apply(request(i), page());
            if (reply.status == 429)
                ++(reply.headers.isEmpty() ? without : with);
        }
        QVERIFY(with > 3 && without > 3);
    }

    void repeatsTheCursorForEver()
    {
        ReplyFaults faults({u"repeat-cursor"_s}, 1);
        const Reply reply = faults.apply(request(4), page());
        QCOMPARE(reply.body, QByteArray(R"({"status":"success","data":{"results":[],"next":"c4"}})"));
        // The first page of several goes on, the only page of a list leads to itself.
        const Request first{"GET", "/v1/hris/employees", "", "personio:x", ""};
        QCOMPARE(faults.apply(first, page()).body, page().body);
        Reply only;
        only.body = R"({"status":"success","data":{"results":[],"next":null}})";
        QVERIFY(faults.apply(first, only).body.contains("\"next\":\""));
        QCOMPARE(faults.apply(request(7), only).body,
                 QByteArray(R"({"status":"success","data":{"results":[],"next":"c7"}})"));
    }

    void leavesEverythingElseAlone()
    {
        ReplyFaults faults(allFaultNames(), 1);
        Reply refused;
        refused.status = 409;
        for (int i = 0; i < 20; ++i) {
            QVERIFY(!spoilt(faults.apply({"GET", "/v1/check-api-key", "", "", ""}, page())));
            QVERIFY(!spoilt(faults.apply({"POST", "/v1/force-sync", "", "personio:x", ""}, page())));
            QCOMPARE(faults.apply(request(i), refused).status, 409);
        }
        ReplyFaults none({}, 1);
        QVERIFY(!spoilt(none.apply(request(1), page())));
    }

    void webhooksAreLostDoubledSwapped()
    {
        QVector<Happening> all;
        for (int i = 0; i < 100; ++i)
            all.append({Timestamp(), u"data-changed"_s, QByteArray::number(i)});
        QCOMPARE(WebhookFaults({}, 1).apply(all), all);
        QCOMPARE(WebhookFaults({u"drop-webhook"_s}, 1).apply(all).size(), 80);
        QCOMPARE(WebhookFaults({u"duplicate-webhook"_s}, 1).apply(all).size(), 125);
        const QVector<Happening> swapped = WebhookFaults({u"reorder-webhook"_s}, 1).apply(all);
        QCOMPARE(swapped.size(), 100);
        QCOMPARE(swapped[0].body, QByteArray("1"));
        QCOMPARE(swapped[1].body, QByteArray("0"));
    }

    void spoilsEveryFourthSignature()
    {
        WebhookFaults faults({u"bad-signature"_s}, 1);
        WebhookFaults none({}, 1);
        int count = 0;
        for (int i = 0; i < 100; ++i) {
            count += faults.spoilsSignature() ? 1 : 0;
            QVERIFY(!none.spoilsSignature());
        }
        QCOMPARE(count, 25);
    }
};

QTEST_GUILESS_MAIN(TstFaults)
#include "tst_faults.moc"

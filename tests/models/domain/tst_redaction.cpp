// SPDX-License-Identifier: Apache-2.0
#include "models/domain/redaction.h"

#include <QElapsedTimer>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretHeadersLoseTheirValue()
    {
        const HeaderList headers{{"Host", "127.0.0.1"},          {"authorization", "Bearer canary"}, {"X-Kombo-Signature", "canary"},
                                 {"X-Kombo-Signature", "canary"}, {"Cookie", "canary"},               {"Set-Cookie", "canary"},
                                 {"X-Auth-Token", "canary"},      {"X-Api-Key", "canary"},            {"Client-SECRET", "canary"},
                                 {"Proxy-Authorization", "canary"}, {"Content-Length", "12"}};
        const HeaderList safe = redactedHeaders(headers);
        QCOMPARE(safe.size(), headers.size());
        for (qsizetype i = 0; i < safe.size(); ++i) {
            QCOMPARE(safe[i].first, headers[i].first);
            const bool open = safe[i].first == "Host" || safe[i].first == "Content-Length";
            QCOMPARE(safe[i].second, open ? headers[i].second : QByteArray("[redacted]"));
        }
    }

    void linesLoseKeys_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("nothing") << u"GET /v1/hris/employees 200"_s << u"GET /v1/hris/employees 200"_s;
        QTest::newRow("bearer") << u"Authorization: Bearer abc.DEF-123"_s << u"Authorization: Bearer [redacted]"_s;
        QTest::newRow("lower case") << u"bearer  abc x"_s << u"bearer [redacted] x"_s;
        QTest::newRow("basic") << u"Basic dXNlcjpwdw=="_s << u"Basic [redacted]"_s;
        QTest::newRow("key") << u"key=ks_prod_AbC123, next"_s << u"key=[redacted], next"_s;
        QTest::newRow("dev key") << u"\"ks_dev_sandbox\""_s << u"\"[redacted]\""_s;
        QTest::newRow("upper case key") << u"KS_PROD_x"_s << u"[redacted]"_s;
        QTest::newRow("bearer with key") << u"Bearer ks_prod_x"_s << u"Bearer [redacted]"_s;
        QTest::newRow("two") << u"ks_dev_a ks_dev_b"_s << u"[redacted] [redacted]"_s;
        QTest::newRow("lines") << u"Bearer abc\r\nks_dev_x\n"_s << u"Bearer [redacted]\\x0D\\x0A[redacted]\\x0A"_s;
        QTest::newRow("in a link") << u"https://x/?k=ks_prod_abc&n=1"_s << u"https://x/?k=[redacted]&n=1"_s;
    }
    void linesLoseKeys()
    {
        QFETCH(QString, text);
        QTEST(redactedLine(text), "line");
    }

    void longTextsStayFast()
    {
        QElapsedTimer timer;
        timer.start();
        (void) redactedLine(u"bearer ks_prod_ "_s.repeated(20'000));
        (void) redactedLine(QString(400'000, u'k'));
        QVERIFY2(timer.elapsed() < 5000, "redaction took over 5 s");
    }
};

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"

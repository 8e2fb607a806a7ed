// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/mappedtext.cpp
#include "models/domain/textpatterns.h"

#include <QElapsedTimer>
#include <QTest>

using namespace console;

class TextPatternsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QList<QByteArray>>("found");
        const auto row = [](const char *text, const QList<QByteArray> &found) { QTest::newRow(text) << QByteArray(text) << found; };
        // Addresses.
        row("john.doe@gmail.com", {"john.doe@gmail.com"});
        row("Mail to <John.Doe+kombo@sub.example.co.uk>, please.", {"John.Doe+kombo@sub.example.co.uk"});
        row("mailto:a@b.de?subject=x", {"a@b.de"});
        row("https://x.test/?mail=john%40example.com&y=1", {"john%40example.com"});
        row("a@b.de;c@d.org c@d.org.", {"a@b.de", "c@d.org", "c@d.org"});
        row("j\xc3\xb6rg@m\xc3\xbcller.de", {"j\xc3\xb6rg@m\xc3\xbcller.de"});
        row("o'neill@example.ie 'quoted@example.ie'", {"o'neill@example.ie", "quoted@example.ie"});
        row("to \"max four\"@x.org.", {"\"max four\"@x.org"});
        row("\"a\":\"b\" \"max four\"@x.org", {"\"max four\"@x.org"});
        row("{\"to\":\"@x.org\"}", {});
        row("max[at]x.org, max (at) x[dot]org", {"max[at]x.org", "max (at) x[dot]org"});
        row("list[at].size f(at) [at] ", {});
        row("user@localhost", {"user@localhost"});
        row("max@desk and 3@5 a@b", {"max@desk"});
        row("max@[127.0.0.9] max@[IPv6:::1] max@[] max@[x", {"max@[127.0.0.9]", "max@[IPv6:::1]"});
        row("?u=max%2540x.org&v=max%252540x.org", {"max%2540x.org", "max%252540x.org"});
        row("max\xef\xbc\xa0x.org", {"max\xef\xbc\xa0x.org"}); // full-width
        row("\xe2\x80\x9emax@x.org\xe2\x80\x9c", {"max@x.org"}); // quotes of typesetting stay
        row("@mention and a@ b.de and @b.de", {});
        row("100%40%", {});
        row("a@b@c.de", {"b@c.de"});
        row("a@b.c", {}); // no domain ends in one letter
        // Phone numbers.
        row("+1 123 456 7890", {"+1 123 456 7890"});
        row("tel:+4917012345678", {"+4917012345678"});
        row("call +49 (0) 30 123-456-78, room 5", {"+49 (0) 30 123-456-78"});
        row("0049 170 1234567", {"0049 170 1234567"});
        row("+49\xc2\xa0" "30\xe2\x80\xaf" "1234567", {"+49\xc2\xa0" "30\xe2\x80\xaf" "1234567"}); // no-break blanks
        row("+49\xe2\x80\x91" "30\xe2\x80\x93" "1234567.", {"+49\xe2\x80\x91" "30\xe2\x80\x93" "1234567"}); // dashes
        row("?tel=%2B4915112345682&x=1", {"%2B4915112345682"}); // in links
        row("?tel=%2b49%20151%2012345682", {"%2b49%20151%2012345682"});
        row("1%2B2=3 and 100%20 and +12%20", {});
        row("030 12345678", {"030 12345678"});
        row("030/12345678", {"030/12345678"});
        row("(030) 1234 5678", {"(030) 1234 5678"});
        row("(555) 123-4567", {"(555) 123-4567"});
        row("555-123-4567", {"555-123-4567"});
        row("Phone: 555-123-4567, fax +1-555-123-4568.", {"555-123-4567", "+1-555-123-4568"});
        row("0049301234567", {"0049301234567"});
        row("00491511234567, or", {"00491511234567"});
        row("call 01511234567 10 times.", {"01511234567"});
        row("030-12345673; 089-12-34-567", {"030-12345673", "089-12-34-567"});
        row("555.123.4569", {"555.123.4569"});
        row("555-123-4567 10 times", {"555-123-4567"});
        row("https://wa.me/4915112345678?text=x", {"4915112345678"});
        row("tel:03012345 tel://5551234 Tel.: 5551234 ?phone=4930123456", {"03012345", "5551234", "5551234", "4930123456"});
        row("\xef\xbc\x8b" "49301234567", {"\xef\xbc\x8b" "49301234567"}); // full-width plus
        row("\xef\xbc\x8b\xef\xbc\x94\xef\xbc\x99" "301234567", {"\xef\xbc\x8b\xef\xbc\x94\xef\xbc\x99" "301234567"});
        row("\xe2\x80\x9e+49301234567\xe2\x80\x9c", {"+49301234567"}); // in quotes of typesetting
        row("\xe2\x80\xad+49 301234567\xe2\x80\xac", {"+49 301234567"}); // copied with marks of direction
        // What only looks a little like one.
        row("2021-09-01T12:00:00.000Z", {});
        row("2021-09-01T12:00:00+02:00", {});
        row("01/02/2024", {});
        row("01.02.2024 10:30", {});
        row("2024-01-02 2024-01-03", {});
        row("1234567890123456", {});
        row("00012345678", {});
        row("0001511234567", {}); // padded with zeros
        row("12345678 012345 01234567890123456", {});
        row("id=01511234567 user_id: 01511234567 #01511234567 x_01511234567", {});
        row("/employees/01511234567/x 01511234567-a 01511234567.jpg personio:01511234567", {});
        row("0151123456789abcdef 0x01511234567 01511234567f", {});
        row("1.2.3 10.20.300 1.2.3.4567 0.0151123456", {});
        row("127.0.0.1 255.255.255.255 192.168.100.2", {});
        row("555.123.4569.1 1555.123.4569 555.123-4569", {});
        row("hotel:5551234 wa.me/x wa.me/12", {});
        row("00000000-0000-0000-0000-000000000000", {});
        row("20240102T030405Z 1700000000 1700000000.123", {});
        row("12435 Berlin", {});
        row("550e8400-e29b-41d4-a716-446655440000", {});
        row("01234567-0123-0123-0123-012345678901", {});
        row("v1.2.3-4567", {});
        row("10.0.12.34:7390", {});
        row("192.168.001.002", {});
        row("personio:CBNMt7dSNCzBdnRTx87dev4E", {});
        row("BO-2024-01 ACME_13 req-555-123-4567-x", {});
        row("1 000 000 000", {});
        row("4111 1111 1111 1111", {});
        row("1.5e+10000000", {});
        row("+12", {});
        row("C++11 and +123456", {});
        row("aGVsbG8+1234567890abc=", {});
        row("978-3-16-148410-0", {});
        row("", {});
        row("+", {});
        row("(", {});
        row("@", {});
        row("%40", {});
    }

    void finds()
    {
        QFETCH(QByteArray, text);
        QFETCH(QList<QByteArray>, found);
        QList<QByteArray> seen;
        for (const PatternHit &hit : personalPatterns(text))
            seen.append(text.mid(hit.start, hit.length));
        QCOMPARE(seen, found);
    }

    void idsHoldFewer()
    {
        for (const char *text : {"0049301234567", "01511234567", "030-12345673", "max@desk"}) {
            QCOMPARE(personalPatterns(text, TextScope::Identifier), QVector<PatternHit>());
            QCOMPARE(personalPatterns(text).size(), 1);
        }
        QCOMPARE(personalPatterns("+49301234567 max@x.org", TextScope::Identifier).size(), 2);
    }

    void hitsAreInOrderAndApart()
    {
        QByteArray text;
        for (int i = 0; i < 2000; ++i)
            text += char("0123456789+-() @.aZ%4/"[(i * 7919 + i / 13) % 22]);
        qsizetype done = 0;
        for (const PatternHit &hit : personalPatterns(text)) {
            QVERIFY(hit.start >= done && hit.length > 0);
            done = hit.start + hit.length;
        }
        QVERIFY(done <= text.size());
    }

    void takesNoLongerThanTheTextIs_data()
    {
        QTest::addColumn<QByteArray>("piece");
        for (const char *piece : {"@", "a@", "a", "0", "0 ", "+1", "+1 ", "(0", "%40", "a.b@c.d-", "030 1", "00 1 ", "\"@", "\"a", "[at]", "a[at]a ", "a@[1", "%25", "%2540", "030-1-", "0151123456 ", "tel:1", "a@a[dot]", "\xef\xbc\x8b", "\xef"})
            QTest::newRow(piece) << QByteArray(piece);
    }

    void takesNoLongerThanTheTextIs()
    {
        QFETCH(QByteArray, piece);
        QElapsedTimer timer;
        timer.start();
        (void)personalPatterns(piece.repeated(2'000'000 / piece.size()));
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TextPatternsTest)
#include "tst_textpatterns.moc"

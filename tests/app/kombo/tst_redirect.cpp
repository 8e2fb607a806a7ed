// SPDX-License-Identifier: Apache-2.0
#include "app/kombo/redirect.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class tst_Redirect : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsOrRefuses_data();
    void followsOrRefuses();
    void refusesToSendABodyElsewhere_data();
    void refusesToSendABodyElsewhere();
    void asksOnlySafeAddresses_data();
    void asksOnlySafeAddresses();
    void knowsRedirects();
};

void tst_Redirect::followsOrRefuses_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("to"); // null: refused
    QTest::addColumn<bool>("same");
    const QString api = u"https://api.kombo.dev/v1/a?x=1"_s;
    QTest::newRow("path") << api << QByteArray("/v2/b") << u"https://api.kombo.dev/v2/b"_s << true;
    QTest::newRow("relative") << api << QByteArray("b?y=2") << u"https://api.kombo.dev/v1/b?y=2"_s << true;
    QTest::newRow("fragment dropped") << api << QByteArray("/b#f") << u"https://api.kombo.dev/b"_s << true;
    QTest::newRow("default port spelled out")
        << api << QByteArray("https://api.kombo.dev:443/b") << u"https://api.kombo.dev:443/b"_s << true;
    QTest::newRow("other port") << api << QByteArray("https://api.kombo.dev:444/b") << u"https://api.kombo.dev:444/b"_s
                                << false;
    QTest::newRow("sub domain") << api << QByteArray("https://x.api.kombo.dev/b") << u"https://x.api.kombo.dev/b"_s
                                << false;
    QTest::newRow("other host") << api << QByteArray("https://evil.example/b") << u"https://evil.example/b"_s << false;
    QTest::newRow("scheme relative") << api << QByteArray("//evil.example/b") << u"https://evil.example/b"_s << false;
    QTest::newRow("case of the host") << api << QByteArray("https://API.KOMBO.DEV/b") << u"https://api.kombo.dev/b"_s
                                      << true;
    QTest::newRow("loopback port") << u"http://127.0.0.1:80/v1"_s << QByteArray("http://127.0.0.1:81/")
                                   << u"http://127.0.0.1:81/"_s << false;
    QTest::newRow("loopback to the world, safely")
        << u"http://127.0.0.1/v1"_s << QByteArray("https://a.example/") << u"https://a.example/"_s << false;
    for (const char *location : {"http://api.kombo.dev/b", "http://127.0.0.1/b", "", "ftp://a.example/",
                                 "file:///etc/passwd", "https://user@evil.example/", "https://", "http://[::1"})
        QTest::addRow("refused: %s", location) << api << QByteArray(location) << QString() << false;
    QTest::newRow("plain http to the world")
        << u"http://127.0.0.1/v1"_s << QByteArray("http://a.example/") << QString() << false;
}

void tst_Redirect::followsOrRefuses()
{
    QFETCH(QString, from);
    QFETCH(QByteArray, location);
    QFETCH(QString, to);
    QFETCH(bool, same);
    for (const int status : {301, 302, 303, 307, 308}) {
        const auto redirect = followRedirect(QUrl(from), status, location, false);
        if (to.isNull()) {
            QVERIFY(!redirect);
            QCOMPARE(redirect.error().code, u"redirect-refused"_s);
            QCOMPARE(redirect.error().kind, ErrorKind::Refused);
        } else {
            QVERIFY(redirect);
            QCOMPARE(*redirect, (Redirect{QUrl(to), same}));
        }
    }
}

void tst_Redirect::refusesToSendABodyElsewhere_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<bool>("follows");
    QTest::newRow("307 same") << 307 << QByteArray("/b") << true;
    QTest::newRow("308 same") << 308 << QByteArray("/b") << true;
    QTest::newRow("302 same") << 302 << QByteArray("/b") << false;
    QTest::newRow("307 other") << 307 << QByteArray("https://evil.example/b") << false;
}

void tst_Redirect::refusesToSendABodyElsewhere()
{
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    QTEST(followRedirect(QUrl(u"https://api.kombo.dev/v1"_s), status, location, true).has_value(), "follows");
}

void tst_Redirect::asksOnlySafeAddresses_data()
{
    QTest::addColumn<QString>("code"); // empty: may be asked
    for (const char *url : {"https://api.kombo.dev/v1", "http://127.0.0.1:7391/v1", "http://127.9.8.7/",
                            "http://[::1]:1/", "http://localhost:7391/v1"})
        QTest::newRow(url) << QString();
    for (const char *url :
         {"http://api.kombo.dev/v1", "http://localhost.evil/", "http://127.0.0.1.nip.io/", "http://[::ffff:10.0.0.1]/",
          "http://[::ffff:127.0.0.1]/", "http://0/", "http://0.0.0.0/", "http://128.0.0.1/", "http://[::]/"})
        QTest::newRow(url) << u"address-plain-http"_s;
    QTest::newRow("ftp://a.example/") << u"address-scheme"_s;
    QTest::newRow("file:///tmp") << u"address-syntax"_s;
    QTest::newRow("") << u"address-syntax"_s;
    QTest::newRow("https://a@b.example/") << u"address-userinfo"_s;
    QTest::newRow("http://127.0.0.1@evil.example/") << u"address-userinfo"_s;
}

void tst_Redirect::asksOnlySafeAddresses()
{
    QFETCH(QString, code);
    const auto allowed = mayBeAsked(QUrl(QString::fromLatin1(QTest::currentDataTag())));
    QCOMPARE(allowed ? QString() : allowed.error().code, code);
}

void tst_Redirect::knowsRedirects()
{
    for (int status = 200; status < 600; ++status)
        QCOMPARE(isRedirect(status), status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
}

QTEST_GUILESS_MAIN(tst_Redirect)
#include "tst_redirect.moc"

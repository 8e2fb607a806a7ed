// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/loopback.cpp
#include "models/domain/environment.h"
#include "models/domain/loopback.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsThisComputer()
    {
        for (const QString &host : {u"localhost"_s, u"::1"_s, u"[::1]"_s, u"127.0.0.1"_s, u"127.255.0.9"_s})
            QVERIFY2(isLoopbackHost(host), qPrintable(host));
        for (const QString &host : {u""_s, u"localhost.evil"_s, u"[localhost]"_s, u"127.0.0.1.nip.io"_s, u"127.1"_s, u"127.0.0.01"_s,
                                    u"127.0.0.256"_s, u"[127.0.0.1]"_s, u"::ffff:127.0.0.1"_s, u"0"_s, u"0.0.0.0"_s, u"128.0.0.1"_s})
            QVERIFY2(!isLoopbackHost(host), qPrintable(host));
    }

    void basesOfTheRegions()
    {
        Environment environment;
        QCOMPARE(apiBase(environment), QUrl(u"https://api.kombo.dev/v1"_s));
        environment.region = Region::Us;
        QCOMPARE(apiBase(environment), QUrl(u"https://api.us.kombo.dev/v1"_s));
        environment.region = Region::Other;
        environment.baseUrl = u"http://127.0.0.1:7391/v1//"_s;
        QCOMPARE(apiBase(environment).toString(), u"http://127.0.0.1:7391/v1"_s);
        for (const Region region : {Region::Eu, Region::Us, Region::Other})
            QVERIFY(regionFromName(regionName(region)) == region);
        QVERIFY(!regionFromName(u"EU").has_value());
    }

    void acceptsAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *name, const QString &text, const QString &url) { QTest::newRow(name) << text << url; };
        row("https", u"https://api.kombo.dev/v1"_s, u"https://api.kombo.dev/v1"_s);
        row("slashes", u"https://api.example.com/v1///"_s, u"https://api.example.com/v1"_s);
        row("no path", u"https://api.example.com"_s, u"https://api.example.com"_s);
        row("port", u"https://api.example.com:8443/v1"_s, u"https://api.example.com:8443/v1"_s);
        row("upper case", u"HTTPS://API.Example.com/v1"_s, u"https://api.example.com/v1"_s);
        row("blanks around", u"  https://api.example.com/v1\n"_s, u"https://api.example.com/v1"_s);
        row("loopback", u"http://127.0.0.1:7391/v1"_s, u"http://127.0.0.1:7391/v1"_s);
        row("loopback net", u"http://127.255.3.4/v1"_s, u"http://127.255.3.4/v1"_s);
        row("localhost", u"http://localhost:7391/v1"_s, u"http://localhost:7391/v1"_s);
        row("LOCALHOST", u"http://LOCALHOST/v1"_s, u"http://localhost/v1"_s);
        row("::1", u"http://[::1]:7391/v1"_s, u"http://[::1]:7391/v1"_s);
        row("::1 in full", u"http://[0:0:0:0:0:0:0:1]/v1"_s, u"http://[::1]/v1"_s);
        row("https to an IPv6", u"https://[2001:db8::7]/v1"_s, u"https://[2001:db8::7]/v1"_s);
    }
    void acceptsAddresses()
    {
        QFETCH(QString, text);
        QFETCH(QString, url);
        const auto checked = checkedApiAddress(text);
        QVERIFY2(checked.has_value(), qPrintable(checked ? QString() : checked.error().code));
        QCOMPARE(checked->toString(), url);
    }

    void refusesAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        const auto row = [](const QString &text, const QString &code) { QTest::newRow(qPrintable(text)) << text << code; };
        const QString plain = u"address-plain-http"_s;
        const QString scheme = u"address-scheme"_s;
        const QString user = u"address-userinfo"_s;
        const QString syntax = u"address-syntax"_s;
        for (const char *host : {"api.kombo.dev", "localhost.evil", "127.0.0.1.nip.io", "127.0.0.1.nip", "[::ffff:10.0.0.1]",
                                 "[::ffff:127.0.0.1]", "[::]", "0", "0.0.0.0", "127.1", "127", "0177.0.0.1", "0x7f.0.0.1",
                                 "2130706433", "127.0.0.256", "127.0.0.01", "127.0.0", "10.0.0.1", "localhost.", "notlocalhost",
                                 "local-host", "[fe80::1]", "[::2]"})
            row(QString(u"http://"_s + QString::fromLatin1(host) + u"/v1"_s), plain);
        row(u"ftp://api.example.com"_s, scheme);
        row(u"file:///etc/passwd"_s, scheme);
        row(u"javascript://alert(1)"_s, scheme);
        row(u"ws://127.0.0.1/v1"_s, scheme);
        row(u"https://user@api.kombo.dev/v1"_s, user);
        row(u"https://user:pw@api.kombo.dev/v1"_s, user);
        row(u"http://127.0.0.1@evil.example/v1"_s, user);
        row(u"http://evil.example@127.0.0.1/v1"_s, user);
        row(u"http://127.0.0.1:80@evil.example/v1"_s, user);
        row(u"https://@api.kombo.dev/v1"_s, user);
        for (const char *text : {"", "   ", "api.kombo.dev/v1", "//api.kombo.dev/v1", "https:", "https:/api.kombo.dev", "https://",
                                 "https:///v1", "https://a b/v1", "https://api.kombo.dev/v1?x=1", "https://api.kombo.dev/v1#x",
                                 "https://api.kombo.dev?", "https:\\\\api.kombo.dev", "http://127.0.0.1\\@evil.example/v1",
                                 "http://127.0.0.1\\.evil.example", "https://api.kombo.dev:0/v1", "https://api.kombo.dev:70000/v1",
                                 "https://api.kombo.dev:/v1", "https://api.kombo.dev:8 0/v1", "http://127.0.0.1:80:80/v1",
                                 "http://[::1/v1", "http://::1/v1", "http://[::1]evil/v1", "http://[fe80::1%25eth0]/v1",
                                 "https://a..b/v1", "https://%6cocalhost/v1", "http://127.0.0.1%2eevil/v1", "https://api_1.example/v1",
                                 "http://localhost\t/v1", "ht tp://localhost/v1"})
            row(QString::fromLatin1(text), syntax);
        row(u"http://ⓛocalhost/v1"_s, syntax);
        row(u"http://127。0。0。1/v1"_s, syntax);
        row(u"https://api.kombо.dev/v1"_s, syntax); // Cyrillic о
        row(QString(u"http://localhost"_s + QChar(u'\0') + u".evil/v1"_s), syntax);
    }
    void refusesAddresses()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        const auto checked = checkedApiAddress(text);
        QVERIFY2(!checked.has_value(), qPrintable(checked ? checked->toString() : QString()));
        QCOMPARE(checked.error(), (Error{ErrorKind::InvalidInput, code, {}}));
    }

    void opensLinksToKombo()
    {
        for (const QString &text : {u"https://app.kombo.dev/env/production/logs/123"_s, u"https://app.kombo.dev/my-prod/logs?interactionId=1&a=%20#x"_s,
                                    u"https://app.kombo.dev:443/logs"_s, u"https://APP.kombo.dev/"_s, u"https://app.kombo.dev"_s})
            QVERIFY2(checkedLink(text).has_value(), qPrintable(text));
        QVERIFY(checkedLink(u"https://kombo.example.org/logs"_s, {u"kombo.example.org"_s}).has_value());
        QVERIFY(!checkedLink(u"https://app.kombo.dev/logs"_s, {u"kombo.example.org"_s}).has_value());
    }

    void refusesLinks_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "http://app.kombo.dev/logs", "https://app.kombo.dev@evil.example/", "https://app.kombo.dev:x@evil.example/",
              "https://user@app.kombo.dev/", "https://app.kombo.dev.evil.example/", "https://evilapp.kombo.dev/",
              "https://kombo.dev/", "https://sub.app.kombo.dev/", "//app.kombo.dev/logs", "app.kombo.dev/logs",
              "https:\\\\app.kombo.dev\\logs", "https://app.kombo.dev\\@evil.example/", "https://evil.example\\.app.kombo.dev/",
              "https://app.kombo.dev:8443/", "https://app.kombo.dev:444/", "https://app.kombo.dev:/", "https://app.kombo.dev./",
              " https://app.kombo.dev/", "https://app.kombo.dev/a b", "https:// app.kombo.dev/", "https://app.kombo.dev /",
              "javascript:alert(1)", "javascript://app.kombo.dev/%0aalert(1)", "file:///etc/passwd", "file://app.kombo.dev/x",
              "data:text/html,x", "vscode://app.kombo.dev/", "smb://app.kombo.dev/x", "HTTPS:app.kombo.dev", "https:/app.kombo.dev/",
              "https:///app.kombo.dev/", "https://evil.example/#https://app.kombo.dev/", "https://evil.example/?app.kombo.dev",
              "https://%61pp.kombo.dev/", "https://app%2ekombo.dev/", "https://app.kombo.dev%00.evil.example/",
              "https://app.kombo.dev\r\nx", "https://app.kombo.dev\t.evil.example/", "https://xn--app-kmbo-9jg.dev/"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("cyrillic a") << u"https://аpp.kombo.dev/"_s;
        QTest::newRow("full-width dot") << u"https://app．kombo．dev/"_s;
        QTest::newRow("ideographic dot") << u"https://app。kombo。dev/"_s;
        QTest::newRow("slash look-alike") << u"https://app.kombo.dev⁄evil.example/"_s;
        QTest::newRow("soft hyphen") << u"https://app.kom\u00ADbo.dev/"_s;
        QTest::newRow("bidi") << u"https://app.kombo.dev/\u202Egpj.exe"_s;
        QTest::newRow("NUL") << QString(u"https://app.kombo.dev"_s + QChar(u'\0') + u".evil.example/"_s);
    }
    void refusesLinks()
    {
        QFETCH(QString, text);
        const auto link = checkedLink(text);
        QVERIFY2(!link.has_value(), qPrintable(link ? link->toString() : QString()));
        QCOMPARE(link.error().code, u"link-refused"_s);
    }

    void namesOfEnvironments()
    {
        Environment environment;
        for (const QString &name : {u"default"_s, u"Prod-EU_2.1"_s, QString(64, u'a')}) {
            environment.name = name;
            QVERIFY2(checkedEnvironment(environment).has_value(), qPrintable(name));
        }
        for (const QString &name : {u""_s, u"a b"_s, u"../x"_s, u".."_s, u"."_s, u"a/b"_s, u"pröd"_s, QString(65, u'a'), u"a\n"_s}) {
            environment.name = name;
            const auto checked = checkedEnvironment(environment);
            QVERIFY2(!checked.has_value(), qPrintable(name));
            QCOMPARE(checked.error().code, u"environment-name"_s);
        }
    }

    void listenerPaths()
    {
        Environment environment;
        environment.name = u"default"_s;
        for (const QString &path : {u"/webhooks/kombo"_s, u"/"_s, u"/a-b_c.d~e/9"_s}) {
            environment.listenerPath = path;
            QVERIFY2(checkedEnvironment(environment).has_value(), qPrintable(path));
        }
        for (const QString &path : {u""_s, u"webhooks"_s, u"/a?b"_s, u"/a b"_s, u"/../x"_s, u"//x"_s, u"/healthz"_s, u"/ä"_s, u"/a%20"_s}) {
            environment.listenerPath = path;
            const auto checked = checkedEnvironment(environment);
            QVERIFY2(!checked.has_value(), qPrintable(path));
            QCOMPARE(checked.error().code, u"listener-path"_s);
        }
    }
};

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"

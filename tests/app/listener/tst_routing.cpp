// SPDX-License-Identifier: Apache-2.0
#include "app/listener/routing.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;
using Kind = RouteDecision::Kind;

namespace {

QVector<ListenerRoute> routes()
{
    return {{u"/webhooks/kombo"_s, u"one"_s, {"first"}},
            {u"/webhooks/kombo"_s, u"two"_s, {"second", "older"}},
            {u"/open"_s, u"three"_s, {}},
            {u"/grüße"_s, u"four"_s, {"fourth"}}};
}

} // namespace

class TestRouting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decides_data();
    void decides();
    void findsTheEnvironmentWhoseSecretFits();
};

void TestRouting::decides_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("allow");
    const auto row = [](const char *method, const QByteArray &path, Kind kind, const char *allow = "") {
        QTest::newRow(QByteArray(method + (' ' + path)).constData()) << QByteArray(method) << path << kind << QByteArray(allow);
    };
    row("POST", "/webhooks/kombo", Kind::Webhook);
    row("POST", "/open", Kind::Webhook);
    row("POST", "/gr\xc3\xbc\xc3\x9f" "e", Kind::Webhook);
    row("POST", "/webhooks/kombo/", Kind::NotFound);
    row("POST", "/webhooks/komb", Kind::NotFound);
    row("POST", "/Webhooks/kombo", Kind::NotFound);
    row("POST", "//webhooks/kombo", Kind::NotFound);
    row("POST", "/webhooks/../webhooks/kombo", Kind::NotFound);
    row("POST", "/webhooks%2Fkombo", Kind::NotFound);
    row("POST", "/%77ebhooks/kombo", Kind::NotFound);
    row("POST", "/", Kind::NotFound);
    row("POST", "", Kind::NotFound);
    row("POST", "*", Kind::NotFound);
    row("OPTIONS", "*", Kind::NotFound);
    for (const char *method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "post", "BREW"})
        row(method, "/webhooks/kombo", Kind::WrongMethod, "POST");
    row("GET", "/healthz", Kind::Health);
    row("HEAD", "/healthz", Kind::Health);
    row("POST", "/healthz", Kind::WrongMethod, "GET, HEAD");
    row("OPTIONS", "/healthz", Kind::WrongMethod, "GET, HEAD");
    row("GET", "/health", Kind::NotFound);
    row("GET", "/events", Kind::NotFound);
}

void TestRouting::decides()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(Kind, kind);
    QFETCH(QByteArray, allow);
    QCOMPARE(routeOf(method, path, routes()), (RouteDecision{kind, allow}));
}

void TestRouting::findsTheEnvironmentWhoseSecretFits()
{
    const QByteArray body = "{}";
    const auto found = [&](const QByteArray &path, const QByteArray &secret) {
        return checkRouted(path, body, {{"X-Kombo-Signature", signatureOf(body, secret)}}, routes());
    };
    QCOMPARE(found("/webhooks/kombo", "first").environment, u"one"_s);
    QCOMPARE(found("/webhooks/kombo", "second").environment, u"two"_s);
    QCOMPARE(found("/webhooks/kombo", "older").environment, u"two"_s);
    QCOMPARE(found("/webhooks/kombo", "older").check.verdict, Verdict::Verified);
    QCOMPARE(found("/webhooks/kombo", "fourth").environment, u"one"_s);
    QCOMPARE(found("/webhooks/kombo", "fourth").check, (SignatureCheck{Verdict::Rejected, RejectReason::Mismatch}));
    QCOMPARE(found("/open", "any").environment, u"three"_s);
    QCOMPARE(found("/open", "any").check.verdict, Verdict::Unchecked);
    QCOMPARE(checkRouted("/nowhere", body, {}, routes()).check.verdict, Verdict::Rejected);
}

QTEST_GUILESS_MAIN(TestRouting)
#include "tst_routing.moc"

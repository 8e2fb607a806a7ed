// SPDX-License-Identifier: Apache-2.0
// covers: app/collector/collector.cpp app/collector/environmentbook.cpp app/collector/ownerrequests.cpp app/collector/stopsignals.cpp
#include "app/collector/collector.h"
#include "app/collector/stopsignals.h"
#include "app/sandbox/samples.h"
#include "models/store/storereader.h"

#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

ProcessEnvironment processEnvironment(const QByteArray &secret)
{
    ProcessEnvironment process;
    process.environment.name = u"default"_s;
    if (!secret.isEmpty())
        process.secrets.webhookSecrets = {secret};
    return process;
}

/// A key store that is locked.
class LockedSecretStore : public SecretStore
{
public:
    void read(const QString &, QObject *context, Read done) override
    {
        QMetaObject::invokeMethod(context, [done] { done(failure(ErrorKind::Refused, u"keyring-locked"_s)); }, Qt::QueuedConnection);
    }
    void write(const QString &, const EnvironmentSecrets &, QObject *, Done) override {}
    void remove(const QString &, QObject *, Done) override {}
    QString description() const override { return {}; }
};

} // namespace

class CollectorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bookGivesRoutesAndAccess()
    {
        EnvironmentBook book;
        Environment acme;
        acme.name = u"acme"_s;
        acme.region = Region::Us;
        acme.listenerPath = u"/webhooks/acme"_s;
        book.put(acme);
        QCOMPARE(book.accessOf(u"acme"_s).error().code, u"api-key"_s);
        QCOMPARE(book.accessOf(u"nobody"_s).error().kind, ErrorKind::NotFound);
        book.setSecrets(u"acme"_s, {"key", {"one", "two"}});
        QCOMPARE(book.accessOf(u"acme"_s)->base, QUrl(u"https://api.us.kombo.dev/v1"_s));
        QCOMPARE(book.routes().size(), 1);
        QCOMPARE(book.routes().first().secrets, (QVector<QByteArray>{"one", "two"}));
        acme.region = Region::Other;
        acme.baseUrl = u"http://api.example.org/v1"_s;
        book.put(acme); // the secrets stay, but the key goes nowhere in clear
        QVERIFY(!book.accessOf(u"acme"_s));
        book.remove(u"acme"_s);
        QVERIFY(book.environments().isEmpty());
        QVERIFY(book.secrets(u"acme"_s).apiKey.isEmpty());
    }

    void receivesStoresAndAnswers()
    {
        Fixture fixture("secret");
        const QUrl url = fixture.listen();
        QCOMPARE(fixture.post(url, "secret"), 200);
        QCOMPARE(fixture.post(url, "other"), 401);
        const auto totals = fixture.reader()->totals({}, SystemClock().now());
        QVERIFY(totals);
        QCOMPARE(totals->stored, 1);
        QCOMPARE(totals->rejected, 1);
    }

    void checksUncheckedEventsWhenASecretArrives()
    {
        Fixture fixture({});
        const QUrl url = fixture.listen();
        QCOMPARE(fixture.post(url, "late"), 200);
        QCOMPARE(fixture.reader()->totals({}, SystemClock().now())->unchecked, 1);
        std::optional<Result<void>> saved;
        fixture.collector->saveEnvironment(processEnvironment({}).environment, EnvironmentSecrets{"key", {"late"}},
                                           [&](const Result<void> &result) { saved = result; });
        QTRY_VERIFY(saved.has_value());
        QVERIFY(*saved);
        QTRY_COMPARE(fixture.reader()->totals({}, SystemClock().now())->unchecked, 0);
        QCOMPARE(fixture.reader()->integrations({})->size(), 1);
        QCOMPARE(fixture.post(url, "wrong"), 401); // the running listener knows the secret
    }

    void refusesTwoEnvironmentsOnOnePath()
    {
        Fixture fixture("secret");
        Environment other;
        other.name = u"other"_s;
        std::optional<Result<void>> saved;
        fixture.collector->saveEnvironment(other, std::nullopt, [&](const Result<void> &result) { saved = result; });
        QTRY_VERIFY(saved.has_value());
        QCOMPARE(saved->error().code, u"listener-path-taken"_s);
    }

    void saysWhenSecretsCannotBeRead()
    {
        Fixture fixture("secret");
        Environment acme;
        acme.name = u"acme"_s;
        acme.listenerPath = u"/acme"_s;
        std::optional<Result<void>> saved;
        fixture.collector->saveEnvironment(acme, std::nullopt, [&](const Result<void> &result) { saved = result; });
        QTRY_VERIFY(saved.has_value() && saved->has_value());
        fixture.collector.reset();
        fixture.config.process.reset();
        auto opened = Collector::open(fixture.config, std::make_unique<LockedSecretStore>());
        QVERIFY(opened);
        QSignalSpy unreadable(opened->get(), &Collector::secretsUnreadable);
        QSignalSpy ready(opened->get(), &Collector::ready);
        (*opened)->start(false);
        QVERIFY(ready.wait());
        QCOMPARE(unreadable.count(), 1);
        QCOMPARE(unreadable[0][0].toString(), u"acme"_s);
        QCOMPARE(unreadable[0][1].value<Error>().code, u"keyring-locked"_s);
    }

    void aSecondKeyCheckEndsTheFirst()
    {
        Fixture fixture("secret");
        fixture.collector->book().setSecrets(u"default"_s, {"key", {}});
        std::optional<Result<QString>> first;
        fixture.collector->checkKey(u"default"_s, [&](const Result<QString> &answer) { first = answer; });
        QVERIFY(!first);
        fixture.collector->checkKey(u"nobody"_s, [](const Result<QString> &) {});
        QVERIFY(first);
        QCOMPARE(first->error().kind, ErrorKind::Cancelled);
    }

    void aSecondOwnerIsToldWhoHasIt()
    {
        Fixture fixture("secret");
        const auto second = Collector::open(fixture.config, memorySecretStore());
        QVERIFY(!second);
        QCOMPARE(second.error().code, u"store-owned"_s);
        QVERIFY(second.error().detail.contains(QString::number(QCoreApplication::applicationPid())));
    }

    void otherProcessesCanAskTheOwner_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QString>("code");
        QTest::newRow("unknown command") << u"dance"_s << QJsonObject{} << u"owner-command"_s;
        QTest::newRow("fetch without a key") << u"fetch"_s << QJsonObject{{u"environment"_s, u"default"_s}, {u"integration"_s, u"x:y"_s}} << u"api-key"_s;
        QTest::newRow("sync without a key") << u"sync"_s << QJsonObject{{u"environment"_s, u"default"_s}, {u"integration"_s, u"x:y"_s}} << u"api-key"_s;
        QTest::newRow("bad environment name") << u"env-save"_s << QJsonObject{{u"name"_s, u"a b"_s}, {u"path"_s, u"/x"_s}} << u"environment-name"_s;
        QTest::newRow("good environment") << u"env-save"_s << QJsonObject{{u"name"_s, u"acme"_s}, {u"path"_s, u"/acme"_s}} << QString();
        const QJsonArray one{1};
        QTest::newRow("pin an event") << u"mark"_s << QJsonObject{{u"events"_s, one}, {u"pinned"_s, true}} << QString();
        QTest::newRow("comment on an event") << u"mark"_s << QJsonObject{{u"events"_s, one}, {u"comment"_s, u"seen"_s}} << QString();
        QTest::newRow("take both away") << u"mark"_s << QJsonObject{{u"events"_s, one}, {u"pinned"_s, false}, {u"comment"_s, u""_s}} << QString();
        QTest::newRow("mark no event") << u"mark"_s << QJsonObject{{u"events"_s, QJsonArray{1, 99}}, {u"pinned"_s, true}} << u"event"_s;
        QTest::newRow("mark a text") << u"mark"_s << QJsonObject{{u"events"_s, QJsonArray{u"1"_s}}, {u"pinned"_s, true}} << u"event"_s;
        QTest::newRow("mark too much") << u"mark"_s << QJsonObject{{u"events"_s, one}, {u"comment"_s, QString(2'001, u'x')}} << u"comment-length"_s;
        QTest::newRow("unknown environment") << u"env-remove"_s << QJsonObject{{u"name"_s, u"nobody"_s}} << u"environment"_s;
    }

    void otherProcessesCanAskTheOwner()
    {
        QFETCH(QString, command);
        QFETCH(QJsonObject, arguments);
        QFETCH(QString, code);
        Fixture fixture("secret");
        QCOMPARE(fixture.post(fixture.listen(), "secret"), 200); // event 1
        OwnerClient client({fixture.folder.path()});
        QSignalSpy finished(&client, &OwnerClient::finished);
        client.send(command, arguments);
        QTRY_COMPARE(finished.count(), 1);
        const auto result = finished[0][0].value<tl::expected<QJsonObject, Error>>();
        QCOMPARE(result ? QString() : result.error().code, code);
        if (command != u"mark")
            return;
        const EventRow row = fixture.reader()->eventRows({1}, false)->first();
        QCOMPARE(row.pinned, code.isEmpty() && arguments[u"pinned"].toBool());
        QCOMPARE(row.comment, code.isEmpty() ? arguments[u"comment"].toString() : QString());
    }

    void aLentKeyIsGivenBack()
    {
        Fixture fixture("secret");
        fixture.listen();
        fixture.collector->book().setSecrets(u"default"_s, {"own", {"secret"}});
        const QUrl before = fixture.collector->book().accessOf(u"default"_s)->base;
        OwnerClient client({fixture.folder.path()});
        QSignalSpy finished(&client, &OwnerClient::finished);
        client.send(u"sync"_s, {{u"environment"_s, u"default"_s},
                                {u"integration"_s, u"personio:x"_s},
                                {u"api_key"_s, u"lent"_s},
                                {u"api_url"_s, u"http://127.0.0.1:9/v1"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000); // nobody answers there
        QTRY_COMPARE(fixture.collector->book().secrets(u"default"_s).apiKey, QByteArray("own"));
        QCOMPARE(fixture.collector->book().accessOf(u"default"_s)->base, before);
    }

    void runsTheSandboxAtAFirstStart()
    {
        Fixture fixture({}, true);
        fixture.listen();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.reader()->totals(u"sandbox"_s, SystemClock().now())->stored >= 10, 20'000);
        QVERIFY(fixture.reader()->totals(u"sandbox"_s, SystemClock().now())->rejected == 0);
        QCOMPARE(fixture.reader()->environments()->first().name, u"sandbox"_s);
    }

    void turnsSigtermIntoASignal()
    {
        StopSignals stop;
        QSignalSpy requested(&stop, &StopSignals::requested);
        ::raise(SIGTERM);
        QTRY_COMPARE(requested.count(), 1);
        ::raise(SIGINT);
        QTRY_COMPARE(requested.count(), 2);
    }

private:
    struct Fixture
    {
        explicit Fixture(const QByteArray &secret, bool firstStart = false)
        {
            config.paths = {folder.path()};
            config.role = u"test"_s;
            config.listener.port = 0;
            config.sandbox = config.firstStart = firstStart;
            if (!firstStart)
                config.process = processEnvironment(secret);
            auto opened = Collector::open(config, memorySecretStore());
            if (!opened)
                qFatal("the collector cannot be opened");
            collector = std::move(*opened);
        }

        QUrl listen()
        {
            QSignalSpy listening(collector.get(), &Collector::listening);
            collector->start(true);
            if (listening.isEmpty() && !listening.wait(10'000))
                return {};
            QUrl url = listening[0][0].toUrl();
            url.setPath(collector->book().environments().first().listenerPath);
            return url;
        }

        int post(const QUrl &url, const QByteArray &secret)
        {
            const auto request = signedRequest(*sampleBody(u"integration-state-changed"_s), secret);
            QNetworkRequest http(url);
            for (const auto &[name, value] : request->headers)
                http.setRawHeader(name, value);
            std::unique_ptr<QNetworkReply> reply(network.post(http, request->body));
            QSignalSpy finished(reply.get(), &QNetworkReply::finished);
            if (finished.isEmpty() && !finished.wait(10'000))
                return -1;
            return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        }

        std::unique_ptr<StoreReader> reader()
        {
            auto opened = StoreReader::open(config.paths);
            if (!opened)
                qFatal("the store cannot be read");
            return std::move(*opened);
        }

        QTemporaryDir folder;
        CollectorConfig config;
        std::unique_ptr<Collector> collector;
        QNetworkAccessManager network;
    };
};

QTEST_GUILESS_MAIN(CollectorTest)
#include "tst_collector.moc"

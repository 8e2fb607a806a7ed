// SPDX-License-Identifier: Apache-2.0
// covers: app/secrets/memorysecretstore.cpp app/secrets/desktopsecretstore.cpp app/secrets/secretvariables.cpp
#include "app/secrets/desktopsecretstore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const EnvironmentSecrets example{QByteArrayLiteral("ks_dev_canary"), {QByteArrayLiteral("cur\0rent"), QByteArrayLiteral("previous")}};

Result<EnvironmentSecrets> readBack(SecretStore &store, QObject *context)
{
    std::optional<Result<EnvironmentSecrets>> answer;
    store.read(u"acme"_s, context, [&](Result<EnvironmentSecrets> value) { answer = std::move(value); });
    if (answer)
        return failure(ErrorKind::InvalidInput, u"answered inside the call"_s);
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 10'000))
        return failure(ErrorKind::Timeout);
    return *answer;
}

} // namespace

class SecretStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"KOMBO_WEBHOOK_SECRET", "KOMBO_WEBHOOK_SECRET_PREVIOUS", "KOMBO_API_KEY", "KOMBO_API_URL"})
            qunsetenv(name);
    }

    void keepsReplacesAndForgets_data()
    {
        QTest::addColumn<bool>("desktop");
        QTest::newRow("memory") << false;
        // Without a session bus the desktop's store has to fall back to memory by itself.
        QTest::newRow("desktop without a key store") << true;
    }

    void keepsReplacesAndForgets()
    {
        QFETCH(bool, desktop);
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        const auto store = desktop ? desktopSecretStore(u"/data"_s) : memorySecretStore();
        QObject context;
        QVERIFY(!readBack(*store, &context));
        std::optional<Result<void>> written;
        store->write(u"acme"_s, example, &context, [&](const Result<void> &result) { written = result; });
        QTRY_VERIFY(written.has_value());
        QVERIFY(*written);
        const auto read = readBack(*store, &context);
        QVERIFY(read);
        QCOMPARE(read->apiKey, example.apiKey);
        QCOMPARE(read->webhookSecrets, example.webhookSecrets);
        if (desktop)
            QVERIFY(store->description().contains(u"memory"));
        std::optional<Result<void>> removed;
        store->remove(u"acme"_s, &context, [&](const Result<void> &result) { removed = result; });
        QTRY_VERIFY(removed.has_value());
        QVERIFY(*removed);
        QVERIFY(!readBack(*store, &context));
    }

    void doesNotCallADeadContext()
    {
        const auto store = memorySecretStore();
        bool called = false;
        {
            QObject context;
            store->read(u"acme"_s, &context, [&](const auto &) { called = true; });
        }
        QCoreApplication::sendPostedEvents();
        QVERIFY(!called);
    }

    void packsAnyBytes()
    {
        const auto back = unpackedSecrets(packedSecrets(example));
        QVERIFY(back);
        QCOMPARE(back->apiKey, example.apiKey);
        QCOMPARE(back->webhookSecrets, example.webhookSecrets);
        QCOMPARE(unpackedSecrets(QByteArrayLiteral("not an entry")).error().code, u"secret-entry"_s);
    }

    void takesVariablesOutOfTheEnvironment()
    {
        QVERIFY(!takeSecretVariables());
        qputenv("KOMBO_WEBHOOK_SECRET_PREVIOUS", "old");
        qputenv("KOMBO_WEBHOOK_SECRET", "new");
        qputenv("KOMBO_API_KEY", "key");
        qputenv("KOMBO_API_URL", "http://127.0.0.1:1/v1");
        const auto taken = takeSecretVariables();
        QVERIFY(taken);
        QCOMPARE(taken->secrets.webhookSecrets, (QVector<QByteArray>{"new", "old"}));
        QCOMPARE(taken->secrets.apiKey, QByteArray("key"));
        QCOMPARE(taken->apiUrl, u"http://127.0.0.1:1/v1"_s);
        for (const char *name : {"KOMBO_WEBHOOK_SECRET", "KOMBO_WEBHOOK_SECRET_PREVIOUS", "KOMBO_API_KEY", "KOMBO_API_URL"})
            QVERIFY2(!qEnvironmentVariableIsSet(name), name);
    }

    void readsASecretsFile_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("mode");
        QTest::addColumn<QString>("code");
        const QByteArray good = "# comment\n\nKOMBO_WEBHOOK_SECRET=a=b \r\nKOMBO_API_KEY=k\n";
        QTest::newRow("good") << good << 0x6000 << QString();
        QTest::newRow("readable by the group") << good << 0x6040 << u"secrets-file-mode"_s;
        QTest::newRow("readable by all") << good << 0x6004 << u"secrets-file-mode"_s;
        QTest::newRow("unknown name") << QByteArray("KOMBO_API_KEY=k\nOTHER=1\n") << 0x6000 << u"secrets-file"_s;
        QTest::newRow("no equals sign") << QByteArray("secret") << 0x6000 << u"secrets-file"_s;
    }

    void readsASecretsFile()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, mode);
        QFETCH(QString, code);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"secrets"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        QVERIFY(file.setPermissions(QFileDevice::Permissions(mode)));
        const auto read = readSecretsFile(file.fileName());
        QCOMPARE(read ? QString() : read.error().code, code);
        if (read) {
            QCOMPARE(read->secrets.webhookSecrets, (QVector<QByteArray>{"a=b "}));
            QCOMPARE(read->secrets.apiKey, QByteArray("k"));
        } else {
            QVERIFY(!read.error().detail.contains(u"a=b"));
        }
    }

    void saysThatAFileIsMissing()
    {
        QCOMPARE(readSecretsFile(u"/nonexistent/secrets"_s).error().kind, ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(SecretStoreTest)
#include "tst_secretstore.moc"

// SPDX-License-Identifier: Apache-2.0
#include "models/domain/errortext.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasItsSentenceAndExitCode_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("part");
        QTest::addColumn<int>("exitCode");
        const auto row = [](const char *name, ErrorKind kind, const QString &part, int exitCode) {
            QTest::newRow(name) << static_cast<int>(kind) << part << exitCode;
        };
        row("InvalidInput", ErrorKind::InvalidInput, u"check what was given"_s, 2);
        row("NotFound", ErrorKind::NotFound, u"check how it is written"_s, 1);
        row("Unreachable", ErrorKind::Unreachable, u"check the network"_s, 3);
        row("Refused", ErrorKind::Refused, u"check the key"_s, 3);
        row("Waiting", ErrorKind::Waiting, u"not ready yet"_s, 1);
        row("RateLimited", ErrorKind::RateLimited, u"slow down"_s, 3);
        row("RemoteFault", ErrorKind::RemoteFault, u"try again later"_s, 3);
        row("Timeout", ErrorKind::Timeout, u"too long"_s, 3);
        row("Cancelled", ErrorKind::Cancelled, u"is kept"_s, 1);
        row("Busy", ErrorKind::Busy, u"in use"_s, 3);
        row("Storage", ErrorKind::Storage, u"check the disk"_s, 4);
        row("StorageFull", ErrorKind::StorageFull, u"free some space"_s, 4);
        row("StorageNewer", ErrorKind::StorageNewer, u"newer version"_s, 4);
        row("StorageDamaged", ErrorKind::StorageDamaged, u"left as it is"_s, 4);
    }
    void everyKindHasItsSentenceAndExitCode()
    {
        QFETCH(int, kind);
        QFETCH(QString, part);
        QFETCH(int, exitCode);
        const Error error{static_cast<ErrorKind>(kind), {}, {}};
        const QString text = errorText(error);
        QVERIFY2(text.contains(part), qPrintable(text));
        QVERIFY(text.endsWith(u'.'));
        QCOMPARE(exitCodeFor(error), exitCode);
    }

    void wrongUseIsSaidInItsOwnWords()
    {
        QCOMPARE(errorText({ErrorKind::InvalidInput, u"option"_s, u"--port takes a whole number"_s}), u"--port takes a whole number."_s);
        QCOMPARE(errorText({ErrorKind::InvalidInput, u"usage"_s, u"a\nb"_s}).count(u'\n'), 0);
    }

    void codesSayMoreThanTheirKind_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("part");
        QTest::newRow("port") << u"port-taken"_s << u"--port"_s;
        QTest::newRow("owner") << u"store-owned"_s << u"--data"_s;
        QTest::newRow("newer") << u"store-newer"_s << u"newer version"_s;
        QTest::newRow("path taken") << u"listener-path-taken"_s << u"--path"_s;
        QTest::newRow("no secret") << u"webhook-secret"_s << u"KOMBO_WEBHOOK_SECRET"_s;
        QTest::newRow("truncated") << u"store-truncated"_s << u"left as it is"_s;
        QTest::newRow("network file system") << u"store-no-wal"_s << u"local disk"_s;
        QTest::newRow("no key") << u"api-key"_s << u"KOMBO_API_KEY"_s;
        QTest::newRow("secrets file") << u"secrets-file-mode"_s << u"chmod 600"_s;
        QTest::newRow("filter key") << u"filter-key"_s << u"since, until"_s;
        QTest::newRow("plain http") << u"address-plain-http"_s << u"https://"_s;
        QTest::newRow("key refused") << u"PLATFORM.AUTHENTICATION_INVALID"_s << u"environment and region"_s;
        QTest::newRow("first sync") << u"INTEGRATION.SETUP_SYNC_PENDING"_s << u"sync-finished"_s;
        QTest::newRow("set-up") << u"INTEGRATION.SETUP_INCOMPLETE"_s << u"set-up link"_s;
        QTest::newRow("qa") << u"INTEGRATION.QA_FAILED"_s << u"contact Kombo"_s;
        QTest::newRow("credentials") << u"INTEGRATION.AUTHENTICATION_INVALID"_s << u"reconnection link"_s;
        QTest::newRow("inactive") << u"INTEGRATION.INACTIVE"_s << u"enable it"_s;
        QTest::newRow("unknown id") << u"PLATFORM.INTEGRATION_NOT_FOUND"_s << u"does not know this integration"_s;
        QTest::newRow("rate") << u"PLATFORM.RATE_LIMIT_EXCEEDED"_s << u"few minutes"_s;
    }
    void codesSayMoreThanTheirKind()
    {
        QFETCH(QString, code);
        QFETCH(QString, part);
        const QString text = errorText({ErrorKind::RemoteFault, code, {}});
        QVERIFY2(text.contains(part), qPrintable(text));
        QVERIFY(!text.contains(code));
    }

    void anUnknownCodeIsShownWithItsKind()
    {
        const QString text = errorText({ErrorKind::RemoteFault, u"PLATFORM.SOMETHING_NEW"_s, {}});
        QVERIFY(text.contains(u"PLATFORM.SOMETHING_NEW"_s));
        QVERIFY(text.startsWith(errorText({ErrorKind::RemoteFault, {}, {}})));
    }

    void detailStaysOnOneLine()
    {
        const QString text = errorText({ErrorKind::Busy, u"port-taken"_s, u"pid 7\r\nname \x1b[31m\u202Ex"_s});
        QVERIFY(text.endsWith(u"(pid 7\\x0D\\x0Aname \\x1B[31m\\u{202E}x)"_s));
    }

    void escapesWhatMovesOrHides_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("safe");
        QTest::newRow("plain") << u"Grüße, 東京 🙂 \\ \""_s << u"Grüße, 東京 🙂 \\ \""_s;
        QTest::newRow("NUL") << QString(QChar(u'\0')) << u"\\x00"_s;
        QTest::newRow("tab and DEL") << QString(u"\t"_s + QChar(0x7f)) << u"\\x09\\x7F"_s;
        QTest::newRow("C1") << QString(QChar(0x9b)) << u"\\x9B"_s;
        QTest::newRow("bidi") << u"a\u2066b\u200Fc"_s << u"a\\u{2066}b\\u{200F}c"_s;
        QTest::newRow("line separator") << u"a\u2028b"_s << u"a\\u{2028}b"_s;
        QTest::newRow("zero width") << u"a\u200Bb\uFEFF"_s << u"a\\u{200B}b\\u{FEFF}"_s;
        QTest::newRow("tag character") << QString::fromUcs4(U"\U000E0041", 1) << u"\\u{E0041}"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xd800)) << u"\\u{D800}"_s;
    }
    void escapesWhatMovesOrHides()
    {
        QFETCH(QString, text);
        QFETCH(QString, safe);
        QCOMPARE(escapedForLine(text), safe);
    }
};

QTEST_GUILESS_MAIN(TestErrorText)
#include "tst_errortext.moc"

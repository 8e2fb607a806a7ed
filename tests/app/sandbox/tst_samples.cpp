// SPDX-License-Identifier: Apache-2.0
// covers: app/sandbox/samples.cpp app/sandbox/jsonedit.cpp app/sandbox/jsonwriter.cpp
#include "app/sandbox/jsonedit.h"
#include "app/sandbox/jsonwriter.h"
#include "app/sandbox/samples.h"
#include "app/signature/signature.h"
#include "models/domain/json.h"

#include <QFile>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TstSamples : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTypeHasASample()
    {
        for (const QString &type : knownEventTypes()) {
            const auto body = sampleBody(type);
            QVERIFY2(body, qPrintable(type));
            QCOMPARE(readPayload(*body).type, type);
            QVERIFY(!body->endsWith('\n'));
            // Laid out as JSON.stringify(x, null, 2) does.
            QCOMPARE(prettyJson(*body).text, *body);
        }
        const auto unknown = sampleBody(u"no-such-type"_s);
        QCOMPARE(unknown.error().kind, ErrorKind::NotFound);
        QCOMPARE(unknown.error().code, u"sample-type"_s);
        QVERIFY(unknown.error().detail.contains(u"data-changed"_s));
        QVERIFY(!sampleBody(u"../samples/data-changed"_s));
    }

    void replaces_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("expected"); ///< null: refused
        const auto row = [](const char *name, const char *body, const char *path, const char *value,
                            const char *expected) {
            QTest::newRow(name) << QByteArray(body) << QString::fromUtf8(path) << QString::fromUtf8(value)
                                << QByteArray(expected);
        };
        row("a string", R"({"b": "x", "a": 1})", "b", "y", R"({"b": "y", "a": 1})");
        row("a string that looks like nothing", R"({"b": "x"})", "b", "personio:x y", R"({"b": "personio:x y"})");
        row("quotes are escaped", R"({"b": "x"})", "b", "a \"b\" \\ c", "{\"b\": \"a \\\"b\\\" \\\\ c\"}");
        row("not ASCII stays", R"({"b": "x"})", "b", "Zoë", R"({"b": "Zoë"})");
        row("a number", R"({"b": "x"})", "b", "12.50", R"({"b": 12.50})");
        row("null", R"({"b": "x"})", "b", "null", R"({"b": null})");
        row("a quoted number is text", R"({"b": "x"})", "b", "\"12\"", R"({"b": "12"})");
        row("two values are text", R"({"b": "x"})", "b", "1,2", R"({"b": "1,2"})");
        row("nothing is an empty text", R"({"b": "x"})", "b", "", R"({"b": ""})");
        row("deep", R"({"a":{"b":[1,{"c":true}]}})", "a.b.1.c", "false", R"({"a":{"b":[1,{"c":false}]}})");
        row("array element", R"({"a":[1,2,3]})", "a.2", "9", R"({"a":[1,2,9]})");
        row("whole object", R"({"a":{"b":1},"c":2})", "a", "7", R"({"a":7,"c":2})");
        row("brackets in strings", "{\"x\":\"}]\\\"{\",\"a\":1}", "a", "2", "{\"x\":\"}]\\\"{\",\"a\":2}");
        row("escaped name", R"({"\u0061":1})", "a", "2", R"({"\u0061":2})");
        row("layout of an inserted object", "{\n  \"a\": 1,\n  \"b\": 2\n}", "a", R"({"x":[1]})",
            "{\n  \"a\": {\n    \"x\": [\n      1\n    ]\n  },\n  \"b\": 2\n}");
        row("no such member", R"({"a":1})", "b", "2", "");
        row("beyond the array", R"({"a":[1]})", "a.1", "2", "");
        row("negative position", R"({"a":[1]})", "a.-1", "2", "");
        row("into a string", R"({"a":"x"})", "a.b", "2", "");
        row("empty path", R"({"a":1})", "", "2", "");
        row("empty body", "", "a", "2", "");
    }
    void replaces()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, path);
        QFETCH(QString, value);
        QFETCH(QByteArray, expected);
        const auto changed = withValues(body, {{path, value}});
        if (expected.isEmpty()) {
            QVERIFY(!changed);
            QCOMPARE(changed.error(), (Error{ErrorKind::InvalidInput, u"set-path"_s, path}));
        } else {
            QVERIFY(changed);
            QCOMPARE(*changed, expected);
        }
    }

    void replacesSeveralInOrder()
    {
        const QByteArray body = *sampleBody(u"data-changed"_s);
        const auto changed = withValues(
            body, {{u"data.changed_models.0.name"_s, u"hris_teams"_s}, {u"data.integration_id"_s, u"personio:x"_s}});
        QCOMPARE(readPayload(*changed).changedModels.first(), u"hris_teams"_s);
        QCOMPARE(readPayload(*changed).integrationId, u"personio:x"_s);
        QCOMPARE(changed->count('\n'), body.count('\n'));
    }

    void staysWithinBrokenText()
    {
        const QByteArray body = "{\"a\": [1, {\"b\": \"x\\\"";
        for (qsizetype i = 0; i <= body.size(); ++i) {
            const auto place = sandbox::placeOf(body.first(i), {u"a"_s, u"1"_s, u"b"_s});
            QVERIFY(!place || place->start + place->length <= i);
        }
    }

    void breaks_data()
    {
        QTest::addColumn<QString>("broken");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<int>("reason");
        const auto row = [](const char *name, Verdict verdict, RejectReason reason) {
            QTest::newRow(name) << QString::fromLatin1(name) << static_cast<int>(verdict) << static_cast<int>(reason);
        };
        row("", Verdict::Verified, RejectReason::None);
        row("wrong-secret", Verdict::Rejected, RejectReason::Mismatch);
        row("padded", Verdict::Rejected, RejectReason::Padded);
        row("plain-base64", Verdict::Rejected, RejectReason::PlainBase64);
        row("hex", Verdict::Rejected, RejectReason::Hex);
        row("prefixed", Verdict::Rejected, RejectReason::Prefixed);
        row("missing", Verdict::Rejected, RejectReason::Missing);
        row("empty", Verdict::Rejected, RejectReason::Empty);
        row("twice", Verdict::Rejected, RejectReason::Repeated);
        row("reserialised", Verdict::Rejected, RejectReason::Mismatch);
        row("truncated", Verdict::Rejected, RejectReason::Mismatch);
        row("trailing-newline", Verdict::Rejected, RejectReason::Mismatch);
        row("not-json", Verdict::Verified, RejectReason::None);
    }
    void breaks()
    {
        QFETCH(QString, broken);
        QFETCH(int, verdict);
        QFETCH(int, reason);
        const auto request = signedRequest(*sampleBody(u"sync-finished"_s), "sandbox-secret", broken);
        QVERIFY(request);
        const SignatureCheck check = checkSignature(request->body, request->headers, {"sandbox-secret"});
        QCOMPARE(static_cast<int>(check.verdict), verdict);
        QCOMPARE(static_cast<int>(check.reason), reason);
        QCOMPARE(request->headers.first().first, QByteArray("Content-Type"));
        QCOMPARE(readPayload(request->body).isObject, broken != u"not-json"_s && broken != u"truncated"_s);
    }

    void everyBreakIsKnown()
    {
        QCOMPARE(breakNames().size(), 12);
        for (const QString &name : breakNames())
            QVERIFY(signedRequest("{}", "s", name));
        const auto unknown = signedRequest("{}", "s", u"nonsense"_s);
        QCOMPARE(unknown.error().code, u"break-name"_s);
        // What is compact already is re-serialised the other way.
        QVERIFY(signedRequest("{\"a\":1}", "s", u"reserialised"_s)->body != "{\"a\":1}");
    }

    void writesJsonLikeJavaScript()
    {
        sandbox::JsonWriter json;
        json.beginObject().text("a", u"Zoë \"x\"\n\u0001"_s).null("b").key("c").beginArray().number(1).boolean(true);
        json.beginObject()
            .endObject()
            .endArray()
            .text("d", QString())
            .time("e", fromMillis(0))
            .time("f", {})
            .endObject();
        QCOMPARE(json.json(), QByteArray("{\"a\":\"Zoë \\\"x\\\"\\n\\u0001\",\"b\":null,\"c\":[1,true,{}],\"d\":null,"
                                         "\"e\":\"1970-01-01T00:00:00.000Z\",\"f\":null}"));
    }
};

QTEST_GUILESS_MAIN(TstSamples)
#include "tst_samples.moc"

// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/maskrules.cpp models/domain/maskscan.cpp models/domain/maskedtext.cpp
#include "models/domain/masking.h"

#include "models/domain/jsonscan.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray nested(int levels, const QByteArray &inner)
{
    return QByteArray("{\"a\":[").repeated(levels / 2) + inner + QByteArray("]}").repeated(levels / 2);
}

/// Bodies made at random whose masked values are known.
class Generator
{
public:
    explicit Generator(quint32 seed) : m_random(seed) {}

    QByteArray body()
    {
        values.clear();
        QByteArray text = person(0);
        // What is free text may quote any of the values.
        QByteArray quoted;
        for (const QByteArray &value : values)
            quoted += "about " + value + ", ";
        return "{\"id\":\"E1\",\"type\":\"x\",\"note\":\"" + quoted + "\",\"data\":{\"candidate\":" + text + "},\"subject\":\"" + quoted + "\"}";
    }

    QList<QByteArray> values;

private:
    QByteArray word()
    {
        QByteArray text(1, char('A' + m_random.bounded(26)));
        for (int i = m_random.bounded(4, 9); i > 0; --i)
            text += char('a' + m_random.bounded(26));
        return text + QByteArray::number(m_random.bounded(1000, 100000)); // no other word is like it
    }
    QByteArray value(const QByteArray &text)
    {
        values.append(text);
        if (m_random.bounded(3) != 0)
            return '"' + text + '"';
        QByteArray escaped; // the same, written in another way
        for (const char c : text)
            escaped += m_random.bounded(2) == 0 ? "\\u00" + QByteArray::number(int(c), 16) : QByteArray(1, c);
        return '"' + escaped + '"';
    }
    QByteArray phone() { return "+49 170 " + QByteArray::number(m_random.bounded(1000000, 9999999)); }
    QByteArray person(int depth)
    {
        static const QList<QByteArray> names{"first_name", "lastName", "Middle_Name", "display_full_name", "preferred_name", "home_address",
                                             "ssn", "date_of_birth", "tax_id", "iban", "username", "name", "address"};
        QByteArray text = "{\"first_name\":" + value(word());
        for (int i = m_random.bounded(1, 6); i > 0; --i) {
            const QByteArray name = names.at(m_random.bounded(int(names.size())));
            switch (m_random.bounded(4)) {
            case 0: text += ",\"" + name + "\":" + value(word()); break;
            case 1: text += ",\"work_email\":" + value(word() + "@" + word() + ".com"); break;
            case 2: text += ",\"mobile_phone_number\":" + value(phone()); break;
            case 3: text += ",\"bank_accounts\":[{\"iban\":" + value(word()) + ",\"x\":{\"y\":[" + value(word()) + "]}}]"; break;
            }
        }
        if (depth < 4 && m_random.bounded(2) == 0)
            text += ",\"manager\":" + person(depth + 1);
        return text + '}';
    }

    QRandomGenerator m_random;
};

} // namespace

class MaskingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masks_data();

    void masks()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, masked);
        Masker masker;
        QCOMPARE(masker.body(body), masked);
        Masker again;
        QCOMPARE(again.body(masked), masked); // a file of a file is the same
    }

    void staysJson()
    {
        Masker masker;
        const QDir samples(QStringLiteral(KOMBO_TEST_DATA "/webhooks"));
        int seen = 0;
        for (const QString &name : samples.entryList({u"*.json"_s}) + samples.entryList({u"variants/*.json"_s})) {
            const QByteArray body = fileBytes(samples.filePath(name));
            const QByteArray masked = masker.body(body);
            QVERIFY2(isJsonText(masked), qPrintable(name));
            for (const char *personal : {"john.doe", "jane.doe", "user@example.com", "\"John\"", "\"Doe\"", "\"Jane\"", "456 7890", "Lohm"})
                QVERIFY2(!masked.contains(personal), qPrintable(name + u' ' + QString::fromLatin1(personal)));
            QCOMPARE(readPayload(masked).id, readPayload(body).id);
            QCOMPARE(readPayload(masked).integrationId, readPayload(body).integrationId);
            QCOMPARE(readPayload(masked).outcome, readPayload(body).outcome);
            ++seen;
        }
        QVERIFY(seen >= 12);
    }

    void noMaskedValueSurvives()
    {
        for (quint32 seed = 1; seed <= 400; ++seed) {
            Generator generator(seed);
            const QByteArray body = generator.body();
            QVERIFY2(isJsonText(body), body.constData());
            Masker masker;
            const QByteArray masked = masker.body(body);
            QVERIFY2(isJsonText(masked), masked.constData());
            for (const QByteArray &value : std::as_const(generator.values))
                QVERIFY2(!masked.contains(value), QByteArray("seed " + QByteArray::number(seed) + ": " + value + " in " + masked).constData());
            for (const qsizetype cut : {qsizetype(seed * 37) % body.size(), body.size() - 1}) // broken off: never a crash, and shorter
                QVERIFY(Masker().body(body.left(cut)).size() <= cut + 400);
        }
    }

    void remembersOverBodies()
    {
        Masker masker;
        QCOMPARE(masker.body("{\"first_name\":\"A\"}"), "{\"first_name\":\"Name 1\"}");
        QCOMPARE(masker.body("{\"first_name\":\"B\"}"), "{\"first_name\":\"Name 2\"}");
        QCOMPARE(masker.body("{\"first_name\":\"A\"}"), "{\"first_name\":\"Name 1\"}");
        QCOMPARE(masker.body("{\"email\":\"A\"}"), "{\"email\":\"person-1@masked.invalid\"}");
    }

    void memoryIsBounded()
    {
        Masker masker;
        QSet<QByteArray> seen;
        for (int i = 0; i < 101'000; ++i)
            seen.insert(masker.placeholder(MaskKind::Name, QByteArray(QByteArray::number(i) + 'n')));
        QCOMPARE(seen.size(), 101'000);
        QVERIFY(masker.placeholder(MaskKind::Name, "100999n").startsWith("Name x"));
        QCOMPARE(masker.placeholder(MaskKind::Name, "100999n"), masker.placeholder(MaskKind::Name, "100999n"));
        QVERIFY(Masker().placeholder(MaskKind::Name, "a") == "Name 1");
    }

    void largeAndDeepBodiesAreQuick_data()
    {
        QTest::addColumn<QByteArray>("body");
        const qsizetype size = 4 * 1024 * 1024;
        const auto repeat = [size](const char *piece) { return QByteArray(piece).repeated(size / qsizetype(strlen(piece))); };
        QTest::newRow("one text") << '"' + repeat("word a@b.de +49 170 1234567 ") + '"';
        QTest::newRow("many people") << '[' + repeat("{\"first_name\":\"John\",\"n\":\"about John\"},") + "1]";
        QTest::newRow("brackets") << repeat("[");
        QTest::newRow("objects") << repeat("{\"name\":");
        QTest::newRow("quotes") << repeat("\"");
        QTest::newRow("backslashes") << '"' + repeat("\\") + '"';
        QTest::newRow("names that begin alike") << '[' + QByteArray("{\"first_name\":\"John A\",\"n\":\"John John John\"},").repeated(80'000) + "1]";
        QTest::newRow("other case") << "{\"first_name\":\"J\xc3\xb6rg\",\"n\":\"" + repeat("J\xc3\x96RG \xe1\xba\x9e ") + "\"}";
        QTest::newRow("members") << "{\"first_name\":\"John\"" + repeat(",\"JOHN x\":1") + '}';
        QTest::newRow("quoted names") << '"' + repeat("\\\"@x.org") + '"';
        QTest::newRow("1000 levels") << nested(1000, '"' + repeat("a ") + '"');
        QTest::newRow("JSON in JSON") << '"' + repeat("[\\\"a\\\",") + '"';
    }

    void largeAndDeepBodiesAreQuick()
    {
        QFETCH(QByteArray, body);
        Masker masker;
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!masker.body(body).isEmpty());
        qInfo("%lld ms for %lld bytes", timer.elapsed(), qint64(body.size()));
        QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed()))); // sanitizers and a busy machine included
    }

    void looksIntoHundredLevels()
    {
        const QByteArray inner = "{\"first_name\":\"Secretname\"}";
        for (const int levels : {100, 1000, 2000}) {
            const QByteArray masked = Masker().body(nested(levels, inner));
            QVERIFY(!masked.contains("Secretname"));
            QCOMPARE(masked.size(), nested(levels, inner).size() - 4);
        }
    }

    void masksRowsHeadersAndTexts()
    {
        Masker masker;
        EventRow row;
        row.organization = u"Acme (a@b.de)"_s;
        row.id = u"Cbfk5sHtDxrSrJBRjsDtbaN9"_s;
        row.comment = u"John called"_s;
        row = masker.row(row);
        QCOMPARE(row.organization, u"Acme (person-1@masked.invalid)"_s);
        QCOMPARE(row.id, u"Cbfk5sHtDxrSrJBRjsDtbaN9"_s);
        QVERIFY(row.comment.isNull());
        const HeaderList headers = masker.headers({{"X-Kombo-Signature", "abc"}, {"From", "a@b.de"}, {"X-Desk", "+49 30 1234567"}, {"Content-Length", "0301234567"}, {"Authorization", "x"}});
        QCOMPARE(headers, (HeaderList{{"X-Kombo-Signature", "[redacted]"}, {"From", "person-1@masked.invalid"}, {"X-Desk", "Phone 1"}, {"Content-Length", "0301234567"}, {"Authorization", "[redacted]"}}));
        QCOMPARE(masker.text(u"wrote A@b.de"_s), u"wrote person-1@masked.invalid"_s);
        QCOMPARE(masker.text({}), QString());
    }
};

// Behind the class: moc cannot read raw texts.
void MaskingTest::masks_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("masked");
    const auto row = [](const char *name, const char *body, const char *masked) {
        QTest::newRow(name) << QByteArray(body) << QByteArray(masked);
    };
    const auto same = [&row](const char *name, const char *body) { row(name, body, body); };
    // By the member's name.
    row("names", R"({"first_name":"John","last_name":"Doe"})", R"({"first_name":"Name 1","last_name":"Name 2"})");
    row("spellings", R"({"firstName":"John","First_Name":"John","FIRST-NAME":"Jim"})", R"({"firstName":"Name 1","First_Name":"Name 1","FIRST-NAME":"Name 2"})");
    row("order, blanks, numbers and escapes stay", "{ \"z\" : 1.0e5 ,\n\t\"first_name\":\"A\\u0041\" , \"a\":\"\\/\\u00e9\" }\r\n",
        "{ \"z\" : 1.0e5 ,\n\t\"first_name\":\"Name 1\" , \"a\":\"\\/\\u00e9\" }\r\n");
    row("duplicate members", R"({"email":"a@b.de","email":"c@d.de"})", R"({"email":"person-1@masked.invalid","email":"person-2@masked.invalid"})");
    row("a name with escapes", R"({"first\u005fname":"John"})", R"({"first\u005fname":"Name 1"})");
    row("creator", R"({"end_user":{"organization_name":"Acme, Inc.","creator_email":"user@example.com","origin_id":"1"}})",
        R"({"end_user":{"organization_name":"Acme, Inc.","creator_email":"person-1@masked.invalid","origin_id":"1"}})");
    row("phone by name", R"({"phone":"12 34","mobile_phone_number":99887766})", R"({"phone":"Phone 1","mobile_phone_number":"Phone 2"})");
    row("birth and numbers", R"({"date_of_birth":"1990-05-04","ssn":123456789,"tax_id":"DE1"})", R"({"date_of_birth":"Date 1","ssn":"Number 1","tax_id":"Number 2"})");
    row("bank", R"({"bank_accounts":[{"iban":"DE44","bic":"X1","holder_name":"J D","domestic_bank_routing":{"number":"7","type":"US_ABA"}}]})",
        R"({"bank_accounts":[{"iban":"Account 1","bic":"Account 2","holder_name":"Name 1","domestic_bank_routing":{"number":"Account 3","type":"US_ABA"}}]})");
    row("home address", R"({"home_address":{"street_1":"Weg 65","city":"Bonn","zip_code":"53111","country":"DE","raw":"Weg 65, Bonn"}})",
        R"({"home_address":{"street_1":"Address 1","city":"Address 2","zip_code":"Address 3","country":"DE","raw":"Address 4"}})");
    row("special categories", R"({"gender":"FEMALE","ethnicity":"X","marital_status":null})", R"({"gender":"Personal 1","ethnicity":"Personal 2","marital_status":null})");
    row("secrets", R"({"password":"p","api_key":"ks_prod_1"})", R"({"password":"[redacted]","api_key":"[redacted]"})");
    row("lists of texts", R"({"emails":["a@b.de","x"],"phones":["1",2]})", R"({"emails":["person-1@masked.invalid","person-2@masked.invalid"],"phones":["Phone 1","Phone 2"]})");
    row("email addresses of a candidate", R"({"email_addresses":[{"email_address":"a@b.de","type":"WORK"}]})", R"({"email_addresses":[{"email_address":"person-1@masked.invalid","type":"WORK"}]})");
    // Where a name is a person's.
    row("candidate", R"({"candidate":{"id":"1","name":"John"}})", R"({"candidate":{"id":"1","name":"Name 1"}})");
    row("list of people", R"({"hiring_team":[{"name":"John"},{"name":"Jane"}]})", R"({"hiring_team":[{"name":"Name 1"},{"name":"Name 2"}]})");
    row("told by a neighbour behind", R"({"x":{"name":"John","email":"a@b.de"}})", R"({"x":{"name":"Name 1","email":"person-1@masked.invalid"}})");
    row("told by a neighbour before", R"({"x":{"date_of_birth":"1","name":"John"}})", R"({"x":{"date_of_birth":"Date 1","name":"Name 1"}})");
    row("name in parts", R"({"user":{"name":{"given":"J","family":"D","formatted":"JD"}}})", R"({"user":{"name":{"given":"Name 1","family":"Name 2","formatted":"Name 3"}}})");
    row("location of a person", R"({"candidate":{"location":{"city":"Bonn","country":"DE"}}})", R"({"candidate":{"location":{"city":"Address 1","country":"DE"}}})");
    same("name of a model", R"({"changed_models":[{"name":"hris_employees"}]})");
    same("name of a job", R"({"job":{"name":"Bottle Opener","location":{"city":"Berlin","zip_code":"12435","raw":"Berlin, Germany"}}})");
    same("name of a company", R"({"company":{"name":"Acme"}})");
    row("company with an address", R"({"company":{"name":"Acme","email":"info@acme.com"}})", R"({"company":{"name":"Acme","email":"person-1@masked.invalid"}})");
    // Patterns anywhere.
    row("address in text", R"({"note":"write to a@b.de, or +49 170 1234567"})", R"({"note":"write to person-1@masked.invalid, or Phone 1"})");
    row("address with escapes", R"({"note":"x a\u0040b.de y"})", R"({"note":"x person-1@masked.invalid y"})");
    row("address as a member", R"({"a@b.de":1})", R"({"person-1@masked.invalid":1})");
    row("address in a link", R"({"log_url":"https://x.test/?u=a%40b.de&z=1"})", R"({"log_url":"https://x.test/?u=person-1@masked.invalid&z=1"})");
    row("same value, same placeholder", R"({"a":"J@b.de","b":"j@B.de","email":"j@b.de"})", R"({"a":"person-1@masked.invalid","b":"person-1@masked.invalid","email":"person-1@masked.invalid"})");
    // Values found again.
    row("name in text", R"({"title":"Interview with John Doe","first_name":"John","last_name":"Doe"})", R"({"title":"Interview with Name 1 Name 2","first_name":"Name 1","last_name":"Name 2"})");
    row("whole words only", R"({"title":"Johnson, John.","first_name":"John"})", R"({"title":"Johnson, Name 1.","first_name":"Name 1"})");
    row("longest first", R"({"title":"John Doe","first_name":"John","display_full_name":"John Doe"})", R"({"title":"Name 2","first_name":"Name 1","display_full_name":"Name 2"})");
    row("found in other case", R"({"n":"XAVERINA, xaverina!","first_name":"Xaverina"})", R"({"n":"Name 1, Name 1!","first_name":"Name 1"})");
    row("other case of other scripts", "{\"n\":\"J\xc3\x96RG GRO\xe1\xba\x9e\",\"first_name\":\"J\xc3\xb6rg\",\"last_name\":\"Gro\xc3\x9f\"}", R"({"n":"Name 1 Name 2","first_name":"Name 1","last_name":"Name 2"})");
    row("in quotes and blanks of typesetting", "{\"n\":\"\xe2\x80\x9eXaverina\xe2\x80\x9c\xc2\xa0x\",\"first_name\":\"Xaverina\"}", "{\"n\":\"\xe2\x80\x9eName 1\xe2\x80\x9c\xc2\xa0x\",\"first_name\":\"Name 1\"}");
    row("found as a member", R"({"Xaverina":3,"x":{"XAVERINA of A":[]},"first_name":"Xaverina"})", R"({"Name 1":3,"x":{"Name 1 of A":[]},"first_name":"Name 1"})");
    row("members of the form stay", R"({"data":{"price":1,"id":"Data","candidate":{}},"first_name":"Data","last_name":"Price","middle_name":"Candidate"})",
        R"({"data":{"price":1,"id":"Data","candidate":{}},"first_name":"Name 1","last_name":"Name 2","middle_name":"Name 3"})");
    row("same name in other case", R"({"first_name":"Jim","a":{"first_name":"JIM"}})", R"({"first_name":"Name 1","a":{"first_name":"Name 1"}})");
    row("numbers of digits alone", R"({"n":"01511234567","m":["0049301234567"]})", R"({"n":"Phone 1","m":["Phone 2"]})");
    same("no numbers in ids and times", R"({"remote_id":"01511234567","ids":["x"],"external_ids":["0049301234567"],"start_date":"010120241200","time":"010120241200","n":1511234567,"uuid":"0151123456","jobId":"max@desk"})");
    row("quoted name of an address", R"({"to":"\"max four\"@x.org"})", R"({"to":"person-1@masked.invalid"})");
    row("quoted name in plain text", "to \"max four\"@x.org now", "to person-1@masked.invalid now");
    row("one address in many forms", R"({"a":"max@x.org max[at]x.org max%40x.org max%2540x.org"})", R"({"a":"person-1@masked.invalid person-1@masked.invalid person-1@masked.invalid person-1@masked.invalid"})");
    row("ids stay", R"({"remote_id":"John","status":"John","first_name":"John"})", R"({"remote_id":"John","status":"John","first_name":"Name 1"})");
    row("other scripts", "{\"title\":\"\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd!\",\"first_name\":\"\\u0418\\u0432\\u0430\\u043d\"}", R"({"title":"Name 1!","first_name":"Name 1"})");
    // JSON within texts.
    row("JSON in a text", R"({"raw":"{\"first_name\":\"John\",\"n\":1}"})", R"({"raw":"{\"first_name\":\"Name 1\",\"n\":1}"})");
    same("JSON in a text without anything", R"({"raw":"{\"n\":\t1}"})");
    // Nothing to mask.
    same("plain", R"({"id":"Cbfk5sHtDxrSrJBRjsDtbaN9","n":-1.50,"t":true,"z":null,"e":"","d":"2021-09-01T12:00:00.000Z"})");
    same("empty values", R"({"first_name":"","email":null,"phone":false,"home_address":{},"emails":[]})");
    same("scalar", "42");
    same("empty", "");
    same("own placeholders", R"({"first_name":"Name 7","email":"person-3@masked.invalid","ssn":"Number 1","password":"[redacted]","phone":"Phone x5f0c"})");
    // No JSON, or not all of it.
    row("text", "Dear John, a@b.de wrote", "Dear John, person-1@masked.invalid wrote");
    row("broken off", R"({"a":1,"first_name":"John","email":"a@b)", R"({"a":1,"first_name":"Name 1","email":"person-1@masked.invalid)");
    row("broken off in an escape", "{\"first_name\":\"John\\", "{\"first_name\":\"Name 1");
    row("not quite JSON", "{first: 1, \"first_name\": \"John\",, }", "{first: 1, \"first_name\": \"Name 1\",, }");
    row("two values", "{\"email\":\"a@b.de\"}\n{\"email\":\"c@d.de\"}", "{\"email\":\"person-1@masked.invalid\"}\n{\"email\":\"person-2@masked.invalid\"}");
    row("form", "email=a%40b.de&x=1", "email=person-1@masked.invalid&x=1");
    row("invalid UTF-8", "{\"x\":\"\xff a@b.de\",\"first_name\":\"J\xff\"}", "{\"x\":\"\xff person-1@masked.invalid\",\"first_name\":\"Name 1\"}");
    same("only a quote", "\"");
    same("brackets", "]]}}[[{{");
    row("byte order mark", "\xef\xbb\xbf{\"email\":\"a@b.de\"}", "\xef\xbb\xbf{\"email\":\"person-1@masked.invalid\"}");
    QTest::newRow("bytes") << QByteArray("\0a@b.de", 7) << QByteArray("[7 bytes left out: they cannot be looked into and masked]");
    row("compressed", "\x1f\x8b a@b.de", "[9 bytes left out: they cannot be looked into and masked]");
}

QTEST_GUILESS_MAIN(MaskingTest)
#include "tst_masking.moc"

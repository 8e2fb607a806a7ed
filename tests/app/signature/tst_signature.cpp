// SPDX-License-Identifier: Apache-2.0
// covers: app/signature/hmac.cpp app/signature/likelycause.cpp
#include "app/signature/hmac.h"
#include "app/signature/signature.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QThread>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kBody = QByteArrayLiteral("{\n  \"id\": \"1\",\n  \"type\": \"data-changed\",\n  \"data\": {\n    \"name\": \"a \\\" b\"\n  }\n}");
const QByteArray kSecret = QByteArrayLiteral("kombo-secret");

// One of the four texts that a lenient decoder takes for the same signature: the two low bits of the last character.
QByteArray withUnusedBits(QByteArray signature, int bits)
{
    const QByteArray alphabet = QByteArrayLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    signature.back() = alphabet.at(alphabet.indexOf(signature.back()) | bits);
    return signature;
}

QByteArray plainBase64(const QByteArray &body, const QByteArray &secret, bool padded)
{
    const Digest digest = hmacSha256(body, secret);
    return QByteArray(digest.data(), kDigestSize)
        .toBase64(padded ? QByteArray::Base64Encoding : QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals);
}

// A body whose plain base64 differs from its base64url.
QByteArray bodyWithPlus()
{
    for (int number = 0;; ++number) {
        const QByteArray body = QByteArray::number(number);
        if (plainBase64(body, kSecret, false).contains('+') && plainBase64(body, kSecret, false).contains('/'))
            return body;
    }
}

QByteArray hex(const QByteArray &body, const QByteArray &secret)
{
    const Digest digest = hmacSha256(body, secret);
    return QByteArray(digest.data(), kDigestSize).toHex();
}

} // namespace

class TestSignature : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithPublishedVectors_data();
    void agreesWithPublishedVectors();
    void takesEmptyBodyAndSecret();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void readsTheHeader_data();
    void readsTheHeader();
    void triesEverySecret();
    void leavesUncheckedWithoutSecret();
    void refusesEverySingleChange();
    void worksOnManyThreads();
    void comparesInConstantTimeOnly();
    void namesTheLikelyCause_data();
    void namesTheLikelyCause();
};

// RFC 4231 section 4, test cases 1 to 4, 6 and 7 (5 is about truncation), their digests written as base64url.
void TestSignature::agreesWithPublishedVectors_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("digest");
    const auto row = [](const char *name, const QByteArray &key, const QByteArray &text, const char *digest) {
        QTest::newRow(name) << key << text << QByteArray::fromHex(digest);
    };
    row("1", QByteArray(20, '\x0b'), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    row("2", "Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    row("3", QByteArray(20, '\xaa'), QByteArray(50, '\xdd'), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    row("4", QByteArray::fromHex("0102030405060708090a0b0c0d0e0f10111213141516171819"), QByteArray(50, '\xcd'),
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
    row("6", QByteArray(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    row("7", QByteArray(131, '\xaa'),
        "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed "
        "before being used by the HMAC algorithm.",
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

void TestSignature::agreesWithPublishedVectors()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, digest);
    const QByteArray signature = signatureOf(text, key);
    QCOMPARE(signature.size(), 43);
    QCOMPARE(signature, digest.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    QCOMPARE(checkSignatureValue(text, signature, {key}), (SignatureCheck{Verdict::Verified, RejectReason::None}));
}

void TestSignature::takesEmptyBodyAndSecret()
{
    // printf '' | openssl dgst -sha256 -hmac '' : the empty key after another one, which must not stay in use
    (void) signatureOf("x", "another");
    QCOMPARE(hex({}, {}), QByteArray("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
    QCOMPARE(checkSignatureValue({}, signatureOf({}, kSecret), {kSecret}).verdict, Verdict::Verified);
}

void TestSignature::tellsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<RejectReason>("reason");
    const QByteArray good = signatureOf(kBody, kSecret);
    const auto row = [](const char *name, const QByteArray &value, RejectReason reason) {
        QTest::newRow(name) << kBody << value << reason;
    };
    row("right", good, RejectReason::None);
    row("absent", {}, RejectReason::Missing);
    row("empty", "", RejectReason::Empty);
    row("blanks only", " \t ", RejectReason::Empty);
    row("comma list", good + "," + good, RejectReason::Repeated);
    row("comma list with a wrong part", good + ", " + signatureOf(kBody, "other"), RejectReason::Repeated);
    row("padded", good + "=", RejectReason::Padded);
    row("padded twice", good + "==", RejectReason::WrongLength);
    row("hex", hex(kBody, kSecret), RejectReason::Hex);
    row("hex in capitals", hex(kBody, kSecret).toUpper(), RejectReason::Hex);
    row("prefixed", "sha256=" + good, RejectReason::Prefixed);
    row("prefixed hex", "sha256=" + hex(kBody, kSecret), RejectReason::Prefixed);
    row("prefixed with a colon", "sha256:" + good, RejectReason::Prefixed);
    row("prefixed with a version", "v1=" + good, RejectReason::Prefixed);
    row("truncated", good.chopped(1), RejectReason::WrongLength);
    row("one character", "A", RejectReason::WrongLength);
    row("longer", good + "A", RejectReason::WrongLength);
    row("garbage inside, longer", good.left(20) + "!.*" + good.mid(20), RejectReason::WrongLength);
    row("garbage inside, right length", good.left(20) + "!.*" + good.mid(23), RejectReason::NotCanonical);
    row("garbage behind, right length", good.chopped(1) + "!", RejectReason::NotCanonical);
    row("blank in front", " " + good, RejectReason::WrongLength);
    row("blank behind", good + " ", RejectReason::WrongLength);
    row("newline behind", good + "\n", RejectReason::WrongLength);
    row("blank inside, right length", good.left(20) + " " + good.mid(21), RejectReason::NotCanonical);
    row("NUL inside", good.left(20) + QByteArray(1, '\0') + good.mid(21), RejectReason::NotCanonical);
    row("last character + 1", withUnusedBits(good, 1), RejectReason::NotCanonical);
    row("last character + 2", withUnusedBits(good, 2), RejectReason::NotCanonical);
    row("last character + 3", withUnusedBits(good, 3), RejectReason::NotCanonical);
    row("another secret", signatureOf(kBody, "other"), RejectReason::Mismatch);
    row("another body", signatureOf(kBody + "\n", kSecret), RejectReason::Mismatch);
    row("other case", good.chopped(1).toLower() + good.back(), RejectReason::Mismatch);
    row("all the same", QByteArray(43, 'A'), RejectReason::Mismatch);
    const QByteArray plus = bodyWithPlus();
    QTest::newRow("plain base64") << plus << plainBase64(plus, kSecret, false) << RejectReason::PlainBase64;
    QTest::newRow("plain base64, padded") << plus << plainBase64(plus, kSecret, true) << RejectReason::PlainBase64;
    QTest::newRow("plain base64 as base64url") << plus << signatureOf(plus, kSecret) << RejectReason::None;
}

void TestSignature::tellsWhatIsWrong()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, value);
    QFETCH(RejectReason, reason);
    const Verdict verdict = reason == RejectReason::None ? Verdict::Verified : Verdict::Rejected;
    QCOMPARE(checkSignatureValue(body, value, {kSecret}), (SignatureCheck{verdict, reason}));
}

void TestSignature::readsTheHeader_data()
{
    QTest::addColumn<HeaderList>("headers");
    QTest::addColumn<RejectReason>("reason");
    const QByteArray good = signatureOf(kBody, kSecret);
    QTest::newRow("none") << HeaderList{{"Host", "x"}} << RejectReason::Missing;
    QTest::newRow("right") << HeaderList{{"Host", "x"}, {"X-Kombo-Signature", good}} << RejectReason::None;
    QTest::newRow("any case") << HeaderList{{"x-KOMBO-signature", good}} << RejectReason::None;
    QTest::newRow("empty") << HeaderList{{"X-Kombo-Signature", {}}} << RejectReason::Empty;
    QTest::newRow("twice the same") << HeaderList{{"X-Kombo-Signature", good}, {"x-kombo-signature", good}}
                                    << RejectReason::Repeated;
    QTest::newRow("right and wrong") << HeaderList{{"X-Kombo-Signature", good}, {"X-Kombo-Signature", "x"}}
                                     << RejectReason::Repeated;
    QTest::newRow("empty and right") << HeaderList{{"X-Kombo-Signature", {}}, {"X-Kombo-Signature", good}}
                                     << RejectReason::Repeated;
    QTest::newRow("another name") << HeaderList{{"X-Kombo-Signature2", good}, {"Signature", good}} << RejectReason::Missing;
}

void TestSignature::readsTheHeader()
{
    QFETCH(HeaderList, headers);
    QFETCH(RejectReason, reason);
    QCOMPARE(checkSignature(kBody, headers, {kSecret}).reason, reason);
    QCOMPARE(checkSignature(kBody, headers, {}), SignatureCheck{});
}

void TestSignature::triesEverySecret()
{
    const QVector<QByteArray> secrets{"current", "previous", ""};
    for (const QByteArray &secret : secrets)
        QCOMPARE(checkSignatureValue(kBody, signatureOf(kBody, secret), secrets).verdict, Verdict::Verified);
    QCOMPARE(checkSignatureValue(kBody, signatureOf(kBody, "third"), secrets).reason, RejectReason::Mismatch);
}

void TestSignature::leavesUncheckedWithoutSecret()
{
    QCOMPARE(checkSignatureValue(kBody, signatureOf(kBody, {}), {}), (SignatureCheck{Verdict::Unchecked, RejectReason::None}));
    QCOMPARE(checkSignatureValue(kBody, {}, {}), (SignatureCheck{Verdict::Unchecked, RejectReason::None}));
}

void TestSignature::refusesEverySingleChange()
{
    const QByteArray good = signatureOf(kBody, kSecret);
    int refused = 0;
    for (qsizetype at = 0; at < good.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            QByteArray changed = good;
            changed[at] = char(byte);
            refused += checkSignatureValue(kBody, changed, {kSecret}).verdict == Verdict::Rejected ? 1 : 0;
        }
    }
    QCOMPARE(refused, 43 * 255);
}

void TestSignature::worksOnManyThreads()
{
    const QByteArray expected = signatureOf(kBody, kSecret);
    std::atomic<int> wrong = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int number = 0; number < 4; ++number) {
        threads.emplace_back(QThread::create([&, number] {
            const QByteArray other = QByteArray::number(number);
            const QByteArray otherExpected = signatureOf(other, other);
            for (int round = 0; round < 2000; ++round)
                wrong += signatureOf(kBody, kSecret) != expected || signatureOf(other, other) != otherExpected ? 1 : 0;
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        thread->wait();
    QCOMPARE(wrong.load(), 0);
}

// No clock can show this reliably, so the source is read: signatures meet only in CRYPTO_memcmp, and nothing leaves the
// loop over the secrets early.
void TestSignature::comparesInConstantTimeOnly()
{
    QFile file(QStringLiteral(KOMBO_SOURCE_DIR "/app/signature/signature.cpp"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString source = QString::fromUtf8(file.readAll());
    QCOMPARE(source.count(u"CRYPTO_memcmp("_s), 1);
    const qsizetype start = source.indexOf(u"bool matchesAny("_s);
    const QString body = source.mid(start, source.indexOf(u"\n}\n"_s, start) - start);
    QVERIFY(body.contains(u"CRYPTO_memcmp("_s));
    QCOMPARE(body.count(u"return"_s), 1);
    QVERIFY(!body.contains(u"break"_s));
    QVERIFY(!body.contains(QRegularExpression(u"(expected|value) *(==|!=)"_s)));
}

void TestSignature::namesTheLikelyCause_data()
{
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<QByteArray>("signedBody");
    QTest::addColumn<QString>("part"); ///< of the sentence; empty: no cause is found
    const QByteArray compact = R"({"id":"1","type":"data-changed","data":{"name":"a \" b"}})";
    QTest::newRow("re-serialised compact") << compact << kBody << u"two spaces"_s;
    QTest::newRow("signed compact") << kBody << compact << u"without blanks"_s;
    QTest::newRow("newline added") << QByteArray(kBody + "\n") << kBody << u"without the newline"_s;
    QTest::newRow("CRLF added") << QByteArray(kBody + "\r\n") << kBody << u"without the newline"_s;
    QTest::newRow("newline lost") << kBody << QByteArray(kBody + "\n") << u"newline at its end"_s;
    QTest::newRow("line ends to CRLF") << QByteArray(kBody).replace("\n", "\r\n") << kBody << u"line ends"_s;
    QTest::newRow("line ends of text") << QByteArray("a\r\nb") << QByteArray("a\nb") << u"line ends"_s;
    QTest::newRow("line ends from CRLF") << QByteArray("a\nb") << QByteArray("a\r\nb") << u"line ends"_s;
    QTest::newRow("BOM added") << QByteArray("\xEF\xBB\xBF" + kBody) << kBody << u"without the byte order mark"_s;
    QTest::newRow("BOM lost") << kBody << QByteArray("\xEF\xBB\xBF" + kBody) << u"with a byte order mark"_s;
    QTest::newRow("something else") << kBody << QByteArray("other") << QString();
}

void TestSignature::namesTheLikelyCause()
{
    QFETCH(QByteArray, received);
    QFETCH(QByteArray, signedBody);
    QFETCH(QString, part);
    const QString cause = likelyCause(received, signatureOf(signedBody, kSecret), {"another", kSecret});
    if (part.isEmpty())
        QCOMPARE(cause, QString());
    else
        QVERIFY2(cause.contains(part), qPrintable(cause));
    const QString blanks = likelyCause(received, signatureOf(received, kSecret), {kSecret + "\n"});
    QVERIFY2(blanks.contains(u"around the secret"_s), qPrintable(blanks));
}

QTEST_GUILESS_MAIN(TestSignature)
#include "tst_signature.moc"

// SPDX-License-Identifier: Apache-2.0
#include "tests/app/listener/httpcorpus.h"

namespace console::testing {

namespace {

const QByteArray kHost = "Host: h\r\n";

QByteArray post(const QByteArray &fields, const QByteArray &body = {})
{
    return "POST /p HTTP/1.1\r\n" + kHost + fields + "\r\n" + body;
}

QByteArray chunked(const QByteArray &body)
{
    return post("Transfer-Encoding: chunked\r\n", body);
}

QByteArray manyFields(int count)
{
    QByteArray fields;
    for (int number = 0; number < count; ++number)
        fields += "A: b\r\n";
    return fields;
}

QVector<CorpusRow> framing()
{
    const QByteArrayList refused{"refused 400"};
    return {
        {"length", post("Content-Length: 5\r\n", "hello"), {"POST /p [hello]"}},
        {"length zero", post("Content-Length: 0\r\n"), {"POST /p []"}},
        {"no length", post({}), {"POST /p []"}},
        {"length with zeros in front", post("Content-Length: 0005\r\n", "hello"), {"POST /p [hello]"}},
        {"body not yet whole", post("Content-Length: 6\r\n", "hello"), {"wants body"}},
        {"length twice, equal", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), refused},
        {"length twice, different", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"), refused},
        {"length as a list", post("Content-Length: 5, 5\r\n", "hello"), refused},
        {"length empty", post("Content-Length:\r\n"), refused},
        {"length with plus", post("Content-Length: +5\r\n", "hello"), refused},
        {"length negative", post("Content-Length: -1\r\n"), refused},
        {"length hexadecimal", post("Content-Length: 0x5\r\n", "hello"), refused},
        {"length with a blank", post("Content-Length: 5 5\r\n", "hello"), refused},
        {"length as a fraction", post("Content-Length: 5.0\r\n", "hello"), refused},
        {"length in words", post("Content-Length: five\r\n", "hello"), refused},
        {"length over the limit", post("Content-Length: 1001\r\n"), {"refused 413"}},
        {"length at the limit", post("Content-Length: 1000\r\n", QByteArray(1000, 'x')),
         {"POST /p [" + QByteArray(1000, 'x') + "]"}},
        {"length far over the limit", post("Content-Length: 9999999999999999999\r\n"), {"refused 413"}},
        {"length beyond 64 bits", post("Content-Length: 99999999999999999999\r\n"), refused},
        {"length and coding", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), refused},
        {"coding and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), refused},
        {"unknown coding and length", post("Transfer-Encoding: gzip\r\nContent-Length: 5\r\n", "hello"), refused},
        {"unknown coding", post("Transfer-Encoding: gzip\r\n"), {"refused 501"}},
        {"unknown coding before chunked", post("Transfer-Encoding: gzip, chunked\r\n"), {"refused 501"}},
        {"the same on two lines", post("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"), {"refused 501"}},
        {"identity", post("Transfer-Encoding: identity\r\n"), {"refused 501"}},
        {"nearly chunked", post("Transfer-Encoding: xchunked\r\n"), {"refused 501"}},
        {"quoted chunked", post("Transfer-Encoding: \"chunked\"\r\n"), {"refused 501"}},
        {"chunked not last", post("Transfer-Encoding: chunked, gzip\r\n"), refused},
        {"chunked twice", post("Transfer-Encoding: chunked, chunked\r\n"), refused},
        {"chunked on two lines", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), refused},
        {"chunked with a parameter", post("Transfer-Encoding: chunked;q=1\r\n"), refused},
        {"coding empty", post("Transfer-Encoding:\r\n"), refused},
        {"coding with a control character", post("Transfer-Encoding: \x0b" "chunked\r\n"), refused},
        {"chunked in HTTP/1.0", "POST /p HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", refused},
        {"unread body is no request", post("Content-Length: 18\r\n", "GET / HTTP/1.1\r\n\r\n"),
         {"POST /p [GET / HTTP/1.1\r\n\r\n]"}},
    };
}

QVector<CorpusRow> chunks()
{
    const QByteArrayList refused{"refused 400"};
    return {
        {"chunks", chunked("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"), {"POST /p [hello world]"}},
        {"chunked in capitals", post("TRANSFER-ENCODING: CHUNKED\r\n", "1\r\nx\r\n0\r\n\r\n"), {"POST /p [x]"}},
        {"no chunk", chunked("0\r\n\r\n"), {"POST /p []"}},
        {"size with zeros in front", chunked("0005\r\nhello\r\n000\r\n\r\n"), {"POST /p [hello]"}},
        {"size in capitals", chunked("A\r\n0123456789\r\n0\r\n\r\n"), {"POST /p [0123456789]"}},
        {"extensions", chunked("5;a=b;c=\"d;e\"\r\nhello\r\n0;x\r\n\r\n"), {"POST /p [hello]"}},
        {"extension with an open quote", chunked("5;a=\"b\r\nhello\r\n0\r\n\r\n"), refused},
        {"extension without a name", chunked("5;\r\nhello\r\n0\r\n\r\n"), refused},
        {"extensions too long", chunked("5;a=" + QByteArray(3000, 'b') + "\r\nhello\r\n0\r\n\r\n"), {"refused 413"}},
        {"extensions too long together",
         chunked(QByteArray("1;a=" + QByteArray(400, 'b') + "\r\nx\r\n").repeated(3) + "0\r\n\r\n"), {"refused 413"}},
        {"endless size line", chunked(QByteArray(5000, '0')), {"refused 413"}},
        {"size beyond 64 bits", chunked("10000000000000005\r\nhello\r\n0\r\n\r\n"), refused},
        {"size negative", chunked("-5\r\nhello\r\n0\r\n\r\n"), refused},
        {"size with 0x", chunked("0x5\r\nhello\r\n0\r\n\r\n"), refused},
        {"size empty", chunked("\r\nhello\r\n0\r\n\r\n"), refused},
        {"size with a blank in front", chunked(" 5\r\nhello\r\n0\r\n\r\n"), refused},
        {"size with a blank behind", chunked("5 \r\nhello\r\n0\r\n\r\n"), refused},
        {"chunk longer than its size", chunked("4\r\nhello\r\n0\r\n\r\n"), refused},
        {"chunk shorter than its size", chunked("6\r\nhello\r\n0\r\n\r\n"), refused},
        {"bare line feed after size", chunked("5\nhello\r\n0\r\n\r\n"), refused},
        {"bare line feed after chunk", chunked("5\r\nhello\n0\r\n\r\n"), refused},
        {"chunks over the limit", chunked("3e8\r\n" + QByteArray(1000, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n"), {"refused 413"}},
        {"one chunk over the limit", chunked("3e9\r\n"), {"refused 413"}},
        {"chunks at the limit", chunked("3e8\r\n" + QByteArray(1000, 'x') + "\r\n0\r\n\r\n"),
         {"POST /p [" + QByteArray(1000, 'x') + "]"}},
        {"trailers", chunked("1\r\nx\r\n0\r\nX-Kombo-Signature: t\r\nHost: other\r\n\r\n"), {"POST /p [x]"}},
        {"trailer with a length", chunked("1\r\nx\r\n0\r\nContent-Length: 5\r\n\r\n"), refused},
        {"trailer without colon", chunked("1\r\nx\r\n0\r\nnonsense\r\n\r\n"), refused},
        {"trailer folded", chunked("1\r\nx\r\n0\r\nA: b\r\n c\r\n\r\n"), refused},
        {"trailers too many", chunked("0\r\n" + manyFields(11) + "\r\n"), {"refused 431"}},
        {"trailers too long", chunked("0\r\nA: " + QByteArray(1000, 'b') + "\r\n\r\n"), {"refused 431"}},
        {"chunks end early", chunked("5\r\nhel"), {"wants body"}},
        {"last chunk ends early", chunked("1\r\nx\r\n0\r\n"), {"wants body"}},
        {"next request after chunks", chunked("1\r\nx\r\n0\r\n\r\n") + "GET /q HTTP/1.1\r\n" + kHost + "\r\n",
         {"POST /p [x]", "GET /q []"}},
    };
}

QVector<CorpusRow> heads()
{
    const QByteArrayList refused{"refused 400"};
    const QByteArray get = "GET / HTTP/1.1\r\n";
    return {
        {"nothing", {}, {}},
        {"smallest", get + kHost + "\r\n", {"GET / []"}},
        {"empty lines before", "\r\n\r\n" + get + kHost + "\r\n", {"GET / []"}},
        {"too many empty lines", QByteArray("\r\n").repeated(20), refused},
        {"carriage returns before", "\r\r\n" + get + kHost + "\r\n", refused},
        {"line feed before", "\n" + get + kHost + "\r\n", refused},
        {"head not yet whole", get + kHost, {"wants head"}},
        {"obsolete fold", get + kHost + "A: b\r\n c\r\n\r\n", refused},
        {"fold before the first field", get + " Host: h\r\n\r\n", refused},
        {"bare line feeds", "GET / HTTP/1.1\nHost: h\n\n", refused},
        {"bare line feed after a field", get + "Host: h\n\r\n", refused},
        {"bare carriage return in a field", get + kHost + "A: b\rc\r\n\r\n", refused},
        {"NUL in a field", get + kHost + QByteArray("A: b\0c\r\n\r\n", 10), refused},
        {"NUL in a name", get + kHost + QByteArray("A\0: b\r\n\r\n", 9), refused},
        {"blank before the colon", get + kHost + "A : b\r\n\r\n", refused},
        {"tab before the colon", get + kHost + "Content-Length\t: 5\r\n\r\nhello", refused},
        {"no colon", get + kHost + "nonsense\r\n\r\n", refused},
        {"no name", get + kHost + ": b\r\n\r\n", refused},
        {"name with a bracket", get + kHost + "A(b: c\r\n\r\n", refused},
        {"bytes above 127 in a field", get + kHost + "A: \xc3\xa4\r\n\r\n", {"GET / []"}},
        {"empty field", get + kHost + "A:\r\n\r\n", {"GET / []"}},
        {"ten fields", get + kHost + manyFields(9) + "\r\n", {"GET / []"}},
        {"eleven fields", get + kHost + manyFields(10) + "\r\n", {"refused 431"}},
        {"long head", get + kHost + "A: " + QByteArray(1000, 'b') + "\r\n\r\n", {"refused 431"}},
        {"endless line", "GET /" + QByteArray(2000, 'a'), {"refused 431"}},
        {"head at the limit", get + kHost + "A: " + QByteArray(1000 - 16 - 9 - 7, 'b') + "\r\n\r\n", {"GET / []"}},
        {"head just over the limit", get + kHost + "A: " + QByteArray(1000 - 16 - 9 - 6, 'b') + "\r\n\r\n",
         {"refused 431"}},
        {"no host", get + "\r\n", refused},
        {"host twice", get + kHost + kHost + "\r\n", refused},
        {"host empty", get + "Host:\r\n\r\n", refused},
        {"host with a blank", get + "Host: a b\r\n\r\n", refused},
        {"host as a list", get + "Host: a, b\r\n\r\n", refused},
        {"host with a path", get + "Host: a/b\r\n\r\n", refused},
        {"host with a user", get + "Host: a@b\r\n\r\n", refused},
        {"host with a port in words", get + "Host: a:b\r\n\r\n", refused},
        {"host with a port too large", get + "Host: a:65536\r\n\r\n", refused},
        {"host with two ports", get + "Host: a:1:2\r\n\r\n", refused},
        {"host with a port", get + "Host: a:65535\r\n\r\n", {"GET / []"}},
        {"host as an IPv6 address", get + "Host: [::1]:7390\r\n\r\n", {"GET / []"}},
        {"host with an open bracket", get + "Host: [::1\r\n\r\n", refused},
        {"no host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", {"GET / close []"}},
        {"host twice in HTTP/1.0", "GET / HTTP/1.0\r\n" + kHost + kHost + "\r\n", refused},
        {"expectation", post("Expect: 100-continue\r\nContent-Length: 1\r\n", "x"), {"POST /p expects [x]"}},
        {"expectation without a body", post("Expect: 100-continue\r\n"), {"POST /p []"}},
        {"expectation in HTTP/1.0", "POST /p HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx",
         {"POST /p close [x]"}},
        {"unknown expectation", post("Expect: more\r\nContent-Length: 1\r\n", "x"), {"refused 417"}},
    };
}

QVector<CorpusRow> lines()
{
    const QByteArrayList refused{"refused 400"};
    const QByteArray end = "\r\n" + kHost + "\r\n";
    return {
        {"query", "GET /p?a=b&c HTTP/1.1" + end, {"GET /p?a=b&c []"}},
        {"query only", "GET ?a HTTP/1.1" + end, refused},
        {"absolute form", "GET http://h:1/p?a HTTP/1.1" + end, {"GET http://h:1/p?a =/p []"}},
        {"absolute form in capitals", "GET HTTP://h HTTP/1.1" + end, {"GET HTTP://h =/ []"}},
        {"absolute form without a host", "GET http:///p HTTP/1.1" + end, refused},
        {"absolute form with a user", "GET http://u@h/p HTTP/1.1" + end, refused},
        {"another scheme", "GET ftp://h/p HTTP/1.1" + end, refused},
        {"no slash", "GET p HTTP/1.1" + end, refused},
        {"asterisk", "OPTIONS * HTTP/1.1" + end, {"OPTIONS * []"}},
        {"asterisk with another method", "GET * HTTP/1.1" + end, refused},
        {"authority form", "CONNECT h:443 HTTP/1.1" + end, {"CONNECT h:443 = []"}},
        {"authority form without a port", "CONNECT h HTTP/1.1" + end, refused},
        {"unknown method", "BREW /p HTTP/1.1" + end, {"BREW /p []"}},
        {"method in lower case", "post /p HTTP/1.1" + end, {"post /p []"}},
        {"method with a bracket", "GE(T /p HTTP/1.1" + end, refused},
        {"two blanks", "GET  /p HTTP/1.1" + end, refused},
        {"blank at the end", "GET /p HTTP/1.1 " + end, refused},
        {"tab between", "GET\t/p HTTP/1.1" + end, refused},
        {"blank in the target", "GET /a b HTTP/1.1" + end, refused},
        {"control character in the target", "GET /a\x01 HTTP/1.1" + end, refused},
        {"no version", "GET /p" + end, refused},
        {"HTTP/0.9", "GET /p HTTP/0.9" + end, {"refused 505"}},
        {"HTTP/1.2", "GET /p HTTP/1.2" + end, {"refused 505"}},
        {"HTTP/2.0", "GET /p HTTP/2.0" + end, {"refused 505"}},
        {"preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {"refused 505"}},
        {"version in lower case", "GET /p http/1.1" + end, refused},
        {"version with two digits", "GET /p HTTP/1.10" + end, refused},
        {"TLS handshake", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), refused},
        {"noise", QByteArray("\x00\xff\x00", 3), refused},
        {"a word alone", "hello\r\n", refused},
        {"close", "GET / HTTP/1.1\r\n" + kHost + "Connection: close\r\n\r\n", {"GET / close []"}},
        {"close in a list", "GET / HTTP/1.1\r\n" + kHost + "Connection: Keep-Alive, CLOSE\r\n\r\n", {"GET / close []"}},
        {"close wins", "GET / HTTP/1.0\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n", {"GET / close []"}},
        {"keep-alive in HTTP/1.0", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", {"GET / []"}},
        {"three in a row", post("Content-Length: 1\r\n", "x") + "GET /q HTTP/1.1" + end + "\r\n" + chunked("0\r\n\r\n"),
         {"POST /p [x]", "GET /q []", "POST /p []"}},
        {"bad after good", post("Content-Length: 1\r\n", "x") + "nonsense\r\n", {"POST /p [x]", "refused 400"}},
        {"half after good", post("Content-Length: 1\r\n", "x") + "GET /q", {"POST /p [x]", "wants head"}},
    };
}

QByteArray textOf(const HttpRequest &request)
{
    QByteArray text = request.method + ' ' + request.target;
    const QByteArrayView target = request.target;
    const qsizetype query = target.indexOf('?');
    if (QByteArrayView(request.path) != (query < 0 ? target : target.first(query)))
        text += " =" + request.path;
    if (request.expectsContinue)
        text += " expects";
    if (!request.keepAlive)
        text += " close";
    return text + " [" + request.body + ']';
}

} // namespace

const QVector<CorpusRow> &httpCorpus()
{
    static const QVector<CorpusRow> corpus = framing() + chunks() + heads() + lines();
    return corpus;
}

QByteArrayList outcomeOf(QByteArrayView bytes, const QVector<qsizetype> &cuts, const HttpLimits &limits)
{
    QByteArrayList outcome;
    HttpParser parser(limits);
    qsizetype at = 0;
    for (qsizetype piece = 0; piece <= cuts.size(); ++piece) {
        const qsizetype end = piece < cuts.size() ? cuts[piece] : bytes.size();
        while (at < end && parser.state() != HttpParser::State::Refused) {
            at += parser.put(bytes.sliced(at, end - at));
            if (parser.state() == HttpParser::State::Complete)
                outcome += textOf(parser.takeRequest());
        }
    }
    switch (parser.state()) {
    case HttpParser::State::Refused:
        outcome += "refused " + QByteArray::number(parser.refusal());
        break;
    case HttpParser::State::Head:
        outcome += "wants head";
        break;
    case HttpParser::State::Body:
        outcome += "wants body";
        break;
    default:
        break;
    }
    return outcome;
}

} // namespace console::testing

// SPDX-License-Identifier: Apache-2.0
// Feeds arbitrary bytes to the HTTP parser and checks what must hold for all of them. With clang: compile with
// -fsanitize=fuzzer -DKOMBO_LIBFUZZER and link the listener library. Without: a program that runs the corpus of the parser's
// test and N random changes of it (`fuzz_httpparser [N [SEED]]`); ctest runs it that way.
#include "tests/app/listener/httpcorpus.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>

using namespace console;
using namespace console::testing;

namespace {

[[noreturn]] void fail(const char *rule, QByteArrayView bytes)
{
    std::fprintf(stderr, "%s\n%s\n", rule, bytes.toByteArray().toHex().constData());
    std::abort();
}

bool isToken(const QByteArray &text)
{
    for (const char c : text) {
        if (c <= ' ' || c >= 127 || c == ':')
            return false;
    }
    return !text.isEmpty();
}

// What every accepted request must be.
void checkRequest(const HttpRequest &request, QByteArrayView bytes)
{
    int hosts = 0;
    for (const auto &[name, value] : request.headers) {
        hosts += name.toLower() == "host" ? 1 : 0;
        if (!isToken(name))
            fail("a name that is no token", bytes);
        if (value.contains('\n') || value.contains('\r') || value.contains('\0') || value != value.trimmed())
            fail("a value with line ends, NUL or blanks around it", bytes);
    }
    if (hosts > 1 || (hosts == 0 && request.minor > 0))
        fail("not one host", bytes);
    if (request.framing == BodyFraming::Length && request.body.size() != request.announced)
        fail("a body of another length than announced", bytes);
    if (request.framing == BodyFraming::None && !request.body.isEmpty())
        fail("a body out of nowhere", bytes);
    if (request.body.size() > corpusLimits().body || request.headers.size() > corpusLimits().headers)
        fail("beyond the limits", bytes);
    if (!isToken(request.method) || request.target.contains(' ') || request.target.isEmpty())
        fail("a request line that is none", bytes);
}

// Runs the parser as a connection does and checks each step of it.
void checkSteps(QByteArrayView bytes, qsizetype piece)
{
    HttpParser parser(corpusLimits());
    for (qsizetype at = 0; at < bytes.size();) {
        const QByteArrayView given = bytes.sliced(at, std::min(piece, bytes.size() - at));
        const qsizetype taken = parser.put(given);
        at += taken;
        if (parser.held() > corpusLimits().head + corpusLimits().body + 4096)
            fail("holds too much", bytes);
        if (parser.state() == HttpParser::State::Refused) {
            if (parser.refusal() < 400 || parser.refusal() > 505 || parser.put(given) != 0)
                fail("a refusal that is none", bytes);
            return;
        }
        if (parser.state() == HttpParser::State::Complete)
            checkRequest(parser.takeRequest(), bytes);
        else if (taken != given.size())
            fail("left bytes though it could go on", bytes);
    }
}

void check(QByteArrayView bytes)
{
    checkSteps(bytes, std::max<qsizetype>(bytes.size(), 1));
    const QByteArrayList whole = outcomeOf(bytes);
    QVector<qsizetype> each;
    for (qsizetype at = 1; at < bytes.size(); ++at)
        each.append(at);
    if (outcomeOf(bytes, each) != whole)
        fail("byte by byte gives something else", bytes);
    for (const qsizetype cut : {bytes.size() / 3, bytes.size() / 2, bytes.size() - 1}) {
        if (cut > 0 && outcomeOf(bytes, {cut}) != whole)
            fail("two pieces give something else", bytes);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    check({reinterpret_cast<const char *>(data), qsizetype(size)});
    return 0;
}

#ifndef KOMBO_LIBFUZZER

namespace {

class Mutator
{
public:
    explicit Mutator(unsigned seed) : m_random(seed) {}

    QByteArray next()
    {
        QByteArray bytes = any();
        for (int change = below(6); change >= 0; --change)
            changeOnce(bytes);
        return bytes;
    }

private:
    int below(qsizetype limit) { return limit <= 0 ? 0 : int(m_random() % unsigned(limit)); }
    const QByteArray &any() { return httpCorpus()[below(httpCorpus().size())].bytes; }

    void changeOnce(QByteArray &bytes)
    {
        static const QByteArrayList words = {"\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", ":", ",", ";", "\"", "0", "5", "ffffffff",
                                             "chunked", "gzip", "Host: h\r\n", "Content-Length: 5\r\n", "Content-Length: ",
                                             "Transfer-Encoding: chunked\r\n", "HTTP/1.1", "HTTP/1.0", "0\r\n\r\n", "1\r\nx\r\n",
                                             "Expect: 100-continue\r\n", "Connection: close\r\n", QByteArray(1, '\0'), "\xff"};
        const int at = below(bytes.size() + 1);
        switch (below(7)) {
        case 0:
            bytes.insert(at, char(below(256)));
            break;
        case 1:
            if (at < bytes.size())
                bytes[at] = char(below(256));
            break;
        case 2:
            bytes.remove(at, 1 + below(8));
            break;
        case 3:
            bytes.insert(at, words[below(words.size())]);
            break;
        case 4:
            bytes.insert(at, bytes.mid(below(bytes.size()), below(64)));
            break;
        case 5:
            bytes += any().left(2000);
            break;
        default:
            bytes.truncate(at);
        }
        bytes.truncate(6000);
    }

    std::mt19937 m_random;
};

} // namespace

int main(int count, char **arguments)
{
    const int rounds = count > 1 ? std::atoi(arguments[1]) : 20'000;
    const unsigned seed = count > 2 ? unsigned(std::atoi(arguments[2])) : 1;
    for (const CorpusRow &row : httpCorpus())
        check(row.bytes);
    Mutator mutator(seed);
    int refused = 0;
    for (int round = 0; round < rounds; ++round) {
        const QByteArray bytes = mutator.next();
        check(bytes);
        const QByteArrayList outcome = outcomeOf(bytes);
        refused += !outcome.isEmpty() && outcome.last().startsWith("refused") ? 1 : 0;
    }
    std::printf("%lld rows and %d changes of them, %d refused\n", static_cast<long long>(httpCorpus().size()), rounds, refused);
    // Were all or none refused, the changes would not reach what they are meant to reach.
    return refused > rounds / 10 && refused < rounds * 95 / 100 ? 0 : 1;
}

#endif

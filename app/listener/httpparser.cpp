// SPDX-License-Identifier: Apache-2.0
#include "app/listener/httpparser.h"

#include "app/listener/lineframer.h"

// Beast stays in this file: it is slow to compile, and its types are nobody else's business.
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <optional>

namespace console {

namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

QByteArray bytesOf(string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

// Beast gets whole units only (request line, header block, chunk head, trailers): it would judge some of them differently
// when they come in pieces. Finding their ends is LineFramer's work.
class Reader : public http::basic_parser<true>
{
public:
    Reader(HttpRequest &request, const HttpLimits &limits) : m_request(request)
    {
        header_limit(std::uint32_t(limits.head + 16));
        body_limit(std::uint64_t(limits.body));
    }

    // Gives one unit. True when it was taken to its end without a fault.
    bool give(QByteArrayView unit, error_code &error)
    {
        const std::size_t taken = put({unit.data(), std::size_t(unit.size())}, error);
        if (error == http::error::need_more && taken == std::size_t(unit.size()))
            error = {};
        return !error && taken == std::size_t(unit.size());
    }

    std::uint64_t chunkLeft = 0;
    std::uint64_t extensionBytes = 0;
    std::uint64_t bodyBytes = 0;
    bool inTrailers = false;

private:
    using Text = string_view;

    void on_request_impl(http::verb, Text method, Text target, int version, error_code &) override
    {
        m_request.method = bytesOf(method);
        m_request.target = bytesOf(target);
        m_request.minor = version - 10;
    }
    void on_field_impl(http::field, Text name, Text value, error_code &) override
    {
        if (!inTrailers)
            m_request.headers.append({bytesOf(name), bytesOf(value)});
    }
    void on_body_init_impl(const boost::optional<std::uint64_t> &length, error_code &) override
    {
        // An announced length is a claim: no more than a small piece is reserved for it.
        m_request.body.reserve(qsizetype(std::min<std::uint64_t>(length.value_or(0), 16 * 1024)));
    }
    std::size_t on_body_impl(Text body, error_code &) override
    {
        m_request.body.append(body.data(), qsizetype(body.size()));
        return body.size();
    }
    void on_chunk_header_impl(std::uint64_t size, Text extensions, error_code &) override
    {
        chunkLeft = size;
        bodyBytes += size;
        extensionBytes += extensions.size();
    }
    std::size_t on_chunk_body_impl(std::uint64_t, Text body, error_code &) override
    {
        m_request.body.append(body.data(), qsizetype(body.size()));
        chunkLeft -= body.size();
        return body.size();
    }
    void on_header_impl(error_code &) override {}
    void on_finish_impl(error_code &) override {}
    void on_response_impl(int, Text, int, error_code &) override {}

    HttpRequest &m_request;
};

// `HTTP/2.0` and the like are well-formed: 505 (RFC 9110 section 15.6.6); anything else is a syntax fault.
bool namesOtherVersion(QByteArrayView line)
{
    const qsizetype start = line.size() - 10; // "HTTP/d.d" CRLF
    const auto digit = [&](qsizetype at) { return line[at] >= '0' && line[at] <= '9'; };
    return start > 2 && std::count(line.begin(), line.end(), ' ') == 2 && line.sliced(start, 5) == "HTTP/" && digit(start + 5) && line[start + 6] == '.' && digit(start + 7);
}

} // namespace

class HttpParser::Private
{
public:
    explicit Private(const HttpLimits &l) : limits(l), framer(l) { reader.emplace(request, limits); }

    enum class Part { Head, Body, ChunkHead, ChunkData, Complete, Refused };

    qsizetype putLines(QByteArrayView bytes);
    qsizetype putBody(QByteArrayView bytes);
    void takeUnit(LineFramer::Unit unit, QByteArrayView bytes);
    void takeHead(QByteArrayView block);
    void takeChunkHead(QByteArrayView unit);
    void nextChunk(bool first);
    void refuse(int withStatus);

    const HttpLimits limits;
    LineFramer framer;
    HttpRequest request;
    std::optional<Reader> reader;
    Part part = Part::Head;
    qint64 bodyLeft = 0;
    int status = 0;
};

void HttpParser::Private::refuse(int withStatus)
{
    status = withStatus;
    part = Part::Refused;
}

void HttpParser::Private::nextChunk(bool first)
{
    part = Part::ChunkHead;
    framer.beginChunk(first);
}

qsizetype HttpParser::Private::putLines(QByteArrayView bytes)
{
    const LineFramer::Step step = framer.put(bytes);
    if (step.refusal != 0)
        refuse(step.refusal);
    else if (step.unit != LineFramer::Unit::None)
        takeUnit(step.unit, framer.unit(bytes));
    framer.release(step.unit);
    return step.taken;
}

void HttpParser::Private::takeUnit(LineFramer::Unit unit, QByteArrayView bytes)
{
    error_code error;
    switch (unit) {
    case LineFramer::Unit::RequestLine:
        if (!reader->give(bytes, error))
            refuse(error == http::error::bad_version && namesOtherVersion(bytes) ? 505 : 400);
        return;
    case LineFramer::Unit::HeaderBlock:
        return takeHead(bytes);
    case LineFramer::Unit::ChunkHead:
    case LineFramer::Unit::LastChunk:
        reader->inTrailers = unit == LineFramer::Unit::LastChunk;
        return takeChunkHead(bytes);
    case LineFramer::Unit::None:
        return;
    }
}

void HttpParser::Private::takeHead(QByteArrayView block)
{
    error_code error;
    const bool good = reader->give(block, error);
    if (!good && error != http::error::body_limit)
        return refuse(400);
    if (const int refused = readHead(request, limits); refused != 0)
        return refuse(refused);
    if (!good)
        return refuse(413);
    switch (request.framing) {
    case BodyFraming::None:
        part = Part::Complete;
        return;
    case BodyFraming::Length:
        bodyLeft = request.announced;
        part = Part::Body;
        return;
    case BodyFraming::Chunked:
        return nextChunk(true);
    }
}

void HttpParser::Private::takeChunkHead(QByteArrayView unit)
{
    error_code error;
    const bool good = reader->give(unit, error);
    if (!good)
        return refuse(error == http::error::body_limit ? 413 : 400);
    // Extensions mean nothing here and must not grow without bound (RFC 9112 section 7.1.1).
    if (reader->extensionBytes > std::uint64_t(limits.head))
        return refuse(413);
    part = reader->is_done() ? Part::Complete : Part::ChunkData;
}

qsizetype HttpParser::Private::putBody(QByteArrayView bytes)
{
    const bool chunked = part == Part::ChunkData;
    const qint64 left = chunked ? qint64(reader->chunkLeft) : bodyLeft;
    const QByteArrayView piece = bytes.first(std::min<qsizetype>(bytes.size(), left));
    error_code error;
    if (!reader->give(piece, error)) {
        refuse(400);
        return 0;
    }
    if (chunked && reader->chunkLeft == 0)
        nextChunk(false);
    if (!chunked) {
        bodyLeft -= piece.size();
        part = bodyLeft == 0 ? Part::Complete : Part::Body;
    }
    return piece.size();
}

HttpParser::HttpParser(const HttpLimits &limits) : d(std::make_unique<Private>(limits)) {}
HttpParser::~HttpParser() = default;

qsizetype HttpParser::put(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && d->part != Private::Part::Complete && d->part != Private::Part::Refused) {
        const QByteArrayView rest = bytes.sliced(taken);
        const bool lines = d->part == Private::Part::Head || d->part == Private::Part::ChunkHead;
        taken += lines ? d->putLines(rest) : d->putBody(rest);
    }
    return taken;
}

HttpParser::State HttpParser::state() const
{
    switch (d->part) {
    case Private::Part::Head:
        return d->framer.started() ? State::Head : State::Idle;
    case Private::Part::Complete:
        return State::Complete;
    case Private::Part::Refused:
        return State::Refused;
    case Private::Part::Body:
    case Private::Part::ChunkHead:
    case Private::Part::ChunkData:
        break;
    }
    return State::Body;
}

qint64 HttpParser::held() const
{
    return d->request.body.size() + d->framer.held();
}

const HttpRequest &HttpParser::request() const
{
    return d->request;
}

HttpRequest HttpParser::takeRequest()
{
    HttpRequest taken = std::move(d->request);
    d->request = {};
    d->reader.emplace(d->request, d->limits);
    d->framer.beginHead();
    d->part = Private::Part::Head;
    return taken;
}

int HttpParser::refusal() const
{
    return d->status;
}

} // namespace console

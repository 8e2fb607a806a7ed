// SPDX-License-Identifier: Apache-2.0
#include "app/listener/httpanswer.h"

#include <array>

namespace console {

namespace {

struct Words
{
    int status;
    const char *reason;
    const char *text;
};

constexpr std::array kWords = {
    Words{200, "OK", "ok\n"},
    Words{204, "No Content", ""},
    Words{304, "Not Modified", ""},
    Words{400, "Bad Request", "the request could not be read\n"},
    Words{401, "Unauthorized", "the signature was not accepted\n"},
    Words{404, "Not Found", "nothing is received here\n"},
    Words{405, "Method Not Allowed", "another method is needed\n"},
    Words{408, "Request Timeout", "the request took too long\n"},
    Words{413, "Content Too Large", "the body is too large\n"},
    Words{417, "Expectation Failed", "this expectation is not met\n"},
    Words{429, "Too Many Requests", "too many requests\n"},
    Words{431, "Request Header Fields Too Large", "the head is too large\n"},
    Words{500, "Internal Server Error", "something went wrong\n"},
    Words{501, "Not Implemented", "this transfer coding is not known\n"},
    Words{502, "Bad Gateway", "something went wrong\n"},
    Words{503, "Service Unavailable", "not possible at the moment, try again\n"},
    Words{504, "Gateway Timeout", "something took too long\n"},
    Words{505, "HTTP Version Not Supported", "HTTP/1.1 is spoken here\n"},
};

Words wordsOf(int status)
{
    for (const Words &words : kWords) {
        if (words.status == status)
            return words;
    }
    return {status, "Status", "answered as configured\n"};
}

bool mayHaveBody(int status)
{
    return status >= 200 && status != 204 && status != 304; // RFC 9110 sections 15.3.5 and 15.4.5
}

} // namespace

HttpAnswer storedAnswer(qint64 seq, int deliveries)
{
    QByteArray body;
    body.reserve(72);
    body.append(R"({"status":"stored","event":)").append(QByteArray::number(seq));
    body.append(R"(,"deliveries":)").append(QByteArray::number(deliveries)).append('}');
    return {200, std::move(body), QByteArrayLiteral("application/json"), {}};
}

HttpAnswer plainAnswer(int status, const QByteArray &allow)
{
    HttpAnswer answer{status, QByteArray(wordsOf(status).text), QByteArrayLiteral("text/plain; charset=utf-8"), {}};
    if (status == 401) // RFC 9110 section 15.5.2 asks for a challenge
        answer.extra = QByteArrayLiteral("WWW-Authenticate: X-Kombo-Signature\r\n");
    if (status == 405)
        answer.extra = "Allow: " + allow + "\r\n";
    if (status == 429 || status == 503)
        answer.extra = QByteArrayLiteral("Retry-After: 5\r\n");
    return answer;
}

HttpAnswer healthAnswer()
{
    return {};
}

HttpAnswer answerFor(const DeliveryReceipt &receipt)
{
    if (receipt.status == 200 && receipt.stored)
        return storedAnswer(receipt.seq, receipt.deliveries);
    // A 200 for what is not stored would be a lie, whoever asked for it.
    const bool possible = receipt.status > 200 && receipt.status < 600;
    return plainAnswer(possible ? receipt.status : 503);
}

QByteArray httpDate(Timestamp time)
{
    using namespace std::chrono;
    static constexpr std::array<const char *, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<const char *, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = floor<std::chrono::days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(floor<seconds>(time - day));
    const auto two = [](unsigned number) { return QByteArray::number(number).rightJustified(2, '0'); };
    return QByteArray(days[weekday(day).c_encoding()]) + ", " + two(unsigned(date.day())) + ' '
        + months[unsigned(date.month()) - 1] + ' ' + QByteArray::number(int(date.year())).rightJustified(4, '0') + ' '
        + two(unsigned(clock.hours().count())) + ':' + two(unsigned(clock.minutes().count())) + ':'
        + two(unsigned(clock.seconds().count())) + " GMT";
}

QByteArray serialised(const HttpAnswer &answer, const AnswerForm &form, const QByteArray &date)
{
    QByteArray bytes;
    bytes.reserve(192 + answer.body.size());
    bytes.append("HTTP/1.1 ").append(QByteArray::number(answer.status)).append(' ');
    bytes.append(wordsOf(answer.status).reason).append("\r\nDate: ").append(date).append("\r\n");
    if (mayHaveBody(answer.status)) {
        if (!answer.contentType.isEmpty())
            bytes.append("Content-Type: ").append(answer.contentType).append("\r\n");
        bytes.append("Content-Length: ").append(QByteArray::number(answer.body.size())).append("\r\n");
    }
    bytes.append(answer.extra);
    if (form.close)
        bytes.append("Connection: close\r\n");
    else if (form.oldClient)
        bytes.append("Connection: keep-alive\r\n");
    bytes.append("\r\n");
    if (mayHaveBody(answer.status) && !form.headOnly)
        bytes.append(answer.body);
    return bytes;
}

const QByteArray &continueAnswer()
{
    static const QByteArray bytes = QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n");
    return bytes;
}

} // namespace console

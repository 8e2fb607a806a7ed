// SPDX-License-Identifier: Apache-2.0
#include "app/kombo/apipage.h"

#include "models/domain/jsonscan.h"

#include <simdjson.h>

#include <string_view>

using namespace Qt::StringLiterals;

namespace console {
namespace {

namespace ondemand = simdjson::ondemand;

tl::unexpected<Error> shape(const QString &what)
{
    return failure(ErrorKind::RemoteFault, u"page-shape"_s, what);
}

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

// Values are read as they lie there: a member that is missing, or of another type, is none.
std::optional<Timestamp> timeOf(ondemand::object &record, std::string_view member)
{
    std::string_view value;
    if (record[member].get_string().get(value) != simdjson::SUCCESS)
        return std::nullopt;
    return parseTimestamp(text(value));
}

Result<PageRecord> readRecord(ondemand::object record, qsizetype index)
{
    std::string_view id;
    if (record["id"].get_string().get(id) != simdjson::SUCCESS || id.empty())
        return shape(u"data.results[%1].id"_s.arg(index));
    PageRecord result{text(id), timeOf(record, "changed_at"), timeOf(record, "remote_deleted_at"), {}};
    std::string_view raw;
    if (record.reset().error() != simdjson::SUCCESS || record.raw_json().get(raw) != simdjson::SUCCESS)
        return shape(u"data.results[%1]"_s.arg(index));
    result.json = QByteArray(raw.data(), static_cast<qsizetype>(raw.size()));
    return result;
}

Result<void> readRecords(ondemand::array list, ApiPage &page)
{
    for (auto item : list) {
        ondemand::object object;
        if (item.get_object().get(object) != simdjson::SUCCESS)
            return shape(u"data.results[%1]"_s.arg(page.records.size()));
        auto record = readRecord(object, page.records.size());
        if (!record)
            return tl::unexpected<Error>(record.error());
        page.records.append(std::move(*record));
    }
    return {};
}

Result<void> readNext(ondemand::value next, ApiPage &page)
{
    page.nextPresent = true;
    bool null = false;
    if (next.is_null().get(null) == simdjson::SUCCESS && null)
        return {};
    std::string_view cursor;
    if (next.get_string().get(cursor) != simdjson::SUCCESS || cursor.empty())
        return shape(u"data.next"_s);
    page.next = text(cursor);
    return {};
}

Result<ApiPage> readData(ondemand::object data)
{
    ApiPage page;
    ondemand::value next;
    if (data["next"].get(next) == simdjson::SUCCESS) {
        if (const auto read = readNext(next, page); !read)
            return tl::unexpected<Error>(read.error());
    }
    for (const std::string_view member : {"results", "packages"}) {
        ondemand::array list;
        if (data[member].get_array().get(list) != simdjson::SUCCESS)
            continue;
        return readRecords(list, page).map([&page] { return std::move(page); });
    }
    return shape(u"data.results"_s);
}

} // namespace

Result<ApiPage> readPage(const ApiReply &reply)
{
    if (reply.status != 200)
        return tl::unexpected<Error>(errorOf(reply));
    if (!isJsonType(reply.contentType))
        return failure(ErrorKind::RemoteFault, u"content-type"_s, QString::fromLatin1(reply.contentType.left(80)));

    // Checked as a whole first: the lazy reading below skips over the inside of records, and what is kept must be JSON.
    if (!isJsonText(reply.body))
        return failure(ErrorKind::RemoteFault, u"page-not-json"_s);

    const simdjson::padded_string body(reply.body.constData(), static_cast<std::size_t>(reply.body.size()));
    ondemand::parser parser;
    ondemand::document document;
    ondemand::object root;
    ondemand::object data;
    if (const auto error = parser.iterate(body).get(document); error != simdjson::SUCCESS)
        return failure(ErrorKind::RemoteFault, u"page-not-json"_s, QString::fromLatin1(simdjson::error_message(error)));
    if (document.get_object().get(root) == simdjson::SUCCESS &&
        root["data"].get_object().get(data) == simdjson::SUCCESS)
        return readData(data);
    if (!problemOf(reply).code.isEmpty())
        return tl::unexpected<Error>(errorOf(reply));
    return shape(u"data"_s);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/listapi.h"

#include "app/sandbox/identity.h"
#include "app/sandbox/jsonwriter.h"
#include "app/sandbox/recordtext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console::sandbox {

namespace {

constexpr qint64 maxPage = 250; // official OpenAPI document, page_size
constexpr qint64 defaultPage = 100;

/// One filter of the query with its values as they stand in a record's text.
struct Filter
{
    const FilterRule *rule = nullptr;
    FilterRule::Kind kind = FilterRule::Kind::In;
    const Member *member = nullptr;
    QByteArrayList values;
};

struct ListQuery
{
    PageAsked page;
    std::optional<Timestamp> updatedAfter;
    bool includeDeleted = false;
    std::vector<Filter> filters;
};

/// Accepts the documented form only: no numeric offset (official OpenAPI document, updated_after).
std::optional<Timestamp> strictTime(const QString &text)
{
    static const QRegularExpression form(u"^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?)?Z?$"_s);
    return form.match(text).hasMatch() ? parseTimestamp(text) : std::nullopt;
}

Result<bool> flag(const Call &call, const QString &name)
{
    const QString text = call.value(name);
    if (call.has(name) && text != u"true"_s && text != u"false"_s)
        return failure(ErrorKind::InvalidInput, u"flag"_s, name + u" must be \"true\" or \"false\"."_s);
    return text == u"true"_s;
}

void addFilter(ListQuery &query, const Model &model, const Call &call, const QString &parameter, FilterRule::Kind kind,
               int member)
{
    if (member < 0 || !call.has(parameter))
        return;
    Filter filter{nullptr, kind, &model.members[static_cast<std::size_t>(member)], {}};
    for (const QString &value : call.value(parameter).split(u',')) {
        QByteArray text = quoted(kind == FilterRule::Kind::Contains ? value.toLower() : value);
        // Dates compare as text; `null` is asked for by name.
        if (kind == FilterRule::Kind::Contains || kind == FilterRule::Kind::NotBefore ||
            kind == FilterRule::Kind::NotAfter)
            text = text.mid(1, text.size() - 2);
        filter.values.append(value == u"null"_s ? QByteArray("null") : text);
    }
    query.filters.push_back(filter);
}

Result<ListQuery> readQuery(const Model &model, const ListEndpoint &endpoint, const Call &call)
{
    ListQuery query;
    if (endpoint.paged) {
        const auto page = askedPage(call, model.name, maxPage);
        if (!page)
            return tl::unexpected(page.error());
        query.page = *page;
    } else {
        query.page.size = std::numeric_limits<qint64>::max();
    }
    if (endpoint.standard) {
        for (const QString &name : {u"include_deleted"_s, u"ignore_unsupported_filters"_s}) {
            const auto value = flag(call, name);
            if (!value)
                return tl::unexpected(value.error());
            if (name == u"include_deleted"_s)
                query.includeDeleted = *value;
        }
        if (call.has(u"updated_after"_s)) {
            query.updatedAfter = strictTime(call.value(u"updated_after"_s));
            if (!query.updatedAfter)
                return failure(
                    ErrorKind::InvalidInput, u"time"_s,
                    u"updated_after must be a date-time like 2026-05-01T12:00:00.000Z, without an offset."_s);
        }
    }
    addFilter(query, model, call, u"ids"_s, FilterRule::Kind::In, model.member("id"));
    addFilter(query, model, call, u"remote_ids"_s, FilterRule::Kind::In, model.member("remote_id"));
    for (const FilterRule &rule : model.filters)
        addFilter(query, model, call, rule.parameter, rule.kind, rule.member);
    return query;
}

bool passes(const Filter &filter, QByteArrayView text)
{
    using K = FilterRule::Kind;
    for (const QByteArray &value : filter.values) {
        switch (filter.kind) {
        case K::In:
            if (text == value)
                return true;
            break;
        case K::Has:
            if (text.indexOf(value) >= 0)
                return true;
            break;
        case K::Contains:
            if (QString::fromUtf8(text).toLower().contains(QString::fromUtf8(value)))
                return true;
            break;
        case K::NotBefore:
            if (text.sliced(1, qMin(value.size(), text.size() - 1)) >= QByteArrayView(value))
                return true;
            break;
        case K::NotAfter:
            if (text.sliced(1, qMin(value.size(), text.size() - 1)) <= QByteArrayView(value))
                return true;
            break;
        }
    }
    return false;
}

bool matches(const ListQuery &query, const Record &record, Text &scratch)
{
    if (record.deleted() && !query.includeDeleted)
        return false;
    // Inclusive, so that a change in the very millisecond of a fetch's start is not lost.
    if (query.updatedAfter && record.book->effectiveChange(record) < *query.updatedAfter)
        return false;
    for (const Filter &filter : query.filters) {
        scratch.clear();
        appendMember(scratch, record, *filter.member);
        if (!passes(filter, scratch.view()))
            return false;
    }
    if (record.model->onlyMember < 0)
        return true;
    scratch.clear();
    appendMember(scratch, record, record.model->members[static_cast<std::size_t>(record.model->onlyMember)]);
    return scratch.view().indexOf(record.model->onlyValue) >= 0;
}

} // namespace

QByteArray cursorAt(QByteArrayView list, qint64 position)
{
    const QByteArray text =
        QByteArray::number(position) + ':' + QByteArray::number(mixText(static_cast<quint64>(position), list), 36);
    return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Result<PageAsked> askedPage(const Call &call, QByteArrayView list, qint64 maxSize)
{
    PageAsked page;
    page.size = defaultPage;
    if (call.has(u"page_size"_s)) {
        bool whole = false;
        page.size = call.value(u"page_size"_s).toLongLong(&whole);
        if (!whole || page.size < 1 || page.size > maxSize)
            return failure(ErrorKind::InvalidInput, u"page_size"_s,
                           u"page_size must be a number between 1 and %1."_s.arg(maxSize));
    }
    if (call.has(u"cursor"_s)) {
        const QByteArray cursor = call.value(u"cursor"_s).toLatin1();
        const QByteArray text = QByteArray::fromBase64(cursor, QByteArray::Base64UrlEncoding);
        page.start = text.first(qMax<qsizetype>(0, text.indexOf(':'))).toLongLong();
        if (cursor.isEmpty() || cursor != cursorAt(list, page.start))
            return failure(ErrorKind::InvalidInput, u"cursor"_s, u"The cursor is not valid for this list."_s);
    }
    return page;
}

Reply listReply(const Tenant &tenant, const ListEndpoint &endpoint, const Call &call, Timestamp now)
{
    const Model &model = tenant.book.catalog().model(endpoint.model);
    const auto query = readQuery(model, endpoint, call);
    if (!query)
        return inputInvalid(query.error().detail);
    const qint64 count = tenant.book.count(model.number);
    Text results(qMin(query->page.size, count) * 1000);
    results.append("{\"status\":\"success\",\"data\":{\"results\":[");
    Text scratch;
    qint64 taken = 0;
    qint64 index = query->page.start;
    for (; index < count; ++index) {
        const Record record = tenant.book.record(model.number, index);
        if (!matches(*query, record, scratch))
            continue;
        if (taken == query->page.size)
            break;
        if (taken++ > 0)
            results.append(',');
        appendRecord(results, record, now);
    }
    results.append("],\"next\":");
    results.append(index < count ? QByteArray('"' + cursorAt(model.name, index) + '"') : QByteArray("null"));
    results.append("}}");
    Reply reply;
    reply.body = results.take();
    return reply;
}

Reply packagesReply()
{
    struct Package
    {
        const char *id;
        const char *name;
        const char *description;
        const char *type;
    };
    static constexpr Package packages[] = {
        {"typing-basics", "Typing basics", "Speed and accuracy at the keyboard.", "SKILLS_TEST"},
        {"logic-plus", "Logic plus", "Patterns, numbers, conclusions.", "SKILLS_TEST"},
        {"team-fit", "Team fit", "How somebody likes to work.", "BEHAVIORAL"}};
    JsonWriter json;
    json.beginObject().key("packages").beginArray();
    for (const Package &package : packages) {
        json.beginObject().text("id", QString::fromLatin1(package.id)).text("name", QString::fromLatin1(package.name));
        json.text("description", QString::fromLatin1(package.description)).null("updated_at");
        json.text("type", QString::fromLatin1(package.type)).endObject();
    }
    json.endArray().endObject();
    return success(json.json());
}

} // namespace console::sandbox

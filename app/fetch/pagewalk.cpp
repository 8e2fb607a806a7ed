// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/pagewalk.h"

using namespace Qt::StringLiterals;

namespace console {
namespace {

constexpr int pageSize = 250;       // the largest that Kombo takes, and what its docs advise
constexpr int maxEmptyInARow = 100; // filters may leave pages empty, but not without end
constexpr int maxPages = 400'000;   // a hundred million records: only an endless list has more

} // namespace

PageWalk::PageWalk(Endpoint endpoint, QString integrationId, RunKind kind, std::optional<Timestamp> watermark)
    : m_endpoint(std::move(endpoint)), m_integrationId(std::move(integrationId))
{
    if (kind == RunKind::Delta && m_endpoint.updatedAfter)
        m_updatedAfter = watermark;
}

ApiRequest PageWalk::request() const
{
    ApiRequest request;
    request.path = m_endpoint.path;
    request.integrationId = m_integrationId;
    if (m_endpoint.paged)
        request.query.append({u"page_size"_s, QString::number(pageSize)});
    if (m_endpoint.includeDeleted)
        request.query.append({u"include_deleted"_s, u"true"_s});
    if (m_updatedAfter)
        request.query.append({u"updated_after"_s, formatTimestamp(*m_updatedAfter)});
    if (!m_cursor.isNull())
        request.query.append({u"cursor"_s, m_cursor});
    return request;
}

Result<void> PageWalk::advance(const ApiPage &page)
{
    if (m_ended)
        return {};
    if (m_endpoint.paged && !page.nextPresent)
        return fail(u"page-shape"_s);
    ++m_pages;
    if (page.next.isNull()) {
        m_ended = true;
        m_seen.clear();
        return {};
    }
    // A cursor on a list that takes none cannot be followed: asking again would bring the same page.
    if (!m_endpoint.paged)
        return fail(u"page-shape"_s);
    if (m_seen.contains(page.next))
        return fail(u"cursor-loop"_s);
    m_emptyInARow = page.records.isEmpty() ? m_emptyInARow + 1 : 0;
    if (m_emptyInARow >= maxEmptyInARow)
        return fail(u"empty-pages"_s);
    if (m_pages >= maxPages)
        return fail(u"too-many-pages"_s);
    m_cursor = page.next;
    m_seen.insert(m_cursor);
    return {};
}

tl::unexpected<Error> PageWalk::fail(const QString &code)
{
    m_ended = true;
    return failure(ErrorKind::RemoteFault, code, m_endpoint.path);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "models/store/indexedrow.h"

#include "models/domain/event.h"
#include "models/index/signaturebuilder.h"

#include <algorithm>
#include <cstring>

namespace console {

IndexedEvent indexedRow(const SqlQuery &query)
{
    const auto number = [&query](int column) { return quint32(std::clamp<qint64>(query.integer(column), 0, 0xFFFFFFFF)); };
    IndexedEvent event;
    event.seq = query.integer(0);
    event.receivedAt = query.integer(1);
    event.environment = number(2);
    event.type = number(3);
    event.integration = number(4);
    event.tool = number(5);
    event.category = number(6);
    event.organization = number(7);
    event.outcome = number(8);
    event.bodySize = number(9);
    event.deliveries = number(10);
    event.answered = quint16(std::min(number(11), quint32(0xFFFF)));
    event.flags = IndexPresent;
    if (query.integer(12) == int(Verdict::Unchecked))
        event.flags |= IndexUnchecked;
    if (query.integer(13) != 0)
        event.flags |= IndexConflict;
    event.idHash = idHash(query.text(14).toUtf8());
    return event;
}

bool idStandsIn(QByteArrayView idUtf8, QByteArrayView body)
{
    return idUtf8.isEmpty() || (!body.isEmpty() && ::memmem(body.data(), size_t(body.size()), idUtf8.data(), size_t(idUtf8.size())) != nullptr);
}

Result<IndexedState> readIndexedState(SqliteDatabase &database)
{
    SqlQuery *query = database.run("index.state");
    if (query == nullptr || !query->next())
        return tl::unexpected<Error>(database.error());
    const IndexedState state{query->integer(0), query->integer(1), query->integer(2), query->integer(3), query->integer(4)};
    query->finish();
    return state;
}

Result<std::optional<IndexedEvent>> readIndexedFacts(SqliteDatabase &database, qint64 seq)
{
    SqlQuery *query = database.run("index.facts", {seq});
    if (query == nullptr)
        return tl::unexpected<Error>(database.error());
    std::optional<IndexedEvent> event;
    if (query->next())
        event = indexedRow(*query);
    if (database.failedIn(*query))
        return tl::unexpected<Error>(database.error());
    query->finish();
    return event;
}

} // namespace console

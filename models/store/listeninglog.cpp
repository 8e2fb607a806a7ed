// SPDX-License-Identifier: Apache-2.0
// When something listened: written by WriteTransaction, read by StoreReader.
#include "models/store/storereader_p.h"
#include "models/store/writerstate.h"
#include "models/store/writetransaction.h"

namespace console {

Result<qint64> WriteTransaction::beginListening(Timestamp at)
{
    SqliteDatabase &database = m_state.database();
    if (!database.change("listening.settle", {toMillis(at)}) || !database.change("listening.begin", {toMillis(at)}))
        return tl::unexpected<Error>(database.error());
    return database.lastRowId();
}

Result<bool> WriteTransaction::noteListening(qint64 stretch, Timestamp at, bool ends)
{
    SqliteDatabase &database = m_state.database();
    if (!database.change(ends ? "listening.end" : "listening.seen", {toMillis(at), stretch}))
        return tl::unexpected<Error>(database.error());
    return database.changes() > 0;
}

Result<ListenerGaps> StoreReader::listenerGaps(Timestamp from, Timestamp to, Timestamp now)
{
    const Result<SqlQuery *> query = d->run("read.listening");
    if (!query)
        return tl::unexpected<Error>(query.error());
    QVector<ListeningSpan> spans;
    while ((*query)->next()) {
        ListeningSpan span{fromMillis((*query)->integer(0)), fromMillis((*query)->integer(1)), std::nullopt};
        if (!(*query)->isNull(2))
            span.endedAt = fromMillis((*query)->integer(2));
        spans.append(span);
    }
    if (const Result<void> read = d->ended(**query); !read)
        return tl::unexpected<Error>(read.error());
    const Result<SqlQuery *> last = d->run("read.lastReceived");
    if (!last)
        return tl::unexpected<Error>(last.error());
    std::optional<Timestamp> received;
    if ((*last)->next() && !(*last)->isNull(0))
        received = fromMillis((*last)->integer(0));
    (*last)->finish();
    return console::listenerGaps(spans, from, to, now, received);
}

} // namespace console

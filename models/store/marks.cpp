// SPDX-License-Identifier: Apache-2.0
// WriteTransaction::setMark and StoreReader::pinned: what people note on events.
#include "models/store/storereader_p.h"
#include "models/store/writerstate.h"
#include "models/store/writetransaction.h"

namespace console {

using namespace Qt::StringLiterals;

Result<void> WriteTransaction::setMark(qint64 event, const MarkChange &change, Timestamp at)
{
    Result<QString> told = change.comment ? keptComment(*change.comment) : QString();
    if (!told)
        return tl::unexpected<Error>(told.error());
    SqliteDatabase &database = m_state.database();
    SqlQuery *query = database.run("mark.find", {event});
    if (query == nullptr)
        return failed();
    if (!query->next())
        return database.failedIn(*query) ? failed() : failure(ErrorKind::NotFound, u"event"_s, QString::number(event));
    const bool wasPinned = query->integer(0) != 0;
    const QString before = query->text(1);
    query->finish();

    const bool pinned = change.pinned.value_or(wasPinned);
    const QString comment = change.comment ? *std::move(told) : before;
    if (pinned == wasPinned && comment == before)
        return {};
    ++m_state.revision.marks;
    const bool written = !pinned && comment.isEmpty() ? database.change("mark.remove", {event})
                                                      : database.change("mark.save", {event, pinned, comment, toMillis(at)});
    if (!written)
        return failed();
    return {};
}

Result<QVector<qint64>> StoreReader::pinned(const QString &environment)
{
    const Result<qint64> env = d->idOrAll(environment);
    const Result<SqlQuery *> query = env ? d->run("read.pinned", {*env}) : tl::unexpected<Error>(env.error());
    if (!query)
        return tl::unexpected<Error>(query.error());
    QVector<qint64> events;
    while ((*query)->next())
        events.append((*query)->integer(0));
    return d->ended(**query, events);
}

} // namespace console

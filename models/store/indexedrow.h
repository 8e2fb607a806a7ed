// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/index/eventindexwriter.h"
#include "models/store/sqlitedatabase.h"

namespace console {

/// The facts of an event as the index keeps them, from a row of `index.facts` or `index.rows`. IndexIdElsewhere is not
/// set: it takes the body.
[[nodiscard]] IndexedEvent indexedRow(const SqlQuery &query);
/// The id stands in the body as it is, so that a search for it can go by the signature.
[[nodiscard]] bool idStandsIn(QByteArrayView idUtf8, QByteArrayView body);

/// How far a store and its log of changed events are.
struct IndexedState
{
    qint64 events = 0;      ///< highest number that was ever given
    qint64 first = 0;       ///< lowest and highest number of an event; 0: there is none
    qint64 last = 0;
    qint64 changes = 0;     ///< highest number of a change that was ever given
    qint64 firstChange = 0; ///< lowest that is still in the log; 0: none
};

[[nodiscard]] Result<IndexedState> readIndexedState(SqliteDatabase &database);
/// nullopt: there is no such event any more.
[[nodiscard]] Result<std::optional<IndexedEvent>> readIndexedFacts(SqliteDatabase &database, qint64 seq);

} // namespace console

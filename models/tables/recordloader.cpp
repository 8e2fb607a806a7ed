// SPDX-License-Identifier: Apache-2.0
#include "models/tables/recordloader.h"

#include "models/domain/json.h"

namespace console {

namespace {

Result<std::shared_ptr<const LoadedRecord>> readRecord(StoreReader &reader, qint64 key)
{
    Result<RecordRow> row = reader.record(key);
    if (!row)
        return tl::unexpected<Error>(row.error());
    const Result<QVector<RecordVersion>> versions = reader.recordVersions(key);
    if (!versions)
        return tl::unexpected<Error>(versions.error());
    auto record = std::make_shared<LoadedRecord>();
    record->row = std::move(*row);
    for (const RecordVersion &version : *versions)
        record->versions.append({version.seenAt, version.runId, CodeText::make(decodedText(prettyJson(version.json).text), CodeText::Syntax::Json)});
    return std::shared_ptr<const LoadedRecord>(std::move(record));
}

} // namespace

RecordLoader::RecordLoader(ReadPool &pool, QObject *parent) : QObject(parent), m_pool(pool) {}

void RecordLoader::load(qint64 key)
{
    m_key = key;
    const quint64 round = ++m_round;
    m_pool.read<std::shared_ptr<const LoadedRecord>>(
        this, [key](StoreReader &reader) { return readRecord(reader, key); },
        [this, round, key](Result<std::shared_ptr<const LoadedRecord>> record) {
            if (round != m_round)
                return;
            if (record)
                Q_EMIT loaded(*record);
            else if (record.error().kind != ErrorKind::Cancelled)
                Q_EMIT failed(key, record.error());
        });
}

void RecordLoader::clear()
{
    m_key = 0;
    ++m_round;
}

} // namespace console

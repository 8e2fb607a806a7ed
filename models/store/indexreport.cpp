// SPDX-License-Identifier: Apache-2.0
#include "models/store/indexreport.h"

#include "models/store/indexcheck.h"
#include "models/store/indexedrow.h"
#include "models/store/leadforward.h"

#include <QFile>

#include <algorithm>
#include <sys/stat.h>

namespace console {

namespace {

qint64 bytesOnDisk(const QString &file)
{
    constexpr qint64 blockBytes = 512; // stat(2)
    struct stat there = {};
    return ::stat(QFile::encodeName(file).constData(), &there) == 0 ? there.st_blocks * blockBytes : 0;
}

qint64 eventsIn(const EventIndexReader &index, qint64 slot)
{
    std::vector<quint8> flags;
    if (!index.read(slot, IndexColumn::Flags, flags))
        return 0;
    return std::count_if(flags.begin(), flags.end(), [](quint8 item) { return (item & IndexPresent) != 0; });
}

} // namespace

Result<IndexReport> readIndexReport(const StorePaths &paths)
{
    const auto database = openForReading(paths);
    if (!database)
        return tl::unexpected<Error>(database.error());
    const Result<IndexedState> state = readIndexedState(**database);
    SqlQuery *count = state ? (*database)->run("index.count") : nullptr;
    if (count == nullptr || !count->next())
        return tl::unexpected<Error>(state ? (*database)->error() : state.error());
    IndexReport report;
    report.events = count->integer(0);
    count->finish();
    report.bytes = bytesOnDisk(paths.eventIndex());
    const auto index = openIndexOf(**database, paths.eventIndex());
    if (!index)
        return report;
    report.usable = true;
    report.pendingChanges = state->changes - index->appliedChange();
    report.complete = true;
    if (state->first == 0)
        return report;
    for (qint64 slot = indexSlotOf(state->first); slot <= indexSlotOf(state->last); ++slot) {
        if (index->sealed(slot))
            report.indexed += eventsIn(*index, slot);
        else
            report.complete = report.complete && indexSlotStart(slot + 1) > state->events + 1;
    }
    return report;
}

} // namespace console

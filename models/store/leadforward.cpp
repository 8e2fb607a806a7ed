// SPDX-License-Identifier: Apache-2.0
#include "models/store/leadforward.h"

#include "models/store/schema.h"
#include "models/store/storelock.h"

#include <thread>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto ownerMayTake = 10s; ///< to lead it forward itself: a large store takes some time
constexpr auto lookEvery = 50ms;

tl::unexpected<Error> tooOld(ErrorKind kind, const QString &detail)
{
    return failure(kind, u"schema-older"_s, detail);
}

Result<void> leadForward(const StorePaths &paths)
{
    const auto lock = StoreLock::take(paths, u"migration"_s);
    if (!lock)
        return tooOld(lock.error().kind, lock.error().detail);
    auto database = SqliteDatabase::open(paths.database(), SqliteDatabase::Mode::ReadWrite);
    const Result<void> prepared = database ? prepareForWriting(**database) : tl::unexpected<Error>(database.error());
    if (!prepared)
        return tooOld(prepared.error().kind, prepared.error().detail);
    return {};
}

} // namespace

Result<std::unique_ptr<SqliteDatabase>> openForReading(const StorePaths &paths)
{
    const auto end = std::chrono::steady_clock::now() + ownerMayTake;
    for (;;) {
        auto database = SqliteDatabase::open(paths.database(), SqliteDatabase::Mode::ReadOnly);
        const Result<int> version = database ? prepareForReading(**database) : tl::unexpected<Error>(database.error());
        if (!version)
            return tl::unexpected<Error>(version.error());
        if (*version >= schemaVersion())
            return database;
        database->reset();
        const Result<void> led = leadForward(paths);
        if (led)
            continue;
        // An owner that starts at this moment does it itself.
        if (led.error().kind != ErrorKind::Busy || std::chrono::steady_clock::now() > end)
            return tl::unexpected<Error>(led.error());
        std::this_thread::sleep_for(lookEvery);
    }
}

} // namespace console

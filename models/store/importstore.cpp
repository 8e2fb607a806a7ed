// SPDX-License-Identifier: Apache-2.0
#include "models/store/importstore.h"

#include "models/store/eventcodec.h"
#include "models/store/eventwriter.h"
#include "models/store/schema.h"
#include "models/store/storelock.h"
#include "models/store/writetransaction.h"

#include <QSet>

#include <limits>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int eventsInTransaction = 1000;
constexpr qint64 bytesInTransaction = 32 * 1024 * 1024;
constexpr qsizetype mostEnvironments = 1000; ///< a file could name as many as it has lines

const QString &foreignEnvironment()
{
    static const QString name = u"imported"_s;
    return name;
}

WriterLimits withoutBounds()
{
    WriterLimits limits;
    limits.rejectedCount = std::numeric_limits<qint64>::max();
    limits.rejectedBytes = std::numeric_limits<qint64>::max();
    return limits;
}

} // namespace

class ImportStore::Private
{
public:
    Private(std::unique_ptr<StoreLock> owned, std::unique_ptr<SqliteDatabase> opened)
        : lock(std::move(owned)), database(std::move(opened)), state(*database, withoutBounds()), events(state)
    {
    }

    [[nodiscard]] tl::unexpected<Error> failed() const { return tl::unexpected<Error>(database->error()); }

    Result<void> begin()
    {
        if (open)
            return {};
        if (!database->execute(u"BEGIN IMMEDIATE"_s))
            return failed();
        open = true;
        return {};
    }

    Result<void> commit()
    {
        if (!open)
            return {};
        if (!state.flush() || !database->execute(u"COMMIT"_s))
            return failed();
        open = false;
        count = 0;
        bytes = 0;
        return {};
    }

    Result<QString> environmentFor(const QString &named)
    {
        const QString name = named.isEmpty() || (!environments.contains(named) && environments.size() >= mostEnvironments) ? foreignEnvironment() : named;
        if (environments.contains(name))
            return name;
        environments.insert(name);
        Environment environment;
        environment.name = name;
        return WriteTransaction(state).saveEnvironment(environment).map([&] { return name; });
    }

    Result<Outcome> add(const ImportedEvent &event)
    {
        const auto environment = environmentFor(event.environment);
        if (!environment)
            return tl::unexpected<Error>(environment.error());
        IncomingDelivery delivery;
        delivery.environment = *environment;
        delivery.body = event.body;
        delivery.verdict = event.verdict;
        delivery.reason = event.reason;
        delivery.facts = readPayload(event.body);
        qint64 &last = event.verdict == Verdict::Rejected ? state.revision.rejected : state.revision.events;
        if (event.seq > last)
            last = event.seq - 1;
        const qint64 before = last;
        qint64 stored = 0;
        for (const DeliveryRow &row : event.deliveries) {
            delivery.receivedAt = row.receivedAt;
            delivery.remoteAddress = row.remoteAddress;
            delivery.headers = row.headers;
            delivery.answer = row.answered;
            DeliveryReceipt receipt;
            if (!events.store(delivery, receipt))
                return failed();
            if (event.verdict == Verdict::Rejected)
                return Outcome::Rejected;
            stored = receipt.seq;
        }
        if (event.pinned || !event.comment.isEmpty()) {
            const auto marked = WriteTransaction(state).setMark(stored, {event.pinned, event.comment}, delivery.receivedAt);
            if (!marked)
                return tl::unexpected<Error>(marked.error());
        }
        // The other one may not be in the file.
        const EventKey key = eventKey(delivery.environment, delivery.facts.type, delivery.facts.id, delivery.body);
        if (event.conflict && !database->change("event.flagConflict", {key.identity}))
            return failed();
        return last > before ? Outcome::Event : Outcome::Delivery;
    }

    std::unique_ptr<StoreLock> lock;
    std::unique_ptr<SqliteDatabase> database;
    WriterState state;
    EventWriter events;
    QSet<QString> environments;
    bool open = false;
    int count = 0;
    qint64 bytes = 0;
};

ImportStore::ImportStore(std::unique_ptr<Private> p) : d(std::move(p))
{
}

ImportStore::~ImportStore() = default;

Result<std::unique_ptr<ImportStore>> ImportStore::create(const StorePaths &paths)
{
    auto lock = StoreLock::take(paths, u"import"_s);
    if (!lock)
        return tl::unexpected<Error>(lock.error());
    auto database = SqliteDatabase::open(paths.database(), SqliteDatabase::Mode::ReadWrite);
    if (!database)
        return tl::unexpected<Error>(database.error());
    if (const auto prepared = prepareForWriting(**database); !prepared)
        return tl::unexpected<Error>(prepared.error());
    auto d = std::make_unique<Private>(std::move(*lock), std::move(*database));
    if (!d->state.reset())
        return d->failed();
    return std::unique_ptr<ImportStore>(new ImportStore(std::move(d)));
}

Result<ImportStore::Outcome> ImportStore::add(const ImportedEvent &event)
{
    if (const auto begun = d->begin(); !begun)
        return tl::unexpected<Error>(begun.error());
    auto outcome = d->add(event);
    d->bytes += event.body.size();
    if (!outcome || (++d->count < eventsInTransaction && d->bytes < bytesInTransaction))
        return outcome;
    return d->commit().map([&] { return *outcome; });
}

Result<void> ImportStore::finish()
{
    return d->commit();
}

} // namespace console

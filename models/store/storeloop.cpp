// SPDX-License-Identifier: Apache-2.0
#include "models/store/storeloop.h"

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto announceEvery = 50ms;
constexpr auto retryEvery = 1s;
constexpr auto checkpointAfter = 500ms; ///< of silence
constexpr auto never = 24h;

} // namespace

StoreLoop::StoreLoop(std::unique_ptr<SqliteDatabase> database, WriterLimits limits, WriteQueue &queue, Calls calls)
    : m_database(std::move(database)), m_state(*m_database, limits), m_events(m_state), m_queue(queue), m_calls(std::move(calls)),
      m_announcedAt(Clock::now() - announceEvery), m_workedAt(Clock::now())
{
}

Result<void> StoreLoop::load()
{
    if (!m_state.reset())
        return tl::unexpected<Error>(m_database->error());
    m_calls.stored(m_state.revision);
    return {};
}

void StoreLoop::run()
{
    for (;;) {
        // Drained first: closing the queue never loses what was accepted before.
        bool ended = false;
        WriteQueue::Batch batch = m_queue.take(nextWake(), ended);
        if (!batch.empty()) {
            process(batch);
            m_workedAt = Clock::now();
            announce(false);
        } else if (ended) {
            announce(true);
            return;
        } else {
            announce(false);
            whileIdle();
        }
    }
}

StoreLoop::Clock::time_point StoreLoop::nextWake() const
{
    Clock::time_point next = Clock::now() + never;
    if (m_unannounced)
        next = std::min(next, m_announcedAt + announceEvery);
    if (m_failing)
        next = std::min(next, m_workedAt + retryEvery);
    else if (m_logged)
        next = std::min(next, m_workedAt + checkpointAfter);
    return next;
}

void StoreLoop::process(WriteQueue::Batch &batch)
{
    QVector<DeliveryReceipt> receipts;
    receipts.reserve(qsizetype(batch.size()));
    const bool done = begin() && writeAll(batch, receipts) && commit();
    if (done) {
        m_calls.stored(m_state.revision);
        m_queue.settled(batch);
        tell(batch, receipts, {});
        noteSuccess();
        return;
    }
    const Error reason = m_database->error();
    rollBack();
    m_queue.settled(batch);
    tell(batch, receipts, tl::unexpected<Error>(reason));
    noteFailure(reason);
}

bool StoreLoop::begin()
{
    if (m_stale && !m_state.reset())
        return false;
    m_stale = false;
    return m_database->execute(u"BEGIN IMMEDIATE"_s);
}

bool StoreLoop::commit()
{
    return m_state.flush() && m_database->execute(u"COMMIT"_s);
}

void StoreLoop::rollBack()
{
    m_stale = true;
    // SQLite has already done it by itself for some errors.
    if (m_database->inTransaction() && !m_database->execute(u"ROLLBACK"_s))
        m_database->takeError();
}

bool StoreLoop::writeAll(WriteQueue::Batch &batch, QVector<DeliveryReceipt> &receipts)
{
    for (WriteQueue::Item &item : batch) {
        if (auto *job = std::get_if<StoreWriter::Job>(&item)) {
            if (!runJob(*job))
                return false;
            continue;
        }
        DeliveryReceipt receipt;
        if (!m_events.store(std::get<IncomingDelivery>(item), receipt))
            return false;
        receipts.append(receipt);
    }
    return true;
}

bool StoreLoop::runJob(StoreWriter::Job &job)
{
    if (!m_state.flush() || !m_database->execute(u"SAVEPOINT job"_s))
        return false;
    WriteTransaction transaction(m_state);
    const Result<void> worked = job.work(transaction);
    if (worked && m_state.flush())
        return m_database->execute(u"RELEASE job"_s);
    if (worked || !m_database->inTransaction())
        return false;
    return m_database->execute(u"ROLLBACK TO job"_s) && m_database->execute(u"RELEASE job"_s) && m_state.reset();
}

void StoreLoop::tell(WriteQueue::Batch &batch, QVector<DeliveryReceipt> &receipts, const Result<void> &outcome)
{
    if (!outcome) {
        receipts.clear();
        for (const WriteQueue::Item &item : batch) {
            const auto *delivery = std::get_if<IncomingDelivery>(&item);
            if (delivery == nullptr)
                continue;
            DeliveryReceipt receipt;
            receipt.token = delivery->token;
            receipt.status = delivery->verdict == Verdict::Rejected ? 401 : 503;
            receipts.append(receipt);
        }
    }
    if (!receipts.isEmpty())
        m_calls.settled(receipts);
    for (WriteQueue::Item &item : batch) {
        if (auto *job = std::get_if<StoreWriter::Job>(&item))
            job->done(outcome);
    }
}

void StoreLoop::noteSuccess()
{
    m_logged = true;
    m_unannounced = m_state.revision;
    if (m_failing) {
        m_failing = false;
        m_calls.recovered();
    }
}

void StoreLoop::noteFailure(const Error &error)
{
    if (m_failing)
        return;
    m_failing = true;
    m_calls.failed(error);
}

void StoreLoop::announce(bool atOnce)
{
    const Clock::time_point now = Clock::now();
    if (!m_unannounced || (!atOnce && now < m_announcedAt + announceEvery))
        return;
    m_calls.committed(*m_unannounced);
    m_unannounced.reset();
    m_announcedAt = now;
}

void StoreLoop::whileIdle()
{
    const Clock::time_point now = Clock::now();
    if (m_failing && now >= m_workedAt + retryEvery) {
        m_workedAt = now;
        if (begin() && m_database->change("revision.touch") && m_database->execute(u"COMMIT"_s))
            noteSuccess();
        else
            rollBack();
        return;
    }
    if (m_logged && now >= m_workedAt + checkpointAfter) {
        // A failing checkpoint loses nothing: the log keeps the pages, the next one tries again.
        m_logged = false;
        if (!m_database->execute(u"PRAGMA wal_checkpoint(PASSIVE)"_s))
            m_database->takeError();
    }
}

} // namespace console

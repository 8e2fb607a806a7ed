// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventloader.h"

#include <utility>

namespace console {

namespace {

Result<std::shared_ptr<const LoadedEvent>> readEvent(StoreReader &reader, qint64 seq, bool rejected)
{
    Result<EventDetail> detail = reader.eventDetail(seq, rejected);
    if (!detail)
        return tl::unexpected<Error>(detail.error());
    auto event = std::make_shared<LoadedEvent>();
    event->detail = std::move(*detail);
    event->rejected = rejected;
    if (event->detail.body.size() <= EventLoader::preparedAtOnce) {
        event->body = makeBodyViews(event->detail.body);
        event->changedModels = event->body->facts.changedModels;
    }
    return std::shared_ptr<const LoadedEvent>(std::move(event));
}

} // namespace

QString shownText(const QByteArray &bytes)
{
    return withoutBrokenBytes(decodedText(bytes));
}

EventLoader::EventLoader(ReadPool &pool, StoreWatch &watch, QObject *parent) : QObject(parent), m_pool(pool)
{
    const auto changesOf = [](const StoreVersion &version) { return version.eventChanges + version.marks; };
    m_changes = changesOf(watch.version());
    connect(&watch, &StoreWatch::moved, this, [this, changesOf](const StoreVersion &version) {
        if (std::exchange(m_changes, changesOf(version)) == changesOf(version) || m_seq == 0)
            return;
        if (m_out)
            m_again = true;
        else
            read();
    });
}

void EventLoader::load(qint64 seq, bool rejected)
{
    m_seq = seq;
    m_rejected = rejected;
    ++m_round;
    read();
}

void EventLoader::clear()
{
    m_seq = 0;
    ++m_round;
    m_prepared.reset();
    m_out = m_again = false;
}

void EventLoader::read()
{
    m_out = true;
    m_again = false;
    m_pool.read<std::shared_ptr<const LoadedEvent>>(
        this, [seq = m_seq, rejected = m_rejected](StoreReader &reader) { return readEvent(reader, seq, rejected); },
        [this, round = m_round, seq = m_seq](Result<std::shared_ptr<const LoadedEvent>> event) {
            if (round != m_round)
                return;
            if (event)
                return take(*event);
            m_out = false;
            if (event.error().kind != ErrorKind::Cancelled)
                Q_EMIT failed(seq, event.error());
            if (m_again && m_seq != 0)
                read();
        });
}

void EventLoader::take(const std::shared_ptr<const LoadedEvent> &event)
{
    const quint64 round = m_round;
    m_out = false;
    // The body of an event never changes: what is prepared of it stays.
    if (event->body == nullptr && m_prepared != nullptr && m_prepared->detail.row.seq == event->detail.row.seq
        && m_prepared->rejected == event->rejected) {
        auto whole = std::make_shared<LoadedEvent>(*event);
        whole->body = m_prepared->body;
        whole->changedModels = m_prepared->changedModels;
        m_prepared = whole;
    } else {
        m_prepared = event;
    }
    const std::shared_ptr<const LoadedEvent> shown = m_prepared;
    if (shown->body == nullptr)
        prepare(shown);
    Q_EMIT loaded(shown);
    if (round == m_round && m_again && m_seq != 0 && !m_out)
        read();
}

void EventLoader::prepare(const std::shared_ptr<const LoadedEvent> &event)
{
    m_out = true;
    m_pool.read<std::shared_ptr<const LoadedEvent>>(
        this,
        [event](StoreReader &) -> Result<std::shared_ptr<const LoadedEvent>> {
            auto whole = std::make_shared<LoadedEvent>(*event);
            whole->body = makeBodyViews(whole->detail.body);
            whole->changedModels = whole->body->facts.changedModels;
            return std::shared_ptr<const LoadedEvent>(std::move(whole));
        },
        [this, round = m_round](Result<std::shared_ptr<const LoadedEvent>> whole) {
            if (round == m_round && whole)
                take(*whole);
        });
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventloader.h"

#include "models/domain/json.h"

#include <QStringDecoder>

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
    event->raw = shownText(event->detail.body, &event->validUtf8);
    const PrettyJson pretty = prettyJson(event->detail.body);
    event->isJson = pretty.isJson;
    event->changedModels = readPayload(event->detail.body).changedModels;
    event->pretty = pretty.isJson ? shownText(pretty.text) : event->raw;
    return std::shared_ptr<const LoadedEvent>(std::move(event));
}

} // namespace

QString shownText(const QByteArray &bytes, bool *valid)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    if (valid != nullptr)
        *valid = !decoder.hasError();
    return text;
}

EventLoader::EventLoader(ReadPool &pool, StoreWatch &watch, QObject *parent) : QObject(parent), m_pool(pool)
{
    m_changes = watch.version().eventChanges;
    connect(&watch, &StoreWatch::moved, this, [this](const StoreVersion &version) {
        if (std::exchange(m_changes, version.eventChanges) == version.eventChanges || m_seq == 0)
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
            m_out = false;
            if (event)
                Q_EMIT loaded(*event);
            else if (event.error().kind != ErrorKind::Cancelled)
                Q_EMIT failed(seq, event.error());
            if (m_again && m_seq != 0)
                read();
        });
}

} // namespace console

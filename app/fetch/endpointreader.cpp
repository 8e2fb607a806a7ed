// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/endpointreader.h"

namespace console {

EndpointReader::EndpointReader(std::shared_ptr<ApiLine> line, PageWalk walk, Hooks hooks)
    : m_line(std::move(line)), m_walk(std::move(walk)), m_hooks(std::move(hooks))
{}

EndpointReader::~EndpointReader() = default;

void EndpointReader::start()
{
    askNext();
}

void EndpointReader::cancel()
{
    m_call.reset();
    m_held.reset();
    if (!m_error)
        m_error = Error{ErrorKind::Cancelled, {}, {}};
    finishWhenIdle();
}

void EndpointReader::askNext()
{
    if (m_error || m_walk.ended() || m_call || m_held)
        return;
    m_call = std::make_unique<RetryingCall>(
        m_line, m_walk.request(),
        [this](const ApiReply &reply) {
            return readPage(reply).map([this](ApiPage page) { m_page = std::move(page); });
        },
        [this](Result<void> read) { onPage(std::move(read)); }, m_hooks.waits);
    m_call->start();
}

void EndpointReader::onPage(Result<void> read)
{
    if (m_call->retries() > 0)
        m_hooks.retried(m_call->retries());
    // The first page's: nearest to the start that it is to correct.
    if (!m_clockReading)
        m_clockReading = m_call->clockReading();
    m_call.reset();
    if (read)
        read = m_walk.advance(m_page);
    if (!read) {
        m_error = read.error();
        return finishWhenIdle();
    }
    QVector<PageRecord> records = std::exchange(m_page, {}).records;
    if (m_storing)
        m_held = std::move(records);
    else
        storePage(std::move(records));
    askNext();
}

void EndpointReader::storePage(QVector<PageRecord> records)
{
    m_storing = true;
    m_hooks.store(this, std::move(records), [this](const Result<PageOutcome> &outcome) { onStored(outcome); });
}

void EndpointReader::onStored(const Result<PageOutcome> &outcome)
{
    m_storing = false;
    if (outcome) {
        m_hooks.pageStored(*outcome);
    } else if (!m_error || m_error->kind == ErrorKind::Cancelled) {
        m_error = outcome.error();
    }
    if (m_held && !m_error)
        storePage(*std::exchange(m_held, std::nullopt));
    askNext();
    finishWhenIdle();
}

void EndpointReader::finishWhenIdle()
{
    if (m_storing || !m_hooks.finished)
        return;
    if (!m_error && !(m_walk.ended() && !m_held))
        return;
    m_call.reset();
    const auto finished = std::exchange(m_hooks.finished, nullptr);
    finished(m_error ? Result<void>(tl::unexpected<Error>(*m_error)) : Result<void>());
}

} // namespace console

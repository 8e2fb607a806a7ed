// SPDX-License-Identifier: Apache-2.0
#include "app/relay/relay.h"

#include "models/domain/errortext.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// As JSON. By hand, because the order of members is part of the contract.
QByteArray jsonText(const QString &text)
{
    const QByteArray whole = QJsonDocument(QJsonObject{{u"t"_s, text}}).toJson(QJsonDocument::Compact);
    return whole.sliced(5, whole.size() - 6);
}

} // namespace

QByteArray relayedLine(const RelayedEvent &event)
{
    const PostAnswer &answer = event.answer;
    return "{\"seq\":" + QByteArray::number(event.row.seq)
        + ",\"id\":" + (event.row.id.isNull() ? QByteArrayLiteral("null") : jsonText(event.row.id))
        + ",\"status\":" + (answer.status == 0 ? QByteArrayLiteral("null") : QByteArray::number(answer.status))
        + ",\"error\":" + (answer.error ? jsonText(errorText(*answer.error)) : QByteArrayLiteral("null"))
        + ",\"ms\":" + QByteArray::number(static_cast<qint64>(answer.took.count())) + '}';
}

qint64 nextDue(qint64 lastDue, qint64 now, qint64 rate)
{
    return rate > 0 ? std::max(now, lastDue + 1'000'000'000 / rate) : now;
}

Relay::Relay(RelayPlan plan, Source source, QObject *parent)
    : QObject(parent), m_plan(std::move(plan)), m_source(std::move(source)), m_poster(this), m_pause(this)
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer);
    connect(&m_pause, &QTimer::timeout, this, &Relay::next);
    connect(&m_poster, &Poster::answered, this, &Relay::onAnswer);
}

void Relay::start()
{
    m_clock.start();
    m_pause.start(0);
}

void Relay::stop()
{
    if (m_ended)
        return;
    m_summary.stopped = true;
    m_summary.underWay = m_poster.busy() ? m_current.row.seq : 0;
    end();
}

void Relay::next()
{
    if (m_position == m_plan.events)
        return end();
    const auto event = m_source(m_position++);
    if (!event && event.error().kind == ErrorKind::NotFound) {
        ++m_summary.removed;
        return m_pause.start(0);
    }
    if (!event) {
        m_summary.error = event.error();
        return end();
    }
    const PostRequest request = replayRequest(m_plan.target, *event);
    m_current = {event->row, {}, isSigned(request)};
    m_poster.post(request, m_plan.timeout);
}

void Relay::onAnswer(const PostAnswer &answer)
{
    m_current.answer = answer;
    ++(answer.error ? m_summary.unanswered : answer.isGood() ? m_summary.good : m_summary.refused);
    if (!m_current.hadSignature)
        ++m_summary.withoutSignature;
    Q_EMIT relayed(m_current);
    if (m_ended) // stopped by who was told
        return;
    if (answer.isUnreachable()) {
        m_summary.error = answer.error;
        return end();
    }
    if (m_plan.stopOnFailure && !answer.isGood()) {
        m_summary.stopped = true;
        return end();
    }
    goOn();
}

void Relay::goOn()
{
    const qint64 now = m_clock.nsecsElapsed();
    m_due = nextDue(m_due, now, m_plan.rate);
    m_pause.start(Millis((m_due - now + 999'999) / 1'000'000));
}

void Relay::end()
{
    m_ended = true;
    m_pause.stop();
    m_poster.cancel();
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(m_summary); }, Qt::QueuedConnection);
}

} // namespace console

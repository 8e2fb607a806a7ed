// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/api.h"

#include <QStringList>

namespace console::sandbox {

/// Names of all faults, as given on the command line.
[[nodiscard]] const QStringList &allFaultNames();

/// Spoils every few replies of list endpoints. By seed and number of the request, so that the same requests meet the
/// same faults; the same request is never spoilt more than twice in a row, so that a client that retries gets through.
class ReplyFaults
{
public:
    ReplyFaults(const QStringList &names, quint64 seed);
    [[nodiscard]] Reply apply(const Request &request, Reply reply);

private:
    bool due(const QString &name);
    Reply spoilt(const QString &name, const Request &request, Reply reply) const;

    QStringList m_names;
    quint64 m_seed;
    quint64 m_number = 0;
    QHash<QByteArray, int> m_inARow;
};

/// Loses, doubles, swaps and wrongly signs webhooks before they are sent.
class WebhookFaults
{
public:
    WebhookFaults(const QStringList &names, quint64 seed) : m_names(names), m_seed(mix(seed, 21)) {}
    [[nodiscard]] QVector<Happening> apply(QVector<Happening> happenings);
    /// Whether the next first attempt is signed with another secret; its retries are signed rightly.
    [[nodiscard]] bool spoilsSignature();

private:
    QStringList m_names;
    quint64 m_seed;
    quint64 m_number = 0;
    quint64 m_signed = 0;
};

} // namespace console::sandbox

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace console::sandbox {

/// The integration a webhook speaks of.
struct Party
{
    QString id;
    QString tool;
    QString category;
    QString organization;
    QString creatorEmail; ///< null: printed as null
    QString originId;     ///< null: printed as null
};

struct StatusFields
{
    QString state = QStringLiteral("ACTIVE");
    QString setup = QStringLiteral("COMPLETED");
    QString qa = QStringLiteral("PASSED");
    bool operator==(const StatusFields &) const = default;
};

struct SyncReport
{
    QString id;
    QString state;
    Timestamp startedAt;
    Timestamp endedAt;
};

struct IssueReport
{
    QString id;
    QString type;
    QString title;
    QString message;
    Timestamp firstObservedAt;
    std::optional<Timestamp> resolvedAt;
};

// Bodies of webhooks as Kombo posts them: what JSON.stringify(x, null, 2) prints, members in the documented order,
// UTF-8, no final newline (Kombo documentation, webhooks). `eventId` is the envelope's `id`. Pure.
[[nodiscard]] QByteArray createdPayload(const QString &eventId, const Party &party);
[[nodiscard]] QByteArray deletedPayload(const QString &eventId, const Party &party, Timestamp at);
[[nodiscard]] QByteArray statePayload(const QString &eventId, const Party &party, const StatusFields &status,
                                      Timestamp at);
[[nodiscard]] QByteArray syncPayload(const QString &eventId, const Party &party, const SyncReport &sync);
[[nodiscard]] QByteArray dataChangedPayload(const QString &eventId, const Party &party, const QStringList &models);
[[nodiscard]] QByteArray flowFailedPayload(const QString &eventId, const Party &party);
[[nodiscard]] QByteArray remoteEventPayload(const QString &eventId, const Party &party);
[[nodiscard]] QByteArray issuePayload(const QString &eventId, const Party &party, const IssueReport &issue);
/// `order` is the order's JSON object as the REST API prints it.
[[nodiscard]] QByteArray orderPayload(const QString &eventId, const QString &type, const Party &party,
                                      const QByteArray &order);
[[nodiscard]] QByteArray aiApplicationPayload(const QString &eventId, const QString &id, const QString &postingId,
                                              const QString &status, Timestamp created, Timestamp updated);
[[nodiscard]] QByteArray aiPostingPayload(const QString &eventId, const QString &id, const Party &site,
                                          const QString &availability, Timestamp created, Timestamp updated);

} // namespace console::sandbox

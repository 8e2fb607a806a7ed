// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"
#include "models/domain/event.h"

#include <QByteArray>
#include <QPair>
#include <QStringList>
#include <QVector>

namespace console {

/// The sample body of a type as Kombo prints it: UTF-8, two-space indent, members in the documented order, no final
/// newline. Errors: NotFound `sample-type` (detail lists the types).
[[nodiscard]] Result<QByteArray> sampleBody(const QString &type);

/// Replaces values by path (`data.integration_id=personio:x`, `data.changed_models.0.name=hris_teams`): a value that is
/// JSON is taken as JSON, else as a string. Order and layout of the other members stay. Errors: InvalidInput
/// `set-path`.
[[nodiscard]] Result<QByteArray> withValues(const QByteArray &body, const QVector<QPair<QString, QString>> &values);

/// Ways to break a signed request on purpose: `wrong-secret`, `padded`, `plain-base64`, `hex`, `prefixed`, `missing`,
/// `empty`, `twice`, `reserialised`, `truncated`, `trailing-newline`, `not-json`.
[[nodiscard]] const QStringList &breakNames();

/// A request ready to post: body and headers (Content-Type, X-Kombo-Signature as broken).
struct SignedRequest
{
    QByteArray body;
    HeaderList headers;
};
[[nodiscard]] Result<SignedRequest> signedRequest(const QByteArray &body, const QByteArray &secret,
                                                  const QString &broken = {});

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/world.h"

#include <QJsonObject>
#include <QUrlQuery>

namespace console::sandbox {

/// A request as the HTTP server read it.
struct Request
{
    QByteArray method;
    QByteArray target; ///< path and query as sent
    QByteArray authorization;
    QByteArray integrationId; ///< X-Integration-Id
    QByteArray body;
};

struct Reply
{
    int status = 200;
    QByteArray contentType = QByteArrayLiteral("application/json; charset=utf-8");
    QByteArray body;
    QVector<QPair<QByteArray, QByteArray>> headers;
    Millis delay{0};      ///< before it is sent
    qsizetype cutAt = -1; ///< bytes of the body after which the connection breaks; -1: none
};

/// What a handler works with: the request taken apart.
struct Call
{
    QByteArray method;
    QString path; ///< below /v1, percent-decoded
    QUrlQuery query;
    QByteArray integrationId;
    QByteArray body;

    [[nodiscard]] QString value(const QString &name) const { return query.queryItemValue(name, QUrl::FullyDecoded); }
    [[nodiscard]] bool has(const QString &name) const { return query.hasQueryItem(name); }
};

/// Settings of the API that are not the world's.
struct ApiConfig
{
    QByteArray key;
    bool oldSetupStatus = false; ///< 503 instead of 409 for the set-up errors, as before 19 May 2026
};

/// Answers one request the way Kombo's REST API does (api facts, sections 3, 4 and 8): what it lacks is 404 here too.
/// No I/O; what a call sets in motion happens in the world.
[[nodiscard]] Reply answer(World &world, const ApiConfig &config, const Request &request);

/// The error envelope with all four members.
[[nodiscard]] Reply errorReply(int status, const QString &code, const QString &title, const QString &message);
[[nodiscard]] Reply inputInvalid(const QString &message);
/// `{"status":"success","data":…}`.
[[nodiscard]] Reply success(const QByteArray &data);

} // namespace console::sandbox

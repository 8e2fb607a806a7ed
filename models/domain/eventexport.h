// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"

namespace console {

class Masker;

enum class ExportFormat { Ndjson, Csv, Har };

/// `ndjson`, `csv`, `har`: as written on a command line and as the ending of a file.
[[nodiscard]] QString exportFormatName(ExportFormat format);
[[nodiscard]] std::optional<ExportFormat> exportFormatFromName(QStringView name);

/// An event as it may leave this computer: headers that are secrets are redacted, whatever else is asked for.
struct ExportedEvent
{
    EventRow row;
    QByteArray body;
    QVector<DeliveryRow> deliveries; ///< oldest first
    bool masked = false;
};
/// `masker` nullptr: bodies and headers as received (but for the secrets).
[[nodiscard]] ExportedEvent exported(EventDetail detail, Masker *masker);

/// One line of `export --format ndjson`, with the line break: the members of `events --format ndjson --body text` (`--body
/// base64` for bytes that are no text), then `state`, `masked`, and `delivery_log`, an array of `received_at`, `answered`,
/// `remote_address`, `headers` (pairs; one character a byte).
[[nodiscard]] QByteArray exportLine(const ExportedEvent &event);

/// The columns of `events --format csv`, with line ends, formula-safe. Bodies are not in it.
[[nodiscard]] QByteArray eventCsvHeading();
[[nodiscard]] QByteArray eventCsvLine(const EventRow &row);
/// The same cells for the clipboard of a spreadsheet: tabs between, formula-safe, no quotes; tabs and line breaks within a
/// cell become blanks.
[[nodiscard]] QByteArray eventTsvHeading();
[[nodiscard]] QByteArray eventTsvLine(const EventRow &row);

/// HTTP Archive 1.2 in three parts; entries are joined by `,`. One entry an event: its first delivery, with what HAR has
/// no place for in `_kombo`. `url` is where it was received.
[[nodiscard]] QByteArray harHead(const QString &programVersion);
[[nodiscard]] QByteArray harEntry(const ExportedEvent &event, const QString &url);
[[nodiscard]] QByteArray harTail();

/// `http://HOST/PATH` from the delivery's Host header where that is one, else from 127.0.0.1:7390.
[[nodiscard]] QString receivedAt(const ExportedEvent &event, const QString &path);

} // namespace console

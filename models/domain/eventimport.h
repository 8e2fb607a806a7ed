// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/domain/error.h"

namespace console {

/// What a file tells of one event. Members that the file lacks keep their defaults.
struct ImportedEvent
{
    qint64 seq = 0; ///< 0: none that could be kept
    QString environment; ///< null: none, or no name that an environment may have
    Verdict verdict = Verdict::Unchecked;
    RejectReason reason = RejectReason::None;
    bool conflict = false;
    bool pinned = false;
    QString comment; ///< of the person who exported it; null: none
    std::optional<bool> masked; ///< as the file says; nullopt: it does not say
    QByteArray body;
    QVector<DeliveryRow> deliveries; ///< oldest first, never empty; secrets in the headers redacted here too
    bool operator==(const ImportedEvent &) const = default;
};

/// Greatest number that is kept; a file could name any, and memory is counted in bits a number.
inline constexpr qint64 greatestImportedSeq = 100'000'000;

/// A line of `export --format ndjson`, or of `events --format ndjson` with its body. Errors: InvalidInput `import-line` with
/// what is missing or wrong in it.
[[nodiscard]] Result<ImportedEvent> readEventLine(QByteArrayView line);

/// An entry of a HAR, ours or of any other program. nullopt: no POST with a body, nothing to import. `number` is its place
/// in the file. Errors: as readEventLine.
[[nodiscard]] Result<std::optional<ImportedEvent>> readHarEntry(QByteArrayView entry);

/// What may be written by hand or come from a file's name: 1 to 64 letters, digits, `-`, `_`, `.`, not beginning with a dot.
[[nodiscard]] bool isImportName(QStringView name);
/// A name made of any text; never empty.
[[nodiscard]] QString importNameFrom(const QString &text);

} // namespace console

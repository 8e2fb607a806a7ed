// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "ui/widgets/columnhint.h"

#include <QVector>

namespace console {

/// How events look: the words come from the table, the tones from here.
[[nodiscard]] Tone toneOfEventState(const QString &state); ///< the value of EventColumn::State
/// `FAILED`, `SUCCEEDED`…; Neutral for what is not known.
[[nodiscard]] Tone toneOfOutcome(const QString &outcome);
[[nodiscard]] Pill eventPill(const EventRow &row);
/// One hint for each column of EventTable.
[[nodiscard]] QVector<ColumnHint> eventHints();
/// Headers as text, in the order received, one a line. Secrets are redacted, but the signature is shown: it is what a
/// person looks for here, and without its body it is worth nothing.
[[nodiscard]] QString headersText(const HeaderList &headers);

} // namespace console

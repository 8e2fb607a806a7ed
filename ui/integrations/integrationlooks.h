// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/integrationtable.h"
#include "ui/widgets/columnhint.h"
#include "ui/widgets/keyvaluelist.h"

#include <QVector>

namespace console {

/// How integrations look: the words come from the table, the tones from here.
[[nodiscard]] Tone toneOfHealth(Health health);
[[nodiscard]] Icon categoryIcon(const QString &category);
/// A value of Kombo's enums for state, set-up, QA and syncs; Neutral for what is not known.
[[nodiscard]] Tone toneOfStatus(const QString &status);
/// One hint for each column of IntegrationTable.
[[nodiscard]] QVector<ColumnHint> integrationHints();
/// One hint for each column of HistoryTable.
[[nodiscard]] QVector<ColumnHint> historyHints();
/// What is known of one integration, for the detail panel.
[[nodiscard]] QVector<KeyValue> integrationFacts(const IntegrationRow &row, Timestamp now);
/// `Acme, Inc. · Personio`.
[[nodiscard]] QString integrationTitle(const Integration &integration);

} // namespace console

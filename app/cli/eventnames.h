// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/storereader.h"

namespace console {

/// The events that a person names, each once, in the order named: digits are a number, other texts an id. Of rejected
/// deliveries when `rejected`. Errors: NotFound `event`, InvalidInput `event-ambiguous`, of the store.
[[nodiscard]] Result<QVector<qint64>> eventsNamed(StoreReader &reader, const QStringList &names, const QString &environment,
                                                  bool rejected = false);

} // namespace console

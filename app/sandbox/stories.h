// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/identity.h"
#include "app/sandbox/recordbook.h"

#include <QStringList>

namespace console::sandbox {

/// Lets something happen in the customer's tool that a person would recognise: a hire, a promotion, an application that
/// moves a stage, a deletion. Changes the book and returns the models and join tables that a data-changed names; empty
/// when the category has none or there are no records.
QStringList tellStory(RecordBook &book, const QString &category, Dice &dice, Timestamp at);

} // namespace console::sandbox

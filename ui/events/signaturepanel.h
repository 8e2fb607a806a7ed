// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"

#include <QWidget>

namespace console {

class KeyValueList;
class Label;
class PillLabel;

/// What the signature check said of an event, why, and what to do. GUI thread.
class SignaturePanel : public QWidget
{
    Q_OBJECT
public:
    explicit SignaturePanel(QWidget *parent = nullptr);
    void show(const EventRow &row, const HeaderList &headers);

private:
    PillLabel *m_pill = nullptr;
    Label *m_what = nullptr;
    Label *m_toDo = nullptr;
    KeyValueList *m_facts = nullptr;
};

/// What a person can do about a reason; empty for None. Whole sentences.
[[nodiscard]] QString signatureAdvice(Verdict verdict, RejectReason reason);

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/events/signaturepanel.h"

#include "ui/events/eventlooks.h"
#include "ui/widgets/keyvaluelist.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QCoreApplication>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("SignaturePanel", source);
}

QString explanation(const EventRow &row)
{
    switch (row.verdict) {
    case Verdict::Verified:
        return tr(QT_TRANSLATE_NOOP("SignaturePanel", "The signature is the HMAC-SHA256 of exactly these bytes with a webhook secret "
                                                      "of this environment. Nobody without the secret can have sent or changed them."));
    case Verdict::Unchecked:
        return tr(QT_TRANSLATE_NOOP("SignaturePanel", "No webhook secret was set when this arrived, so nobody knows who sent it. "
                                                      "It was kept, but it changed nothing about any integration."));
    case Verdict::Rejected: return rejectReasonText(row.reason);
    }
    return {};
}

} // namespace

QString signatureAdvice(Verdict verdict, RejectReason reason)
{
    if (verdict == Verdict::Unchecked)
        return tr(QT_TRANSLATE_NOOP("SignaturePanel", "Set the webhook secret in Settings: what is stored is then verified from its own "
                                                      "bytes, and applied."));
    if (verdict == Verdict::Verified)
        return {};
    switch (reason) {
    case RejectReason::None: return {};
    case RejectReason::Mismatch:
        return tr(QT_TRANSLATE_NOOP("SignaturePanel", "Compare the secret in Settings with the one in the Kombo dashboard of the same "
                                                      "environment, and make sure that nothing between Kombo and here re-writes the body."));
    case RejectReason::Missing:
    case RejectReason::Empty:
        return tr(QT_TRANSLATE_NOOP("SignaturePanel", "Check that the sender is Kombo and that a proxy or tunnel on the way keeps the "
                                                      "X-Kombo-Signature header."));
    case RejectReason::Repeated:
        return tr(QT_TRANSLATE_NOOP("SignaturePanel", "Find what adds a second X-Kombo-Signature header on the way, and stop it there."));
    case RejectReason::Padded:
    case RejectReason::PlainBase64:
    case RejectReason::Hex:
    case RejectReason::Prefixed:
    case RejectReason::WrongLength:
    case RejectReason::NotCanonical:
        return tr(QT_TRANSLATE_NOOP("SignaturePanel", "If this comes from a test of your own, encode the 32 bytes as base64url without "
                                                      "padding: 43 characters."));
    }
    return {};
}

SignaturePanel::SignaturePanel(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    m_pill = new PillLabel({}, this);
    m_what = new Label({}, TextRole::Body, TextColour::Normal, this);
    m_what->setWordWrap(true);
    m_toDo = new Label({}, TextRole::BodyMedium, TextColour::Normal, this);
    m_toDo->setWordWrap(true);
    m_facts = new KeyValueList(this);
    layout->addWidget(m_pill, 0, Qt::AlignLeft);
    layout->addWidget(m_what);
    layout->addWidget(m_toDo);
    layout->addWidget(m_facts);
    layout->addStretch(1);
}

void SignaturePanel::show(const EventRow &row, const HeaderList &headers)
{
    m_pill->setPill(eventPill(row));
    m_what->setText(explanation(row));
    m_toDo->setText(signatureAdvice(row.verdict, row.reason));
    m_toDo->setVisible(!m_toDo->text().isEmpty());
    QVector<KeyValue> facts;
    for (const auto &header : headers) {
        if (header.first.compare("x-kombo-signature", Qt::CaseInsensitive) == 0)
            facts.append({tr(QT_TRANSLATE_NOOP("SignaturePanel", "Received")), QString::fromLatin1(header.second), true, Tone::Neutral});
    }
    if (facts.isEmpty())
        facts.append({tr(QT_TRANSLATE_NOOP("SignaturePanel", "Received")), tr(QT_TRANSLATE_NOOP("SignaturePanel", "no such header")), false, Tone::Warning});
    facts.append({tr(QT_TRANSLATE_NOOP("SignaturePanel", "Expected form")),
                  tr(QT_TRANSLATE_NOOP("SignaturePanel", "43 characters of base64url, no padding")), false, Tone::Neutral});
    facts.append({tr(QT_TRANSLATE_NOOP("SignaturePanel", "Answered")), QString::number(row.answered), false, Tone::Neutral});
    m_facts->setItems(facts);
}

} // namespace console

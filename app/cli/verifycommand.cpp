// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/signature/signature.h"

#include <QFile>
#include <QJsonDocument>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString explanation(const SignatureCheck &check, const QString &cause)
{
    if (check.verdict == Verdict::Verified)
        return u"The signature is the HMAC-SHA256 of exactly these bytes under the webhook secret."_s;
    return cause.isEmpty() ? rejectReasonText(check.reason) : rejectReasonText(check.reason) + u' ' + cause;
}

} // namespace

int runVerify(const Invocation &invocation)
{
    const QVector<QByteArray> secrets =
        invocation.process ? invocation.process->secrets.webhookSecrets : QVector<QByteArray>{};
    if (secrets.isEmpty())
        return printError({ErrorKind::InvalidInput, u"webhook-secret"_s, {}});
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return printError({ErrorKind::InvalidInput, u"usage"_s, u"verify reads the body from stdin"_s});
    const QByteArray body = input.readAll();
    const QByteArray signature =
        invocation.parser.isSet(u"signature"_s) ? invocation.parser.value(u"signature"_s).toUtf8() : QByteArray();
    const SignatureCheck check = checkSignatureValue(body, signature, secrets);
    const QString text = explanation(check, check.verdict == Verdict::Rejected ? likelyCause(body, signature, secrets) : QString());
    const QString reason = rejectReasonName(check.reason);
    if (invocation.json)
        printLine(QJsonDocument(QJsonObject{{u"verdict"_s, verdictName(check.verdict)},
                                            {u"reason"_s, reason.isEmpty() ? QJsonValue() : QJsonValue(reason)},
                                            {u"explanation"_s, text}})
                      .toJson(QJsonDocument::Compact));
    else
        printLine((verdictName(check.verdict) + (reason.isEmpty() ? QString() : u" ("_s + reason + u')') + u'\n' + text).toUtf8());
    return check.verdict == Verdict::Verified ? 0 : 1;
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/relay/poster.h"
#include "app/sandbox/samples.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTimer>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// An id in the form of Kombo's: 24 letters and digits.
QString freshId()
{
    constexpr QLatin1StringView letters("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789");
    QString id;
    for (int n = 0; n < 24; ++n)
        id += QChar(letters[QRandomGenerator::system()->bounded(static_cast<int>(letters.size()))]);
    return id;
}

Result<QVector<QPair<QString, QString>>> assignments(const QStringList &texts)
{
    QVector<QPair<QString, QString>> values;
    for (const QString &text : texts) {
        const qsizetype equals = text.indexOf(u'=');
        if (equals <= 0)
            return failure(ErrorKind::InvalidInput, u"option"_s, u"--set takes path=value, such as data.integration_id=personio:x"_s);
        values.append({text.left(equals), text.mid(equals + 1)});
    }
    return values;
}

/// Sends requests one after another at a given rate, prints each answer, then ends the application.
class Sender : public QObject
{
public:
    struct Plan
    {
        QUrl url;
        QByteArray body;
        QByteArray secret;
        QString broken;
        bool freshIds = true;
        qint64 repeat = 1;
        Millis pause{0};
    };

    explicit Sender(Plan plan) : m_plan(std::move(plan)) { connect(&m_poster, &Poster::answered, this, &Sender::onAnswer); }

    void next()
    {
        if (m_sent == m_plan.repeat)
            return QCoreApplication::exit(m_failed != 0 ? m_failed : m_refused ? 1 : 0);
        ++m_sent;
        auto body = m_plan.freshIds ? withValues(m_plan.body, {{u"id"_s, freshId()}}) : Result<QByteArray>(m_plan.body);
        const auto signedOne = body ? signedRequest(*body, m_plan.secret, m_plan.broken)
                                    : Result<SignedRequest>(tl::unexpected<Error>(body.error()));
        if (!signedOne)
            return QCoreApplication::exit(printError(signedOne.error()));
        m_poster.post({m_plan.url, signedOne->headers, signedOne->body}, Millis(60'000));
    }

private:
    void onAnswer(const PostAnswer &answer)
    {
        if (answer.status == 0) {
            m_failed = printError({ErrorKind::Unreachable, u"webhook-url"_s, answer.error ? answer.error->detail : QString()});
            m_sent = m_plan.repeat;
            return next();
        }
        m_refused = m_refused || answer.status != 200;
        printLine(QByteArray::number(answer.status) + ' ' + answer.body.simplified());
        QTimer::singleShot(m_plan.pause, this, &Sender::next);
    }

    Plan m_plan;
    Poster m_poster;
    qint64 m_sent = 0;
    int m_failed = 0;
    bool m_refused = false;
};

/// The secret to sign with: given to this process, or the sandbox's for the sandbox's path.
Result<QByteArray> signingSecret(const Invocation &invocation)
{
    if (invocation.process && !invocation.process->secrets.webhookSecrets.isEmpty())
        return invocation.process->secrets.webhookSecrets.first();
    if (invocation.environment == u"sandbox")
        return QByteArrayLiteral("sandbox-secret");
    return failure(ErrorKind::InvalidInput, u"webhook-secret"_s);
}

} // namespace

int runSend(const Invocation &invocation)
{
    const QCommandLineParser &parser = invocation.parser;
    if (invocation.arguments.size() != 1)
        return printError({ErrorKind::InvalidInput, u"usage"_s, u"send takes one event type, such as sync-finished"_s});
    const auto secret = signingSecret(invocation);
    const auto values = assignments(parser.values(u"set"_s));
    const auto repeat = numberOption(parser, u"repeat"_s, 1, 100'000'000);
    const auto rate = numberOption(parser, u"rate"_s, 0, 1'000'000);
    const auto sample = sampleBody(invocation.arguments.first());
    if (!secret || !values || !repeat || !rate || !sample)
        return printError(!sample ? sample.error() : !secret ? secret.error() : !values ? values.error() : !repeat ? repeat.error() : rate.error());
    const auto body = withValues(*sample, *values);
    if (!body)
        return printError(body.error());
    Sender::Plan plan;
    plan.url = QUrl(parser.isSet(u"url"_s) ? parser.value(u"url"_s)
                                           : u"http://127.0.0.1:%1%2"_s.arg(parser.value(u"port"_s), parser.value(u"path"_s)));
    if (!plan.url.isValid() || !QStringList{u"http"_s, u"https"_s}.contains(plan.url.scheme()) || plan.url.host().isEmpty())
        return printError({ErrorKind::InvalidInput, u"option"_s, u"--url takes a whole address, such as http://127.0.0.1:7390/webhooks/kombo"_s});
    plan.body = *body;
    plan.secret = *secret;
    plan.broken = parser.value(u"break"_s);
    plan.repeat = *repeat;
    plan.pause = *rate > 0 ? Millis(1000 / *rate) : Millis(0);
    for (const auto &value : *values)
        plan.freshIds = plan.freshIds && value.first != u"id";
    Sender sender(plan);
    QTimer::singleShot(0, &sender, &Sender::next);
    return QCoreApplication::exec();
}

} // namespace console

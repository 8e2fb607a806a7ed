// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/desktopsecretstore.h"

#include <qt6keychain/keychain.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QTimer>

namespace console {

using namespace Qt::StringLiterals;

namespace {

// A key store that shows a dialog nobody answers must not hold up the listener for ever.
constexpr std::chrono::seconds patience{20};

QString base64Text(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray fromBase64Text(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

Error errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {ErrorKind::NotFound, u"secret"_s, {}};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {ErrorKind::Refused, u"keyring-locked"_s, job.errorString()};
    default:
        return {ErrorKind::Unreachable, u"keyring-missing"_s, job.errorString()};
    }
}

} // namespace

QByteArray packedSecrets(const EnvironmentSecrets &secrets)
{
    QJsonArray webhook;
    for (const QByteArray &secret : secrets.webhookSecrets)
        webhook.append(base64Text(secret));
    return QJsonDocument(QJsonObject{{u"api_key"_s, base64Text(secrets.apiKey)}, {u"webhook_secrets"_s, webhook}})
        .toJson(QJsonDocument::Compact);
}

Result<EnvironmentSecrets> unpackedSecrets(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        return failure(ErrorKind::InvalidInput, u"secret-entry"_s);
    EnvironmentSecrets secrets;
    secrets.apiKey = fromBase64Text(document[u"api_key"]);
    const QJsonArray webhook = document[u"webhook_secrets"].toArray();
    for (const QJsonValue &secret : webhook)
        secrets.webhookSecrets.append(fromBase64Text(secret));
    return secrets;
}

DesktopSecretStore::DesktopSecretStore(QString dataFolder) : m_dataFolder(std::move(dataFolder)) {}

void DesktopSecretStore::start(QKeychain::Job *job, const QString &environment, QObject *context,
                               std::function<void(const Error *)> done)
{
    job->setAutoDelete(true);
    job->setKey(m_dataFolder + u'|' + environment);
    auto pending = std::make_shared<std::function<void(const Error *)>>(std::move(done));
    const auto settle = [pending, guard = QPointer<QObject>(context)](const Error *error) {
        if (const auto call = std::exchange(*pending, nullptr); call && guard)
            call(error);
    };
    QObject::connect(job, &QKeychain::Job::finished, context, [settle](QKeychain::Job *ended) {
        if (ended->error() == QKeychain::NoError)
            return settle(nullptr);
        const Error error = errorOf(*ended);
        settle(&error);
    });
    QTimer::singleShot(patience, context, [settle] {
        const Error error{ErrorKind::Refused, u"keyring-locked"_s, u"the key store did not answer"_s};
        settle(&error);
    });
    job->start();
}

void DesktopSecretStore::read(const QString &environment, QObject *context, Read done)
{
    if (m_memory->contains(environment))
        return m_memory->read(environment, context, std::move(done));
    auto *job = new QKeychain::ReadPasswordJob(u"kombo-console"_s);
    start(job, environment, context, [job, done = std::move(done)](const Error *error) {
        if (error != nullptr)
            return done(tl::unexpected<Error>(*error));
        done(unpackedSecrets(job->binaryData()));
    });
}

void DesktopSecretStore::write(const QString &environment, const EnvironmentSecrets &secrets, QObject *context, Done done)
{
    auto *job = new QKeychain::WritePasswordJob(u"kombo-console"_s);
    job->setBinaryData(packedSecrets(secrets));
    start(job, environment, context,
          [memory = m_memory, refused = m_refused, environment, secrets, context, done = std::move(done)](const Error *error) {
              *refused = error != nullptr;
              if (error != nullptr)
                  return memory->write(environment, secrets, context, done);
              // An older value for this run must not hide the one that is kept now.
              memory->remove(environment, context, [done](const Result<void> &) { done({}); });
          });
}

void DesktopSecretStore::remove(const QString &environment, QObject *context, Done done)
{
    auto *job = new QKeychain::DeletePasswordJob(u"kombo-console"_s);
    start(job, environment, context, [memory = m_memory, environment, context, done = std::move(done)](const Error *error) {
        const bool gone = error == nullptr || error->kind == ErrorKind::NotFound;
        if (gone || memory->contains(environment))
            return memory->remove(environment, context, done);
        done(tl::unexpected<Error>(*error));
    });
}

QString DesktopSecretStore::description() const
{
    if (*m_refused)
        return QCoreApplication::translate("secrets", "There is no key store that can be used on this desktop. ")
               + m_memory->description();
    return QCoreApplication::translate("secrets", "Secrets are kept in the key store of this desktop, never in a file of this program.");
}

std::unique_ptr<SecretStore> desktopSecretStore(const QString &dataFolder)
{
    return std::make_unique<DesktopSecretStore>(dataFolder);
}

} // namespace console

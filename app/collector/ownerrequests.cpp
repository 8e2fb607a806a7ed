// SPDX-License-Identifier: Apache-2.0
#include "app/collector/ownerrequests.h"

#include "app/collector/collector.h"
#include "models/domain/errortext.h"
#include "models/domain/exportrow.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Request = std::shared_ptr<OwnerRequest>;

QStringList texts(const QJsonValue &array)
{
    QStringList list;
    const QJsonArray values = array.toArray();
    for (const QJsonValue &value : values)
        list.append(value.toString());
    return list;
}

QJsonObject running(const RunRow &run)
{
    QJsonObject value = QJsonDocument::fromJson(runLine(run)).object();
    for (const StepRow &step : run.steps)
        if (step.waitingUntil)
            value[u"waiting_until"_s] = formatTimestamp(*step.waitingUntil);
    return value;
}

QJsonObject summary(const RunRow &run)
{
    QJsonObject value = QJsonDocument::fromJson(runLine(run)).object();
    const auto error = runError(run);
    value[u"error"_s] = error && !error->code.isEmpty() ? QJsonValue(error->code) : QJsonValue();
    value[u"explanation"_s] = error ? QJsonValue(errorText(*error)) : QJsonValue();
    return value;
}

/// The key that the asking process was given, used in place of the owner's own until this object goes.
class BorrowedAccess
{
public:
    BorrowedAccess(EnvironmentBook &book, const QJsonObject &arguments) : m_book(book), m_name(arguments[u"environment"].toString())
    {
        m_environment = book.environment(m_name);
        // An environment that the owner does not receive for: accessOf will say so.
        if (!arguments.contains(u"api_key") || !m_environment)
            return;
        m_own = book.secrets(m_name);
        EnvironmentSecrets lent = *m_own;
        lent.apiKey = arguments[u"api_key"].toString().toUtf8();
        book.setSecrets(m_name, lent);
        if (const QString url = arguments[u"api_url"].toString(); !url.isEmpty()) {
            Environment elsewhere = *m_environment;
            elsewhere.region = Region::Other;
            elsewhere.baseUrl = url;
            book.put(elsewhere);
        }
    }

    ~BorrowedAccess()
    {
        if (!m_own || !m_book.environment(m_name))
            return; // nothing was lent, or the environment was removed meanwhile
        EnvironmentSecrets present = m_book.secrets(m_name);
        present.apiKey = m_own->apiKey;
        m_book.setSecrets(m_name, present);
        m_book.put(*m_environment);
    }

    BorrowedAccess(const BorrowedAccess &) = delete;
    BorrowedAccess &operator=(const BorrowedAccess &) = delete;

private:
    EnvironmentBook &m_book;
    QString m_name;
    std::optional<Environment> m_environment;
    std::optional<EnvironmentSecrets> m_own;
};

/// One asked-for run: forwards its life to the asker. Deletes itself at the end; the engine owns it, so that it ends before
/// the book that its access is given back to.
class FetchReply : public QObject
{
public:
    FetchReply(Collector &collector, const FetchRequest &fetch, Request request)
        : QObject(&collector.fetches()), m_request(std::move(request)), m_access(collector.book(), m_request->arguments())
    {
        FetchEngine &engine = collector.fetches();
        m_request->onAbandoned([this, &engine] {
            m_abandoned = true;
            if (m_run != 0)
                engine.cancel(m_run);
        });
        connect(&engine, &FetchEngine::started, this, [this, &engine](quint64 ticket, const RunRow &run) {
            if (ticket != m_ticket)
                return;
            m_run = run.id;
            if (m_abandoned)
                engine.cancel(m_run);
            m_request->progress(running(run));
        });
        connect(&engine, &FetchEngine::refused, this, [this](quint64 ticket, const Error &error) {
            if (ticket == m_ticket)
                end([&] { m_request->fail(error); });
        });
        connect(&engine, &FetchEngine::progressed, this, [this](const RunRow &run) {
            if (run.id == m_run)
                m_request->progress(running(run));
        });
        connect(&engine, &FetchEngine::finished, this, [this](const RunRow &run) {
            if (run.id == m_run)
                end([&] { m_request->finish(summary(run)); });
        });
        m_ticket = engine.start(fetch);
    }

private:
    template <class Answer> void end(const Answer &answer)
    {
        answer();
        deleteLater();
    }

    Request m_request;
    BorrowedAccess m_access;
    quint64 m_ticket = 0;
    qint64 m_run = 0;
    bool m_abandoned = false;
};

/// An empty result, or the error.
Collector::Done answerTo(const Request &request)
{
    return [request](const Result<void> &done) {
        if (done)
            request->finish({});
        else
            request->fail(done.error());
    };
}

void fetch(Collector &collector, const Request &request)
{
    const QJsonObject arguments = request->arguments();
    FetchRequest wanted;
    wanted.environment = arguments[u"environment"].toString();
    wanted.integrationId = arguments[u"integration"].toString();
    wanted.kind = runKindFromName(arguments[u"kind"].toString()).value_or(RunKind::Delta);
    wanted.models = texts(arguments[u"models"]);
    if (arguments[u"cause"].toString() == dataChangedCause)
        wanted.cause = dataChangedCause;
    new FetchReply(collector, wanted, request);
}

void sync(Collector &collector, const Request &request)
{
    const QJsonObject arguments = request->arguments();
    const auto access = std::make_shared<BorrowedAccess>(collector.book(), arguments);
    auto *receiver = new QObject(&collector.fetches()); // ends before the book that the access is given back to
    const quint64 ticket = collector.fetches().requestSync(
        arguments[u"environment"].toString(), arguments[u"integration"].toString(), arguments[u"full"].toBool(true));
    QObject::connect(&collector.fetches(), &FetchEngine::syncRequested, receiver,
                     [receiver, request, ticket, access](quint64 answered, const Result<ForcedSync> &answer) {
                         if (answered != ticket)
                             return;
                         receiver->deleteLater();
                         if (!answer)
                             return request->fail(answer.error());
                         request->finish({{u"already_queued"_s, answer->alreadyQueued},
                                          {u"sync_id"_s, answer->syncId},
                                          {u"type"_s, answer->type}});
                     });
}

void saveEnvironment(Collector &collector, const Request &request)
{
    const QJsonObject arguments = request->arguments();
    Environment environment;
    environment.name = arguments[u"name"].toString();
    environment.region = regionFromName(arguments[u"region"].toString()).value_or(Region::Eu);
    environment.baseUrl = arguments[u"base_url"].toString();
    environment.production = arguments[u"production"].toBool();
    if (const QString path = arguments[u"path"].toString(); !path.isEmpty())
        environment.listenerPath = path;
    std::optional<EnvironmentSecrets> secrets;
    if (arguments.contains(u"api_key") || arguments.contains(u"webhook_secrets")) {
        secrets = collector.book().secrets(environment.name);
        if (arguments.contains(u"api_key"))
            secrets->apiKey = arguments[u"api_key"].toString().toUtf8();
        if (arguments.contains(u"webhook_secrets")) {
            secrets->webhookSecrets.clear();
            for (const QString &secret : texts(arguments[u"webhook_secrets"]))
                secrets->webhookSecrets.append(secret.toUtf8());
        }
    }
    collector.saveEnvironment(environment, secrets, answerTo(request));
}

void removeEnvironment(Collector &collector, const Request &request)
{
    collector.removeEnvironment(request->arguments()[u"name"].toString(), answerTo(request));
}

void addIntegration(Collector &collector, const Request &request)
{
    const QJsonObject arguments = request->arguments();
    collector.addIntegration(arguments[u"environment"].toString(), arguments[u"integration"].toString(),
                             [request](const Result<quint64> &added) {
                                 answerTo(request)(added.map([](quint64) {}));
                             });
}

void saveSetting(Collector &collector, const Request &request)
{
    const QJsonObject arguments = request->arguments();
    collector.saveSetting(arguments[u"key"].toString(), arguments[u"value"].toString(), answerTo(request));
}

void mark(Collector &collector, const Request &request)
{
    const QJsonObject arguments = request->arguments();
    QVector<qint64> events;
    const QJsonArray numbers = arguments[u"events"].toArray();
    for (const QJsonValue &number : numbers)
        events.append(number.toInteger());
    MarkChange change;
    if (const QJsonValue pinned = arguments[u"pinned"]; pinned.isBool())
        change.pinned = pinned.toBool();
    if (const QJsonValue comment = arguments[u"comment"]; comment.isString())
        change.comment = comment.toString();
    collector.mark(events, change, answerTo(request));
}

/// Tells how far the index is that was asked for. Deletes itself at the end.
class IndexReply : public QObject
{
public:
    IndexReply(Collector &collector, Request request) : QObject(&collector.indexer()), m_request(std::move(request))
    {
        m_request->onAbandoned([reply = QPointer<IndexReply>(this)] {
            if (reply)
                reply->end(failure(ErrorKind::Cancelled));
        });
        connect(&collector, &Collector::indexChanged, this, &IndexReply::tell);
        m_rebuild = collector.indexer().rebuild();
    }

private:
    void tell(const IndexStatus &status)
    {
        if (m_ended || (status.rebuilds < m_rebuild && !status.error))
            return; // of what was there before
        if (status.error)
            end(tl::unexpected<Error>(*status.error));
        else if (!status.building)
            end({});
        else
            m_request->progress({{u"indexed"_s, status.indexed}, {u"total"_s, status.total}});
    }

    void end(const Result<void> &outcome)
    {
        if (std::exchange(m_ended, true))
            return;
        if (outcome)
            m_request->finish({});
        else
            m_request->fail(outcome.error());
        deleteLater();
    }

    Request m_request;
    int m_rebuild = 0;
    bool m_ended = false;
};

void rebuildIndex(Collector &collector, const Request &request)
{
    new IndexReply(collector, request);
}

void cancel(Collector &collector, const Request &request)
{
    collector.fetches().cancel(request->arguments()[u"run"].toInteger());
    request->finish({});
}

} // namespace

void handleOwnerRequest(Collector &collector, const Request &request)
{
    static const QHash<QString, void (*)(Collector &, const Request &)> commands{
        {u"fetch"_s, fetch},
        {u"sync"_s, sync},
        {u"cancel"_s, cancel},
        {u"env-save"_s, saveEnvironment},
        {u"env-remove"_s, removeEnvironment},
        {u"integration-add"_s, addIntegration},
        {u"setting"_s, saveSetting},
        {u"mark"_s, mark},
        {u"index-rebuild"_s, rebuildIndex},
    };
    if (const auto handler = commands.value(request->command()))
        handler(collector, request);
    else
        request->fail({ErrorKind::InvalidInput, u"owner-command"_s, request->command()});
}

} // namespace console

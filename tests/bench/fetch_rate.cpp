// SPDX-License-Identifier: Apache-2.0
// Records a second that the fetch engine brings into a fresh store: one list of one integration, a full read.
// fetch_rate BASE INTEGRATION FOLDER [LIST]   (key in KOMBO_API_KEY; prints a line of JSON)
#include "app/fetch/fetchengine.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <cstdio>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QString environment = u"bench"_s;

int fail(const Error &error)
{
    std::fprintf(stderr, "%s %s\n", qPrintable(error.code), qPrintable(error.detail));
    QCoreApplication::exit(1);
    return 1;
}

// The list that most of a category hangs on; the peer chooses the same.
QString mainList(const QString &category)
{
    static const QHash<QString, QString> lists{{u"HRIS"_s, u"/hris/employees"_s},
                                               {u"ATS"_s, u"/ats/applications"_s},
                                               {u"ASSESSMENT"_s, u"/assessment/orders"_s},
                                               {u"LMS"_s, u"/lms/users"_s}};
    return lists.value(category, u"/hris/employees"_s);
}

void report(const RunRow &run, qint64 elapsedMs)
{
    if (run.state != RunState::Complete)
        fail({ErrorKind::RemoteFault, run.errorCode, runStateName(run.state)});
    std::printf("{\"records\":%lld,\"changed\":%lld,\"pages\":%d,\"seconds\":%.3f,\"records_per_second\":%.0f}\n",
                run.records(), run.changed(), run.pages(), double(elapsedMs) / 1e3,
                double(run.records()) * 1e3 / double(std::max<qint64>(elapsedMs, 1)));
    QCoreApplication::quit();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QByteArray key = qgetenv("KOMBO_API_KEY");
    QFile mapFile(QStringLiteral(KOMBO_SOURCE_DIR "/resources/endpoint-map.json"));
    if (arguments.size() < 4 || key.isEmpty() || !mapFile.open(QIODevice::ReadOnly)) {
        std::fputs("usage: KOMBO_API_KEY=… fetch_rate BASE INTEGRATION FOLDER [LIST]\n", stderr);
        return 2;
    }
    const auto map = EndpointMap::parse(mapFile.readAll());
    const auto base = checkedApiAddress(arguments[1]);
    const auto paths = openStoreFolder(arguments[3]);
    if (!map || !base || !paths)
        return fail(!map ? map.error() : !base ? base.error() : paths.error());
    const auto writer = StoreWriter::open(*paths);
    if (!writer)
        return fail(writer.error());

    FetchEngine engine(
        *paths, **writer, *map,
        [&](const QString &) {
            return ApiAccess{*base, key};
        },
        std::make_shared<SystemClock>());
    QElapsedTimer timer;
    QObject::connect(&engine, &FetchEngine::detailsRead, &app, [&](quint64, const Result<Integration> &details) {
        if (!details)
            return static_cast<void>(fail(details.error()));
        FetchRequest request;
        request.environment = environment;
        request.integrationId = arguments[2];
        request.kind = RunKind::Full;
        request.models = {arguments.value(4, mainList(details->category))};
        timer.start();
        engine.start(request);
    });
    QObject::connect(&engine, &FetchEngine::refused, &app, [](quint64, const Error &error) { fail(error); });
    QObject::connect(&engine, &FetchEngine::finished, &app, [&](const RunRow &run) { report(run, timer.elapsed()); });
    engine.refreshDetails(environment, arguments[2]);
    return QCoreApplication::exec();
}

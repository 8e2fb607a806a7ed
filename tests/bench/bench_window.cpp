// SPDX-License-Identifier: Apache-2.0
// What a person feels of the window over a large store: opening, jumping, filtering, memory, rows arriving.
//
//   bench_window [--data FOLDER] [--events N] [--seconds S] [--posts N]
//
// Makes a store of N events (default 1,000,000, about 1.6 GB) unless FOLDER has one already, then opens the real window
// with its listener on it, in a process of its own. Without --data the store is made in the current folder and removed
// again. With QT_QPA_PLATFORM=offscreen no display is needed. Each run adds what it sent to the store.
#include "tests/bench/windowsession.h"

#include <QCommandLineParser>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

using SteadyClock = WindowProbe::Clock;

int measure(WindowProbe &probe, const WindowPlan &plan)
{
    WindowSession session(probe, plan);
    if (!session.open())
        return 1;
    using Step = bool (WindowSession::*)();
    for (const Step step : {&WindowSession::measureOpening, &WindowSession::measureJumps, &WindowSession::measureScrolling,
                            &WindowSession::measureFilters, &WindowSession::measureBodies, &WindowSession::measureOrders,
                            &WindowSession::measureVolume, &WindowSession::measurePosts}) {
        if (!(session.*step)()) {
            std::printf("the window did not come so far\n");
            return 1;
        }
    }
    return session.measureStream(true) && session.measureStream(false) ? 0 : 1;
}

/// This program again, with other arguments: the memory of making the store is not the window's.
bool again(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(), arguments);
    return process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

void declareOptions(QCommandLineParser &parser)
{
    parser.addHelpOption();
    parser.addOptions({{u"data"_s, u"Folder of the store, kept for the next run."_s, u"folder"_s},
                       {u"events"_s, u"Events in the store."_s, u"n"_s, u"1000000"_s},
                       {u"seconds"_s, u"How long events pour in."_s, u"s"_s, u"10"_s},
                       {u"posts"_s, u"Events that are posted."_s, u"n"_s, u"200"_s}});
    QCommandLineOption fill(u"fill"_s);
    QCommandLineOption started(u"started"_s, {}, u"ns"_s);
    for (QCommandLineOption *hidden : {&fill, &started}) {
        hidden->setFlags(QCommandLineOption::HiddenFromHelp);
        parser.addOption(*hidden);
    }
}

int both(const QCommandLineParser &parser, const QStringList &arguments)
{
    const QTemporaryDir temporary(QDir::current().filePath(u"bench-window-XXXXXX"_s));
    const auto paths = openStoreFolder(parser.isSet(u"data"_s) ? parser.value(u"data"_s) : temporary.path());
    if (!paths) {
        std::fprintf(stderr, "the data folder cannot be used: %s\n", qPrintable(paths.error().code));
        return 1;
    }
    const QStringList common = arguments + QStringList{u"--data"_s, paths->folder};
    if (WindowLoad::stored(*paths) < parser.value(u"events"_s).toLongLong() &&
        !again(QStringList{u"--fill"_s} + common))
        return 1;
    const qint64 now = SteadyClock::now().time_since_epoch().count();
    return again(QStringList{u"--started"_s, QString::number(now)} + common) ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCommandLineParser parser;
    declareOptions(parser);
    const bool inside =
        std::any_of(argv, argv + argc, [](const char *word) { return qstrcmp(word, "--started") == 0; });
    if (!inside) {
        QCoreApplication application(argc, argv);
        parser.process(application);
        if (!parser.isSet(u"fill"_s))
            return both(parser, QCoreApplication::arguments().mid(1));
        return WindowLoad::fill({parser.value(u"data"_s)}, parser.value(u"events"_s).toLongLong()) ? 0 : 1;
    }
    WindowProbe probe(argc, argv);
    parser.process(probe);
    const SteadyClock::time_point started{SteadyClock::duration(parser.value(u"started"_s).toLongLong())};
    const auto paths = openStoreFolder(parser.value(u"data"_s));
    return paths
               ? measure(probe, {*paths, parser.value(u"seconds"_s).toInt(), parser.value(u"posts"_s).toInt(), started})
               : 1;
}

// SPDX-License-Identifier: Apache-2.0
// What a person feels of the window over a large store: opening, jumping, filtering, memory, rows arriving.
//
//   bench_window [--data FOLDER] [--events N] [--seconds S] [--posts N]
//
// Makes a store of N events (default 1,000,000, about 1.6 GB) unless FOLDER has one already, then opens the real window
// with its listener on it, in a process of its own. Without --data the store is made in the current folder and removed
// again. With QT_QPA_PLATFORM=offscreen no display is needed. Each run adds what it sent to the store.
#include "app/collector/collector.h"
#include "app/window/workbench.h"
#include "tests/bench/windowload.h"
#include "tests/bench/windowprobe.h"
#include "ui/events/eventspage.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/datatable.h"

#include <QCommandLineParser>
#include <QDir>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using SteadyClock = WindowProbe::Clock;

struct Plan
{
    StorePaths paths;
    int seconds = 10;
    int posts = 200;
    SteadyClock::time_point started; ///< when this process was
};

double millis(SteadyClock::duration span)
{
    return std::chrono::duration<double, std::milli>(span).count();
}

double partOf(QVector<double> values, double part)
{
    if (values.isEmpty())
        return NAN;
    std::sort(values.begin(), values.end());
    return values.at(std::min(values.size() - 1, qsizetype(double(values.size()) * part)));
}

/// One line of the table: a goal of 0 is none.
void line(const char *what, double value, const char *unit, double goal = 0)
{
    std::printf("%-64s %9.1f %-4s", what, value, unit);
    if (goal > 0)
        std::printf(" under %4.0f  %s", goal, value < goal ? "ok" : "MISSED");
    std::printf("\n");
    std::fflush(stdout);
}

void lines(const char *what, const Lengths &lengths, double goal)
{
    std::printf("%-64s %5d over 16 ms, %d over 50 ms\n", what, lengths.over16, lengths.over50);
    line("          longest", lengths.longest, "ms", goal);
}

/// The window of the program over the store, and what is done to it.
class Session
{
public:
    Session(WindowProbe &probe, const Plan &plan);
    bool open();
    bool measureOpening();
    bool measureJumps();
    bool measureScrolling();
    bool measureFilters();
    bool measurePosts();
    bool measureStream(bool following);

private:
    bool filterBy(const char *what, const QString &text, double goal);
    bool jump(int value, QVector<double> &times);
    [[nodiscard]] QScrollBar *bar() const { return m_view->verticalScrollBar(); }

    WindowProbe &m_probe;
    const Plan m_plan;
    QSettings m_settings;
    ThemeController m_theme;
    std::unique_ptr<Collector> m_collector;
    std::unique_ptr<StoreWatch> m_watch;
    std::unique_ptr<Workbench> m_workbench;
    EventsPage *m_page = nullptr;
    DataTable *m_view = nullptr;
    EventTable *m_table = nullptr;
    quint16 m_port = 0;
    SteadyClock::time_point m_constructing;
    std::mt19937 m_random{7};
};

Session::Session(WindowProbe &probe, const Plan &plan)
    : m_probe(probe), m_plan(plan), m_settings(plan.paths.settings(), QSettings::IniFormat)
{
    m_settings.clear();
    m_settings.setValue(u"window/page"_s, u"events"_s);
}

bool Session::open()
{
    CollectorConfig config;
    config.paths = m_plan.paths;
    config.role = u"bench"_s;
    config.listener.port = 0;
    Environment environment;
    environment.name = WindowLoad::environment;
    config.process = ProcessEnvironment{environment, {{}, {WindowLoad::secret}}};
    auto opened = Collector::open(config, memorySecretStore());
    if (!opened) {
        std::fprintf(stderr, "cannot open %s: %s\n", qPrintable(m_plan.paths.folder), qPrintable(opened.error().code));
        return false;
    }
    m_collector = std::move(*opened);
    QObject::connect(m_collector.get(), &Collector::listening, m_collector.get(),
                     [this](const QUrl &url) { m_port = quint16(url.port()); });
    m_watch = watchStore(m_plan.paths, &m_collector->writer());
    m_constructing = SteadyClock::now();
    m_workbench = std::make_unique<Workbench>(Workbench::Parts{m_plan.paths, m_collector.get(), m_watch.get(), &m_theme,
                                                               &m_settings, config.listener, environment.name});
    m_page = m_workbench->window().findChild<EventsPage *>();
    for (DataTable *view : m_page->findChildren<DataTable *>()) {
        if (auto *table = qobject_cast<EventTable *>(view->model())) {
            m_view = view;
            m_table = table;
        }
    }
    m_probe.watch(m_view);
    m_workbench->show();
    m_collector->start(true);
    return m_table != nullptr;
}

bool Session::measureOpening()
{
    m_probe.startHolds();
    const auto painted = m_probe.waitForPaint([this] { return m_probe.rowsShown(); });
    if (!painted)
        return false;
    line("Open: from the start of the process to rows painted", millis(*painted - m_plan.started), "ms", 1000);
    line("      from constructing the window", millis(*painted - m_constructing), "ms");
    const bool whole = m_probe.waitFor([this] { return m_table->complete() && m_port != 0; }, 60s);
    line("      until every row is in reach", millis(SteadyClock::now() - m_constructing), "ms");
    lines("      event loop held meanwhile", m_probe.stopHolds().holds, 0);
    std::printf("%-64s %11lld\n", "      rows", static_cast<long long>(m_table->matching()));
    m_probe.run(2s);
    line("Resident memory, open", residentMegabytes(), "MB", 200);
    return whole;
}

bool Session::jump(int value, QVector<double> &times)
{
    if (value == bar()->value())
        return true;
    const auto start = SteadyClock::now();
    bar()->setValue(value);
    const auto painted = m_probe.waitForPaint([this] { return m_probe.rowsShown(); });
    if (painted)
        times.append(millis(*painted - start));
    return painted.has_value();
}

bool Session::measureJumps()
{
    QVector<double> times;
    for (int i = 0; i < 50; ++i) {
        if (!jump(std::uniform_int_distribution<int>(1, bar()->maximum())(m_random), times))
            return false;
    }
    line("Jump to 50 random places until real rows are painted: median", partOf(times, 0.5), "ms", 50);
    line("      longest", partOf(times, 1), "ms", 50);
    return true;
}

bool Session::measureScrolling()
{
    QVector<double> times;
    for (int i = 1; i <= 500; ++i) {
        if (!jump(int(qint64(bar()->maximum()) * i / 500), times))
            return false;
    }
    line("Resident memory, after scrolling everywhere", residentMegabytes(), "MB", 200);
    return true;
}

bool Session::filterBy(const char *what, const QString &text, double goal)
{
    const auto start = SteadyClock::now();
    m_page->showFilter(text);
    const auto painted = m_probe.waitForPaint([this] { return m_probe.rowsShown(); });
    if (!painted)
        return false;
    line(what, millis(*painted - start), "ms", goal);
    const bool whole = m_probe.waitFor([this] { return m_table->complete(); }, 120s);
    line("      until all hits are known", millis(SteadyClock::now() - start), "ms");
    std::printf("%-64s %11lld\n", "      hits", static_cast<long long>(m_table->matching()));
    return whole;
}

bool Session::measureFilters()
{
    m_probe.startHolds();
    const bool good =
        filterBy("Filter by a frequent type until rows are painted", WindowLoad::frequentFilter, 50) &&
        filterBy("Filter by a rare type of one integration until rows are painted", WindowLoad::rareFilter, 0) &&
        filterBy("Filter taken away until rows are painted", {}, 50);
    lines("      event loop held meanwhile", m_probe.stopHolds().holds, 50);
    return good;
}

bool Session::measurePosts()
{
    const QString path = Environment().listenerPath;
    const QByteArray mark = "post-" + QByteArray::number(toMillis(SystemClock().now())) + '-';
    QVector<double> times;
    for (int i = 0; i < m_plan.posts; ++i) {
        m_probe.run(
            std::chrono::milliseconds(std::uniform_int_distribution<int>(5, 230)(m_random))); // in step with no timer
        const QByteArray id = mark + QByteArray::number(i);
        const QString wanted = QString::fromLatin1(id);
        WindowPost post(m_port, path, WindowLoad::body(i, id));
        const auto painted = m_probe.waitForPaint([this, &wanted] {
            const EventRow *row = m_table->eventAt(0);
            return row != nullptr && row->id == wanted;
        });
        if (const int status = post.wait(); status != 200 || !painted) {
            std::printf("post %d: answered %d, row %s\n", i, status, painted ? "shown" : "not shown");
            return false;
        }
        times.append(millis(*painted - post.started()));
    }
    line("POST to painted row, signed, over HTTP: median", partOf(times, 0.5), "ms", 150);
    line("      95 %", partOf(times, 0.95), "ms");
    line("      longest", partOf(times, 1), "ms");
    return true;
}

bool Session::measureStream(bool following)
{
    if (!following)
        bar()->setValue(bar()->maximum() / 2);
    m_probe.run(1s);
    const qint64 before = m_table->matching();
    m_probe.startHolds();
    WindowStream stream(m_collector->writer(), 5000, std::chrono::seconds(m_plan.seconds));
    QTimer wheel;
    QObject::connect(&wheel, &QTimer::timeout, m_view,
                     [this] { bar()->setValue(bar()->value() + 3 * bar()->singleStep()); });
    if (!following)
        wheel.start(50ms);
    const bool ended = m_probe.waitFor([&] { return stream.finished(); }, std::chrono::seconds(m_plan.seconds + 30));
    const HoldFigures holds = m_probe.stopHolds();
    wheel.stop();
    const auto end = SteadyClock::now();
    const bool shown = m_probe.waitFor([&] { return m_table->matching() >= before + stream.accepted(); }, 10s);
    std::printf("%s, %lld events in %d s, %lld refused\n",
                following ? "Stream while the newest are followed" : "Stream while a person scrolls further down",
                static_cast<long long>(stream.accepted()), m_plan.seconds, static_cast<long long>(stream.refused()));
    lines("      event loop held (a 1 ms timer is late)", holds.holds, 50);
    lines("      - without waiting for a processor that others had", holds.ownHolds, 50);
    lines("      - by one event", holds.ownEvents, 50);
    std::printf("      the longest of these: %s\n", qPrintable(holds.longestOwn));
    line("      until the last row was there, after the end", millis(SteadyClock::now() - end), "ms");
    line("      resident memory", residentMegabytes(), "MB", 200);
    return ended && shown;
}

int measure(WindowProbe &probe, const Plan &plan)
{
    Session session(probe, plan);
    if (!session.open())
        return 1;
    using Step = bool (Session::*)();
    for (const Step step : {&Session::measureOpening, &Session::measureJumps, &Session::measureScrolling,
                            &Session::measureFilters, &Session::measurePosts}) {
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

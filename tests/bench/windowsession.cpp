// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/windowsession.h"

#include "models/tables/eventtable.h"
#include "models/tables/volumeloader.h"
#include "ui/events/eventspage.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/datatable.h"

#include <QScrollBar>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using SteadyClock = WindowProbe::Clock;

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

} // namespace

WindowSession::WindowSession(WindowProbe &probe, const WindowPlan &plan)
    : m_probe(probe), m_plan(plan), m_settings(plan.paths.settings(), QSettings::IniFormat)
{
    m_settings.clear();
    m_settings.setValue(u"window/page"_s, u"events"_s);
}

WindowSession::~WindowSession() = default;

bool WindowSession::open()
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

bool WindowSession::measureOpening()
{
    m_probe.startHolds();
    const auto painted = m_probe.waitForPaint([this] { return m_probe.rowsShown(); });
    if (!painted)
        return false;
    line("Open: from the start of the process to rows painted", millis(*painted - m_plan.started), "ms", 1000);
    line("      from constructing the window", millis(*painted - m_constructing), "ms");
    const bool whole = m_probe.waitFor([this] { return m_table->complete() && m_port != 0; }, 60s);
    line("      until every row is in reach", millis(SteadyClock::now() - m_constructing), "ms");
    lines("      event loop held meanwhile", m_probe.stopHolds().holds, 16);
    std::printf("%-64s %11lld\n", "      rows", static_cast<long long>(m_table->matching()));
    m_probe.run(2s);
    line("Resident memory, open", residentMegabytes(), "MB", 250);
    return whole;
}

bool WindowSession::jump(int value, QVector<double> &times)
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

bool WindowSession::measureJumps()
{
    QVector<double> times;
    for (int i = 0; i < 50; ++i) {
        if (!jump(std::uniform_int_distribution<int>(1, bar()->maximum())(m_random), times))
            return false;
    }
    line("Jump to 50 random places until real rows are painted: median", partOf(times, 0.5), "ms", 20);
    line("      longest", partOf(times, 1), "ms", 20);
    return true;
}

bool WindowSession::measureScrolling()
{
    QVector<double> times;
    for (int i = 1; i <= 500; ++i) {
        if (!jump(int(qint64(bar()->maximum()) * i / 500), times))
            return false;
    }
    line("Resident memory, after scrolling everywhere", residentMegabytes(), "MB", 250);
    return true;
}

QScrollBar *WindowSession::bar() const
{
    return m_view->verticalScrollBar();
}

/// All numbers were looked at, or a view that cannot be had said so.
bool WindowSession::settled() const
{
    return !m_table->searching() && m_table->state() != EventTable::State::Loading;
}

bool WindowSession::filterBy(const char *what, const QString &text, double goal, bool hits)
{
    const auto start = SteadyClock::now();
    m_page->showFilter(text);
    if (hits) {
        const auto painted = m_probe.waitForPaint([this] { return m_probe.rowsShown(); }, 120s);
        if (!painted)
            return false;
        line(what, millis(*painted - start), "ms", goal);
    } else { // no rows are painted: the state is what is shown
        if (!m_probe.waitFor([this] { return settled(); }, 240s))
            return false;
        line(what, millis(SteadyClock::now() - start), "ms", goal);
    }
    const bool whole = m_probe.waitFor([this] { return m_table->complete(); }, 240s);
    const double span = millis(SteadyClock::now() - start);
    line("      until all hits are known", span, "ms");
    std::printf("%-64s %11lld of %lld, %.2f million looked at a second\n", "      hits", static_cast<long long>(m_table->matching()),
                static_cast<long long>(m_table->total()), double(m_table->total()) / span / 1000);
    return whole;
}

bool WindowSession::sortBy(const char *what, const EventOrder &order)
{
    const auto start = SteadyClock::now();
    m_table->show(m_table->environment(), m_table->filter(), order);
    const auto painted = m_probe.waitForPaint([this] { return m_probe.rowsShown(); }, 120s);
    if (!painted)
        return false;
    line(what, millis(*painted - start), "ms");
    return m_probe.waitFor([this] { return settled(); }, 120s);
}

bool WindowSession::measureFilters()
{
    m_probe.startHolds();
    const bool good =
        filterBy("Filter by a frequent type until rows are painted", WindowLoad::frequentFilter, 50) &&
        filterBy("Filter by a rare type of one integration until rows are painted", WindowLoad::rareFilter, 0) &&
        filterBy("Filter taken away until rows are painted", {}, 50);
    lines("      event loop held meanwhile", m_probe.stopHolds().holds, 16);
    return good;
}

bool WindowSession::measureBodies()
{
    const qint64 rare = m_table->total() / 3;
    m_probe.startHolds();
    const bool good =
        filterBy("Search bodies for a word that every twelfth has, until rows are painted", u"body:Hamburg"_s, 100) &&
        filterBy("Search bodies for a text that one has, until its row is painted",
                 u"body:"_s + QString::fromLatin1(WindowLoad::employee(rare)), 50) &&
        filterBy("Search bodies for a text that none has, until that is said", u"body:kombo-console-none"_s, 50, false) &&
        filterBy("Search bodies for common words in a rare order, until rows are painted", u"body:\"salary team vacation salary\""_s, 0) &&
        filterBy("Search bodies for two letters that none has (no index helps)", u"body:\"#~\""_s, 0, false) &&
        filterBy("Filter taken away until rows are painted", {}, 50);
    lines("      event loop held meanwhile", m_probe.stopHolds().holds, 16);
    line("Resident memory, after searching", residentMegabytes(), "MB", 250);
    return good;
}

bool WindowSession::measureOrders()
{
    m_probe.startHolds();
    const bool good = sortBy("Sort by type until rows are painted", {EventColumn::Type, Qt::AscendingOrder})
                      && sortBy("Sort by integration until rows are painted", {EventColumn::Integration, Qt::AscendingOrder})
                      && sortBy("Sort by number of deliveries until rows are painted", {EventColumn::Deliveries, Qt::DescendingOrder})
                      && sortBy("Oldest first until rows are painted", {EventColumn::Time, Qt::AscendingOrder})
                      && sortBy("Newest first until rows are painted", {});
    lines("      event loop held meanwhile", m_probe.stopHolds().holds, 16);
    line("Resident memory, after sorting", residentMegabytes(), "MB", 250);
    return good;
}

bool WindowSession::countOver(const char *what, const QString &text, const FlowGrid &grid, double goal)
{
    ReadPool pool(m_plan.paths);
    VolumeLoader loader(pool, *m_watch, std::make_shared<SystemClock>());
    const auto filter = parseFilter(text, SystemClock().now());
    if (!filter)
        return false;
    const auto start = SteadyClock::now();
    loader.setGrid(grid);
    loader.show(WindowLoad::environment, *filter);
    const bool whole = m_probe.waitFor([&loader] { return !loader.counting() && loader.counts().total() > 0; }, 60s);
    line(what, millis(SteadyClock::now() - start), "ms", goal);
    return whole;
}

bool WindowSession::measureVolume()
{
    const qint64 hour = 3'600'000;
    const qint64 end = (toMillis(SystemClock().now()) / hour + 1) * hour;
    QVector<qint64> edges;
    for (int i = 30 * 24; i >= 0; --i)
        edges.append(end - i * hour);
    const FlowGrid grid(edges);
    m_probe.startHolds();
    const bool good = countOver("Chart of 30 days by the hour, every event", {}, grid, 50)
                      && countOver("      of a frequent type", WindowLoad::frequentFilter, grid, 200)
                      && countOver("      of a rare type of one integration", WindowLoad::rareFilter, grid, 200);
    lines("      event loop held meanwhile", m_probe.stopHolds().holds, 16);
    return good;
}

bool WindowSession::measurePosts()
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

bool WindowSession::measureStream(bool following)
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
    lines("      event loop held (a 1 ms timer is late)", holds.holds, 16);
    lines("      - without waiting for a processor that others had", holds.ownHolds, 16);
    lines("      - by one event", holds.ownEvents, 16);
    std::printf("      the longest of these: %s\n", qPrintable(holds.longestOwn));
    line("      until the last row was there, after the end", millis(SteadyClock::now() - end), "ms");
    line("      resident memory", residentMegabytes(), "MB", 250);
    return ended && shown;
}

} // namespace console

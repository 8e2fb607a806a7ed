// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/windowprobe.h"

#include "models/tables/column.h"

#include <QAbstractItemView>
#include <QEventLoop>
#include <QFile>
#include <QMetaEnum>
#include <QThread>

#include <ctime>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

double millis(std::chrono::nanoseconds span)
{
    return double(span.count()) / 1e6;
}

/// Processor time of this thread, in ms.
double workMillis()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

} // namespace

WindowProbe::WindowProbe(int &argc, char **argv) : QApplication(argc, argv)
{
    m_ticker.setTimerType(Qt::PreciseTimer);
    m_ticker.setInterval(1ms);
    connect(&m_ticker, &QTimer::timeout, this, [this] {
        const double late = double(m_sinceTick.nsecsElapsed()) / 1e6 - 1;
        m_sinceTick.restart();
        m_figures.longestGap = std::max(m_figures.longestGap, late);
        m_figures.gapsOver16 += late > 16 ? 1 : 0;
        m_figures.gapsOver50 += late > 50 ? 1 : 0;
    });
}

bool WindowProbe::notify(QObject *receiver, QEvent *event)
{
    // Qt asks this for the events of every thread.
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    if (event->type() == QEvent::Paint && m_view != nullptr && receiver == m_view->viewport())
        m_viewPainted = true;
    if (m_inside)
        return QApplication::notify(receiver, event);
    m_inside = true;
    // The receiver may be gone afterwards.
    const char *name = receiver->metaObject()->className();
    const QEvent::Type type = event->type();
    const double work = m_holds ? workMillis() : 0;
    const auto start = Clock::now();
    const bool answer = QApplication::notify(receiver, event);
    const auto end = Clock::now();
    m_inside = false;
    if (m_holds) {
        const QString what = QString::fromLatin1(name) % u' ' % QString::fromLatin1(QMetaEnum::fromType<QEvent::Type>().valueToKey(type));
        noteEvent(what, millis(end - start), workMillis() - work);
    }
    if (std::exchange(m_viewPainted, false) && m_painted && m_painted()) {
        m_painted = nullptr;
        m_paintedAt = end;
        m_leave();
    }
    return answer;
}

void WindowProbe::noteEvent(const QString &what, double took, double worked)
{
    if (worked > m_figures.longestWork) {
        m_figures.longestWork = worked;
        m_figures.longestWorkWhat = what;
    }
    m_figures.eventsOver16 += took > 16 ? 1 : 0;
    m_figures.eventsOver50 += took > 50 ? 1 : 0;
    if (took <= m_figures.longestEvent)
        return;
    m_figures.longestEvent = took;
    m_figures.longestWhat = what;
}

std::optional<WindowProbe::Clock::time_point> WindowProbe::waitForPaint(const std::function<bool()> &done, std::chrono::milliseconds limit)
{
    QEventLoop loop;
    m_painted = done;
    m_leave = [&loop] { loop.quit(); };
    QTimer late;
    connect(&late, &QTimer::timeout, &loop, &QEventLoop::quit);
    late.start(limit);
    loop.exec();
    if (std::exchange(m_painted, nullptr))
        return std::nullopt;
    return m_paintedAt;
}

bool WindowProbe::waitFor(const std::function<bool()> &done, std::chrono::milliseconds limit)
{
    QEventLoop loop;
    bool held = false;
    QTimer ask;
    connect(&ask, &QTimer::timeout, &loop, [&] {
        held = done();
        if (held)
            loop.quit();
    });
    ask.start(5ms);
    QTimer late;
    connect(&late, &QTimer::timeout, &loop, &QEventLoop::quit);
    late.start(limit);
    loop.exec();
    return held;
}

bool WindowProbe::rowsShown() const
{
    const QAbstractItemModel *model = m_view->model();
    const int rows = model->rowCount();
    if (rows == 0)
        return false;
    const int first = m_view->indexAt({1, 0}).row();
    const QModelIndex end = m_view->indexAt({1, m_view->viewport()->height() - 1});
    const int last = end.isValid() ? end.row() : rows - 1;
    if (first < 0)
        return false;
    for (int row = first; row <= last; ++row) {
        if (model->index(row, 0).data(LoadingRole).toBool())
            return false;
    }
    return true;
}

void WindowProbe::startHolds()
{
    m_figures = {};
    m_holds = true;
    m_sinceTick.start();
    m_ticker.start();
}

HoldFigures WindowProbe::stopHolds()
{
    m_holds = false;
    m_ticker.stop();
    return m_figures;
}

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / 1e6;
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/windowprobe.h"

#include "models/tables/column.h"

#include <QAbstractItemView>
#include <QEventLoop>
#include <QFile>
#include <QMetaEnum>
#include <QThread>

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

double millis(std::chrono::nanoseconds span)
{
    return double(span.count()) / 1e6;
}

/// How long this thread has been ready without a processor, in ms (Linux, proc(5): schedstat). Always called on one
/// thread.
double waitedMillis()
{
    static const int file = ::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    char text[96];
    const ssize_t size = file < 0 ? 0 : ::pread(file, text, sizeof text - 1, 0);
    if (size <= 0)
        return 0;
    text[size] = '\0';
    char *end = nullptr;
    std::strtoull(text, &end, 10); // time on a processor comes first
    return double(std::strtoull(end, nullptr, 10)) / 1e6;
}

} // namespace

WindowProbe::WindowProbe(int &argc, char **argv) : QApplication(argc, argv)
{
    m_ticker.setTimerType(Qt::PreciseTimer);
    m_ticker.setInterval(1ms);
    connect(&m_ticker, &QTimer::timeout, this, &WindowProbe::noteTick);
}

void WindowProbe::noteTick()
{
    const double late = double(m_sinceTick.nsecsElapsed()) / 1e6 - 1;
    const double waited = waitedMillis();
    m_figures.holds.add(late);
    m_figures.ownHolds.add(std::max(0.0, late - (waited - m_waitedAtTick)));
    m_waitedAtTick = waited;
    m_sinceTick.restart();
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
    const double waited = m_holds ? waitedMillis() : 0;
    const auto start = Clock::now();
    const bool answer = QApplication::notify(receiver, event);
    const auto end = Clock::now();
    m_inside = false;
    if (m_holds) {
        const double own = millis(end - start) - (waitedMillis() - waited);
        if (own > m_figures.ownEvents.longest)
            m_figures.longestOwn = QString::fromLatin1(name) % u' ' %
                                   QString::fromLatin1(QMetaEnum::fromType<QEvent::Type>().valueToKey(type));
        m_figures.ownEvents.add(own);
    }
    if (std::exchange(m_viewPainted, false) && m_painted && m_painted()) {
        m_painted = nullptr;
        m_paintedAt = end;
        m_leave();
    }
    return answer;
}

std::optional<WindowProbe::Clock::time_point> WindowProbe::waitForPaint(const std::function<bool()> &done,
                                                                        std::chrono::milliseconds limit)
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
    m_waitedAtTick = waitedMillis();
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

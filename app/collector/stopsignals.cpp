// SPDX-License-Identifier: Apache-2.0
#include "app/collector/stopsignals.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace console {

namespace {

/// The closed terminal says SIGHUP.
constexpr int stopSignals[] = {SIGTERM, SIGINT, SIGHUP};

// The self-pipe: write() is one of the few calls that a signal handler may make (POSIX, signal-safety).
int pipeEnds[2] = {-1, -1};

void wake(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(pipeEnds[1], &byte, 1);
}

void handle(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(signal, &action, nullptr);
}

bool isIgnored(int signal)
{
    struct sigaction action = {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace

StopSignals::StopSignals(QObject *parent) : QObject(parent)
{
    handle(SIGPIPE, SIG_IGN);
    if (::pipe2(pipeEnds, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(pipeEnds[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char bytes[16];
        while (::read(pipeEnds[0], bytes, sizeof bytes) > 0) {
        }
        Q_EMIT requested();
    });
    for (const int signal : stopSignals)
        if (!isIgnored(signal)) // as by nohup
            handle(signal, wake);
}

StopSignals::~StopSignals()
{
    for (const int signal : stopSignals)
        if (!isIgnored(signal))
            handle(signal, SIG_DFL);
    m_notifier.reset();
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace console {

/// SIGTERM, SIGINT and SIGHUP as a Qt signal, so that a program ends in its order of shutdown. Also ignores SIGPIPE: a reader of
/// our output that goes away is no reason to die. One object a process, on the main thread.
class StopSignals : public QObject
{
    Q_OBJECT
public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    void requested();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"
#include "models/store/readpool.h"
#include "models/store/storereader.h"

#include <QObject>

namespace console {

/// Gives matching events as they are stored, whoever stores them, each once and in order. Lives on the main thread of a
/// command, which it may block for the few milliseconds of a read.
class EventFollower : public QObject
{
    Q_OBJECT
public:
    /// Returns false to stop.
    using Take = std::function<bool(StoreReader &reader, const EventRow &row)>;

    /// Events with a number greater than `after`; nullopt: only those stored from now on.
    EventFollower(const StorePaths &paths, Filter filter, QString environment, std::optional<qint64> after, Take take,
                  QObject *parent = nullptr);
    ~EventFollower() override;

    /// Looks at once, then at each commit.
    void start();
    /// Looks now.
    void look();

Q_SIGNALS:
    void stopped();
    void failed(const console::Error &error);

private:
    Result<bool> openStore();

    StorePaths m_paths;
    Filter m_filter;
    QString m_environment;
    std::optional<qint64> m_after;
    Take m_take;
    std::unique_ptr<StoreReader> m_reader;
    std::unique_ptr<StoreWatch> m_watch;
};

} // namespace console

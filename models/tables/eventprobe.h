// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/readpool.h"

#include <QObject>

namespace console {

/// How many events a filter lets through, as far as that could be told quickly.
struct ProbeCount
{
    qint64 hits = 0;
    bool exact = false; ///< else at least so many; the rest was not looked at
    bool operator==(const ProbeCount &) const = default;
};

/// Counts what filters would show, for offering them: each is given a few hundredths of a second of the reader's time, so
/// that pages which are waited for come in between. Lives on the GUI thread; reads on the pool's thread. `pool` outlives it.
class EventProbe : public QObject
{
    Q_OBJECT
public:
    explicit EventProbe(ReadPool &pool, QObject *parent = nullptr);

    /// Counts each of them; what was asked before and has not come yet is forgotten.
    void count(const QString &environment, const QVector<Filter> &filters);

Q_SIGNALS:
    /// `index`: position in the filters that were asked for last. None comes for one that could not be read.
    void counted(int index, const console::ProbeCount &count);

private:
    ReadPool &m_pool;
    int m_asked = 0;
};

} // namespace console

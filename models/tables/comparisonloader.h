// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/jsondiff.h"
#include "models/store/readpool.h"
#include "models/tables/bodyviews.h"

namespace console {

/// Names an event or a rejected delivery.
struct EventRef
{
    qint64 seq = 0;
    bool rejected = false;
    bool operator==(const EventRef &) const = default;
};

/// Lines of a formatted body, both ends included; `first` is -1 where there are none.
struct LineRange
{
    qint32 first = -1;
    qint32 last = -1;
    bool operator==(const LineRange &) const = default;
};
/// Lines of a node and all it holds.
[[nodiscard]] LineRange prettyRange(const BodyViews &views, qint32 node);

/// Two events beside each other; made on the reader thread, immutable.
struct Comparison
{
    struct Side
    {
        EventRef key;
        EventRow row;
        std::shared_ptr<const BodyViews> body;
    };
    Side left;
    Side right;
    JsonDiff diff; ///< from left to right
    QVector<std::pair<LineRange, LineRange>> lines; ///< of each difference, left and right
};

/// Reads two events and compares their bodies by structure; the latest request wins. Lives on the GUI thread.
class ComparisonLoader : public QObject
{
    Q_OBJECT
public:
    explicit ComparisonLoader(ReadPool &pool, QObject *parent = nullptr);
    void load(const EventRef &left, const EventRef &right);

Q_SIGNALS:
    void compared(const std::shared_ptr<const console::Comparison> &comparison);
    void failed(const console::Error &error);

private:
    ReadPool &m_pool;
    quint64 m_round = 0;
};

/// The comparison of two events. Errors: those of StoreReader::eventDetail. Any thread.
[[nodiscard]] Result<std::shared_ptr<const Comparison>> compareEvents(StoreReader &reader, const EventRef &left, const EventRef &right);

} // namespace console

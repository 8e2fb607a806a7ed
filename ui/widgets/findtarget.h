// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <functional>

namespace console {

struct FindQuery
{
    QString text; ///< empty: nothing is looked for
    bool matchCase = false;
    bool operator==(const FindQuery &) const = default;
};

struct FindProgress
{
    qint64 current = 0; ///< 1-based; 0: none
    qint64 total = 0;   ///< found so far
    bool running = false;
    bool capped = false; ///< there are more than are counted
    QString reading;     ///< how the text was read where that is not plain: "as bytes"
    bool operator==(const FindProgress &) const = default;
};

/// What a find bar looks in. GUI thread; no call takes long, the looking goes on in pieces.
class FindTarget
{
public:
    virtual ~FindTarget() = default;
    virtual void find(const FindQuery &query) = 0;
    virtual void findNext(bool forward) = 0;
    [[nodiscard]] virtual FindProgress findProgress() const = 0;
    /// Called whenever findProgress() says something else.
    std::function<void()> findMoved;
};

} // namespace console

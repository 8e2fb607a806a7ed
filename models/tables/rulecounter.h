// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/colourrules.h"
#include "models/store/readpool.h"

namespace console {

/// What rules do to the newest events, for their editor.
struct RuleCounts
{
    struct Count
    {
        qint64 matches = 0;  ///< the rule alone lets through, on or off
        qint64 coloured = 0; ///< of these the ones that no rule above it takes; 0 while it is off
        bool rejected = false; ///< looked at rejected deliveries
        bool operator==(const Count &) const = default;
    };
    QVector<Count> rules; ///< one a rule
    qint64 events = 0;    ///< that were looked at
    qint64 rejected = 0;
};

/// Counts over the newest 10,000 events and rejected deliveries of an environment, read once. Lives on the GUI thread,
/// reads and judges on the pool's; the latest question wins. `pool` outlives it.
class RuleCounter : public QObject
{
    Q_OBJECT
public:
    static constexpr int lookedAt = 10'000;

    explicit RuleCounter(ReadPool &pool, QObject *parent = nullptr);

    /// From now on this environment's events, those of now.
    void begin(const QString &environment);
    /// `counted` or `failed` follows, never inside.
    void count(const QVector<ColourRule> &rules);

Q_SIGNALS:
    void counted(const console::RuleCounts &counts);
    void failed(const console::Error &error);

private:
    struct Rows;
    void ask();

    ReadPool &m_pool;
    QString m_environment;
    std::shared_ptr<Rows> m_rows; ///< touched on the pool's thread only
    std::optional<QVector<ColourRule>> m_wanted;
    bool m_out = false;
};

/// The counts of rules over rows in memory. Pure.
[[nodiscard]] RuleCounts countRules(const ColourRules &rules, const QVector<EventRow> &events, const QVector<EventRow> &rejected);

} // namespace console

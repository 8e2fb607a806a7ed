// SPDX-License-Identifier: Apache-2.0
#include "models/tables/rulecounter.h"

#include <utility>

namespace console {

struct RuleCounter::Rows
{
    bool read = false;
    QVector<EventRow> events;
    QVector<EventRow> rejected;
};

RuleCounts countRules(const ColourRules &rules, const QVector<EventRow> &events, const QVector<EventRow> &rejected)
{
    RuleCounts counts;
    counts.rules.resize(rules.rules().size());
    counts.events = events.size();
    counts.rejected = rejected.size();
    for (qsizetype i = 0; i < counts.rules.size(); ++i) {
        const auto filter = readRuleFilter(rules.rules().at(i).filter);
        counts.rules[i].rejected = filter && filter->wantsRejected();
    }
    for (const QVector<EventRow> *rows : {&events, &rejected}) {
        for (const EventRow &row : *rows) {
            const int winner = rules.match(row);
            for (qsizetype i = 0; i < counts.rules.size(); ++i) {
                counts.rules[i].matches += rules.lets(i, row) ? 1 : 0;
                counts.rules[i].coloured += i == winner ? 1 : 0;
            }
        }
    }
    return counts;
}

RuleCounter::RuleCounter(ReadPool &pool, QObject *parent) : QObject(parent), m_pool(pool), m_rows(std::make_shared<Rows>()) {}

void RuleCounter::begin(const QString &environment)
{
    m_environment = environment;
    m_rows = std::make_shared<Rows>();
    m_wanted.reset();
}

void RuleCounter::count(const QVector<ColourRule> &rules)
{
    m_wanted = rules;
    if (!m_out)
        ask();
}

void RuleCounter::ask()
{
    m_out = true;
    const QVector<ColourRule> rules = *std::exchange(m_wanted, std::nullopt);
    m_pool.read<RuleCounts>(
        this,
        [rows = m_rows, environment = m_environment, rules](StoreReader &reader) -> Result<RuleCounts> {
            if (!rows->read) {
                FilterTerm forged;
                forged.key = FilterKey::Verdict;
                forged.value = verdictName(Verdict::Rejected);
                auto events = reader.eventsAfter({}, environment, 0, lookedAt, true);
                auto rejected = reader.eventsAfter(Filter{{forged}}, environment, 0, lookedAt, true);
                if (!events || !rejected)
                    return tl::unexpected<Error>(events ? rejected.error() : events.error());
                *rows = {true, *std::move(events), *std::move(rejected)};
            }
            return countRules(ColourRules(rules), rows->events, rows->rejected);
        },
        [this, rows = m_rows](const Result<RuleCounts> &counts) {
            m_out = false;
            if (m_wanted)
                return ask();
            if (rows != m_rows)
                return; // of what was counted before begin()
            if (counts)
                Q_EMIT counted(*counts);
            else if (counts.error().kind != ErrorKind::Cancelled)
                Q_EMIT failed(counts.error());
        });
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/events/widenoffer.h"

#include "models/domain/errortext.h"
#include "models/tables/celltext.h"

#include <algorithm>

namespace console {

namespace {

bool findsSomething(const std::optional<ProbeCount> &count)
{
    return count && count->hits > 0;
}

bool findsNothing(const std::optional<ProbeCount> &count)
{
    return count && count->exact && count->hits == 0;
}

} // namespace

WidenOffer::WidenOffer(QObject *parent) : QObject(parent) {}

void WidenOffer::useProbe(EventProbe &probe)
{
    m_probe = &probe;
    connect(m_probe, &EventProbe::counted, this, [this](int index, const ProbeCount &count) {
        if (index >= m_offers.size())
            return;
        m_offers[index].count = count;
        Q_EMIT changed();
    });
}

void WidenOffer::offer(const QString &environment, const QString &text, Timestamp now, const SavedFilters &saved)
{
    if (text == m_text && environment == m_environment)
        return;
    m_text = text;
    m_environment = environment;
    m_offers.clear();
    QVector<Filter> filters;
    for (const Widening &one : widenings(text, now)) {
        const auto filter = readFilter(one.text, now, saved);
        if (one.kind == Widening::Kind::Everything || !filter)
            continue; // everything has a button of its own
        m_offers.append({one, {}});
        filters.append(*filter);
    }
    if (m_probe != nullptr && !filters.isEmpty())
        m_probe->count(environment, filters);
}

void WidenOffer::clear()
{
    m_text.clear();
    m_offers.clear();
}

QVector<WidenOffer::Offer> WidenOffer::shown() const
{
    QVector<Offer> offers;
    std::copy_if(m_offers.begin(), m_offers.end(), std::back_inserter(offers), [](const Offer &one) { return !findsNothing(one.count); });
    std::stable_partition(offers.begin(), offers.end(), [](const Offer &one) { return findsSomething(one.count); });
    return offers;
}

QStringList WidenOffer::labels() const
{
    QStringList labels;
    for (const Offer &one : shown()) {
        const QString what = one.widening.kind == Widening::Kind::AllTime ? tr("Search all time")
                                                                          : tr("Without %1").arg(escapedForLine(one.widening.dropped.left(24)));
        labels.append(!findsSomething(one.count) ? what
                      : one.count->exact         ? tr("%1 (%2)").arg(what, countText(one.count->hits))
                                                 : tr("%1 (%2 and more)").arg(what, countText(one.count->hits)));
    }
    return labels;
}

QString WidenOffer::text(int index) const
{
    const QVector<Offer> offers = shown();
    return index >= 0 && index < offers.size() ? offers.at(index).widening.text : QString();
}

} // namespace console

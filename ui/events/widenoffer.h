// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filteredit.h"
#include "models/domain/savedfilters.h"
#include "models/tables/eventprobe.h"

namespace console {

/// What a filter that finds nothing could do without, with how much each would find where that is known. GUI thread.
class WidenOffer : public QObject
{
    Q_OBJECT
public:
    explicit WidenOffer(QObject *parent = nullptr);

    /// Without it nothing is counted. It outlives this.
    void useProbe(EventProbe &probe);
    /// Offers ways to widen this text; asks for counts when it is another one than before.
    void offer(const QString &environment, const QString &text, Timestamp now, const SavedFilters &saved);
    void clear();

    /// "Without type:x (1,204)", "Search all time": those known to find something first, those known to find nothing not
    /// at all.
    [[nodiscard]] QStringList labels() const;
    /// The filter of a label; empty: everything.
    [[nodiscard]] QString text(int index) const;

Q_SIGNALS:
    void changed();

private:
    struct Offer
    {
        Widening widening;
        std::optional<ProbeCount> count;
    };
    [[nodiscard]] QVector<Offer> shown() const;

    EventProbe *m_probe = nullptr;
    QString m_environment;
    QString m_text;
    QVector<Offer> m_offers;
};

} // namespace console

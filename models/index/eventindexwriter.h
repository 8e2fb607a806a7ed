// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"
#include "models/index/indexlayout.h"

#include <QByteArrayView>

#include <memory>

namespace console {

/// What the index keeps of one event; members as the columns of the same names.
struct IndexedEvent
{
    qint64 seq = 0;
    qint64 receivedAt = 0;
    quint32 environment = 0;
    quint32 type = 0;
    quint32 integration = 0;
    quint32 tool = 0;
    quint32 category = 0;
    quint32 organization = 0;
    quint32 outcome = 0;
    quint32 bodySize = 0;
    quint32 idHash = 0;
    quint32 deliveries = 0;
    quint16 answered = 0;
    quint8 flags = 0;
};

/// Writes the event index of one store; there is one writer at a time (the store's owner). A slot becomes visible to
/// readers when it is sealed, after its bytes were made durable: a power cut leaves a slot out, never half of one.
/// Belongs to the thread that made it.
class EventIndexWriter
{
public:
    /// Opens or creates the file (0600). One of another store or of another layout is begun anew.
    /// Errors: Storage, StorageFull.
    [[nodiscard]] static Result<std::unique_ptr<EventIndexWriter>> open(const QString &file, const QString &identity);
    ~EventIndexWriter();

    /// The name still stands for this file, and nobody cut it. Else open again.
    [[nodiscard]] bool stillThere() const;
    [[nodiscard]] bool sealed(qint64 slot) const;
    [[nodiscard]] qint64 slots() const;
    /// Slots below were dropped.
    [[nodiscard]] qint64 low() const;
    [[nodiscard]] qint64 appliedChange() const;

    /// Begins to collect a slot in memory; drops one that was begun and not sealed.
    void begin(qint64 slot);
    /// The slot that was begun and not sealed; -1: none.
    [[nodiscard]] qint64 begun() const;
    /// Precondition: begin() of its slot; any order.
    void add(const IndexedEvent &event, QByteArrayView body);
    /// Writes what was collected, makes it durable, and shows it to readers.
    [[nodiscard]] Result<void> seal();
    /// New facts of an event in a sealed slot or in the one that was begun: deliveries, answered and flags (the others never
    /// change; the signature and IndexIdElsewhere stay). With flags 0 it is gone, and nothing stays but the signature.
    /// Elsewhere without effect.
    [[nodiscard]] Result<void> patch(const IndexedEvent &event);
    /// Reads all of a sealed slot. false: it is damaged and was unsealed, so that it can be built anew.
    [[nodiscard]] Result<bool> check(qint64 slot);
    /// After the patches of all changes up to this one.
    [[nodiscard]] Result<void> setAppliedChange(qint64 change);
    /// Forgets slots below (events were pruned) and gives their space back.
    [[nodiscard]] Result<void> dropBelow(qint64 slot);
    /// Forgets everything.
    [[nodiscard]] Result<void> clear();

private:
    class Private;
    explicit EventIndexWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace console

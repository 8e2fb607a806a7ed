// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/store/replyto.h"
#include "models/store/storepaths.h"
#include "models/store/storewatch.h"
#include "models/store/writetransaction.h"


#include <functional>
#include <memory>

namespace console {

/// Limits of the writer's queue and of what is kept of rejected deliveries.
struct WriterLimits
{
    qsizetype queuedDeliveries = 20'000;
    qint64 queuedBytes = 128 * 1024 * 1024;
    qint64 rejectedCount = 10'000;             ///< an environment; oldest go first
    qint64 rejectedBytes = 64 * 1024 * 1024;   ///< an environment; oldest go first
};

/// The only writing connection of a store, with a thread of its own. Group commit: everything that was queued while the
/// previous transaction committed goes into the next one; receipts and results come after COMMIT. The process must hold
/// the StoreLock. Made and destroyed on one thread; enqueue() may be called from any thread, write() on its context's.
/// stop() (also the destructor) drains the queue, commits and joins.
class StoreWriter : public QObject
{
    Q_OBJECT
public:
    /// Opens or makes the database, migrates it forward and starts the thread. Errors: StorageNewer, StorageDamaged,
    /// StorageFull, Storage, Refused.
    [[nodiscard]] static Result<std::unique_ptr<StoreWriter>> open(const StorePaths &paths, WriterLimits limits = {});
    ~StoreWriter() override;

    /// Queues one delivery. false: the queue is full or the writer is stopping (answer 503); no receipt will come.
    [[nodiscard]] bool enqueue(IncomingDelivery &&delivery);

    /// Runs `work` inside the next transaction, in a savepoint: an error it returns undoes only itself. Called on `context`'s thread; `done` is
    /// called there after COMMIT, never inside write(); not at all when `context` died or the writer was stopped
    /// before (then with Cancelled).
    template <class T>
    void write(QObject *context, std::function<Result<T>(WriteTransaction &)> work, std::function<void(Result<T>)> done);

    void stop();
    [[nodiscard]] StoreVersion version() const;

Q_SIGNALS:
    /// After COMMIT or failure, in the order of the queue; emitted on the store thread.
    void settled(const QVector<console::DeliveryReceipt> &receipts);
    /// After each COMMIT, at most 20 a second, the last one never lost; emitted on the store thread.
    void committed(const console::StoreVersion &version);
    /// The store cannot be written (disk full, I/O error): once when it begins; `recovered` once when it ends. The
    /// writer tries again by itself with each batch and each second.
    void failed(const console::Error &error);
    void recovered();

public:
    /// A write() as the queue keeps it.
    struct Job
    {
        std::function<Result<void>(WriteTransaction &)> work; ///< stores its value in shared state
        std::function<void(Result<void>)> done;               ///< already bound to the context's thread
    };

private:
    class Private;
    StoreWriter();
    void post(Job job);

    std::unique_ptr<Private> d;
};

template <class T>
void StoreWriter::write(QObject *context, std::function<Result<T>(WriteTransaction &)> work,
                        std::function<void(Result<T>)> done)
{
    auto value = std::make_shared<Result<T>>(failure(ErrorKind::Cancelled));
    const ReplyTo reply(context);
    post({[value, work = std::move(work)](WriteTransaction &transaction) -> Result<void> {
              *value = work(transaction);
              if (!*value)
                  return tl::unexpected<Error>(value->error());
              return {};
          },
          [value, reply, done = std::move(done)](Result<void> committed) mutable {
              if (!committed)
                  *value = tl::unexpected<Error>(committed.error());
              // Given away: what `done` holds belongs to its own thread and is let go there.
              reply.post([value, done = std::move(done)] { done(std::move(*value)); });
          }});
}

} // namespace console

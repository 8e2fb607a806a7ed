// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/replyto.h"
#include "models/store/storereader.h"


namespace console {

/// Runs reads on one background thread with a StoreReader of its own, first come first served. Made and destroyed on one
/// thread; read() is called on its context's thread. The destructor asks running collectHits to stop (through stopping()) and joins.
/// A store that does not exist yet is opened as soon as it does.
class ReadPool : public QObject
{
    Q_OBJECT
public:
    explicit ReadPool(StorePaths paths, QObject *parent = nullptr);
    ~ReadPool() override;

    /// Runs `work` on the reader thread, then `done` on `context`'s thread (queued); not at all when `context` died.
    template <class T>
    void read(QObject *context, std::function<Result<T>(StoreReader &)> work, std::function<void(Result<T>)> done);

    [[nodiscard]] bool stopping() const;

private:
    void post(std::function<void(Result<StoreReader *>)> job);
    class Private;
    std::unique_ptr<Private> d;
};

template <class T>
void ReadPool::read(QObject *context, std::function<Result<T>(StoreReader &)> work, std::function<void(Result<T>)> done)
{
    post([reply = ReplyTo(context), work = std::move(work), done = std::move(done)](Result<StoreReader *> reader) mutable {
        auto value = std::make_shared<Result<T>>(reader ? work(**reader) : Result<T>(tl::unexpected<Error>(reader.error())));
        // Given away: what `done` holds belongs to its own thread and is let go there.
        reply.post([value, done = std::move(done)] { done(std::move(*value)); });
    });
}

/// A StoreWatch over a folder: forwards the own writer's commits when there is one, else polls. Lives on the thread that
/// made it (GUI or main).
std::unique_ptr<StoreWatch> watchStore(const StorePaths &paths, class StoreWriter *writer);

} // namespace console

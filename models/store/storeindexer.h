// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/indexbuild.h"
#include "models/store/storewriter.h"

namespace console {

/// How much of the time an indexer works while the writer is busy.
struct IndexerPace
{
    int restPerWork = 9; ///< times as long as a piece of work took
    qsizetype keptChanges = 20'000; ///< of the log behind what is in the index: readers may be that far behind
};

/// Keeps the side index of a store up to date on a thread of its own with a low priority: at full speed while nothing is
/// written, with long rests else. Belongs to the owner of the store; made and destroyed on the GUI or main thread, before
/// its writer goes. A missing, foreign or damaged index is built anew; a full disk is waited out.
class StoreIndexer : public QObject
{
    Q_OBJECT
public:
    StoreIndexer(const StorePaths &paths, StoreWriter &writer, IndexerPace pace = {});
    ~StoreIndexer() override;

    void start();
    /// Within the time of one piece of work. A slot that was begun is begun anew next time.
    void stop();
    /// Throws away what was built, and builds it anew. Gives IndexStatus::rebuilds of it.
    int rebuild();
    [[nodiscard]] IndexStatus status() const;

Q_SIGNALS:
    /// At most five a second, the last one never lost; emitted on the indexer's thread.
    void statusChanged(const console::IndexStatus &status);

private:
    class Private;
    void trimChanges(qint64 upTo);
    std::shared_ptr<Private> d; ///< the store thread may be about to tell it of a commit
    StoreWriter &m_writer;
    QMetaObject::Connection m_commits;
};

} // namespace console

Q_DECLARE_METATYPE(console::IndexStatus)

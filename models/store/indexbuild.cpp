// SPDX-License-Identifier: Apache-2.0
#include "models/store/indexbuild.h"

#include "models/index/indexfile.h"
#include "models/store/indexcheck.h"
#include "models/store/schema.h"

#include <QSet>
#include <QStorageInfo>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 rowsInPiece = 256;
constexpr qint64 tellEveryMs = 500;
constexpr qint64 bytesInPiece = 2 * 1024 * 1024; ///< of bodies; a larger one alone may go beyond it

} // namespace

Result<std::unique_ptr<IndexBuild>> IndexBuild::open(const StorePaths &paths, qint64 keepFree)
{
    Result<std::unique_ptr<SqliteDatabase>> database = SqliteDatabase::open(paths.database(), SqliteDatabase::Mode::ReadOnly);
    if (!database)
        return tl::unexpected<Error>(database.error());
    if (const Result<int> version = prepareForReading(**database); !version)
        return tl::unexpected<Error>(version.error());
    // Each page is read once: a large cache would be memory for nothing.
    if (!(*database)->execute(u"PRAGMA cache_size = -2048"_s))
        return tl::unexpected<Error>((*database)->error());
    const Result<QString> identity = storeIdentity(**database);
    if (!identity)
        return tl::unexpected<Error>(identity.error());
    if (identity->isEmpty())
        return failure(ErrorKind::Storage, u"store-identity"_s, paths.database());
    std::unique_ptr<IndexBuild> build(new IndexBuild(paths, keepFree, std::move(*database), *identity));
    if (const Result<void> opened = build->openIndex(); !opened)
        return tl::unexpected<Error>(opened.error());
    return build;
}

Result<void> IndexBuild::openIndex()
{
    auto index = EventIndexWriter::open(m_paths.eventIndex(), m_identity);
    if (!index)
        return tl::unexpected<Error>(index.error());
    m_index = std::move(*index);
    m_patched = m_index->appliedChange();
    m_unchecked = m_index->slots();
    const Result<IndexedState> state = readIndexedState(*m_database);
    if (!state)
        return tl::unexpected<Error>(state.error());
    m_state = *state;
    const auto reader = EventIndexReader::open(m_paths.eventIndex(), m_identity);
    const Result<bool> fits = reader ? indexFits(*m_database, *reader) : Result<bool>(false);
    if (!fits)
        return tl::unexpected<Error>(fits.error());
    return *fits ? Result<void>() : clear();
}

Result<void> IndexBuild::clear()
{
    m_patched = 0;
    return m_index->clear();
}

IndexStatus IndexBuild::status() const
{
    IndexStatus status;
    if (m_state.first > 0) {
        status.total = m_state.last - m_state.first + 1;
        for (qint64 slot = firstSlot(); slot <= indexSlotOf(m_state.last); ++slot) {
            if (m_index->sealed(slot))
                status.indexed += std::min(m_state.last + 1, indexSlotStart(slot + 1)) - std::max(m_state.first, indexSlotStart(slot));
        }
    }
    status.building = m_index->begun() >= 0 || nextSlot() >= 0;
    return status;
}

/// What the index holds can be brought up to date.
bool IndexBuild::usable() const
{
    const qint64 applied = m_index->appliedChange();
    if (applied > m_state.changes || (m_state.first > 0 && m_index->low() > firstSlot()))
        return false;
    // Numbers of changes have no gaps: a change that is rolled back gives its number back.
    return applied == m_state.changes || (m_state.firstChange > 0 && m_state.firstChange <= applied + 1);
}

Result<IndexBuild::Step> IndexBuild::step()
{
    const auto worked = [](const Result<void> &done) {
        return done ? Result<Step>(Step::Worked) : Result<Step>(tl::unexpected<Error>(done.error()));
    };
    if (!m_index->stillThere()) {
        const Result<void> opened = openIndex();
        return opened && !m_index->stillThere() ? Result<Step>(failure(ErrorKind::Storage, u"index-moved"_s, m_paths.folder)) : worked(opened);
    }
    const Result<IndexedState> state = readIndexedState(*m_database);
    if (!state)
        return tl::unexpected<Error>(state.error());
    m_state = *state;
    const bool empty = m_index->slots() <= m_index->low() && m_index->begun() < 0;
    if (empty && m_index->appliedChange() != m_state.changes && m_index->low() <= firstSlot())
        return worked(tellApplied(m_state.changes)); // nothing there that could have changed
    if (!usable())
        return worked(clear());
    if (m_state.first > 0 && m_index->low() < firstSlot() && m_index->slots() > m_index->low())
        return worked(m_index->dropBelow(firstSlot()));
    if (m_index->appliedChange() < m_state.changes)
        return worked(applyChanges());
    if (m_index->begun() >= 0)
        return worked(addPiece());
    const qint64 slot = nextSlot();
    if (slot < 0)
        return checkSlot();
    if (!hasRoom())
        return failure(ErrorKind::StorageFull, u"index-space"_s, m_paths.folder);
    m_index->begin(slot);
    m_next = std::max(m_state.first, indexSlotStart(slot));
    return worked(addPiece());
}

/// The newest slot of those that nobody has checked yet.
Result<IndexBuild::Step> IndexBuild::checkSlot()
{
    while (m_unchecked > m_index->low()) {
        if (!m_index->sealed(--m_unchecked))
            continue;
        return m_index->check(m_unchecked).map([](bool) { return Step::Checked; });
    }
    return Step::Idle;
}

bool IndexBuild::hasRoom() const
{
    const QStorageInfo disk(m_paths.folder);
    return !disk.isValid() || disk.bytesAvailable() >= m_keepFree + indexSlotBytes;
}

/// The newest slot that is not there yet and takes no more events; -1: none.
qint64 IndexBuild::nextSlot() const
{
    if (m_state.first == 0)
        return -1;
    for (qint64 slot = std::min(endSlot() - 1, indexSlotOf(m_state.last)); slot >= firstSlot(); --slot) {
        if (!m_index->sealed(slot))
            return slot;
    }
    return -1;
}

Result<void> IndexBuild::applyChanges()
{
    SqlQuery *query = m_database->run("index.changes", {m_patched});
    if (query == nullptr)
        return tl::unexpected<Error>(m_database->error());
    QSet<qint64> events;
    while (query->next()) {
        m_patched = query->integer(0);
        // What is not in the index will be read as it is then.
        if (const qint64 slot = indexSlotOf(query->integer(1)); m_index->sealed(slot) || slot == m_index->begun())
            events.insert(query->integer(1));
    }
    if (m_database->failedIn(*query))
        return tl::unexpected<Error>(m_database->error());
    for (const qint64 seq : std::as_const(events)) {
        if (const Result<void> done = applyChange(seq); !done)
            return done;
    }
    const bool due = m_patched >= m_state.changes || !m_sinceTold.isValid() || m_sinceTold.elapsed() >= tellEveryMs;
    return due ? tellApplied(m_patched) : Result<void>();
}

Result<void> IndexBuild::tellApplied(qint64 change)
{
    m_patched = change;
    m_sinceTold.start();
    return m_index->setAppliedChange(change);
}

Result<void> IndexBuild::applyChange(qint64 seq)
{
    const auto facts = readIndexedFacts(*m_database, seq);
    if (!facts)
        return tl::unexpected<Error>(facts.error());
    IndexedEvent gone;
    gone.seq = seq;
    return m_index->patch(facts->value_or(gone));
}

Result<void> IndexBuild::addPiece()
{
    const qint64 end = indexSlotStart(m_index->begun() + 1);
    const qint64 last = std::min(m_next + rowsInPiece, end) - 1;
    SqlQuery *query = m_database->run("index.rows", {m_next, last});
    if (query == nullptr)
        return tl::unexpected<Error>(m_database->error());
    qint64 bytes = 0;
    qint64 next = last + 1;
    while (query->next()) {
        IndexedEvent event = indexedRow(*query);
        const QByteArray body = query->blob(15);
        if (!idStandsIn(query->text(14).toUtf8(), body))
            event.flags |= IndexIdElsewhere;
        m_index->add(event, body);
        if ((bytes += body.size()) >= bytesInPiece) {
            next = event.seq + 1;
            query->finish();
            break;
        }
    }
    if (m_database->failedIn(*query))
        return tl::unexpected<Error>(m_database->error());
    m_next = next;
    return m_next < end ? Result<void>() : m_index->seal();
}

} // namespace console

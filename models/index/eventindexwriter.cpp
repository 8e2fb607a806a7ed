// SPDX-License-Identifier: Apache-2.0
#include "models/index/eventindexwriter.h"

#include "models/index/signaturebuilder.h"
#include "models/index/slotcolumns.h"

#include <QRandomGenerator>

#include <algorithm>

namespace console {

namespace {

/// Rows of the signature that are written at once.
constexpr std::uint32_t rowsInWrite = 2048;

/// Checksums of a slot's columns, at its beginning.
using ColumnChecks = std::array<quint64, indexColumns>;

/// After an event was stored.
constexpr bool canChange(IndexColumn column)
{
    return column == IndexColumn::Deliveries || column == IndexColumn::Answered || column == IndexColumn::Flags;
}

quint64 draw()
{
    return QRandomGenerator::system()->generate64() | 1;
}

} // namespace

class EventIndexWriter::Private
{
public:
    Private(const QString &path, IndexFile opened, const std::array<quint64, 4> &store)
        : name(path), file(std::move(opened)), identity(store)
    {
    }


    [[nodiscard]] Result<void> load();
    [[nodiscard]] Result<void> startOver();
    [[nodiscard]] Result<void> writeColumns(qint64 slot, quint64 nonce);
    [[nodiscard]] Result<void> writeSignature(qint64 slot, quint64 nonce);
    [[nodiscard]] bool columnsFit(qint64 slot) const;
    [[nodiscard]] bool signatureFits(qint64 slot) const;
    [[nodiscard]] Result<void> unseal(qint64 from, qint64 to);
    [[nodiscard]] Result<void> change(const IndexedEvent &event, qint64 slot);
    [[nodiscard]] bool isSealed(qint64 slot) const { return slot >= 0 && slot < qint64(markers.size()) && markers[size_t(slot)].sealed != 0; }

    const QString name;
    IndexFile file;
    const std::array<quint64, 4> identity;
    IndexHeader header;
    std::vector<IndexMarker> markers;
    qint64 begun = -1;
    SlotColumns columns;
    SignatureBuilder signature;
};

/// What the file holds, or an empty one.
Result<void> EventIndexWriter::Private::load()
{
    const std::optional<IndexHeader> found = file.header(identity);
    if (!found)
        return startOver();
    header = *found;
    markers = file.markers(header);
    header.slots = qint64(markers.size());
    if (header.patching == 0)
        return {};
    // The writer died between a patch and its checksum: which slots it was in is not known.
    for (qint64 slot = header.low; slot < header.slots; ++slot) {
        if (!isSealed(slot) || columnsFit(slot))
            continue;
        if (const Result<void> done = unseal(slot, slot + 1); !done)
            return done;
    }
    return {};
}

Result<void> EventIndexWriter::Private::startOver()
{
    header = IndexHeader();
    header.identity = identity;
    header.generation = draw();
    markers.clear();
    begun = -1;
    // The new header is on disk before anything goes: markers of another generation are not believed.
    return file.writeHeader(header)
        .and_then([this] { return file.sync(); })
        .and_then([this] { return file.truncate(indexPageBytes); });
}

Result<void> EventIndexWriter::Private::writeColumns(qint64 slot, quint64 nonce)
{
    ColumnChecks checks{};
    for (int i = 0; i < indexColumns; ++i) {
        const auto column = IndexColumn(i);
        const std::span<const quint64> words = columns.words(column);
        checks[size_t(i)] = columnCheck(words, nonce, column);
        if (const Result<void> done = file.write(slotOffset(slot) + columnOffset(column), words.data(), columnBytes(column)); !done)
            return done;
    }
    return file.write(slotOffset(slot), checks.data(), sizeof checks);
}

Result<void> EventIndexWriter::Private::writeSignature(qint64 slot, quint64 nonce)
{
    std::vector<char> piece(size_t(rowsInWrite) * signatureRowBytes);
    std::array<BlockMask, 64> rows;
    for (std::uint32_t from = 0; from < std::uint32_t(signatureRows); from += rowsInWrite) {
        char *to = piece.data();
        for (std::uint32_t first = from; first < from + rowsInWrite; first += 64) {
            signature.rows(first, rows);
            for (std::uint32_t i = 0; i < 64; ++i, to += signatureRowBytes) {
                const quint32 check = rowCheck(rows[i], nonce, first + i);
                std::memcpy(to, rows[i].data(), sizeof rows[i]);
                std::memcpy(to + sizeof rows[i], &check, sizeof check);
            }
        }
        const Result<void> done = file.write(slotOffset(slot) + signatureOffset + from * signatureRowBytes, piece.data(), qint64(piece.size()));
        if (!done)
            return done;
    }
    return {};
}

bool EventIndexWriter::Private::columnsFit(qint64 slot) const
{
    ColumnChecks checks;
    if (!file.read(slotOffset(slot), checks.data(), sizeof checks))
        return false;
    std::vector<quint64> words;
    for (int i = 0; i < indexColumns; ++i) {
        const auto column = IndexColumn(i);
        words.resize(size_t(columnBytes(column)) / sizeof(quint64));
        if (!file.read(slotOffset(slot) + columnOffset(column), words.data(), columnBytes(column))
            || columnCheck(words, markers[size_t(slot)].nonce, column) != checks[size_t(i)])
            return false;
    }
    return true;
}

bool EventIndexWriter::Private::signatureFits(qint64 slot) const
{
    std::vector<char> piece(size_t(rowsInWrite) * signatureRowBytes);
    for (std::uint32_t from = 0; from < std::uint32_t(signatureRows); from += rowsInWrite) {
        if (!file.read(slotOffset(slot) + signatureOffset + from * signatureRowBytes, piece.data(), qint64(piece.size())))
            return false;
        const char *at = piece.data();
        for (std::uint32_t row = from; row < from + rowsInWrite; ++row, at += signatureRowBytes) {
            BlockMask bits;
            quint32 check = 0;
            std::memcpy(bits.data(), at, sizeof bits);
            std::memcpy(&check, at + sizeof bits, sizeof check);
            if (check != rowCheck(bits, markers[size_t(slot)].nonce, row))
                return false;
        }
    }
    return true;
}

/// Readers see them no more, and a power cut does not bring them back.
Result<void> EventIndexWriter::Private::unseal(qint64 from, qint64 to)
{
    for (qint64 slot = from; slot < std::min(to, qint64(markers.size())); ++slot) {
        if (!isSealed(slot))
            continue;
        markers[size_t(slot)] = IndexMarker();
        if (const Result<void> done = file.writeMarker(slot, IndexMarker()); !done)
            return done;
    }
    ++header.changes;
    return file.writeHeader(header).and_then([this] { return file.sync(); });
}

Result<void> EventIndexWriter::Private::change(const IndexedEvent &event, qint64 slot)
{
    ColumnChecks checks;
    if (!file.read(slotOffset(slot), checks.data(), sizeof checks))
        return unseal(slot, slot + 1);
    const qint64 place = event.seq % indexSlotEvents;
    for (int i = 0; i < indexColumns; ++i) {
        const auto column = IndexColumn(i);
        if (event.flags != 0 && !canChange(column))
            continue;
        const qint64 word = place * widthOf(column) / qint64(sizeof(quint64));
        const qint64 offset = slotOffset(slot) + columnOffset(column) + word * qint64(sizeof(quint64));
        quint64 before = 0;
        if (!file.read(offset, &before, sizeof before))
            return unseal(slot, slot + 1);
        quint64 after = before;
        const quint64 item = patchedItem(event, column, before >> (place * widthOf(column) % qint64(sizeof before) * 8));
        std::memcpy(reinterpret_cast<char *>(&after) + place * widthOf(column) % qint64(sizeof(quint64)), &item, size_t(widthOf(column)));
        if (after == before)
            continue;
        checks[size_t(i)] += (after - before) * columnWeight(word);
        if (const Result<void> done = file.write(offset, &after, sizeof after); !done)
            return done;
    }
    return file.write(slotOffset(slot), checks.data(), sizeof checks);
}

EventIndexWriter::EventIndexWriter(std::unique_ptr<Private> given) : d(std::move(given)) {}

EventIndexWriter::~EventIndexWriter() = default;

Result<std::unique_ptr<EventIndexWriter>> EventIndexWriter::open(const QString &file, const QString &identity)
{
    Result<IndexFile> opened = IndexFile::open(file, IndexFile::Mode::ReadWrite);
    if (!opened)
        return tl::unexpected<Error>(opened.error());
    auto d = std::make_unique<Private>(file, std::move(*opened), identityDigest(identity));
    if (const Result<void> loaded = d->load(); !loaded)
        return tl::unexpected<Error>(loaded.error());
    return std::unique_ptr<EventIndexWriter>(new EventIndexWriter(std::move(d)));
}

bool EventIndexWriter::sealed(qint64 slot) const
{
    return d->isSealed(slot);
}

bool EventIndexWriter::stillThere() const
{
    const qint64 least = slots() > 0 ? slotOffset(slots() - 1) + indexSlotBytes : qint64(sizeof(IndexHeader));
    return d->file.isAt(d->name) && d->file.size() >= least;
}

qint64 EventIndexWriter::slots() const
{
    return qint64(d->markers.size());
}

qint64 EventIndexWriter::low() const
{
    return d->header.low;
}

qint64 EventIndexWriter::appliedChange() const
{
    return d->header.appliedChange;
}

qint64 EventIndexWriter::begun() const
{
    return d->begun;
}

void EventIndexWriter::begin(qint64 slot)
{
    d->begun = slot;
    d->columns.begin();
    d->signature.begin();
}

void EventIndexWriter::add(const IndexedEvent &event, QByteArrayView body)
{
    Q_ASSERT(indexSlotOf(event.seq) == d->begun);
    d->columns.put(event);
    d->signature.add(int(event.seq % indexSlotEvents / indexBlockEvents), body);
}

Result<void> EventIndexWriter::seal()
{
    const qint64 slot = d->begun;
    if (slot < d->header.low || slot >= maxIndexSlots)
        return failure(ErrorKind::InvalidInput, QStringLiteral("index-slot"));
    if (d->isSealed(slot)) {
        if (const Result<void> done = d->unseal(slot, slot + 1); !done)
            return done;
    }
    IndexMarker marker;
    marker.slot = slot;
    marker.generation = d->header.generation;
    marker.nonce = draw();
    std::tie(marker.first, marker.last) = d->columns.span();
    marker.sealed = 1;
    const Result<void> written = d->writeColumns(slot, marker.nonce)
                                     .and_then([&] { return d->writeSignature(slot, marker.nonce); })
                                     .and_then([&] { return d->file.sync(); })
                                     .and_then([&] { return d->file.writeMarker(slot, marker); });
    if (!written)
        return written;
    if (slot >= qint64(d->markers.size()))
        d->markers.resize(size_t(slot) + 1);
    d->markers[size_t(slot)] = marker;
    d->markers[size_t(slot)].check = checkOf(marker);
    d->header.slots = qint64(d->markers.size());
    ++d->header.changes;
    d->begun = -1;
    d->signature = SignatureBuilder(); // no memory while nothing is built
    return d->file.writeHeader(d->header);
}

Result<void> EventIndexWriter::patch(const IndexedEvent &event)
{
    const qint64 slot = indexSlotOf(event.seq);
    if (slot == d->begun)
        d->columns.patch(event);
    if (!d->isSealed(slot))
        return {};
    if (d->header.patching == 0) {
        d->header.patching = 1;
        if (const Result<void> noted = d->file.writeHeader(d->header).and_then([this] { return d->file.sync(); }); !noted)
            return noted;
    }
    return d->change(event, slot);
}

Result<bool> EventIndexWriter::check(qint64 slot)
{
    if (!d->isSealed(slot) || (d->columnsFit(slot) && d->signatureFits(slot)))
        return true;
    return d->unseal(slot, slot + 1).map([] { return false; });
}

Result<void> EventIndexWriter::setAppliedChange(qint64 change)
{
    if (d->header.patching != 0) {
        if (const Result<void> done = d->file.sync(); !done)
            return done;
    }
    d->header.patching = 0;
    d->header.appliedChange = change;
    return d->file.writeHeader(d->header);
}

Result<void> EventIndexWriter::dropBelow(qint64 slot)
{
    const qint64 before = d->header.low;
    if (slot <= before)
        return {};
    d->header.low = slot;
    if (d->begun < slot)
        d->begun = -1;
    // Hidden first, then given back: a reader that was in one asks the marker once more after reading.
    if (const Result<void> hidden = d->unseal(before, slot); !hidden)
        return hidden;
    for (qint64 each = before; each < std::min(slot, slots()); ++each)
        d->file.punch(slotOffset(each), indexSlotBytes);
    return {};
}

Result<void> EventIndexWriter::clear()
{
    return d->startOver();
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "models/index/eventindexreader.h"

#include "models/index/indexfile.h"

#include <limits>

namespace console {

namespace {

constexpr int readTries = 3;

} // namespace

class EventIndexReader::Private
{
public:
    Private(const QString &path, IndexFile opened, const std::array<quint64, 4> &store)
        : name(path), file(std::move(opened)), identity(store)
    {
    }


    [[nodiscard]] bool isSealed(qint64 slot) const { return slot >= 0 && slot < qint64(markers.size()) && markers[size_t(slot)].sealed != 0; }
    /// What was read of the slot until now was of this sealing: the writer hides a slot before it touches its bytes.
    [[nodiscard]] bool stillSealed(qint64 slot) const
    {
        IndexMarker now;
        return file.readMarker(slot, now) && now == markers[size_t(slot)];
    }
    template <class T> [[nodiscard]] bool read(qint64 slot, IndexColumn column, std::vector<T> &items) const;

    const QString name;
    IndexFile file;
    const std::array<quint64, 4> identity;
    IndexHeader header;
    std::vector<IndexMarker> markers;
};

template <class T> bool EventIndexReader::Private::read(qint64 slot, IndexColumn column, std::vector<T> &items) const
{
    Q_ASSERT(widthOf(column) == sizeof(T));
    if (!isSealed(slot))
        return false;
    items.resize(size_t(indexSlotEvents));
    const qint64 at = slotOffset(slot);
    const std::span words(reinterpret_cast<const quint64 *>(items.data()), size_t(columnBytes(column)) / sizeof(quint64));
    // A patch meanwhile: the checksum follows at once.
    for (int i = 0; i < readTries; ++i) {
        quint64 check = 0;
        if (!file.read(at + columnOffset(column), items.data(), columnBytes(column))
            || !file.read(at + qint64(column) * qint64(sizeof check), &check, sizeof check) || !stillSealed(slot))
            return false;
        if (columnCheck(words, markers[size_t(slot)].nonce, column) == check)
            return true;
    }
    return false;
}

EventIndexReader::EventIndexReader(std::unique_ptr<Private> given) : d(std::move(given)) {}

EventIndexReader::~EventIndexReader() = default;

std::unique_ptr<EventIndexReader> EventIndexReader::open(const QString &file, const QString &identity)
{
    Result<IndexFile> opened = IndexFile::open(file, IndexFile::Mode::ReadOnly);
    if (!opened)
        return nullptr;
    auto d = std::make_unique<Private>(file, std::move(*opened), identityDigest(identity));
    const std::optional<IndexHeader> header = d->file.header(d->identity);
    if (!header)
        return nullptr;
    d->header = *header;
    d->markers = d->file.markers(*header);
    return std::unique_ptr<EventIndexReader>(new EventIndexReader(std::move(d)));
}

bool EventIndexReader::refresh()
{
    const std::optional<IndexHeader> header = d->file.header(d->identity);
    if (!header || header->generation != d->header.generation || !d->file.isAt(d->name))
        return false;
    // The writer writes markers before the header that counts them.
    if (header->changes != d->header.changes)
        d->markers = d->file.markers(*header);
    d->header = *header;
    return true;
}

qint64 EventIndexReader::appliedChange() const
{
    return d->header.appliedChange;
}

bool EventIndexReader::sealed(qint64 slot) const
{
    return d->isSealed(slot);
}

qint64 EventIndexReader::slots() const
{
    return qint64(d->markers.size());
}

bool EventIndexReader::read(qint64 slot, IndexColumn column, std::vector<qint64> &items) const
{
    return d->read(slot, column, items);
}

bool EventIndexReader::read(qint64 slot, IndexColumn column, std::vector<quint32> &items) const
{
    return d->read(slot, column, items);
}

bool EventIndexReader::read(qint64 slot, IndexColumn column, std::vector<quint16> &items) const
{
    return d->read(slot, column, items);
}

bool EventIndexReader::read(qint64 slot, IndexColumn column, std::vector<quint8> &items) const
{
    return d->read(slot, column, items);
}

bool EventIndexReader::candidates(qint64 slot, const std::vector<std::uint32_t> &rows, BlockMask &blocks) const
{
    if (!d->isSealed(slot))
        return false;
    blocks.fill(~std::uint64_t(0));
    std::array<char, size_t(signatureRowBytes)> bytes;
    for (const std::uint32_t row : rows) {
        BlockMask bits;
        quint32 check = 0;
        if (!d->file.read(slotOffset(slot) + signatureOffset + row * signatureRowBytes, bytes.data(), signatureRowBytes))
            return false;
        std::memcpy(bits.data(), bytes.data(), sizeof bits);
        std::memcpy(&check, bytes.data() + sizeof bits, sizeof check);
        if (check != rowCheck(bits, d->markers[size_t(slot)].nonce, row))
            return false;
        std::uint64_t any = 0;
        for (size_t i = 0; i < bits.size(); ++i)
            any |= blocks[i] &= bits[i];
        if (any == 0)
            break;
    }
    return d->stillSealed(slot);
}

std::pair<qint64, qint64> EventIndexReader::span(qint64 slot) const
{
    if (!d->isSealed(slot))
        return {std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()};
    return {d->markers[size_t(slot)].first, d->markers[size_t(slot)].last};
}

} // namespace console

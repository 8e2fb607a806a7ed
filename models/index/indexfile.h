// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"
#include "models/index/indexlayout.h"

#include <QString>

#include <cstddef>
#include <cstring>
#include <optional>
#include <span>

namespace console {

// How the event index lies on disk, in the byte order of the machine: a page with the header, then, again and again, a
// page of seal markers and the slots they stand for. A slot is a page with the checksums of its columns, the columns, and
// the rows of the signature, each followed by its checksum. Slots that were never written or were dropped are holes.

constexpr qint64 indexPageBytes = 4096;
constexpr quint32 indexLayoutVersion = 1;
constexpr qint64 markersInPage = 64;
constexpr int indexColumns = int(IndexColumn::Flags) + 1;
constexpr qint64 signatureRowBytes = indexBlocks / 8 + qint64(sizeof(quint32));

/// Bytes of one item.
[[nodiscard]] constexpr qint64 widthOf(IndexColumn column)
{
    switch (column) {
    case IndexColumn::ReceivedAt: return 8;
    case IndexColumn::Answered: return 2;
    case IndexColumn::Flags: return 1;
    default: return 4;
    }
}

[[nodiscard]] constexpr qint64 columnBytes(IndexColumn column) { return widthOf(column) * indexSlotEvents; }

/// Where a column begins in its slot; with `IndexColumn(indexColumns)` where the signature begins.
[[nodiscard]] constexpr qint64 columnOffset(IndexColumn column)
{
    qint64 offset = indexPageBytes;
    for (int i = 0; i < int(column); ++i)
        offset += columnBytes(IndexColumn(i));
    return offset;
}

constexpr qint64 signatureOffset = columnOffset(IndexColumn(indexColumns));
constexpr qint64 indexSlotBytes = signatureOffset + signatureRows * signatureRowBytes;
static_assert(indexSlotBytes % indexPageBytes == 0);

/// Where a slot begins in the file.
[[nodiscard]] constexpr qint64 slotOffset(qint64 slot)
{
    return indexPageBytes * (2 + slot / markersInPage) + indexSlotBytes * slot;
}
/// Slots that a file can hold.
constexpr qint64 maxIndexSlots = (qint64(1) << 62) / indexSlotBytes;

struct IndexHeader
{
    std::array<char, 8> magic{'K', 'M', 'B', 'I', 'N', 'D', 'E', 'X'};
    quint32 layout = indexLayoutVersion;
    quint32 slotEvents = quint32(indexSlotEvents);
    std::array<quint64, 4> identity{}; ///< SHA-256 of the store's
    quint64 generation = 0;            ///< drawn when the file is begun (anew)
    quint64 changes = 0;               ///< grows with each seal and drop
    qint64 appliedChange = 0;
    qint64 low = 0;  ///< slots below were dropped
    qint64 slots = 0;
    quint32 patching = 0; ///< columns may not fit their checksums: a patch was begun
    quint32 check = 0;
};
static_assert(sizeof(IndexHeader) == 96);

/// Of a slot; all zero: not sealed.
struct IndexMarker
{
    qint64 slot = 0;
    quint64 generation = 0; ///< the header's
    quint64 nonce = 0;      ///< drawn at each seal: data of an earlier one never fits
    qint64 first = 0;       ///< lowest receivedAt
    qint64 last = 0;
    std::array<quint64, 2> unused{};
    quint32 sealed = 0;
    quint32 check = 0;
    bool operator==(const IndexMarker &) const = default;
};
static_assert(sizeof(IndexMarker) == 64);

/// Weighted sum over the words of a column, so that a change of one word changes it by a known amount.
[[nodiscard]] quint64 columnCheck(std::span<const quint64> words, quint64 nonce, IndexColumn column);
[[nodiscard]] constexpr quint64 columnWeight(qint64 word) { return quint64(2 * word + 1) * 0x9E3779B97F4A7C15ULL; }
/// Of a signature row; `bits` are its 512.
[[nodiscard]] quint32 rowCheck(const BlockMask &bits, quint64 nonce, std::uint32_t row);

[[nodiscard]] quint32 checkOf(const IndexHeader &header);
[[nodiscard]] quint32 checkOf(const IndexMarker &marker);
[[nodiscard]] bool soundHeader(const IndexHeader &header, const std::array<quint64, 4> &identity);
[[nodiscard]] bool soundMarker(const IndexMarker &marker, const IndexHeader &header, qint64 slot);
[[nodiscard]] std::array<quint64, 4> identityDigest(const QString &identity);

/// An open index file: whole reads and writes at places, nothing else. Belongs to one thread.
class IndexFile
{
public:
    enum class Mode { ReadOnly, ReadWrite };
    /// ReadWrite makes it 0600 when it is missing. Only a plain file of this user is taken; in its place a link is
    /// removed first. Errors: NotFound, Refused, Storage, StorageFull.
    [[nodiscard]] static Result<IndexFile> open(const QString &file, Mode mode);
    IndexFile(IndexFile &&other) noexcept;
    IndexFile &operator=(IndexFile &&other) = delete;
    ~IndexFile();

    /// false: fewer bytes there, or an error.
    [[nodiscard]] bool read(qint64 offset, void *data, qint64 bytes) const;
    [[nodiscard]] Result<void> write(qint64 offset, const void *data, qint64 bytes);
    [[nodiscard]] Result<void> sync();
    [[nodiscard]] Result<void> truncate(qint64 bytes);
    /// Gives the space back where the file system can.
    void punch(qint64 offset, qint64 bytes);
    [[nodiscard]] qint64 size() const;
    /// The name still stands for this file.
    [[nodiscard]] bool isAt(const QString &file) const;

    /// nullopt: not of this store, of another layout, damaged, or still being written at the third try.
    [[nodiscard]] std::optional<IndexHeader> header(const std::array<quint64, 4> &identity) const;
    [[nodiscard]] Result<void> writeHeader(IndexHeader &header);
    /// Zero markers where there are none or unsound ones.
    [[nodiscard]] std::vector<IndexMarker> markers(const IndexHeader &header) const;
    [[nodiscard]] bool readMarker(qint64 slot, IndexMarker &marker) const;
    [[nodiscard]] Result<void> writeMarker(qint64 slot, IndexMarker marker);

private:
    explicit IndexFile(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "models/index/indexfile.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int readTries = 3;

Error systemError(int code)
{
    const ErrorKind kind = code == ENOENT                                          ? ErrorKind::NotFound
                           : code == ENOSPC || code == EDQUOT || code == EFBIG     ? ErrorKind::StorageFull
                           : code == EACCES || code == EPERM || code == EROFS      ? ErrorKind::Refused
                                                                                   : ErrorKind::Storage;
    const char *name = ::strerrorname_np(code);
    return {kind, QString::fromLatin1(name != nullptr ? name : "EIO"), u"event index"_s};
}

tl::unexpected<Error> failedCall()
{
    return tl::unexpected<Error>(systemError(errno));
}

/// Where the marker of a slot lies.
constexpr qint64 markerOffset(qint64 slot)
{
    return slotOffset(slot / markersInPage * markersInPage) - indexPageBytes
        + slot % markersInPage * qint64(sizeof(IndexMarker));
}

/// A checksum of 64-bit words; not a cryptographic one.
template <class Words> quint32 wordsCheck(const Words &words, quint64 seed)
{
    quint64 sum = seed * 0x9E3779B97F4A7C15ULL + 0x632BE59BD9B4E019ULL;
    for (const auto word : words) {
        sum = (sum ^ word) * 0xFF51AFD7ED558CCDULL;
        sum ^= sum >> 32;
    }
    return quint32(sum ^ (sum >> 29));
}

/// Without the checksum at the end, which is of what stands before it.
template <class T> quint32 checkOfStruct(const T &value)
{
    std::array<quint64, sizeof(T) / sizeof(quint64)> words;
    std::memcpy(words.data(), &value, sizeof value);
    words.back() &= 0xFFFFFFFFU;
    return wordsCheck(words, sizeof(T));
}

} // namespace

quint64 columnCheck(std::span<const quint64> words, quint64 nonce, IndexColumn column)
{
    quint64 sum = nonce + quint64(column);
    for (size_t i = 0; i < words.size(); ++i)
        sum += words[i] * columnWeight(qint64(i));
    return sum;
}

quint32 rowCheck(const BlockMask &bits, quint64 nonce, std::uint32_t row)
{
    return wordsCheck(bits, nonce + row);
}

quint32 checkOf(const IndexHeader &header)
{
    static_assert(offsetof(IndexHeader, check) == sizeof(IndexHeader) - sizeof(quint32));
    return checkOfStruct(header);
}

quint32 checkOf(const IndexMarker &marker)
{
    static_assert(offsetof(IndexMarker, check) == sizeof(IndexMarker) - sizeof(quint32));
    return checkOfStruct(marker);
}

bool soundHeader(const IndexHeader &header, const std::array<quint64, 4> &identity)
{
    const IndexHeader expected;
    return header.magic == expected.magic && header.layout == expected.layout && header.slotEvents == expected.slotEvents
        && header.identity == identity && header.check == checkOf(header) && header.low >= 0 && header.slots >= 0
        && header.slots <= maxIndexSlots;
}

bool soundMarker(const IndexMarker &marker, const IndexHeader &header, qint64 slot)
{
    return marker.sealed == 1 && marker.slot == slot && slot >= header.low && marker.generation == header.generation
        && marker.check == checkOf(marker);
}

std::array<quint64, 4> identityDigest(const QString &identity)
{
    const QByteArray digest = QCryptographicHash::hash(identity.toUtf8(), QCryptographicHash::Sha256);
    std::array<quint64, 4> words;
    std::memcpy(words.data(), digest.constData(), sizeof words);
    return words;
}

Result<IndexFile> IndexFile::open(const QString &file, Mode mode)
{
    const QByteArray name = QFile::encodeName(file);
    struct stat there = {};
    if (mode == Mode::ReadWrite && ::lstat(name.constData(), &there) == 0 && S_ISLNK(there.st_mode)
        && ::unlink(name.constData()) != 0)
        return failedCall();
    const int flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (mode == Mode::ReadWrite ? O_RDWR | O_CREAT : O_RDONLY);
    const int descriptor = ::open(name.constData(), flags, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return failedCall();
    IndexFile opened(descriptor);
    if (::fstat(descriptor, &there) != 0)
        return failedCall();
    if (!S_ISREG(there.st_mode) || there.st_uid != ::geteuid())
        return failure(ErrorKind::Refused, u"index-foreign"_s, file);
    if (mode == Mode::ReadWrite && (there.st_mode & (S_IRWXG | S_IRWXO)) != 0 && ::fchmod(descriptor, S_IRUSR | S_IWUSR) != 0)
        return failedCall();
    return opened;
}

IndexFile::IndexFile(IndexFile &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

IndexFile::~IndexFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool IndexFile::read(qint64 offset, void *data, qint64 bytes) const
{
    char *to = static_cast<char *>(data);
    while (bytes > 0) {
        const ssize_t got = ::pread(m_descriptor, to, size_t(bytes), offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        to += got;
        offset += got;
        bytes -= got;
    }
    return true;
}

Result<void> IndexFile::write(qint64 offset, const void *data, qint64 bytes)
{
    const char *from = static_cast<const char *>(data);
    while (bytes > 0) {
        const ssize_t put = ::pwrite(m_descriptor, from, size_t(bytes), offset);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return failedCall();
        from += put;
        offset += put;
        bytes -= put;
    }
    return {};
}

Result<void> IndexFile::sync()
{
    if (::fdatasync(m_descriptor) != 0)
        return failedCall();
    return {};
}

Result<void> IndexFile::truncate(qint64 bytes)
{
    if (::ftruncate(m_descriptor, bytes) != 0)
        return failedCall();
    return {};
}

void IndexFile::punch(qint64 offset, qint64 bytes)
{
    // What cannot be given back stays: it is never read.
    if (::fallocate(m_descriptor, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, bytes) != 0)
        errno = 0;
}

bool IndexFile::isAt(const QString &file) const
{
    struct stat mine = {};
    struct stat there = {};
    return ::fstat(m_descriptor, &mine) == 0 && ::lstat(QFile::encodeName(file).constData(), &there) == 0
        && mine.st_ino == there.st_ino && mine.st_dev == there.st_dev;
}

qint64 IndexFile::size() const
{
    struct stat there = {};
    return ::fstat(m_descriptor, &there) == 0 ? there.st_size : 0;
}

std::optional<IndexHeader> IndexFile::header(const std::array<quint64, 4> &identity) const
{
    for (int i = 0; i < readTries; ++i) {
        IndexHeader header;
        if (!read(0, &header, sizeof header))
            return std::nullopt;
        if (soundHeader(header, identity))
            return header;
    }
    return std::nullopt;
}

Result<void> IndexFile::writeHeader(IndexHeader &header)
{
    header.check = checkOf(header);
    return write(0, &header, sizeof header);
}

std::vector<IndexMarker> IndexFile::markers(const IndexHeader &header) const
{
    // A slot that the file is too short for was cut off, whatever its marker says.
    const qint64 present = size();
    std::vector<IndexMarker> found;
    std::array<IndexMarker, markersInPage> page;
    for (qint64 slot = 0; slot < header.slots && slotOffset(slot) + indexSlotBytes <= present; ++slot) {
        if (slot % markersInPage == 0 && !read(markerOffset(slot), page.data(), sizeof page))
            break;
        const IndexMarker &marker = page[size_t(slot % markersInPage)];
        found.push_back(soundMarker(marker, header, slot) ? marker : IndexMarker());
    }
    return found;
}

bool IndexFile::readMarker(qint64 slot, IndexMarker &marker) const
{
    return read(markerOffset(slot), &marker, sizeof marker);
}

Result<void> IndexFile::writeMarker(qint64 slot, IndexMarker marker)
{
    if (marker.sealed != 0)
        marker.check = checkOf(marker);
    return write(markerOffset(slot), &marker, sizeof marker);
}

} // namespace console

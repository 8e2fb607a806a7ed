// SPDX-License-Identifier: Apache-2.0
#include "models/store/storelock.h"

#include <QByteArrayList>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxInfoBytes = 4096;

struct flock wholeFile(short kind)
{
    struct flock range = {};
    range.l_type = kind;
    range.l_whence = SEEK_SET;
    return range;
}

/// Open file description locks: they also keep out a second taker in this process, and a close of some other
/// descriptor of the file does not drop them (unlike POSIX record locks).
bool lockNow(int descriptor)
{
    struct flock range = wholeFile(F_WRLCK);
    return ::fcntl(descriptor, F_OFD_SETLK, &range) == 0;
}

std::optional<OwnerInfo> readInfo(int descriptor)
{
    QByteArray text(maxInfoBytes, Qt::Uninitialized);
    const ssize_t size = ::pread(descriptor, text.data(), size_t(text.size()), 0);
    text.truncate(size > 0 ? qsizetype(size) : 0);
    const QByteArrayList lines = text.split('\n');
    OwnerInfo info;
    info.pid = lines.value(0).toLongLong();
    info.role = QString::fromUtf8(lines.value(1));
    info.address = QString::fromUtf8(lines.value(2));
    return info;
}

bool writeInfo(int descriptor, const QString &role, const QString &address)
{
    const QByteArray text = QByteArray::number(qint64(::getpid())) + '\n' + role.toUtf8() + '\n' + address.toUtf8() + '\n';
    return ::pwrite(descriptor, text.constData(), size_t(text.size()), 0) == text.size()
        && ::ftruncate(descriptor, text.size()) == 0;
}

QString described(const OwnerInfo &info)
{
    QString text = info.role + u", process "_s + QString::number(info.pid);
    if (!info.address.isEmpty())
        text += u", "_s + info.address;
    return text;
}

} // namespace

StoreLock::StoreLock(int descriptor, QString role) : m_descriptor(descriptor), m_role(std::move(role)) {}

StoreLock::~StoreLock()
{
    // The text goes first: whoever reads between finds nobody instead of a stranger.
    if (::ftruncate(m_descriptor, 0) != 0)
        errno = 0;
    ::close(m_descriptor);
}

Result<std::unique_ptr<StoreLock>> StoreLock::take(const StorePaths &paths, const QString &role)
{
    const QByteArray file = QFile::encodeName(paths.lock());
    const int descriptor = ::open(file.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return failure(ErrorKind::Storage, u"owner-lock"_s, paths.lock() + u": "_s + QString::fromLocal8Bit(std::strerror(errno)));
    if (!lockNow(descriptor)) {
        const bool held = errno == EAGAIN || errno == EACCES;
        const QString reason = QString::fromLocal8Bit(std::strerror(errno));
        const std::optional<OwnerInfo> info = held ? readInfo(descriptor) : std::nullopt;
        ::close(descriptor);
        if (info)
            return failure(ErrorKind::Busy, u"store-owned"_s, described(*info));
        return failure(ErrorKind::Storage, u"owner-lock"_s, paths.lock() + u": "_s + reason);
    }
    std::unique_ptr<StoreLock> lock(new StoreLock(descriptor, role));
    lock->announce({});
    return lock;
}

std::optional<OwnerInfo> StoreLock::owner(const StorePaths &paths)
{
    const QByteArray file = QFile::encodeName(paths.lock());
    const int descriptor = ::open(file.constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return std::nullopt;
    struct flock range = wholeFile(F_RDLCK);
    std::optional<OwnerInfo> info;
    if (::fcntl(descriptor, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK)
        info = readInfo(descriptor);
    ::close(descriptor);
    return info;
}

void StoreLock::announce(const QString &address)
{
    // For people only: a full disk must not stop the owner from working.
    if (!writeInfo(m_descriptor, m_role, address))
        errno = 0;
}

} // namespace console

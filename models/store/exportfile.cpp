// SPDX-License-Identifier: Apache-2.0
#include "models/store/exportfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype bufferSize = 1024 * 1024;

bool isPlainOrMissing(const QByteArray &native)
{
    struct stat there = {};
    return ::stat(native.constData(), &there) != 0 || S_ISREG(there.st_mode);
}

} // namespace

tl::unexpected<Error> ExportFile::failed(int number) const
{
    if (number == ENOSPC || number == EDQUOT || number == EFBIG)
        return failure(ErrorKind::StorageFull, u"export-full"_s, m_path);
    if (number == EPIPE)
        return failure(ErrorKind::Cancelled, u"output-closed"_s);
    return failure(ErrorKind::Refused, u"export-file"_s, m_path + u": "_s + QString::fromLocal8Bit(std::strerror(number)));
}

Result<std::unique_ptr<ExportFile>> ExportFile::create(const QString &path)
{
    std::unique_ptr<ExportFile> file(new ExportFile);
    if (path == u"-") {
        file->m_descriptor = STDOUT_FILENO;
        return file;
    }
    file->m_path = path;
    file->m_owned = true;
    // A link keeps pointing: what it leads to is replaced.
    const QFileInfo given(path);
    const QString target = given.isSymLink() && given.exists() ? given.canonicalFilePath() : given.absoluteFilePath();
    file->m_native = QFile::encodeName(target);
    if (given.fileName().isEmpty() || QFileInfo(target).isDir())
        return file->failed(EISDIR);
    if (!isPlainOrMissing(file->m_native)) {
        file->m_descriptor = ::open(file->m_native.constData(), O_WRONLY | O_CLOEXEC);
    } else {
        const QFileInfo place(target);
        file->m_temporary = QFile::encodeName(place.absolutePath() + u"/."_s + place.fileName().left(100) + u'.' + QString::number(::getpid()) + u".part"_s);
        (void)::unlink(file->m_temporary.constData()); // of a process of this number that was killed
        file->m_descriptor = ::open(file->m_temporary.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    }
    if (file->m_descriptor < 0) {
        const int number = errno;
        file->m_temporary.clear(); // whatever is there is not ours
        return file->failed(number);
    }
    return file;
}

ExportFile::~ExportFile()
{
    if (m_owned && m_descriptor >= 0)
        ::close(m_descriptor);
    if (!m_temporary.isEmpty())
        ::unlink(m_temporary.constData());
}

Result<void> ExportFile::write(const QByteArray &bytes)
{
    m_bytes += bytes.size();
    m_buffer += bytes;
    return m_buffer.size() < bufferSize ? Result<void>() : flush();
}

Result<void> ExportFile::flush()
{
    for (qsizetype at = 0; at < m_buffer.size();) {
        const ssize_t written = ::write(m_descriptor, m_buffer.constData() + at, static_cast<size_t>(m_buffer.size() - at));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return failed(errno);
        at += written;
    }
    m_buffer.clear();
    return {};
}

Result<void> ExportFile::commit()
{
    if (const auto flushed = flush(); !flushed)
        return flushed;
    if (m_temporary.isEmpty())
        return {};
    if (::fsync(m_descriptor) != 0 || ::rename(m_temporary.constData(), m_native.constData()) != 0)
        return failed(errno);
    m_temporary.clear();
    return {};
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "models/store/storepaths.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> folderFailure(const QString &folder, const QString &reason)
{
    return failure(ErrorKind::Storage, u"data-folder"_s, folder + u": "_s + reason);
}

QString systemReason()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

/// mkdir -p where the last folder is private from the start, whatever the umask is.
bool makePrivate(const QString &folder)
{
    const QFileInfo info(folder);
    if (!QDir().mkpath(info.absolutePath()))
        return false;
    return ::mkdir(QFile::encodeName(folder).constData(), S_IRWXU) == 0 || errno == EEXIST;
}

QString defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/kombo-console"_s;
}

} // namespace

QString StorePaths::ownerSocket() const
{
    const QString beside = folder + u"/owner.sock"_s;
    if (QFile::encodeName(beside).size() < qsizetype(sizeof(sockaddr_un::sun_path)))
        return beside;
    const QByteArray hash = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex().left(24);
    QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (runtime.isEmpty())
        runtime = QDir::tempPath();
    return runtime + u"/kombo-console-"_s + QString::fromLatin1(hash) + u".sock"_s;
}

Result<StorePaths> openStoreFolder(const QString &given)
{
    const QString folder = QDir::cleanPath(QDir(given.isEmpty() ? defaultFolder() : given).absolutePath());
    struct stat before = {};
    const QByteArray native = QFile::encodeName(folder);
    const bool missing = ::lstat(native.constData(), &before) != 0;
    if (missing && !makePrivate(folder))
        return folderFailure(folder, systemReason());

    struct stat now = {};
    if (::stat(native.constData(), &now) != 0)
        return folderFailure(folder, systemReason());
    if (!S_ISDIR(now.st_mode))
        return folderFailure(folder, u"not a folder"_s);
    if (now.st_uid != ::geteuid())
        return failure(ErrorKind::Refused, u"data-folder"_s, folder + u": belongs to another user"_s);

    // Someone's own folder that already holds other things keeps its mode; our files in it are 0600 anyway.
    const bool open = (now.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    if (open && QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)
        && ::chmod(native.constData(), S_IRWXU) != 0)
        return folderFailure(folder, systemReason());
    return StorePaths{folder};
}

} // namespace console

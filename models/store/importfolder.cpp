// SPDX-License-Identifier: Apache-2.0
#include "models/store/importfolder.h"

#include "models/domain/errortext.h"
#include "models/domain/eventimport.h"
#include "models/store/storelock.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestInfo = 64 * 1024;
constexpr int mostTries = 1000;

QString infoFile(const StorePaths &paths)
{
    return paths.folder + u"/import.json"_s;
}

bool isRealFolder(const QString &path)
{
    struct stat there = {};
    return ::lstat(QFile::encodeName(path).constData(), &there) == 0 && S_ISDIR(there.st_mode);
}

ImportMasking maskingFromName(const QString &name)
{
    for (const ImportMasking masking : {ImportMasking::Masked, ImportMasking::Unmasked, ImportMasking::Mixed})
        if (importMaskingName(masking) == name)
            return masking;
    return ImportMasking::Unknown;
}

/// Whatever a store and its side files are called; nothing else in the folder is ours to remove.
QStringList storeFiles(const StorePaths &paths)
{
    return QDir(paths.folder).entryList({u"console.sqlite*"_s, u"events.index*"_s, u"owner.lock"_s, u"owner.sock"_s, u"settings.ini*"_s, u"import.json*"_s},
                                        QDir::Files | QDir::System | QDir::Hidden);
}

} // namespace

QString importMaskingName(ImportMasking masking)
{
    switch (masking) {
    case ImportMasking::Masked: return u"masked"_s;
    case ImportMasking::Unmasked: return u"unmasked"_s;
    case ImportMasking::Mixed: return u"mixed"_s;
    case ImportMasking::Unknown: break;
    }
    return u"unknown"_s;
}

StorePaths importPaths(const StorePaths &data, const QString &name)
{
    return {data.folder + u"/imports/"_s + name};
}

Result<QString> makeImportFolder(const StorePaths &data, const QString &wanted, const QString &source)
{
    if (!wanted.isEmpty() && !isImportName(wanted))
        return failure(ErrorKind::InvalidInput, u"import-name"_s);
    if (const auto all = openStoreFolder(data.folder + u"/imports"_s); !all)
        return tl::unexpected<Error>(all.error());
    const QString first = wanted.isEmpty() ? importNameFrom(source) : wanted;
    for (int number = 1; number <= mostTries; ++number) {
        const QString name = number == 1 ? first : first + u'-' + QString::number(number);
        // Made here or not at all: another import may be choosing its name too.
        if (::mkdir(QFile::encodeName(importPaths(data, name).folder).constData(), S_IRWXU) == 0)
            return name;
        if (errno != EEXIST)
            return failure(ErrorKind::Storage, u"data-folder"_s, importPaths(data, name).folder);
        if (!wanted.isEmpty())
            break;
    }
    return failure(ErrorKind::Busy, u"import-exists"_s, first);
}

QVector<ImportInfo> imports(const StorePaths &data)
{
    QVector<ImportInfo> list;
    const QDir folder(data.folder + u"/imports"_s);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name))
        if (const auto info = isImportName(name) ? importInfo(importPaths(data, name)) : std::nullopt)
            list.append(*info);
    return list;
}

std::optional<ImportInfo> importInfo(const StorePaths &paths)
{
    QFile file(infoFile(paths));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(file.read(longestInfo)).object();
    ImportInfo info;
    info.name = QDir(paths.folder).dirName();
    info.source = object[u"source"].toString();
    info.at = parseTimestamp(object[u"at"].toString()).value_or(Timestamp());
    info.masking = maskingFromName(object[u"masking"].toString());
    info.events = object[u"events"].toInteger();
    info.rejected = object[u"rejected"].toInteger();
    info.bad = object[u"bad"].toInteger();
    return info;
}

Result<void> saveImportInfo(const StorePaths &paths, const ImportInfo &info)
{
    const QByteArray text = QJsonDocument(QJsonObject{{u"source"_s, info.source}, {u"at"_s, formatTimestamp(info.at)},
                                                      {u"masking"_s, importMaskingName(info.masking)}, {u"events"_s, info.events},
                                                      {u"rejected"_s, info.rejected}, {u"bad"_s, info.bad}})
                                .toJson();
    const QByteArray name = QFile::encodeName(infoFile(paths));
    const int descriptor = ::open(name.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    const bool written = descriptor >= 0 && ::write(descriptor, text.constData(), static_cast<size_t>(text.size())) == text.size();
    if (descriptor >= 0)
        ::close(descriptor);
    return written ? Result<void>() : failure(ErrorKind::Storage, u"data-folder"_s, paths.folder);
}

Result<void> removeImport(const StorePaths &data, const QString &name)
{
    if (!isImportName(name))
        return failure(ErrorKind::InvalidInput, u"import-name"_s);
    const StorePaths paths = importPaths(data, name);
    if (!isRealFolder(data.folder + u"/imports"_s) || !isRealFolder(paths.folder))
        return failure(ErrorKind::NotFound, u"import"_s, name);
    if (StoreLock::owner(paths))
        return failure(ErrorKind::Busy, u"import-open"_s, name);
    for (const QString &file : storeFiles(paths))
        QFile::remove(paths.folder + u'/' + file);
    if (::rmdir(QFile::encodeName(paths.folder).constData()) != 0)
        return failure(ErrorKind::Storage, u"import-remove"_s, paths.folder);
    return {};
}

QString importSentence(const ImportInfo &info)
{
    const QString at = formatTimestamp(info.at).left(16).replace(u'T', u' ') + u" UTC"_s;
    const QString masking = info.masking == ImportMasking::Masked      ? u"personal data masked"_s
                            : info.masking == ImportMasking::Unmasked  ? u"personal data not masked"_s
                            : info.masking == ImportMasking::Mixed     ? u"personal data masked in part"_s
                                                                       : u"masking unknown"_s;
    return u"Imported from %1 on %2, read-only, %3."_s.arg(escapedForLine(info.source), at, masking);
}

} // namespace console

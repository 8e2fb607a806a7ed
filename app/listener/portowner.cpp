// SPDX-License-Identifier: Apache-2.0
#include "app/listener/portowner.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool holdsAny(const QString &process, const QVector<quint64> &inodes)
{
    const QDir folder(u"/proc/"_s % process % u"/fd"_s);
    // The links point to `socket:[…]`, which is no file: they look broken, and are "system" entries to QDir.
    const QStringList descriptors = folder.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &descriptor : descriptors) {
        char target[64] = {};
        const QByteArray link = QFile::encodeName(folder.filePath(descriptor));
        const auto length = ::readlink(link.constData(), target, sizeof target - 1);
        const QByteArray text(target, length > 0 ? length : 0);
        if (text.startsWith("socket:[") && inodes.contains(text.sliced(8).chopped(1).toULongLong()))
            return true;
    }
    return false;
}

} // namespace

QVector<quint64> listeningInodes(const QByteArray &table, quint16 port)
{
    QVector<quint64> inodes;
    const QList<QByteArray> lines = table.split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        // sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode
        const QList<QByteArray> cells = line.simplified().split(' ');
        if (cells.size() < 10 || cells[3] != "0A") // TCP_LISTEN
            continue;
        const qsizetype colon = cells[1].lastIndexOf(':');
        if (colon >= 0 && cells[1].mid(colon + 1).toUInt(nullptr, 16) == port)
            inodes.append(cells[9].toULongLong());
    }
    return inodes;
}

QString portOwner(quint16 port)
{
    const QVector<quint64> inodes = listeningInodes(contentOf(u"/proc/net/tcp"_s), port)
        + listeningInodes(contentOf(u"/proc/net/tcp6"_s), port);
    if (inodes.isEmpty())
        return {};
    const QStringList processes = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &process : processes) {
        if (!process.at(0).isDigit() || !holdsAny(process, inodes))
            continue;
        const QByteArray name = contentOf(u"/proc/"_s % process % u"/comm"_s).trimmed();
        return QString::fromUtf8(name) % u" (process "_s % process % u')';
    }
    return {};
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "models/store/sqltext.h"

#include <QDir>
#include <QFile>

namespace console {

using namespace Qt::StringLiterals;

namespace {

const QString &dialectFolder()
{
    static const QString folder = u":/store/sql/sqlite"_s;
    return folder;
}

QString readResource(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList filesOf(const QString &pattern)
{
    QStringList paths;
    const QStringList names = QDir(dialectFolder()).entryList({pattern}, QDir::Files, QDir::Name);
    for (const QString &name : names)
        paths.append(dialectFolder() + u'/' + name);
    return paths;
}

QHash<QString, QString> loadAll()
{
    QHash<QString, QString> all;
    const QStringList paths = filesOf(u"[a-z]*.sql"_s);
    for (const QString &path : paths)
        all.insert(namedStatements(readResource(path)));
    return all;
}

} // namespace

QStringList statementsOf(const QString &script)
{
    QString text;
    const QStringList lines = script.split(u'\n');
    for (const QString &line : lines) {
        if (!line.trimmed().startsWith(u"--"_s))
            text += line + u'\n';
    }
    QStringList statements;
    const QStringList parts = text.split(u';');
    for (const QString &part : parts) {
        if (!part.trimmed().isEmpty())
            statements.append(part.trimmed());
    }
    return statements;
}

QHash<QString, QString> namedStatements(const QString &script)
{
    QHash<QString, QString> statements;
    const QString mark = u"-- name: "_s;
    QString name;
    const QStringList lines = script.split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(mark))
            name = line.mid(mark.size()).trimmed();
        else if (!name.isEmpty() && !line.startsWith(u"--"_s))
            statements[name] += line + u'\n';
    }
    for (QString &statement : statements) {
        statement = statement.trimmed();
        if (statement.endsWith(u';'))
            statement.chop(1);
    }
    return statements;
}

const QString &sqlText(QLatin1String name)
{
    static const QHash<QString, QString> all = loadAll();
    static const QString none;
    const auto found = all.constFind(QString(name));
    Q_ASSERT_X(found != all.constEnd(), "sqlText", name.data());
    return found == all.constEnd() ? none : *found;
}

const QStringList &schemaSteps()
{
    static const QStringList steps = [] {
        QStringList texts;
        const QStringList paths = filesOf(u"[0-9]*.sql"_s);
        for (const QString &path : paths)
            texts.append(readResource(path));
        return texts;
    }();
    return steps;
}

} // namespace console

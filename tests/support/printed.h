// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/cli.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>

#include <cstdio>
#include <unistd.h>

namespace console {

/// What a command prints on stdout, with its exit code.
struct Printed
{
    int code = -1;
    QByteArray text;

    /// All of it as one JSON object.
    [[nodiscard]] QJsonObject object() const { return QJsonDocument::fromJson(text).object(); }
    /// Each line that is not empty as one.
    [[nodiscard]] QVector<QJsonObject> objects() const
    {
        QVector<QJsonObject> list;
        for (const QByteArray &line : text.split('\n'))
            if (!line.isEmpty())
                list.append(QJsonDocument::fromJson(line).object());
        return list;
    }
};

/// Runs a command of the program in this process; `arguments` without the program's name.
inline Printed run(const QStringList &arguments)
{
    QTemporaryFile file;
    if (!file.open())
        qFatal("no temporary file");
    std::fflush(stdout);
    const int kept = ::dup(STDOUT_FILENO);
    ::dup2(file.handle(), STDOUT_FILENO);
    Printed printed;
    printed.code = runCommand(QStringList{QStringLiteral("kombo-console")} + arguments, std::nullopt);
    std::fflush(stdout);
    ::dup2(kept, STDOUT_FILENO);
    ::close(kept);
    file.seek(0);
    printed.text = file.readAll();
    return printed;
}

} // namespace console

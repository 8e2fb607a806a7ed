// SPDX-License-Identifier: Apache-2.0
#include "app/cli/cli.h"
#include "app/console.h"
#include "app/version.h"

#include <QCoreApplication>

#include <sys/stat.h>

int main(int argc, char *argv[])
{
    ::umask(0077); // whatever this program makes is its user's alone, from creation on
    QCoreApplication::setApplicationName(QStringLiteral("kombo-console"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KOMBO_CONSOLE_VERSION));
    const auto variables = console::takeSecretVariables();
    QStringList arguments;
    for (int n = 0; n < argc; ++n)
        arguments.append(QString::fromLocal8Bit(argv[n]));
    if (console::isCommand(arguments)) {
        QCoreApplication application(argc, argv);
        return console::runCommand(application.arguments(), variables);
    }
    return console::runWindow(argc, argv, variables);
}

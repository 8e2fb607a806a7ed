// SPDX-License-Identifier: Apache-2.0
#include "app/cli/cli.h"
#include "app/console.h"
#include "app/version.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

/// Whoever starts a program with closed standard streams would have its first files take their numbers, and its messages
/// written into them.
void openStandardStreams()
{
    int descriptor = 0;
    do
        descriptor = ::open("/dev/null", O_RDWR);
    while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    if (descriptor >= 0)
        ::close(descriptor);
}

} // namespace

int main(int argc, char *argv[])
{
    openStandardStreams();
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

// SPDX-License-Identifier: Apache-2.0
// The sandbox alone, for checks from outside: host [records] [speed] [webhook-url] [fault…]; prints its address.
#include "app/sandbox/sandboxserver.h"

#include <QCoreApplication>
#include <QTextStream>
#include <QTimer>

using namespace console;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = application.arguments();
    SandboxConfig config;
    config.port = 0;
    config.records = words.value(1, u"40"_s).toInt();
    config.speed = words.value(2, u"1"_s).toDouble();
    config.webhookUrl = QUrl(words.value(3));
    config.faults = words.mid(4);
    SandboxServer server(config);
    QObject::connect(&server, &SandboxServer::ready,
                     [](const QUrl &base, const QVector<SandboxIntegration> &integrations) {
                         QTextStream out(stdout);
                         out << base.toString() << Qt::endl;
                         for (const SandboxIntegration &integration : integrations)
                             out << integration.id << ' ' << integration.category << Qt::endl;
                     });
    QObject::connect(&server, &SandboxServer::failed, [](const Error &error) {
        QTextStream(stderr) << error.code << ' ' << error.detail << Qt::endl;
        QCoreApplication::exit(3);
    });
    server.start();
    // Never left behind by a script that forgot it.
    QTimer::singleShot(std::chrono::minutes(10), &application, &QCoreApplication::quit);
    return application.exec();
}

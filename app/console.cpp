// SPDX-License-Identifier: Apache-2.0
#include "app/console.h"

#include "app/cli/commandline.h"
#include "app/cli/output.h"
#include "app/collector/stopsignals.h"
#include "app/window/settingslink.h"
#include "app/window/workbench.h"
#include "models/domain/errortext.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QMessageBox>

namespace console {

using namespace Qt::StringLiterals;

namespace {

CollectorConfig windowConfig(const Invocation &invocation, const QSettings &settings)
{
    CollectorConfig config;
    config.paths = invocation.paths;
    config.role = u"window"_s;
    config.process = invocation.process;
    config.firstStart = true;
    config.sandbox = true;
    const QCommandLineParser &parser = invocation.parser;
    config.listener = storedListener(settings, invocation.listener, parser.isSet(u"address"_s), parser.isSet(u"port"_s),
                                     parser.isSet(u"max-body"_s));
    return config;
}

/// A start that cannot go on: said in a window, since there may be no terminal, and on stderr.
int refuse(const Error &error, const QString &sentence)
{
    const int code = printError(error);
    QMessageBox box(QMessageBox::Critical, QCoreApplication::applicationName(), sentence);
    box.setTextFormat(Qt::PlainText);
    box.exec();
    return code;
}

int run(const Invocation &invocation)
{
    QSettings settings(invocation.paths.settings(), QSettings::IniFormat);
    ThemeController theme;
    theme.setMode(colorModeFromName(settings.value(u"appearance/mode"_s).toString()));
    theme.setDensity(settings.value(u"appearance/compact"_s).toBool() ? Density::Compact : Density::Comfortable);
    const CollectorConfig config = windowConfig(invocation, settings);
    auto opened = Collector::open(config, desktopSecretStore(invocation.paths.folder));
    // What a newer version wrote and what was imported can be looked at.
    const bool newer = !opened && (opened.error().kind == ErrorKind::StorageNewer || opened.error().code == u"store-imported");
    if (!opened && !newer && opened.error().code != u"store-owned")
        return refuse(opened.error(), errorText(opened.error()));
    Collector *collector = opened ? opened->get() : nullptr;
    const auto watch = watchStore(invocation.paths, collector != nullptr ? &collector->writer() : nullptr);
    int code = 0;
    {
        Workbench workbench({invocation.paths, collector, watch.get(), &theme, &settings, config.listener, invocation.environment,
                             newer ? std::make_optional(opened.error()) : std::nullopt});
        StopSignals stop;
        QObject::connect(&stop, &StopSignals::requested, qApp, &QApplication::quit);
        QObject::connect(&workbench, &Workbench::closed, qApp, &QApplication::quit);
        workbench.show();
        if (collector != nullptr)
            collector->start(true);
        code = QApplication::exec();
        if (opened)
            opened->reset(); // stop accepting, drain, commit; then the window
    }
    return code;
}

} // namespace

int runWindow(int argc, char *argv[], const std::optional<SecretVariables> &variables)
{
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(u"Kombo Console"_s);
    QApplication::setDesktopFileName(u"kombo-console"_s);
    QCommandLineParser parser;
    declareCommonOptions(parser);
    if (!parser.parse(QApplication::arguments()))
        return printError({ErrorKind::InvalidInput, u"usage"_s, parser.errorText()});
    const auto invocation = readInvocation(parser, variables);
    return invocation ? run(*invocation) : printError(invocation.error());
}

} // namespace console

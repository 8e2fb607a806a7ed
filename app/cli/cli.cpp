// SPDX-License-Identifier: Apache-2.0
#include "app/cli/cli.h"

#include "app/cli/commands.h"
#include "app/cli/output.h"

#include <QCoreApplication>

namespace console {

using namespace Qt::StringLiterals;

namespace {

const Subcommand *commandNamed(const QString &name)
{
    for (const Subcommand &command : commands())
        if (name == QLatin1StringView(command.name))
            return &command;
    return nullptr;
}

/// The first word that is no option and no value of one, where `command` (nullptr: the window) knows its options.
struct FirstWord
{
    QString word;
    bool understood = false; ///< every option is known
};

FirstWord firstWord(const QStringList &arguments, const Subcommand *command)
{
    QCommandLineParser parser;
    declareCommonOptions(parser);
    if (command != nullptr && command->declare != nullptr)
        command->declare(parser);
    parser.addOptions({{{u"h"_s, u"help"_s}, {}}, {{u"v"_s, u"version"_s}, {}}});
    const bool understood = parser.parse(arguments);
    return {parser.positionalArguments().value(0), understood};
}

/// The word that says what to do, wherever it stands: `--env sandbox` alone opens the window, `--env sandbox events` lists.
/// Empty: the window, which may be given options of Qt as well.
QString commandWord(const QStringList &arguments)
{
    QString guess; // a command with an option that it does not know, which it will say itself
    for (const Subcommand &command : commands()) {
        const FirstWord first = firstWord(arguments, &command);
        if (first.word != QLatin1StringView(command.name))
            continue;
        if (first.understood)
            return first.word;
        guess = first.word;
    }
    if (!guess.isEmpty())
        return guess;
    for (const QString &argument : arguments.mid(1))
        if (argument == u"--help" || argument == u"-h" || argument == u"--version" || argument == u"-v")
            return argument;
    const FirstWord first = firstWord(arguments, nullptr);
    return first.understood || !arguments.value(1).startsWith(u'-') ? first.word : QString();
}

QByteArray overview()
{
    QVector<QStringList> rows;
    for (const Subcommand &command : commands())
        rows.append({u"  "_s + QLatin1StringView(command.name) + u' ' + QString::fromUtf8(command.arguments),
                     QString::fromUtf8(command.summary)});
    return "Usage: kombo-console [COMMAND] [OPTIONS]\n\nWithout a command the window opens.\n\nCommands:\n" + alignedTable(rows)
           + "\n`kombo-console COMMAND --help` shows the options and examples of a command.\n"
             "Secrets are never arguments: set KOMBO_WEBHOOK_SECRET, KOMBO_WEBHOOK_SECRET_PREVIOUS and KOMBO_API_KEY, use\n"
             "--secrets-file (0600), or keep them with `env add`. KOMBO_API_URL replaces the API's base address.\n"
             "Exit codes: 0 done, 1 the answer is no, 2 wrong use, 3 cannot reach or not allowed, 4 store fault.\n";
}

QByteArray helpOf(const Subcommand &command, const QCommandLineParser &parser)
{
    QString text = parser.helpText();
    text += u"\nExamples:\n"_s;
    for (const QString &example : QString::fromUtf8(command.examples).split(u'\n'))
        text += u"  "_s + example + u'\n';
    return text.toUtf8();
}

} // namespace

bool isCommand(const QStringList &arguments)
{
    const QString name = commandWord(arguments);
    return !name.isEmpty();
}

int runCommand(const QStringList &arguments, const std::optional<SecretVariables> &variables)
{
    const QString name = commandWord(arguments);
    if (name == u"--version" || name == u"-v")
        return printLine("kombo-console " + QCoreApplication::applicationVersion().toUtf8()) ? 0 : outputChecked(0);
    if (name == u"--help" || name == u"-h" || name == u"help")
        return printLine(overview()) ? 0 : outputChecked(0);
    const Subcommand *command = commandNamed(name);
    if (command == nullptr)
        return printError({ErrorKind::InvalidInput, u"usage"_s, u"there is no command %1; `kombo-console --help` lists them"_s.arg(name)});
    QCommandLineParser parser;
    parser.setApplicationDescription(QString::fromUtf8(command->summary));
    parser.addPositionalArgument(name, QString::fromUtf8(command->summary), name + u' ' + QString::fromUtf8(command->arguments));
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Shows this help."_s);
    parser.addOption(help);
    declareCommonOptions(parser);
    if (command->declare != nullptr)
        command->declare(parser);
    if (!parser.parse(arguments))
        return printError({ErrorKind::InvalidInput, u"usage"_s, parser.errorText()});
    if (parser.isSet(help))
        return printLine(helpOf(*command, parser)) ? 0 : outputChecked(0);
    if (*command->arguments == '\0' && parser.positionalArguments().size() > 1)
        return printError({ErrorKind::InvalidInput, u"usage"_s,
                           u"%1 takes options only; what is %2 for?"_s.arg(name, parser.positionalArguments().at(1))});
    const auto invocation = readInvocation(parser, variables);
    return outputChecked(invocation ? command->run(*invocation) : printError(invocation.error()));
}

} // namespace console

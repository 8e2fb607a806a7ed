// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "models/domain/colourrules.h"
#include "models/domain/filterwords.h"

#include <QJsonDocument>
#include <QSettings>

namespace console {

using namespace Qt::StringLiterals;

namespace {

Result<QVector<ColourRule>> storedRules(const StorePaths &paths)
{
    const QSettings settings(paths.settings(), QSettings::IniFormat);
    const QString text = settings.value(rulesKey).toString();
    return text.isEmpty() ? defaultRules() : readRulesText(text.toUtf8());
}

/// What the rule shows; empty when it cannot be read.
QString meaning(const ColourRule &rule)
{
    const auto filter = readRuleFilter(rule.filter);
    if (!filter)
        return {};
    return matchesEveryEvent(*filter) ? u"every event"_s : describe(*filter, SystemClock().now());
}

} // namespace

int runRules(const Invocation &invocation)
{
    const auto rules = storedRules(invocation.paths);
    if (!rules)
        return printError(rules.error());
    QVector<QStringList> rows{{u"RULE"_s, u"ON"_s, u"COLOUR"_s, u"FILTER"_s, u"MEANING"_s}};
    bool sound = true;
    for (const ColourRule &rule : *rules) {
        const QString problem = ruleProblem(rule);
        sound = sound && problem.isEmpty();
        rows.append({rule.name, rule.enabled ? u"yes"_s : u"no"_s, ruleToneName(rule.tone), rule.filter,
                     problem.isEmpty() ? meaning(rule) : problem});
        if (invocation.json)
            printLine(QJsonDocument(QJsonObject{{u"name"_s, rule.name},
                                                {u"filter"_s, rule.filter},
                                                {u"tone"_s, ruleToneName(rule.tone)},
                                                {u"enabled"_s, rule.enabled},
                                                {u"problem"_s, problem.isEmpty() ? QJsonValue() : QJsonValue(problem)}})
                          .toJson(QJsonDocument::Compact));
    }
    if (!invocation.json)
        printLine(alignedTable(rows));
    return sound ? 0 : 1;
}

} // namespace console

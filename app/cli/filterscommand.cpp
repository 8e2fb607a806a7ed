// SPDX-License-Identifier: Apache-2.0
// `filters`, and the filter of every command that takes one.
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "models/domain/savedfilters.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

namespace console {

using namespace Qt::StringLiterals;

namespace {

SavedFilters savedIn(const QSettings &settings)
{
    return savedFiltersFromText(settings.value(savedFiltersKey()).toString()).value_or(startingFilters());
}

int listFilters(const Invocation &invocation, const SavedFilters &filters)
{
    QVector<QStringList> rows{{u"NAME"_s, u"FILTER"_s}};
    for (const SavedFilter &filter : filters) {
        rows.append({filter.name, filter.text});
        if (invocation.json)
            printLine(QJsonDocument(QJsonObject{{u"name"_s, filter.name}, {u"filter"_s, filter.text}}).toJson(QJsonDocument::Compact));
    }
    if (!invocation.json)
        printLine(alignedTable(rows));
    return 0;
}

int keep(QSettings &settings, const Result<SavedFilters> &filters)
{
    if (!filters)
        return printError(filters.error());
    settings.setValue(savedFiltersKey(), savedFiltersText(*filters));
    settings.sync();
    if (settings.status() != QSettings::NoError)
        return printError({ErrorKind::Storage, u"settings"_s, settings.fileName()});
    return 0;
}

} // namespace

SavedFilters savedFilters(const Invocation &invocation)
{
    return savedIn(QSettings(invocation.paths.settings(), QSettings::IniFormat));
}

Result<Filter> filterOption(const Invocation &invocation, Timestamp now)
{
    return parseFilter(invocation.parser.value(u"filter"_s), now, savedFilters(invocation));
}

int runFilters(const Invocation &invocation)
{
    const QCommandLineParser &parser = invocation.parser;
    const bool save = parser.isSet(u"save"_s);
    const bool remove = parser.isSet(u"remove"_s);
    if ((save && remove) || invocation.arguments.size() != (save ? 1 : 0))
        return printError({ErrorKind::InvalidInput, u"usage"_s, u"filters takes nothing, --save NAME and one filter (in quotes), or --remove NAME"_s});
    QSettings settings(invocation.paths.settings(), QSettings::IniFormat);
    const SavedFilters filters = savedIn(settings);
    if (save)
        return keep(settings, withSaved(filters, parser.value(u"save"_s), invocation.arguments.first(), SystemClock().now()));
    if (remove)
        return keep(settings, withoutSaved(filters, parser.value(u"remove"_s)));
    return listFilters(invocation, filters);
}

} // namespace console

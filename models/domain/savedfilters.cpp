// SPDX-License-Identifier: Apache-2.0
#include "models/domain/savedfilters.h"

#include "models/domain/errortext.h"
#include "models/domain/filterproblem.h"
#include "models/domain/filtertokens.h"
#include "models/domain/nearest.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype longestName = 60;
constexpr qsizetype mostSaved = 200;
constexpr qsizetype mostRecent = 50;
constexpr qsizetype mostNear = 3;
constexpr int deepest = 8; ///< saved filters that name saved filters

QString tr(const char *source)
{
    return QCoreApplication::translate("Filter", source);
}

QStringList namesOf(const SavedFilters &filters)
{
    QStringList names;
    for (const SavedFilter &filter : filters)
        names.append(filter.name);
    return names;
}

/// What to write instead of a name that is not there.
QString nearText(const QString &name, const SavedFilters &filters)
{
    QStringList near = nearestOf(name, namesOf(filters), mostNear);
    if (near.isEmpty())
        return filters.isEmpty() ? tr("none is saved yet") : tr("saved are %1").arg(namesOf(filters).mid(0, 10).join(u", "_s));
    return tr("did you mean \"%1\"?").arg(near.join(u"\", \""_s));
}

Error unknownName(const QString &name, const SavedFilters &filters)
{
    return {ErrorKind::NotFound, u"filter-saved"_s, tr("no filter is saved as \"%1\"").arg(name) + u"; "_s + nearText(name, filters)};
}

/// The name behind an @ as written, quotes and escapes taken away.
QString nameFrom(QStringView written)
{
    if (written.size() < 2 || !written.startsWith(u'"') || !written.endsWith(u'"'))
        return written.toString();
    QString name;
    for (qsizetype at = 1; at + 1 < written.size(); ++at) {
        if (written[at] == u'\\' && at + 2 < written.size())
            ++at;
        name += written[at];
    }
    return name;
}

using Resolved = tl::expected<QString, FilterProblem>;

Resolved resolved(const QString &text, const SavedFilters &saved, const QStringList &within)
{
    const auto contentOf = [&](const QString &name, qsizetype column, qsizetype length) -> Resolved {
        const qsizetype index = indexOfSaved(saved, name);
        if (index < 0) {
            const QString near = nearestOf(name, namesOf(saved)).value(0);
            return tl::unexpected<FilterProblem>({u"filter-saved"_s, column, length, tr("no filter is saved as \"%1\"").arg(name.left(longestName)),
                                                  nearText(name, saved), near.isEmpty() ? near : savedFilterReference(near)});
        }
        if (within.contains(name, Qt::CaseInsensitive) || within.size() >= deepest)
            return tl::unexpected<FilterProblem>({u"filter-saved"_s, column, length, tr("the saved filter \"%1\" names itself").arg(name), {}});
        Resolved content = resolved(saved[index].text, saved, within + QStringList{name});
        if (!content)
            content.error().column = column, content.error().length = length, content.error().meant.clear();
        return content;
    };
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(u'@') && indexOfSaved(saved, trimmed.mid(1)) >= 0)
        return contentOf(trimmed.mid(1), text.indexOf(u'@') + 1, trimmed.size());
    QString result;
    qsizetype done = 0;
    for (const FilterToken &token : filterTokens(text)) {
        if (token.kind != FilterTokenKind::Text || token.length < 2 || text[token.from] != u'@')
            continue;
        const QString name = nameFrom(QStringView(text).sliced(token.from + 1, token.length - 1));
        const Resolved content = contentOf(name, token.from + 1, token.length);
        if (!content)
            return content;
        result += QStringView(text).sliced(done, token.from - done);
        result += u'(' + *content + u')';
        done = token.from + token.length;
    }
    return result + text.mid(done);
}

} // namespace

SavedFilters startingFilters()
{
    return {{tr("Failed syncs"), u"type:sync-finished state:*FAILED"_s},
            {tr("Rejected"), u"verdict:rejected"_s},
            {tr("Broken integrations"), u"type:integration-state-changed state:INVALID"_s},
            {tr("Conflicts"), u"conflict:yes"_s},
            {tr("Redelivered"), u"deliveries:>1"_s},
            {tr("Last hour"), u"since:1h"_s}};
}

QString savedFiltersKey()
{
    return u"filters/saved"_s;
}

QString recentFiltersKey()
{
    return u"filters/recent"_s;
}

QString savedFiltersText(const SavedFilters &filters)
{
    QJsonArray list;
    for (const SavedFilter &filter : filters)
        list.append(QJsonObject{{u"name"_s, filter.name}, {u"filter"_s, filter.text}});
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

std::optional<SavedFilters> savedFiltersFromText(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isArray())
        return std::nullopt;
    SavedFilters filters;
    const QJsonArray list = document.array();
    for (const QJsonValue &one : list) {
        const auto name = savedFilterName(one[u"name"].toString());
        const QString filter = one[u"filter"].toString();
        if (name && !filter.trimmed().isEmpty() && indexOfSaved(filters, *name) < 0 && filters.size() < mostSaved)
            filters.append({*name, filter});
    }
    return filters;
}

qsizetype indexOfSaved(const SavedFilters &filters, const QString &name)
{
    const auto found = std::find_if(filters.begin(), filters.end(),
                                    [&name](const SavedFilter &one) { return one.name.compare(name, Qt::CaseInsensitive) == 0; });
    return found == filters.end() ? -1 : found - filters.begin();
}

Result<QString> savedFilterName(const QString &name)
{
    const QString plain = name.simplified();
    if (plain.isEmpty() || plain.size() > longestName)
        return failure(ErrorKind::InvalidInput, u"filter-name"_s, tr("a name has 1 to %1 letters").arg(longestName));
    if (plain.contains(u'"') || plain.startsWith(u'@') || escapedForLine(plain) != plain)
        return failure(ErrorKind::InvalidInput, u"filter-name"_s, tr("a name has no quotes, no invisible letters, and no @ in front"));
    return plain;
}

Result<SavedFilters> withSaved(const SavedFilters &filters, const QString &name, const QString &text, Timestamp now)
{
    const auto plain = savedFilterName(name);
    if (!plain)
        return tl::unexpected<Error>(plain.error());
    if (text.trimmed().isEmpty())
        return failure(ErrorKind::InvalidInput, u"filter-empty"_s);
    const qsizetype index = indexOfSaved(filters, *plain);
    if (index < 0 && filters.size() >= mostSaved)
        return failure(ErrorKind::InvalidInput, u"filter-many"_s, tr("at most %1 are kept").arg(mostSaved));
    SavedFilters changed = filters;
    if (index < 0)
        changed.append({*plain, text.trimmed()});
    else
        changed[index] = {*plain, text.trimmed()};
    if (const auto read = parseFilter(text, now, changed); !read) // with itself in the list: it must not name itself
        return tl::unexpected<Error>(read.error());
    if (const auto loop = withReferencesResolved(savedFilterReference(*plain), changed); !loop)
        return tl::unexpected<Error>(filterError(loop.error()));
    return changed;
}

Result<SavedFilters> withRenamed(const SavedFilters &filters, const QString &from, const QString &to)
{
    const qsizetype index = indexOfSaved(filters, from);
    if (index < 0)
        return tl::unexpected<Error>(unknownName(from, filters));
    const auto plain = savedFilterName(to);
    if (!plain)
        return tl::unexpected<Error>(plain.error());
    if (const qsizetype other = indexOfSaved(filters, *plain); other >= 0 && other != index)
        return failure(ErrorKind::InvalidInput, u"filter-name"_s, tr("another filter is saved as \"%1\"").arg(*plain));
    SavedFilters changed = filters;
    changed[index].name = *plain;
    return changed;
}

Result<SavedFilters> withoutSaved(const SavedFilters &filters, const QString &name)
{
    const qsizetype index = indexOfSaved(filters, name);
    if (index < 0)
        return tl::unexpected<Error>(unknownName(name, filters));
    SavedFilters changed = filters;
    changed.removeAt(index);
    return changed;
}

SavedFilters withMoved(const SavedFilters &filters, qsizetype index, qsizetype by)
{
    SavedFilters changed = filters;
    if (index >= 0 && index < filters.size())
        changed.move(index, std::clamp<qsizetype>(index + by, 0, filters.size() - 1));
    return changed;
}

QStringList withRecent(QStringList recent, const QString &text)
{
    const QString plain = text.trimmed();
    if (plain.isEmpty())
        return recent;
    recent.removeAll(plain);
    recent.prepend(plain);
    return recent.mid(0, mostRecent);
}

QString recentFiltersText(const QStringList &recent)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(recent)).toJson(QJsonDocument::Compact));
}

QStringList recentFiltersFromText(const QString &text)
{
    QStringList recent;
    const QJsonArray list = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue &one : list) {
        const QString plain = one.toString().trimmed();
        if (!plain.isEmpty() && !recent.contains(plain) && recent.size() < mostRecent)
            recent.append(plain);
    }
    return recent;
}

QString savedFilterReference(const QString &name)
{
    const QString quoted = quotedFilterValue(name);
    return u'@' + (quoted == name && name.contains(u':') ? u'"' + name + u'"' : quoted);
}

tl::expected<QString, FilterProblem> withReferencesResolved(const QString &text, const SavedFilters &saved)
{
    return resolved(text, saved, {});
}

tl::expected<Filter, FilterProblem> readFilter(const QString &text, Timestamp now, const SavedFilters &saved)
{
    if (!text.contains(u'@'))
        return readFilter(text, now);
    const QString trimmed = text.trimmed();
    const bool whole = trimmed.startsWith(u'@') && indexOfSaved(saved, trimmed.mid(1)) >= 0;
    if (!whole) { // as typed first, so that places in it are right
        auto typed = readFilter(text, now);
        if (!typed)
            return typed;
    }
    const auto full = withReferencesResolved(text, saved);
    if (!full)
        return tl::unexpected<FilterProblem>(full.error());
    auto filter = readFilter(*full, now);
    if (!filter) // a saved one that cannot stand here: the whole is the place
        filter.error().column = 1, filter.error().length = text.size(), filter.error().meant.clear();
    return filter;
}

Result<Filter> parseFilter(const QString &text, Timestamp now, const SavedFilters &saved)
{
    auto filter = readFilter(text, now, saved);
    if (!filter)
        return tl::unexpected<Error>(filterError(filter.error()));
    return *std::move(filter);
}

} // namespace console

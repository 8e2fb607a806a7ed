// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"

#include <QStringList>

namespace console {

/// A filter that a person gave a name to. `text` as typed, so that spans count from whenever it is used.
struct SavedFilter
{
    QString name;
    QString text;
    bool operator==(const SavedFilter &) const = default;
};

using SavedFilters = QVector<SavedFilter>; ///< in the person's order; names differ, case does not count

/// What is there before a person saved anything.
[[nodiscard]] SavedFilters startingFilters();

/// Keys in the settings file; the window and the command line share them. Values: savedFiltersText, recentFiltersText.
[[nodiscard]] QString savedFiltersKey();
[[nodiscard]] QString recentFiltersKey();

/// JSON. Reading leaves out what is no saved filter; nullopt: no JSON array (then nothing was ever saved, or it is damaged).
[[nodiscard]] QString savedFiltersText(const SavedFilters &filters);
[[nodiscard]] std::optional<SavedFilters> savedFiltersFromText(const QString &text);

/// -1 when there is none of that name; case does not count.
[[nodiscard]] qsizetype indexOfSaved(const SavedFilters &filters, const QString &name);

/// With blanks around it taken away: 1 to 60 letters, no control or direction marks, no quote, no `@` in front. Errors:
/// InvalidInput `filter-name`.
[[nodiscard]] Result<QString> savedFilterName(const QString &name);

/// Replaces the one of that name in its place, or adds it at the end. Errors: InvalidInput `filter-name`, `filter-empty`,
/// `filter-many` (200 are kept), those of parseFilter and `filter-saved` (it names one that is not there, or itself).
[[nodiscard]] Result<SavedFilters> withSaved(const SavedFilters &filters, const QString &name, const QString &text, Timestamp now);
/// Errors: NotFound `filter-saved`, InvalidInput `filter-name` (also when another one has that name).
[[nodiscard]] Result<SavedFilters> withRenamed(const SavedFilters &filters, const QString &from, const QString &to);
/// Errors: NotFound `filter-saved`, its detail names those that come near.
[[nodiscard]] Result<SavedFilters> withoutSaved(const SavedFilters &filters, const QString &name);
/// Moved by so many places, as far as there are any.
[[nodiscard]] SavedFilters withMoved(const SavedFilters &filters, qsizetype index, qsizetype by);

/// The last 50 texts, the newest first, each once; blanks around a text are taken away, an empty one is not kept.
[[nodiscard]] QStringList withRecent(QStringList recent, const QString &text);
[[nodiscard]] QString recentFiltersText(const QStringList &recent);
[[nodiscard]] QStringList recentFiltersFromText(const QString &text);

/// `@name` (or `@"name with blanks"`) as it is written in a filter.
[[nodiscard]] QString savedFilterReference(const QString &name);

/// The text with each `@name` replaced by what is saved under it, in parentheses; a text that is only `@` and a name may go
/// without the quotes. Errors: `filter-saved` where a name is not there or a filter names itself.
[[nodiscard]] tl::expected<QString, FilterProblem> withReferencesResolved(const QString &text, const SavedFilters &saved);

/// readFilter and parseFilter of a text that may hold `@name`.
[[nodiscard]] tl::expected<Filter, FilterProblem> readFilter(const QString &text, Timestamp now, const SavedFilters &saved);
[[nodiscard]] Result<Filter> parseFilter(const QString &text, Timestamp now, const SavedFilters &saved);

} // namespace console

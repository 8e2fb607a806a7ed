// SPDX-License-Identifier: Apache-2.0
#include "ui/events/filtermemory.h"

#include <QSettings>

namespace console {

FilterMemory::FilterMemory(QSettings *settings, QObject *parent) : QObject(parent), m_settings(settings), m_saved(startingFilters())
{
    refresh();
}

QStringList FilterMemory::names() const
{
    QStringList names;
    for (const SavedFilter &filter : m_saved)
        names.append(filter.name);
    return names;
}

void FilterMemory::refresh()
{
    if (m_settings == nullptr)
        return;
    m_settings->sync();
    const SavedFilters saved = savedFiltersFromText(m_settings->value(savedFiltersKey()).toString()).value_or(startingFilters());
    const QStringList recent = recentFiltersFromText(m_settings->value(recentFiltersKey()).toString());
    if (saved == m_saved && recent == m_recent)
        return;
    m_saved = saved;
    m_recent = recent;
    Q_EMIT changed();
}

Result<void> FilterMemory::save(const QString &name, const QString &text, Timestamp now)
{
    refresh();
    return adopt(withSaved(m_saved, name, text, now));
}

Result<void> FilterMemory::rename(const QString &from, const QString &to)
{
    refresh();
    return adopt(withRenamed(m_saved, from, to));
}

Result<void> FilterMemory::remove(const QString &name)
{
    refresh();
    return adopt(withoutSaved(m_saved, name));
}

void FilterMemory::move(const QString &name, qsizetype by)
{
    refresh();
    (void)adopt(withMoved(m_saved, indexOfSaved(m_saved, name), by)); // moving cannot fail
}

void FilterMemory::remember(const QString &text)
{
    const QStringList recent = withRecent(m_recent, text);
    if (recent == m_recent)
        return;
    m_recent = recent;
    if (m_settings != nullptr)
        m_settings->setValue(recentFiltersKey(), recentFiltersText(recent));
    Q_EMIT changed();
}

Result<void> FilterMemory::adopt(const Result<SavedFilters> &filters)
{
    if (!filters)
        return tl::unexpected<Error>(filters.error());
    m_saved = *filters;
    if (m_settings != nullptr) {
        m_settings->setValue(savedFiltersKey(), savedFiltersText(m_saved));
        m_settings->sync(); // a command on the same folder sees it at once
    }
    Q_EMIT changed();
    return {};
}

} // namespace console

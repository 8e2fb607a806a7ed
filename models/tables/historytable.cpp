// SPDX-License-Identifier: Apache-2.0
#include "models/tables/historytable.h"

#include "models/tables/celltext.h"

#include <array>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int limit = 500;

QString key(const HistoryEntry &entry)
{
    return u"%1|%2|%3|%4"_s.arg(QString::number(entry.eventSeq), entry.change.field, QString::number(toMillis(entry.change.at)),
                               entry.change.after);
}

QString fieldText(const QString &field)
{
    static const QHash<QString, const char *> words{
        {u"state"_s, QT_TRANSLATE_NOOP("Tables", "State")},
        {u"setup_status"_s, QT_TRANSLATE_NOOP("Tables", "Set-up")},
        {u"qa_status"_s, QT_TRANSLATE_NOOP("Tables", "QA")},
        {u"sync"_s, QT_TRANSLATE_NOOP("Tables", "Sync")},
        {u"created"_s, QT_TRANSLATE_NOOP("Tables", "Created")},
        {u"deleted"_s, QT_TRANSLATE_NOOP("Tables", "Deleted")},
        {u"organization"_s, QT_TRANSLATE_NOOP("Tables", "Organization")},
    };
    const char *word = words.value(field, nullptr);
    return word != nullptr ? tableWord(word) : field;
}

QString lateNote(const HistoryEntry &entry, Timestamp)
{
    return entry.change.applied ? QString()
                                : tableWord(QT_TRANSLATE_NOOP("Tables", "Arrived after something newer: it did not change the present."));
}

const std::array<Column<HistoryEntry>, 5> columns{{
    {"time", QT_TRANSLATE_NOOP("Tables", "Time"), false,
     [](const HistoryEntry &entry, Timestamp) { return momentValue(entry.change.at); },
     [](const HistoryEntry &entry, Timestamp now) { return momentText(entry.change.at, now); },
     [](const HistoryEntry &entry, Timestamp) { return fullMomentText(entry.change.at); }},
    {"field", QT_TRANSLATE_NOOP("Tables", "What"), false,
     [](const HistoryEntry &entry, Timestamp) { return QVariant(entry.change.field); },
     [](const HistoryEntry &entry, Timestamp) {
         return entry.change.applied
             ? fieldText(entry.change.field)
             : tableWord(QT_TRANSLATE_NOOP("Tables", "%1 (late)")).arg(fieldText(entry.change.field));
     },
     lateNote},
    {"before", QT_TRANSLATE_NOOP("Tables", "Before"), false,
     [](const HistoryEntry &entry, Timestamp) { return QVariant(entry.change.before); },
     [](const HistoryEntry &entry, Timestamp) { return textOrDash(enumText(entry.change.before)); }},
    {"after", QT_TRANSLATE_NOOP("Tables", "After"), false,
     [](const HistoryEntry &entry, Timestamp) { return QVariant(entry.change.after); },
     [](const HistoryEntry &entry, Timestamp) { return textOrDash(enumText(entry.change.after)); }, lateNote},
    {"event", QT_TRANSLATE_NOOP("Tables", "Event"), true,
     [](const HistoryEntry &entry, Timestamp) { return QVariant(entry.eventSeq); },
     [](const HistoryEntry &entry, Timestamp) { return entry.eventSeq > 0 ? u"#"_s + QString::number(entry.eventSeq) : u"–"_s; }},
}};

} // namespace

HistoryTable::HistoryTable(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent)
    : RowTable(columns, key, std::move(clock), parent), m_pool(pool),
      m_feed(watch, {&StoreVersion::integrations}, 500ms, [this] { read(); })
{
}

void HistoryTable::show(const QString &environment, const QString &integrationId)
{
    m_environment = environment;
    m_integration = integrationId;
    setRows({});
    setState(integrationId.isEmpty() ? LoadState::Idle : LoadState::Loading);
    m_feed.restart();
}

void HistoryTable::read()
{
    if (m_integration.isEmpty()) {
        m_feed.answered();
        return;
    }
    m_pool.read<QVector<HistoryRow>>(
        this, [environment = m_environment, id = m_integration](StoreReader &reader) { return reader.history(environment, id, limit); },
        [this, round = m_feed.round()](Result<QVector<HistoryRow>> rows) {
            if (round != m_feed.round())
                return;
            QVector<HistoryEntry> entries;
            QSet<QString> seen; // a repeat of the very same entry is one line
            for (const HistoryRow &row : rows.value_or(QVector<HistoryRow>())) {
                const HistoryEntry entry{row.change, row.eventSeq};
                if (!seen.contains(key(entry)))
                    entries.append(entry);
                seen.insert(key(entry));
            }
            if (rows || rows.error().kind == ErrorKind::NotFound) {
                setRows(entries);
                setState(entries.isEmpty() ? LoadState::Empty : LoadState::Ready);
            } else if (rows.error().kind != ErrorKind::Cancelled) {
                setState(LoadState::Failed, rows.error());
            }
            m_feed.answered();
        });
}

void HistoryTable::setState(LoadState state, const Error &error)
{
    if (m_state == state && m_error == error)
        return;
    m_state = state;
    m_error = error;
    Q_EMIT stateChanged();
}

} // namespace console

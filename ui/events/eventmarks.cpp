// SPDX-License-Identifier: Apache-2.0
#include "ui/events/eventmarks.h"

#include "models/domain/errortext.h"
#include "models/tables/eventtable.h"
#include "models/tables/pinnedevents.h"
#include "ui/events/colourbook.h"
#include "ui/events/notepanel.h"
#include "ui/events/rulelooks.h"
#include "ui/widgets/button.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/inspector.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QShortcut>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Rows that one key marks; more were not looked at by anybody.
constexpr qint64 mostAtOnce = 1'000;

const QKeySequence pinKey(Qt::CTRL | Qt::Key_P);
const QKeySequence commentKey(Qt::CTRL | Qt::Key_M);

} // namespace

EventMarks::EventMarks(EventTable &table, const PinnedEvents &pinned, const ColourBook &colours, DataTable *view,
                       Inspector *inspector, QObject *parent)
    : QObject(parent), m_table(table), m_pinned(pinned), m_colours(colours), m_view(view), m_inspector(inspector),
      m_note(new NotePanel(inspector))
{
    m_inspector->setNote(m_note);
    makeButtons();
    addKeys();
    connect(m_note, &NotePanel::saveRequested, this,
            [this](qint64 event, const QString &comment) { Q_EMIT markRequested({event}, {std::nullopt, comment}); });
    connect(m_note, &NotePanel::closed, m_comment, [this] { m_comment->setFocus(); });
    connect(m_view, &DataTable::menuRequested, this, &EventMarks::fillMenu);
    m_view->setRowLook([this](const QModelIndex &index) { return lookOf(index); });
    connect(&m_colours, &ColourBook::changed, m_view, [this] { m_view->viewport()->update(); });
    refreshButtons();
}

void EventMarks::makeButtons()
{
    m_pin = new Button(Icon::Pin, tr("Pin"), m_inspector);
    m_comment = new Button(Icon::Message, tr("Comment"), m_inspector);
    for (Button *button : {m_pin, m_comment}) {
        button->setFixedSize(28, 28);
        m_inspector->headActions()->addWidget(button);
    }
    connect(m_pin, &Button::clicked, this, &EventMarks::pinInspected);
    connect(m_comment, &Button::clicked, m_note, &NotePanel::edit);
}

void EventMarks::addKeys()
{
    const auto add = [this](QWidget *where, const QKeySequence &keys, auto call) {
        auto *shortcut = new QShortcut(keys, where);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, call);
    };
    add(m_view, pinKey, &EventMarks::togglePin);
    add(m_view, QKeySequence(Qt::Key_P), &EventMarks::togglePin);
    add(m_view, commentKey, &EventMarks::comment);
    add(m_inspector, pinKey, &EventMarks::pinInspected);
    add(m_inspector, commentKey, [this] { m_note->edit(); });
    for (QWidget *where : {static_cast<QWidget *>(m_view), static_cast<QWidget *>(m_inspector)}) {
        add(where, QKeySequence(Qt::Key_F2), [this] { goToPinned(true); });
        add(where, QKeySequence(Qt::SHIFT | Qt::Key_F2), [this] { goToPinned(false); });
    }
}

void EventMarks::inspect(const EventRow *row)
{
    m_row = row != nullptr && row->verdict != Verdict::Rejected ? *row : EventRow();
    m_note->show(m_row.seq, m_row.comment);
    if (m_row.seq != 0 && std::exchange(m_commentOn, 0) == m_row.seq)
        m_note->edit();
    refreshButtons();
}

void EventMarks::refreshButtons()
{
    const QString none = m_row.seq == 0 ? tr("Rejected deliveries are kept apart and go by themselves; they cannot be marked.") : QString();
    m_pin->setAccessibleName(m_row.pinned ? tr("Unpin the event") : tr("Pin the event"));
    m_pin->setPurpose(m_row.pinned ? tr("Takes the pin away (Ctrl+P).") : tr("Pins the event: pinned:yes finds it, F2 goes to it (Ctrl+P)."));
    m_pin->setKind(m_row.pinned ? ButtonKind::Secondary : ButtonKind::Ghost);
    m_pin->setUnavailable(none);
    m_comment->setAccessibleName(m_row.comment.isEmpty() ? tr("Write a comment") : tr("Edit the comment"));
    m_comment->setPurpose(tr("Notes something on the event; comment: in the filter finds it (Ctrl+M)."));
    m_comment->setUnavailable(none);
}

void EventMarks::saved(const QVector<qint64> &events, const MarkChange &change)
{
    for (const qint64 event : events)
        if (change.comment)
            m_note->saved(event, *change.comment);
}

void EventMarks::refused(const QVector<qint64> &events, const MarkChange &change, const Error &error)
{
    for (const qint64 event : events)
        if (change.comment)
            m_note->refused(event, error);
}

QVector<qint64> EventMarks::chosenEvents() const
{
    QVector<qint64> events;
    for (const RowRange &range : m_view->selectedRanges()) {
        for (int row = range.first; row <= range.last && events.size() <= mostAtOnce; ++row)
            events.append(m_table.seqAt(row));
    }
    return events;
}

void EventMarks::togglePin()
{
    const QVector<qint64> events = chosenEvents();
    const QModelIndex chosen = m_view->chosen();
    if (events.isEmpty() || !chosen.isValid())
        return Q_EMIT noticed(tr("Choose an event first, then it can be pinned."));
    if (m_table.showsRejected())
        return Q_EMIT noticed(tr("Rejected deliveries are kept apart and go by themselves; they cannot be pinned."));
    if (events.size() > mostAtOnce)
        return Q_EMIT noticed(tr("At most %1 events can be pinned at once.").arg(mostAtOnce));
    const EventRow *row = m_table.eventAt(chosen.row());
    Q_EMIT markRequested(events, {row == nullptr || !row->pinned, std::nullopt});
}

void EventMarks::pinInspected()
{
    if (m_row.seq != 0)
        Q_EMIT markRequested({m_row.seq}, {!m_row.pinned, std::nullopt});
}

void EventMarks::comment()
{
    const QModelIndex chosen = m_view->chosen();
    const qint64 event = chosen.isValid() && !m_table.showsRejected() ? m_table.seqAt(chosen.row()) : 0;
    if (event == 0)
        return Q_EMIT noticed(tr("Choose an event first, then a comment can be written."));
    if (event == m_row.seq && m_inspector->isVisible())
        return m_note->edit();
    m_commentOn = event;
    Q_EMIT openRequested(event);
}

void EventMarks::goToPinned(bool next)
{
    const int current = m_view->currentIndex().isValid() ? m_view->currentIndex().row() : -1;
    int nearest = -1;
    int farthest = -1; // where it goes on from at the end
    for (const qint64 event : m_pinned.events()) {
        const int row = m_table.showsRejected() ? -1 : m_table.rowOf(event);
        if (row < 0)
            continue;
        if (next ? row > current : row < current)
            nearest = nearest < 0 ? row : next ? std::min(nearest, row) : std::max(nearest, row);
        farthest = farthest < 0 ? row : next ? std::min(farthest, row) : std::max(farthest, row);
    }
    const int row = nearest < 0 ? farthest : nearest;
    if (row < 0)
        return Q_EMIT noticed(m_pinned.events().isEmpty() ? tr("No event is pinned. P pins the chosen one.")
                                                          : tr("None of the pinned events is among those shown."));
    Q_EMIT openRequested(m_table.seqAt(row));
}

void EventMarks::fillMenu(QMenu *menu)
{
    if (!m_view->chosen().isValid() || m_table.showsRejected())
        return;
    const EventRow *row = m_table.eventAt(m_view->chosen().row());
    const auto add = [this, menu](const QString &text, const QKeySequence &keys, auto call) {
        QAction *action = menu->addAction(text);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut); // shown only: the keys of the table are its own
        connect(action, &QAction::triggered, this, call);
    };
    add(row != nullptr && row->pinned ? tr("Unpin") : tr("Pin"), pinKey, &EventMarks::togglePin);
    add(row != nullptr && !row->comment.isEmpty() ? tr("Edit the comment…") : tr("Write a comment…"), commentKey, &EventMarks::comment);
    menu->addSeparator();
}

RowLook EventMarks::lookOf(const QModelIndex &index) const
{
    const EventRow *row = m_table.eventAt(index.row());
    if (row == nullptr)
        return {};
    RowLook look;
    QStringList said;
    if (row->pinned)
        said.append(tr("Pinned"));
    if (!row->comment.isEmpty())
        said.append(tr("Comment: %1").arg(escapedForLine(row->comment)));
    if (const int rule = m_colours.rules().match(*row); rule >= 0) {
        const ColourRule &wins = m_colours.rules().rules().at(rule);
        const RuleColours colours = ruleColours(themeOf(m_view), wins.tone);
        look.ground = colours.ground;
        look.bar = colours.bar;
        said.append(tr("Rule: %1").arg(escapedForLine(wins.name)));
    }
    look.said = said.join(u", "_s);
    return look;
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/domain/mark.h"

#include <QObject>

class QMenu;
class QModelIndex;

namespace console {

class Button;
class ColourBook;
class DataTable;
class EventTable;
class Inspector;
class NotePanel;
class PinnedEvents;
struct RowLook;

/// Pins, comments and colours of the events page: its keys (Ctrl+P and P pin, Ctrl+M comments, F2 and Shift+F2 go through the
/// pinned ones), the buttons and the comment in the inspector, its part of the table's menu, and how marked and coloured rows
/// look. Asks for changes and shows what the store says; keeps nothing. GUI thread; belongs to the page, which owns the
/// widgets; models and book outlive it.
class EventMarks : public QObject
{
    Q_OBJECT
public:
    EventMarks(EventTable &table, const PinnedEvents &pinned, const ColourBook &colours, DataTable *view, Inspector *inspector,
               QObject *parent);

    /// What the inspector shows; nullptr: nothing that could be marked.
    void inspect(const EventRow *row);
    void saved(const QVector<qint64> &events, const MarkChange &change);
    void refused(const QVector<qint64> &events, const MarkChange &change, const Error &error);

Q_SIGNALS:
    void markRequested(const QVector<qint64> &events, const console::MarkChange &change);
    void openRequested(qint64 event);
    /// Why a key did nothing; a sentence for people.
    void noticed(const QString &text);

private:
    void makeButtons();
    void addKeys();
    void fillMenu(QMenu *menu);
    void togglePin();
    void pinInspected();
    void comment();
    void goToPinned(bool next);
    void refreshButtons();
    [[nodiscard]] QVector<qint64> chosenEvents() const;
    [[nodiscard]] RowLook lookOf(const QModelIndex &index) const;

    EventTable &m_table;
    const PinnedEvents &m_pinned;
    const ColourBook &m_colours;
    DataTable *m_view;
    Inspector *m_inspector;
    NotePanel *m_note = nullptr;
    Button *m_pin = nullptr;
    Button *m_comment = nullptr;
    EventRow m_row; ///< in the inspector; seq 0: none
    qint64 m_commentOn = 0; ///< an event that is to be opened first
};

} // namespace console

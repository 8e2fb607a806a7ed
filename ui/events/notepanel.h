// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

#include <QHash>
#include <QWidget>

class QPlainTextEdit;

namespace console {

class Button;
class Label;

/// The comment of the event that an inspector shows: read, written, corrected. Ctrl+Enter saves, Escape gives up. What was
/// typed and not saved is kept for each event until it is saved or given up. GUI thread.
class NotePanel : public QWidget
{
    Q_OBJECT
public:
    explicit NotePanel(QWidget *parent = nullptr);

    /// Shows the comment of an event; 0: nothing. While the same event is edited the text being typed stays.
    void show(qint64 event, const QString &comment);
    /// Begins to write; nothing happens without an event.
    void edit();
    [[nodiscard]] bool editing() const;
    [[nodiscard]] qint64 event() const { return m_event; }

    /// The store has it.
    void saved(qint64 event, const QString &comment);
    /// It was not saved: says why and keeps the text.
    void refused(qint64 event, const Error &error);

Q_SIGNALS:
    void saveRequested(qint64 event, const QString &comment);
    /// Editing ended; the keyboard may go elsewhere.
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Field;
    void open();
    void save();
    void giveUp();
    void close();
    void typed();
    void refresh();

    /// Texts of events that were left while they were written.
    static constexpr qsizetype mostDrafts = 50;

    qint64 m_event = 0;
    QString m_comment;
    QHash<qint64, QString> m_drafts;
    Label *m_shown = nullptr;
    Button *m_change = nullptr;
    QWidget *m_editor = nullptr;
    QPlainTextEdit *m_text = nullptr;
    Field *m_field = nullptr;
    Label *m_state = nullptr;
    Button *m_save = nullptr;
};

} // namespace console

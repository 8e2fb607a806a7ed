// SPDX-License-Identifier: Apache-2.0
#include "ui/events/notepanel.h"

#include "models/domain/errortext.h"
#include "models/domain/mark.h"
#include "models/tables/celltext.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleOptionFrame>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int editorHeight = 76; // three lines

/// Lines stay lines, but nothing in between obeys what a control character says.
QString shownComment(const QString &comment)
{
    QStringList lines = comment.split(u'\n');
    for (QString &line : lines)
        line = escapedForLine(line);
    return lines.join(u'\n');
}

} // namespace

/// Draws what a line edit has around it, for a text of several lines.
class NotePanel::Field : public QWidget
{
public:
    Field(QPlainTextEdit *text, QWidget *parent) : QWidget(parent), m_text(text)
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(5, 5, 5, 5);
        layout->addWidget(text);
        setFocusProxy(text);
        text->setFrameShape(QFrame::NoFrame);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QStyleOptionFrame option;
        option.initFrom(this);
        option.lineWidth = 1;
        option.state.setFlag(QStyle::State_HasFocus, m_text->hasFocus());
        QPainter painter(this);
        style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    }

private:
    QPlainTextEdit *m_text;
};

NotePanel::NotePanel(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_shown = new Label({}, TextRole::Body, TextColour::Normal, this);
    m_shown->setWordWrap(true);
    m_shown->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_change = new Button(Icon::Pencil, tr("Edit the comment"), this);
    line->addWidget(m_shown, 1);
    line->addWidget(m_change, 0, Qt::AlignTop);

    m_editor = new QWidget(this);
    auto *column = new QVBoxLayout(m_editor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_text = new QPlainTextEdit(m_editor);
    m_text->setAccessibleName(tr("Comment"));
    m_text->setPlaceholderText(tr("What should be known about this event?"));
    m_text->setTabChangesFocus(true);
    m_text->installEventFilter(this);
    m_field = new Field(m_text, m_editor);
    m_field->setFixedHeight(editorHeight);
    m_state = new Label({}, TextRole::Small, TextColour::Muted, m_editor);
    m_state->setWordWrap(true);
    m_save = new Button(tr("Save"), ButtonKind::Primary, Icon::None, m_editor);
    m_save->setPurpose(tr("Keeps the comment with the event (Ctrl+Enter)."));
    auto *cancel = new Button(tr("Cancel"), ButtonKind::Secondary, Icon::None, m_editor);
    cancel->setPurpose(tr("Leaves the comment as it was (Escape)."));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_state, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    column->addWidget(m_field);
    column->addLayout(buttons);

    layout->addLayout(line);
    layout->addWidget(m_editor);
    connect(m_change, &Button::clicked, this, &NotePanel::edit);
    connect(m_text, &QPlainTextEdit::textChanged, this, &NotePanel::typed);
    connect(m_save, &Button::clicked, this, &NotePanel::save);
    connect(cancel, &Button::clicked, this, &NotePanel::giveUp);
    m_editor->hide();
    refresh();
}

void NotePanel::show(qint64 event, const QString &comment)
{
    const bool same = event == m_event;
    m_comment = comment;
    if (same)
        return refresh();
    m_editor->hide();
    m_event = event;
    refresh();
    if (m_drafts.contains(event))
        open();
}

void NotePanel::edit()
{
    if (m_event == 0)
        return;
    open();
    m_text->setFocus(Qt::OtherFocusReason);
}

void NotePanel::open()
{
    if (editing())
        return;
    const QString draft = m_drafts.value(m_event, m_comment);
    m_editor->show();
    m_text->setPlainText(draft);
    m_text->moveCursor(QTextCursor::End);
    typed();
    refresh();
}

bool NotePanel::editing() const
{
    return !m_editor->isHidden();
}

void NotePanel::typed()
{
    if (!editing())
        return;
    const QString text = m_text->toPlainText();
    if (text == m_comment)
        m_drafts.remove(m_event);
    else if (m_drafts.contains(m_event) || m_drafts.size() < mostDrafts)
        m_drafts.insert(m_event, text);
    const auto kept = keptComment(text);
    m_save->setUnavailable(kept ? QString() : errorText(kept.error()));
    m_state->setColour(kept ? TextColour::Muted : TextColour::Bad);
    m_state->setText(tr("%1 of %2 characters").arg(countText(characterCount(text)), countText(longestComment)));
}

void NotePanel::save()
{
    if (!editing() || !m_save->isEnabled())
        return;
    const QString kept = keptComment(m_text->toPlainText()).value_or(QString());
    if (kept == m_comment)
        return giveUp();
    m_save->setUnavailable(tr("It is being saved."));
    m_state->setColour(TextColour::Muted);
    m_state->setText(tr("Saving…"));
    Q_EMIT saveRequested(m_event, kept);
}

void NotePanel::giveUp()
{
    m_drafts.remove(m_event);
    close();
}

void NotePanel::close()
{
    const bool focused = m_editor->isAncestorOf(focusWidget()) && m_text->isVisible();
    m_editor->hide();
    refresh();
    if (focused)
        Q_EMIT closed();
}

void NotePanel::saved(qint64 event, const QString &comment)
{
    m_drafts.remove(event);
    if (event != m_event)
        return;
    m_comment = comment;
    if (editing())
        close();
    refresh();
}

void NotePanel::refused(qint64 event, const Error &error)
{
    if (event != m_event || !editing())
        return; // the draft waits for the event to be opened again
    m_save->setUnavailable({});
    m_state->setColour(TextColour::Bad);
    m_state->setText(tr("Not saved. %1").arg(errorText(error)));
}

bool NotePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        m_field->update(); // its ring
    // Escape elsewhere in the inspector closes it, and a shortcut of the window must not take it from here.
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_text || !key)
        return QWidget::eventFilter(watched, event);
    const auto *pressed = static_cast<QKeyEvent *>(event);
    const bool enter = pressed->key() == Qt::Key_Return || pressed->key() == Qt::Key_Enter;
    const bool escape = pressed->key() == Qt::Key_Escape;
    if (!escape && !(enter && pressed->modifiers().testFlag(Qt::ControlModifier)))
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress) {
        if (escape)
            giveUp();
        else
            save();
    }
    return true;
}

void NotePanel::refresh()
{
    const bool reading = m_event != 0 && !m_comment.isEmpty() && !editing();
    m_shown->setText(shownComment(m_comment));
    m_shown->setVisible(reading);
    m_change->setVisible(reading);
    setVisible(m_event != 0 && (reading || editing()));
}

} // namespace console

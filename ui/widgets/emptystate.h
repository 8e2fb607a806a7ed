// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QStringList>
#include <QWidget>

namespace console {

class Button;
class Label;

/// What a page or table says when there is nothing to show: an icon, a title, a sentence and, where something can be done,
/// a button. GUI thread.
struct EmptyText
{
    Icon icon = Icon::Inbox;
    Tone tone = Tone::Neutral;
    QString title;
    QString sentence;
    QString action; ///< empty: no button
    QStringList choices = {}; ///< further buttons beneath it
    bool operator==(const EmptyText &) const = default;
};

/// When the button with the keyboard goes, the widget around takes the keyboard, if it can.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);
    void setText(const EmptyText &text);
    [[nodiscard]] const EmptyText &text() const { return m_text; }

Q_SIGNALS:
    void actionTriggered();
    void choiceTriggered(int index);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void showChoices();
    void passFocusOn();
    /// Leaves out what has no room: first the icon, then the sentence.
    void fit();

    class Mark;
    EmptyText m_text;
    Mark *m_mark = nullptr;
    Label *m_title = nullptr;
    Label *m_sentence = nullptr;
    Button *m_action = nullptr;
    QWidget *m_choices = nullptr;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace console {

class Button;
class Label;

/// A sentence above the pages that must not be missed, with a button for what to do about it. GUI thread.
class Banner : public QWidget
{
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);
    /// Tone::Info, Warning or Bad. Without `action` no button; without `dismissable` it stays until it is taken away.
    void setMessage(Tone tone, const QString &title, const QString &text, const QString &action = {},
                    bool dismissable = true);
    [[nodiscard]] Tone tone() const { return m_tone; }

Q_SIGNALS:
    void actionTriggered();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Info;
    Label *m_title = nullptr;
    Label *m_text = nullptr;
    Button *m_action = nullptr;
    Button *m_close = nullptr;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace console {

class Button;
class Label;

/// "Receive your first event": the listener's address with a copy button and what to do with it. GUI thread.
class FirstEvent : public QWidget
{
    Q_OBJECT
public:
    explicit FirstEvent(QWidget *parent = nullptr);
    /// Empty: the listener does not run, and `state` says why.
    void setListener(const QString &url, const QString &state);

Q_SIGNALS:
    void secretRequested();
    void sandboxRequested();

private:
    Label *m_url = nullptr;
    Label *m_state = nullptr;
    Button *m_copy = nullptr;
};

} // namespace console

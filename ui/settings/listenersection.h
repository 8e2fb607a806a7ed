// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/card.h"

class QLineEdit;
class QSpinBox;

namespace console {

class Banner;
class Button;
class FormRow;
class Label;

struct ListenerSettings
{
    QString address = QStringLiteral("127.0.0.1");
    int port = 7390;                    ///< 0: any free one
    qint64 maxBody = 4 * 1024 * 1024;   ///< bytes
    bool operator==(const ListenerSettings &) const = default;
};

/// The address is this computer only: 127.0.0.0/8, ::1, localhost. Pure.
[[nodiscard]] bool isLoopbackAddress(const QString &address);

/// Where the listener takes requests. Says loudly what another address than loopback means. GUI thread.
class ListenerSection : public Card
{
    Q_OBJECT
public:
    explicit ListenerSection(QWidget *parent = nullptr);
    void setSettings(const ListenerSettings &settings);
    /// How it is now: "Listening on http://127.0.0.1:7390", "Port 7390 is taken by node (pid 4711)".
    void setState(Tone tone, const QString &sentence);

Q_SIGNALS:
    void changeRequested(const console::ListenerSettings &settings);

private:
    [[nodiscard]] ListenerSettings entered() const;
    void refresh();

    ListenerSettings m_settings;
    QLineEdit *m_address = nullptr;
    QSpinBox *m_port = nullptr;
    QSpinBox *m_body = nullptr;
    FormRow *m_addressRow = nullptr;
    Banner *m_warning = nullptr;
    Label *m_state = nullptr;
    Button *m_apply = nullptr;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include <optional>

class QLineEdit;

namespace console {

class Button;

/// Enters a secret: never shows a stored one, says whether there is one, can show what is being typed, can forget a stored
/// one. GUI thread.
class SecretField : public QWidget
{
    Q_OBJECT
public:
    /// `name` is the accessible name.
    explicit SecretField(const QString &name, QWidget *parent = nullptr);

    /// Empties the field and forgets what was entered.
    void setStored(bool stored);
    /// nullopt: nothing was entered. Empty: forget the stored one. Blanks around a pasted secret are taken off.
    [[nodiscard]] std::optional<QByteArray> entered() const;
    [[nodiscard]] QLineEdit *field() const { return m_field; }

Q_SIGNALS:
    void edited();

private:
    void refresh();

    QLineEdit *m_field = nullptr;
    Button *m_show = nullptr;
    Button *m_forget = nullptr;
    bool m_stored = false;
    bool m_forgetting = false;
};

} // namespace console

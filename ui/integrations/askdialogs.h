// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QLineEdit;
class QRadioButton;
class QVBoxLayout;

namespace console {

class Button;
class Label;

/// A question with an explanation and two buttons; the safe one has the focus. Opened with open(), never exec(). GUI thread.
class AskDialog : public QDialog
{
    Q_OBJECT
public:
    AskDialog(const QString &title, const QString &explanation, const QString &action, QWidget *parent);
    [[nodiscard]] Button *actionButton() const { return m_action; }

protected:
    /// Controls go between the explanation and the buttons.
    [[nodiscard]] QVBoxLayout *content() const { return m_content; }

private:
    QVBoxLayout *m_content = nullptr;
    Button *m_action = nullptr;
    Button *m_cancel = nullptr;
};

/// *Full resync…*: what it costs, and that it is no sync of Kombo's.
class ResyncDialog : public AskDialog
{
    Q_OBJECT
public:
    ResyncDialog(const QString &integration, qsizetype lists, QWidget *parent);
};

/// *Ask Kombo to sync…*: a choice of full and delta.
class SyncDialog : public AskDialog
{
    Q_OBJECT
public:
    SyncDialog(const QString &integration, QWidget *parent);
    [[nodiscard]] bool full() const;

private:
    QRadioButton *m_full = nullptr;
    QRadioButton *m_delta = nullptr;
};

/// *Add by id…*: takes `tool:id` as the Kombo dashboard shows it.
class AddDialog : public AskDialog
{
    Q_OBJECT
public:
    explicit AddDialog(QWidget *parent);
    [[nodiscard]] QString id() const;

private:
    QLineEdit *m_id = nullptr;
};

} // namespace console

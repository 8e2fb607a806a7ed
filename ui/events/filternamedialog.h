// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

#include <QDialog>

class QLineEdit;

namespace console {

class Button;
class FilterMemory;
class Label;

/// Asks for the name of a filter, to save it or to call it otherwise. Says at once when a name is taken or cannot be one.
/// Deletes itself when it closes. GUI thread.
class FilterNameDialog : public QDialog
{
    Q_OBJECT
public:
    [[nodiscard]] static FilterNameDialog *forSaving(FilterMemory &memory, const QString &text, Timestamp now, QWidget *parent);
    [[nodiscard]] static FilterNameDialog *forRenaming(FilterMemory &memory, const QString &name, QWidget *parent);

    void accept() override;

private:
    FilterNameDialog(FilterMemory &memory, const QString &title, const QString &shown, QWidget *parent);
    void judge();

    FilterMemory &m_memory;
    QString m_text;   ///< to save
    QString m_former; ///< to rename
    Timestamp m_now;
    QLineEdit *m_name = nullptr;
    Label *m_state = nullptr;
    Button *m_do = nullptr;
};

} // namespace console

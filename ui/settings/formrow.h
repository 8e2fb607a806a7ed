// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QHBoxLayout;

namespace console {

class Label;

/// A line of a form: label and help at the left, control at the right, a problem below. The control's accessible name is
/// the label. GUI thread.
class FormRow : public QWidget
{
    Q_OBJECT
public:
    /// Takes the control in. `help` may be empty.
    FormRow(const QString &label, const QString &help, QWidget *control, QWidget *parent = nullptr);
    /// Further controls (a button) go beside the first.
    [[nodiscard]] QHBoxLayout *controls() const { return m_controls; }
    void setHelp(const QString &help);
    /// Empty: fine.
    void setProblem(const QString &problem);

private:
    QHBoxLayout *m_controls = nullptr;
    Label *m_help = nullptr;
    Label *m_problem = nullptr;
    QWidget *m_control = nullptr;
};

} // namespace console

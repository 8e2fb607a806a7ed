// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/formrow.h"

#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace console {

FormRow::FormRow(const QString &label, const QString &help, QWidget *control, QWidget *parent)
    : QWidget(parent), m_controls(new QHBoxLayout), m_control(control)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 3, 0, 3);
    layout->setSpacing(20);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->setContentsMargins(0, 7, 0, 0);
    auto *name = new Label(label, TextRole::BodyMedium);
    name->setBuddy(control);
    m_help = new Label({}, TextRole::Small, TextColour::Faint);
    m_help->setWordWrap(true);
    texts->addWidget(name);
    texts->addWidget(m_help);
    texts->addStretch(1);
    auto *left = new QWidget;
    left->setLayout(texts);
    left->setFixedWidth(250);
    auto *right = new QVBoxLayout;
    right->setSpacing(3);
    m_controls->setSpacing(8);
    m_controls->addWidget(control, control->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed ? 0 : 1);
    right->addLayout(m_controls);
    m_problem = new Label({}, TextRole::Small, TextColour::Bad);
    m_problem->setWordWrap(true);
    m_problem->hide();
    right->addWidget(m_problem);
    right->addStretch(1);
    layout->addWidget(left);
    layout->addLayout(right, 1);
    if (control->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed)
        m_controls->addStretch(1);
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(label);
    setHelp(help);
}

void FormRow::setHelp(const QString &help)
{
    m_help->setText(help);
    m_help->setVisible(!help.isEmpty());
    m_control->setAccessibleDescription(help);
}

void FormRow::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (!problem.isEmpty())
        m_control->setAccessibleDescription(problem);
}

} // namespace console

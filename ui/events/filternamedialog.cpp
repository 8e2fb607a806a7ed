// SPDX-License-Identifier: Apache-2.0
#include "ui/events/filternamedialog.h"

#include "models/domain/errortext.h"
#include "ui/events/filtermemory.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace console {

FilterNameDialog *FilterNameDialog::forSaving(FilterMemory &memory, const QString &text, Timestamp now, QWidget *parent)
{
    auto *dialog = new FilterNameDialog(memory, tr("Save the filter"), text, parent);
    dialog->m_text = text;
    dialog->m_now = now;
    for (const SavedFilter &filter : memory.saved()) {
        if (filter.text == text.trimmed()) // saved already: most likely for another name or none
            dialog->m_name->setText(filter.name);
    }
    dialog->m_name->selectAll();
    dialog->judge();
    return dialog;
}

FilterNameDialog *FilterNameDialog::forRenaming(FilterMemory &memory, const QString &name, QWidget *parent)
{
    const qsizetype index = indexOfSaved(memory.saved(), name);
    auto *dialog = new FilterNameDialog(memory, tr("Rename the filter"), index < 0 ? QString() : memory.saved().at(index).text, parent);
    dialog->m_former = name;
    dialog->m_name->setText(name);
    dialog->m_name->selectAll();
    dialog->judge();
    return dialog;
}

FilterNameDialog::FilterNameDialog(FilterMemory &memory, const QString &title, const QString &shown, QWidget *parent)
    : QDialog(parent), m_memory(memory)
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *head = new Label(title, TextRole::Heading, TextColour::Normal, this);
    auto *text = new Label(escapedForLine(shown), TextRole::Mono, TextColour::Muted, this);
    m_name = new QLineEdit(this);
    m_name->setAccessibleName(tr("Name of the filter"));
    m_name->setPlaceholderText(tr("Name"));
    m_state = new Label({}, TextRole::Small, TextColour::Muted, this);
    m_do = new Button(tr("Save"), ButtonKind::Primary, Icon::None, this);
    m_do->setDefault(true);
    auto *cancel = new Button(tr("Cancel"), ButtonKind::Secondary, Icon::None, this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_do);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(head);
    layout->addWidget(text);
    layout->addWidget(m_name);
    layout->addWidget(m_state);
    layout->addLayout(buttons);
    setFixedWidth(420);
    connect(m_name, &QLineEdit::textChanged, this, &FilterNameDialog::judge);
    connect(m_do, &QAbstractButton::clicked, this, &FilterNameDialog::accept);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    m_name->setFocus();
}

void FilterNameDialog::judge()
{
    const auto name = savedFilterName(m_name->text());
    const qsizetype taken = name ? indexOfSaved(m_memory.saved(), *name) : -1;
    const bool other = taken >= 0 && (m_former.isEmpty() || m_memory.saved().at(taken).name != m_former);
    m_do->setText(m_former.isEmpty() ? (other ? tr("Replace") : tr("Save")) : tr("Rename"));
    m_do->setEnabled(name.has_value() && (m_former.isEmpty() || !other));
    m_state->setText(other ? tr("There is a filter of that name.") : name || m_name->text().isEmpty() ? QString() : errorText(name.error()));
}

void FilterNameDialog::accept()
{
    if (!m_do->isEnabled())
        return;
    const auto done = m_former.isEmpty() ? m_memory.save(m_name->text(), m_text, m_now) : m_memory.rename(m_former, m_name->text());
    if (done)
        return QDialog::accept();
    m_state->setText(errorText(done.error()));
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/integrations/askdialogs.h"

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

AskDialog::AskDialog(const QString &title, const QString &explanation, const QString &action, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(460);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 22, 24, 20);
    layout->setSpacing(14);
    auto *heading = new Label(title, TextRole::Heading, TextColour::Normal, this);
    heading->setWordWrap(true);
    auto *text = new Label(explanation, TextRole::Body, TextColour::Muted, this);
    text->setWordWrap(true);
    m_content = new QVBoxLayout;
    m_content->setSpacing(8);
    m_cancel = new Button(tr("Cancel"), ButtonKind::Secondary, Icon::None, this);
    m_action = new Button(action, ButtonKind::Primary, Icon::None, this);
    m_action->setAutoDefault(false);
    m_cancel->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_action);
    layout->addWidget(heading);
    layout->addWidget(text);
    layout->addLayout(m_content);
    layout->addLayout(buttons);
    connect(m_cancel, &Button::clicked, this, &QDialog::reject);
    connect(m_action, &Button::clicked, this, &QDialog::accept);
    m_cancel->setFocus();
}

ResyncDialog::ResyncDialog(const QString &integration, qsizetype lists, QWidget *parent)
    : AskDialog(tr("Read everything of %1 again?").arg(integration),
                (lists > 1 ? tr("Every record of %1 lists is read from Kombo again, deleted ones too, page by page.").arg(lists)
                           : tr("Every record of every list is read from Kombo again, deleted ones too, page by page."))
                    + u"\n\n"_s
                    + tr("This can take minutes and uses up your API rate limit. It finds what earlier fetches missed. You can cancel "
                         "it at any time; what was read stays.")
                    + u"\n\n"_s
                    + tr("It reads what Kombo holds now. It does not make Kombo read the tool itself again: that is “Ask Kombo to sync”."),
                tr("Start full resync"), parent)
{
}

SyncDialog::SyncDialog(const QString &integration, QWidget *parent)
    : AskDialog(tr("Ask Kombo to sync %1?").arg(integration),
                tr("Kombo then reads the tool itself. That can take from minutes to hours and loads the customer's system. When it "
                   "ends, Kombo sends sync-finished. Nothing is fetched to this computer by it: use “Fetch now” afterwards."),
                tr("Ask for a sync"), parent)
{
    m_delta = new QRadioButton(tr("Delta sync: what changed since Kombo's last one"), this);
    m_full = new QRadioButton(tr("Full sync: everything (Kombo's default)"), this);
    m_full->setChecked(true);
    content()->addWidget(m_full);
    content()->addWidget(m_delta);
}

bool SyncDialog::full() const
{
    return m_full->isChecked();
}

AddDialog::AddDialog(QWidget *parent)
    : AskDialog(tr("Add an integration by its id"),
                tr("Kombo's API cannot list integrations; this console learns them from events. One that has been silent can be added by "
                   "the id that the Kombo dashboard shows, such as personio:CBNMt7dSNCzBdnRTx87dev4E."),
                tr("Add"), parent)
{
    m_id = new QLineEdit(this);
    m_id->setAccessibleName(tr("Integration id"));
    m_id->setPlaceholderText(u"tool:id"_s);
    content()->addWidget(m_id);
    const auto check = [this] {
        static const QRegularExpression form(u"^[A-Za-z0-9_-]+:[^\\s:]+$"_s);
        actionButton()->setUnavailable(form.match(id()).hasMatch() ? QString() : tr("An id has the form tool:id."));
    };
    connect(m_id, &QLineEdit::textChanged, this, check);
    connect(m_id, &QLineEdit::returnPressed, this, [this] {
        if (actionButton()->isEnabled())
            accept();
    });
    check();
    m_id->setFocus();
}

QString AddDialog::id() const
{
    return m_id->text().trimmed();
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/environmentsection.h"

#include "models/domain/errortext.h"
#include "ui/settings/formrow.h"
#include "ui/settings/secretfield.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace console {

EnvironmentSection::EnvironmentSection(QWidget *parent) : Card(parent)
{
    setTitle(tr("Environments"));
    auto *line = new QHBoxLayout;
    line->setSpacing(20);
    line->addWidget(makeList());
    line->addWidget(makeForm(), 1);
    content()->addLayout(line);
    startNew();
}

QWidget *EnvironmentSection::makeList()
{
    auto *box = new QWidget;
    box->setFixedWidth(180);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Environments"));
    m_list->setMinimumHeight(120);
    auto *add = new Button(tr("Add environment"), ButtonKind::Secondary, Icon::Plus);
    column->addWidget(m_list, 1);
    column->addWidget(add);
    connect(add, &QPushButton::clicked, this, &EnvironmentSection::startNew);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (m_filling || row < 0 || row >= m_environments.size())
            return;
        m_chosen = m_environments.at(row).name;
        showChosen();
    });
    return box;
}

QWidget *EnvironmentSection::makeForm()
{
    m_form = new QWidget;
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    m_note = new Label({}, TextRole::Small, TextColour::Info);
    m_note->setWordWrap(true);
    m_name = new QLineEdit;
    m_name->setMaxLength(64);
    m_kind = new QComboBox;
    m_kind->addItems({tr("Development"), tr("Production")});
    m_region = new QComboBox;
    m_region->addItems({tr("Europe (api.kombo.dev)"), tr("United States (api.us.kombo.dev)"), tr("Another address")});
    m_base = new QLineEdit;
    m_base->setPlaceholderText(QStringLiteral("https://…/v1"));
    m_path = new QLineEdit;
    m_key = new SecretField(tr("API key"));
    m_current = new SecretField(tr("Webhook secret"));
    m_previous = new SecretField(tr("Previous webhook secret"));
    m_nameRow = new FormRow(tr("Name"), tr("Letters, digits, “-”, “_” and “.”."), m_name);
    m_baseRow = new FormRow(tr("Base address"), tr("Ends in /v1. Plain http only to this computer."), m_base);
    m_pathRow = new FormRow(tr("Listener path"), tr("Where Kombo posts to, behind the listener's address."), m_path);
    m_place = new Label({}, TextRole::Small, TextColour::Faint);
    m_place->setWordWrap(true);
    column->addWidget(m_note);
    column->addWidget(m_nameRow);
    column->addWidget(new FormRow(tr("Kind"), {}, m_kind));
    column->addWidget(new FormRow(tr("Region"), {}, m_region));
    column->addWidget(m_baseRow);
    column->addWidget(m_pathRow);
    column->addWidget(new FormRow(tr("API key"), tr("For fetches and for asking Kombo to sync."), m_key));
    column->addWidget(new FormRow(tr("Webhook secret"), tr("Checks that deliveries come from Kombo."), m_current));
    column->addWidget(new FormRow(tr("Previous webhook secret"), tr("Still accepted while you rotate."), m_previous));
    column->addWidget(m_place);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(8);
    actions->setContentsMargins(0, 8, 0, 0);
    m_save = new Button(tr("Save"), ButtonKind::Primary);
    m_test = new Button(tr("Test the key"), ButtonKind::Secondary, Icon::ShieldCheck);
    m_test->setPurpose(tr("Asks Kombo whether the stored key is valid. Nothing is changed."));
    m_remove = new Button(tr("Remove…"), ButtonKind::Danger, Icon::Trash);
    actions->addWidget(m_save);
    actions->addWidget(m_test);
    actions->addStretch(1);
    actions->addWidget(m_remove);
    column->addLayout(actions);
    m_result = new Label({}, TextRole::Body);
    m_result->setWordWrap(true);
    column->addWidget(m_result);
    column->addStretch(1);
    connectForm();
    return m_form;
}

void EnvironmentSection::connectForm()
{
    for (QLineEdit *field : {m_name, m_base, m_path})
        connect(field, &QLineEdit::textEdited, this, &EnvironmentSection::edited);
    for (QComboBox *box : {m_kind, m_region})
        connect(box, &QComboBox::currentIndexChanged, this, &EnvironmentSection::edited);
    for (SecretField *field : {m_key, m_current, m_previous})
        connect(field, &SecretField::edited, this, &EnvironmentSection::edited);
    connect(m_save, &QPushButton::clicked, this, &EnvironmentSection::save);
    connect(m_test, &QPushButton::clicked, this, [this] { Q_EMIT keyTestRequested(m_chosen); });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(m_chosen); });
}

void EnvironmentSection::setEnvironments(const QVector<Environment> &environments)
{
    m_environments = environments;
    m_filling = true;
    m_list->clear();
    for (const Environment &environment : environments)
        m_list->addItem(environment.name);
    m_filling = false;
    const bool there = std::any_of(environments.begin(), environments.end(), [this](const auto &e) { return e.name == m_chosen; });
    if (there)
        choose(m_chosen);
    else if (!environments.isEmpty())
        choose(environments.front().name);
    else
        startNew();
}

void EnvironmentSection::choose(const QString &name)
{
    for (int row = 0; row < m_environments.size(); ++row) {
        if (m_environments.at(row).name != name)
            continue;
        m_filling = true;
        m_list->setCurrentRow(row);
        m_filling = false;
        const bool dirty = m_chosen == name && m_save->isEnabled();
        m_chosen = name;
        if (!dirty)
            showChosen();
    }
}

void EnvironmentSection::startNew()
{
    m_chosen.clear();
    m_filling = true;
    m_list->setCurrentRow(-1);
    m_list->clearSelection();
    m_filling = false;
    fill({});
    m_name->setFocus();
}

void EnvironmentSection::showChosen()
{
    for (const Environment &environment : std::as_const(m_environments))
        if (environment.name == m_chosen)
            fill(environment);
}

void EnvironmentSection::fill(const Environment &environment)
{
    m_filling = true;
    m_name->setText(environment.name);
    m_kind->setCurrentIndex(environment.production ? 1 : 0);
    m_region->setCurrentIndex(int(environment.region));
    m_base->setText(environment.baseUrl);
    m_path->setText(environment.listenerPath);
    const SecretsPresence presence = m_presence.value(m_chosen);
    m_key->setStored(presence.apiKey);
    m_current->setStored(presence.currentSecret);
    m_previous->setStored(presence.previousSecret);
    m_note->setText(m_chosen.isEmpty() ? tr("A new environment. Kombo keeps webhooks and secrets apart for each of its environments.")
                                       : tr("The built-in simulated Kombo. It has no secrets of yours and cannot be changed."));
    m_note->setVisible(m_chosen.isEmpty() || environment.sandbox);
    const bool open = !environment.sandbox;
    for (QWidget *control : std::initializer_list<QWidget *>{m_name, m_kind, m_region, m_base, m_path, m_key, m_current, m_previous})
        control->setEnabled(open);
    m_remove->setVisible(open && !m_chosen.isEmpty());
    m_test->setUnavailable(!presence.apiKey ? tr("Save an API key first.") : QString());
    m_filling = false;
    m_result->clear();
    m_nameRow->setProblem({});
    m_baseRow->setProblem({});
    m_pathRow->setProblem({});
    m_baseRow->setVisible(environment.region == Region::Other);
    m_save->setText(m_chosen.isEmpty() ? tr("Add") : tr("Save"));
    m_save->setUnavailable(open ? tr("Nothing was changed.") : tr("The sandbox cannot be changed."));
}

void EnvironmentSection::edited()
{
    if (m_filling)
        return;
    m_baseRow->setVisible(m_region->currentIndex() == int(Region::Other));
    m_save->setUnavailable({});
    m_result->clear();
}

Environment EnvironmentSection::entered() const
{
    Environment environment;
    environment.name = m_name->text().trimmed();
    environment.production = m_kind->currentIndex() == 1;
    environment.region = Region(m_region->currentIndex());
    environment.baseUrl = environment.region == Region::Other ? m_base->text().trimmed() : QString();
    environment.listenerPath = m_path->text().trimmed();
    return environment;
}

bool EnvironmentSection::check(const Environment &environment)
{
    m_nameRow->setProblem({});
    m_pathRow->setProblem({});
    m_baseRow->setProblem({});
    bool fine = true;
    if (const Result<void> checked = checkedEnvironment(environment); !checked) {
        (checked.error().code == QLatin1String("listener-path") ? m_pathRow : m_nameRow)->setProblem(errorText(checked.error()));
        fine = false;
    }
    if (environment.region == Region::Other) {
        if (const Result<QUrl> address = checkedApiAddress(environment.baseUrl); !address) {
            m_baseRow->setProblem(errorText(address.error()));
            fine = false;
        }
    }
    for (const Environment &other : std::as_const(m_environments)) {
        if (other.name != m_chosen && other.name == environment.name) {
            m_nameRow->setProblem(tr("There is an environment of this name already."));
            fine = false;
        }
        if (other.name != m_chosen && other.listenerPath == environment.listenerPath && !other.sandbox) {
            m_pathRow->setProblem(tr("“%1” listens on this path already.").arg(other.name));
            fine = false;
        }
    }
    return fine;
}

void EnvironmentSection::save()
{
    const Environment environment = entered();
    if (!check(environment))
        return;
    const SecretsChange change{m_key->entered(), m_current->entered(), m_previous->entered()};
    const QString before = m_chosen;
    m_chosen = environment.name;
    m_save->setUnavailable(tr("Nothing was changed."));
    Q_EMIT saveRequested(environment, before, change);
}

void EnvironmentSection::setSecretsPresence(const QString &environment, const SecretsPresence &presence)
{
    m_presence.insert(environment, presence);
    if (environment == m_chosen && !m_save->isEnabled()) {
        m_key->setStored(presence.apiKey);
        m_current->setStored(presence.currentSecret);
        m_previous->setStored(presence.previousSecret);
        m_test->setUnavailable(!presence.apiKey ? tr("Save an API key first.") : QString());
    }
}

void EnvironmentSection::setSecretsPlace(const QString &sentence)
{
    m_place->setText(sentence);
    m_place->setVisible(!sentence.isEmpty());
}

void EnvironmentSection::setResult(const QString &environment, Tone tone, const QString &sentence)
{
    if (environment != m_chosen)
        return;
    m_result->setColour(textColourFor(tone));
    m_result->setText(sentence);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/records/recordspage.h"

#include "models/domain/errortext.h"
#include "models/tables/celltext.h"
#include "models/tables/integrationchoices.h"
#include "ui/records/recordinspector.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splittermemory.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QVector<ColumnHint> recordHints()
{
    QVector<ColumnHint> hints(int(RecordColumn::Versions) + 1);
    const auto set = [&hints](RecordColumn column, CellKind kind, int width) -> ColumnHint & {
        ColumnHint &hint = hints[int(column)];
        hint.kind = kind;
        hint.width = width;
        return hint;
    };
    set(RecordColumn::Id, CellKind::Mono, 150);
    set(RecordColumn::Label, CellKind::Name, 160).stretch = true;
    set(RecordColumn::Model, CellKind::Mono, 150);
    set(RecordColumn::Changed, CellKind::Time, 140);
    set(RecordColumn::Fetched, CellKind::Time, 140);
    set(RecordColumn::Deleted, CellKind::Time, 140).tone = [](const QModelIndex &index) {
        return index.data(ValueRole).isValid() ? Tone::Bad : Tone::Neutral;
    };
    set(RecordColumn::Versions, CellKind::Number, 88);
    return hints;
}

} // namespace

RecordsPage::RecordsPage(const IntegrationTable &integrations, RecordTable &table, RecordLoader &loader,
                         std::shared_ptr<const Clock> clock, QSettings *settings, QWidget *parent)
    : QWidget(parent), m_integrations(integrations), m_table(table), m_loader(loader), m_clock(std::move(clock))
{
    makeLayout(settings);
    connectParts();
    showModels();
    showState();
}

void RecordsPage::makeLayout(QSettings *settings)
{
    m_header = new PageHeader(tr("Records"), this);
    m_reload = new Button(tr("Show news"), ButtonKind::Primary, Icon::Refresh, this);
    m_reload->setPurpose(tr("Records changed since this list was read; reads it again."));
    m_reload->hide();
    m_search = new SearchField(tr("Search records"), tr("Part of an id or name"), this);
    m_search->setMinimumWidth(220);
    m_header->actions()->addWidget(m_search);
    m_header->actions()->addWidget(m_reload);
    m_choices = new IntegrationChoices(m_integrations, tr("Choose an integration"), this);
    m_integrationPicker = new QComboBox(this);
    m_integrationPicker->setAccessibleName(tr("Integration of the records"));
    m_integrationPicker->setModel(m_choices);
    m_integrationPicker->setFixedWidth(280);
    m_modelPicker = new QComboBox(this);
    m_modelPicker->setAccessibleName(tr("Model"));
    m_modelPicker->setFixedWidth(260);
    auto *pickers = new QHBoxLayout;
    pickers->setSpacing(8);
    pickers->addWidget(m_integrationPicker);
    pickers->addWidget(m_modelPicker);
    pickers->addStretch(1);
    auto *card = new Card(this);
    card->setFlush(true);
    m_view = new DataTable(card);
    m_view->setAccessibleName(tr("Records table"));
    m_view->setModel(&m_table);
    m_view->setHints(recordHints());
    if (settings != nullptr)
        m_view->remember(settings, u"records/table"_s);
    card->content()->addWidget(m_view);
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_header);
    column->addLayout(pickers);
    column->addWidget(card, 1);
    m_inspector = new RecordInspector(m_clock, this);
    m_inspector->setMinimumWidth(340);
    m_inspector->hide();
    placeBeside(this, left, m_inspector, settings, u"records/splitter"_s);
}

void RecordsPage::connectParts()
{
    connect(m_integrationPicker, &QComboBox::activated, this, [this](int index) { openIntegration(m_choices->idAt(index)); });
    connect(m_choices, &QAbstractItemModel::modelReset, this, &RecordsPage::keepChoice);
    connect(m_modelPicker, &QComboBox::activated, this, [this](int index) {
        m_model = m_modelPicker->itemData(index).toString();
        query();
    });
    connect(m_search, &SearchField::searchRequested, this, &RecordsPage::query);
    connect(m_reload, &Button::clicked, this, [this] { m_table.reload(); });
    connect(&m_table, &RecordTable::modelsChanged, this, &RecordsPage::showModels);
    connect(&m_table, &RecordTable::stateChanged, this, &RecordsPage::showState);
    const auto take = [this](const QModelIndex &index) {
        const RecordRow *row = index.isValid() ? m_table.rowAt(index.row()) : nullptr;
        if (row != nullptr && (row->key != m_loader.key() || !m_inspector->isVisible()))
            m_loader.load(row->key);
    };
    // Focus alone makes a row current; only a selection is a choice.
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, take] {
        const QModelIndexList rows = m_view->selectionModel()->selectedRows();
        if (!rows.isEmpty())
            take(rows.first());
    });
    connect(m_view, &DataTable::clicked, this, take);
    connect(m_view, &DataTable::activated, this, take);
    connect(m_view, &DataTable::emptyActionTriggered, this, &RecordsPage::emptyAction);
    connect(m_view, &DataTable::errorActionTriggered, this, [this] { m_table.reload(); });
    // A record that is open and changes is read again.
    connect(&m_table, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from, const QModelIndex &to) {
        for (int row = from.row(); m_inspector->isVisible() && row <= to.row(); ++row) {
            if (m_table.rowAt(row)->key == m_loader.key())
                m_loader.load(m_loader.key());
        }
    });
    connect(&m_loader, &RecordLoader::loaded, this, [this](const std::shared_ptr<const LoadedRecord> &record) {
        m_inspector->present(record);
        m_inspector->show();
    });
    connect(&m_loader, &RecordLoader::failed, this, [this](qint64, const Error &error) {
        m_inspector->showProblem(error);
        m_inspector->show();
    });
    connect(m_inspector, &Inspector::closeRequested, this, [this] {
        m_loader.clear();
        m_inspector->hide();
        m_view->setFocus();
    });
}

void RecordsPage::setEnvironment(const QString &environment)
{
    m_environment = environment;
    openIntegration({});
}

void RecordsPage::openIntegration(const QString &id)
{
    m_integration = id;
    m_model.clear();
    m_loader.clear();
    m_inspector->hide();
    m_integrationPicker->setCurrentIndex(std::max(0, m_choices->rowOf(id)));
    query();
    showModels();
}

void RecordsPage::keepChoice()
{
    // The list of choices was made anew: keep the one that is shown.
    m_integrationPicker->setCurrentIndex(std::max(0, m_choices->rowOf(m_integration)));
}

void RecordsPage::query()
{
    m_table.show(m_environment, m_integration, m_model, m_search->text());
}

void RecordsPage::showModels()
{
    m_modelPicker->clear();
    m_modelPicker->addItem(tr("All models"), QString());
    qint64 sum = 0;
    for (const auto &model : m_table.models()) {
        m_modelPicker->addItem(tr("%1 (%2)").arg(model.first, countText(model.second)), model.first);
        sum += model.second;
    }
    m_modelPicker->setCurrentIndex(std::max(0, m_modelPicker->findData(m_model)));
    m_modelPicker->setEnabled(!m_table.models().isEmpty());
    m_header->setSubtitle(m_integration.isEmpty() ? tr("The local copy of what Kombo holds")
                                                  : tr("Records: %1 · models: %2").arg(countText(sum), countText(m_table.models().size())));
}

void RecordsPage::showState()
{
    m_view->setLoading(m_table.state() == LoadState::Loading);
    m_view->setErrorText(m_table.state() == LoadState::Failed
                             ? EmptyText{Icon::CircleX, Tone::Bad, tr("Records cannot be read"), errorText(m_table.error()), tr("Try again")}
                             : EmptyText());
    m_reload->setVisible(m_table.outdated());
    showEmptyText();
}

void RecordsPage::showEmptyText()
{
    if (m_integration.isEmpty())
        m_view->setEmptyText({Icon::Database, Tone::Neutral, tr("Choose an integration"),
                              tr("Its records appear here, as they were when they were last fetched."), tr("Open Integrations")});
    else if (m_table.state() == LoadState::NoMatch)
        m_view->setEmptyText({Icon::Search, Tone::Neutral, tr("Nothing matches"),
                              tr("No record of this integration fits the model and search above."), tr("Show all records")});
    else
        m_view->setEmptyText({Icon::Database, Tone::Neutral, tr("Nothing was fetched yet"),
                              tr("“Fetch now” reads this integration's records from Kombo."), tr("Fetch now")});
}

void RecordsPage::emptyAction()
{
    if (m_integration.isEmpty()) {
        Q_EMIT integrationsRequested();
    } else if (m_table.state() == LoadState::NoMatch) {
        m_model.clear();
        m_modelPicker->setCurrentIndex(0);
        m_search->clear();
        query();
    } else {
        FetchRequest request;
        request.environment = m_environment;
        request.integrationId = m_integration;
        Q_EMIT fetchRequested(request);
    }
}

} // namespace console

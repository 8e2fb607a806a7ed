// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/run.h"
#include "models/tables/integrationtable.h"
#include "models/tables/recordloader.h"
#include "models/tables/recordtable.h"

#include <QWidget>

class QComboBox;
class QSettings;

namespace console {

class Button;
class DataTable;
class IntegrationChoices;
class PageHeader;
class RecordInspector;
class SearchField;

/// What we hold of an integration: its records by model, with a search, and the JSON of the chosen one in all its versions.
/// GUI thread; tables and loader outlive it.
class RecordsPage : public QWidget
{
    Q_OBJECT
public:
    /// `settings` may be nullptr; it outlives the page.
    RecordsPage(const IntegrationTable &integrations, RecordTable &table, RecordLoader &loader, std::shared_ptr<const Clock> clock,
                QSettings *settings, QWidget *parent = nullptr);

    void setEnvironment(const QString &environment);
    /// Shows the records of one integration.
    void openIntegration(const QString &id);

Q_SIGNALS:
    /// *Fetch now* of the empty state.
    void fetchRequested(const console::FetchRequest &request);
    void integrationsRequested();

private:
    void makeLayout(QSettings *settings);
    void connectParts();
    void query();
    void showModels();
    void showState();
    void showEmptyText();
    void keepChoice();
    void emptyAction();

    const IntegrationTable &m_integrations;
    RecordTable &m_table;
    RecordLoader &m_loader;
    std::shared_ptr<const Clock> m_clock;
    QString m_environment;
    QString m_integration;
    QString m_model;
    PageHeader *m_header = nullptr;
    IntegrationChoices *m_choices = nullptr;
    QComboBox *m_integrationPicker = nullptr;
    QComboBox *m_modelPicker = nullptr;
    SearchField *m_search = nullptr;
    Button *m_reload = nullptr;
    DataTable *m_view = nullptr;
    RecordInspector *m_inspector = nullptr;
};

} // namespace console

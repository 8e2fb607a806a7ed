// SPDX-License-Identifier: Apache-2.0
#include "ui/records/recordinspector.h"

#include "models/domain/errortext.h"
#include "models/tables/celltext.h"
#include "ui/widgets/button.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/keyvaluelist.h"
#include "ui/widgets/scrollpage.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

RecordInspector::RecordInspector(std::shared_ptr<const Clock> clock, QWidget *parent) : Inspector(parent), m_clock(std::move(clock))
{
    setAccessibleName(tr("Record details"));
    m_copyJson = new Button(tr("Copy JSON"), ButtonKind::Primary, Icon::Copy, this);
    m_copyJson->setPurpose(tr("Copies the version in view, formatted."));
    m_copyId = new Button(tr("Copy id"), ButtonKind::Secondary, Icon::Copy, this);
    m_copyId->setPurpose(tr("Copies the record's id."));
    actions()->addWidget(m_copyJson);
    actions()->addWidget(m_copyId);
    addTab(makeJson(), tr("JSON"));
    m_facts = new KeyValueList;
    m_facts->setContentsMargins(20, 16, 20, 16);
    addTab(scrollPage(m_facts), tr("Facts"));
    connect(m_versions, &QComboBox::currentIndexChanged, this, &RecordInspector::showVersion);
    connect(m_copyJson, &Button::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_json->toPlainText()); });
    connect(m_copyId, &Button::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_record->row.id); });
}

QWidget *RecordInspector::makeJson()
{
    auto *page = new QWidget;
    m_versions = new QComboBox(page);
    m_versions->setAccessibleName(tr("Version"));
    m_json = new CodeView(tr("Record as JSON"), page);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 10, 16, 10);
    head->addWidget(m_versions, 1);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_json, 1);
    return page;
}

void RecordInspector::present(const std::shared_ptr<const LoadedRecord> &record)
{
    m_record = record;
    const RecordRow &row = record->row;
    const Timestamp now = m_clock->now();
    setTitle(row.label.isEmpty() ? row.id : row.label, row.label.isEmpty());
    QVector<Pill> pills;
    if (row.remoteDeletedAt)
        pills.append({tr("Deleted"), Tone::Bad, Icon::None});
    setState(pills, u"%1 · %2"_s.arg(row.model, tr("fetched %1").arg(agoText(row.fetchedAt, now))));
    m_versions->clear();
    const qsizetype count = record->versions.size();
    for (qsizetype i = 0; i < count; ++i) {
        const QString seen = momentText(record->versions.at(i).seenAt, now);
        m_versions->addItem(i == 0 ? tr("Present version, seen %1").arg(seen)
                                   : tr("Version %1 of %2, seen %3").arg(countText(count - i), countText(count), seen));
    }
    m_facts->setItems({{tr("Record id"), escapedForLine(row.id), true, Tone::Neutral},
                       {tr("Model"), row.model, true, Tone::Neutral},
                       {tr("Changed at Kombo"), row.changedAt ? fullMomentText(row.changedAt) : QString(), false, Tone::Neutral},
                       {tr("Fetched"), fullMomentText(row.fetchedAt), false, Tone::Neutral},
                       {tr("Deleted at Kombo"), fullMomentText(row.remoteDeletedAt), false,
                        row.remoteDeletedAt ? Tone::Bad : Tone::Neutral},
                       {tr("Versions seen"), countText(row.versions), false, Tone::Neutral}});
    m_copyId->setUnavailable({});
    m_copyJson->setUnavailable({});
    showVersion(m_versions->currentIndex());
}

void RecordInspector::showProblem(const Error &error)
{
    m_record.reset();
    setTitle(tr("Record not available"), false);
    setState({}, errorText(error));
    m_versions->clear();
    m_json->setCode({}, CodeView::Syntax::Plain);
    m_facts->setItems({});
    for (Button *button : {m_copyId, m_copyJson})
        button->setUnavailable(tr("There is no record to do this with."));
}

void RecordInspector::showVersion(int index)
{
    if (m_record && index >= 0 && index < m_record->versions.size())
        m_json->setText(m_record->versions.at(index).pretty);
}

} // namespace console

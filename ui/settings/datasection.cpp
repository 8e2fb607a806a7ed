// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/datasection.h"

#include "ui/settings/formrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QSpinBox>
#include <QVBoxLayout>

namespace console {
namespace {
constexpr qint64 gigabyte = 1'000'000'000;

QSpinBox *spinBox(int most, const QString &special, const QString &suffix)
{
    auto *box = new QSpinBox;
    box->setRange(0, most);
    box->setSpecialValueText(special);
    box->setSuffix(suffix);
    box->setFixedWidth(150);
    box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return box;
}

} // namespace

DataSection::DataSection(QWidget *parent) : Card(parent)
{
    setTitle(tr("Data"));
    m_folder = new Label({}, TextRole::Mono);
    m_folder->setElideMode(Qt::ElideMiddle);
    m_folder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_folder->setAccessibleName(tr("Data folder"));
    auto *folderRow = new FormRow(tr("Data folder"), tr("Only you can read it."), m_folder);
    auto *open = new Button(tr("Open"), ButtonKind::Secondary, Icon::Folder);
    open->setAccessibleName(tr("Open the data folder"));
    folderRow->controls()->addWidget(open);
    m_size = new Label({}, TextRole::Body, TextColour::Muted);
    m_index = new Label({}, TextRole::Body, TextColour::Muted);
    auto *indexRow = new FormRow(tr("Search index"), tr("Makes searches and filters fast; never needed for a right answer."), m_index);
    m_rebuild = new Button(tr("Build anew"), ButtonKind::Secondary);
    m_rebuild->setAccessibleName(tr("Build the search index anew"));
    indexRow->controls()->addWidget(m_rebuild);
    m_days = spinBox(3650, tr("For ever"), tr(" days"));
    m_gigabytes = spinBox(2000, tr("No limit"), tr(" GB"));
    content()->addWidget(folderRow);
    content()->addWidget(new FormRow(tr("Kept now"), {}, m_size));
    content()->addWidget(indexRow);
    content()->addWidget(new FormRow(tr("Keep events"), tr("Older ones go first; integrations and records stay."), m_days));
    content()->addWidget(new FormRow(tr("Largest size"), {}, m_gigabytes));
    auto *actions = new QHBoxLayout;
    m_save = new Button(tr("Save retention"), ButtonKind::Primary);
    actions->addWidget(m_save);
    actions->addStretch(1);
    content()->addLayout(actions);
    connect(open, &QPushButton::clicked, this, &DataSection::openFolderRequested);
    connect(m_rebuild, &QPushButton::clicked, this, &DataSection::rebuildIndexRequested);
    connect(m_days, &QSpinBox::valueChanged, this, &DataSection::refresh);
    connect(m_gigabytes, &QSpinBox::valueChanged, this, &DataSection::refresh);
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_retention = entered();
        refresh();
        Q_EMIT retentionRequested(m_retention);
    });
    setIndex(tr("Nothing is indexed yet."), false);
    refresh();
}

void DataSection::setIndex(const QString &sentence, bool canRebuild)
{
    m_index->setText(sentence);
    m_index->setAccessibleName(tr("Search index: %1").arg(sentence));
    m_rebuild->setUnavailable(canRebuild ? QString() : tr("The process that owns this data folder keeps the index."));
}

void DataSection::setStore(const QString &folder, const QString &size)
{
    m_folder->setText(folder);
    m_size->setText(size);
}

void DataSection::setRetention(const RetentionSettings &retention)
{
    m_retention = retention;
    m_days->setValue(retention.days);
    m_gigabytes->setValue(int(retention.bytes / gigabyte));
    refresh();
}

RetentionSettings DataSection::entered() const
{
    return {m_days->value(), qint64(m_gigabytes->value()) * gigabyte};
}

void DataSection::refresh()
{
    m_save->setUnavailable(entered() == m_retention ? tr("Nothing was changed.") : QString());
}

} // namespace console

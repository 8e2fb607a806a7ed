// SPDX-License-Identifier: Apache-2.0
#include "ui/events/importdialog.h"

#include "models/domain/errortext.h"
#include "models/domain/eventimport.h"
#include "models/tables/celltext.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype faultsShown = 5;

QString eventsText(qint64 count)
{
    return count == 1 ? ImportDialog::tr("1 event") : ImportDialog::tr("%1 events").arg(countText(count));
}

QString reportText(const ImportReport &report)
{
    QStringList parts{ImportDialog::tr("%1 imported as %2.").arg(eventsText(report.info.events), report.info.name)};
    if (report.info.rejected > 0)
        parts.append(ImportDialog::tr("%1 rejected deliveries.").arg(countText(report.info.rejected)));
    if (report.skipped > 0)
        parts.append(ImportDialog::tr("%1 requests without a posted body were skipped.").arg(countText(report.skipped)));
    if (report.info.bad > 0)
        parts.append(report.info.bad == 1 ? ImportDialog::tr("1 line could not be read and was left out:")
                                           : ImportDialog::tr("%1 lines could not be read and were left out:").arg(countText(report.info.bad)));
    for (qsizetype i = 0; i < std::min(faultsShown, report.faults.size()); ++i)
        parts.append(ImportDialog::tr("line %1: %2;").arg(QString::number(report.faults.at(i).line), escapedForLine(report.faults.at(i).reason)));
    if (report.info.bad > faultsShown)
        parts.append(u"…"_s);
    if (report.brokenOff)
        parts.append(ImportDialog::tr("The file breaks off; what was whole is imported."));
    return parts.join(u' ');
}

} // namespace

ImportDialog::ImportDialog(const QString &folder, QWidget *parent) : QDialog(parent), m_folder(folder)
{
    setWindowTitle(tr("Import events"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(660);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 22, 24, 20);
    layout->setSpacing(8);
    makeForm();
    makeList();
    makeFoot();
    connectParts();
    showActions();
    m_file->setFocus();
}

void ImportDialog::makeForm()
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addWidget(new Label(tr("Import events"), TextRole::Heading, TextColour::Normal, this));
    auto *text = new Label(tr("Shows events from a colleague's file (NDJSON or HAR) in a window of their own, to look at only. They never mix with "
                              "your events and change no integration. Verdicts are those of the file: without the secret nobody can check them again."),
                           TextRole::Body, TextColour::Muted, this);
    text->setWordWrap(true);
    column->addWidget(text);
    m_file = new QLineEdit(this);
    m_file->setAccessibleName(tr("File to import"));
    m_file->setPlaceholderText(tr("File"));
    m_browse = new Button(tr("Browse…"), ButtonKind::Secondary, Icon::Folder, this);
    auto *place = new QHBoxLayout;
    place->addWidget(m_file, 1);
    place->addWidget(m_browse);
    m_name = new QLineEdit(this);
    m_name->setAccessibleName(tr("Name of the import"));
    m_name->setPlaceholderText(tr("Name (as the file)"));
    m_name->setMaxLength(64);
    m_import = new Button(tr("Import"), ButtonKind::Primary, Icon::Upload, this);
    auto *line = new QHBoxLayout;
    line->addWidget(m_name, 1);
    line->addWidget(m_import);
    m_progress = new QProgressBar(this);
    m_progress->setAccessibleName(tr("Progress of the import"));
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_status = new Label({}, TextRole::Small, TextColour::Muted, this);
    m_status->setWordWrap(true);
    column->addSpacing(8);
    column->addLayout(place);
    column->addLayout(line);
    column->addWidget(m_progress);
    column->addWidget(m_status);
}

void ImportDialog::makeList()
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addSpacing(8);
    column->addWidget(new Label(tr("Imports"), TextRole::BodyMedium, TextColour::Normal, this));
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Imports"));
    m_list->setMinimumHeight(120);
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
}

void ImportDialog::makeFoot()
{
    m_open = new Button(tr("Open"), ButtonKind::Secondary, Icon::Eye, this);
    m_remove = new Button(tr("Remove"), ButtonKind::Secondary, Icon::Trash, this);
    m_close = new Button(tr("Close"), ButtonKind::Secondary, Icon::None, this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    static_cast<QVBoxLayout *>(layout())->addLayout(buttons);
    m_import->setDefault(true);
    for (Button *button : {m_open, m_remove, m_close, m_browse})
        button->setAutoDefault(false);
}

void ImportDialog::connectParts()
{
    connect(m_file, &QLineEdit::textChanged, this, &ImportDialog::showActions);
    connect(m_name, &QLineEdit::textChanged, this, &ImportDialog::showActions);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &ImportDialog::showActions);
    connect(m_list, &QListWidget::itemActivated, this, [this] { Q_EMIT openRequested(current()); });
    connect(m_browse, &Button::clicked, this, &ImportDialog::browse);
    connect(m_import, &Button::clicked, this, [this] {
        setRunning(true);
        m_status->setText(tr("Reading…"));
        Q_EMIT startRequested(QDir::fromNativeSeparators(m_file->text().trimmed()), m_name->text().trimmed());
    });
    connect(m_open, &Button::clicked, this, [this] { Q_EMIT openRequested(current()); });
    connect(m_remove, &Button::clicked, this, [this] { Q_EMIT removeRequested(current()); });
    connect(m_close, &Button::clicked, this, &ImportDialog::reject);
}

QString ImportDialog::current() const
{
    const QListWidgetItem *item = m_list->selectedItems().isEmpty() ? nullptr : m_list->selectedItems().first();
    return item != nullptr ? item->data(Qt::UserRole).toString() : QString();
}

void ImportDialog::setImports(const QVector<ImportInfo> &imports)
{
    const QString before = current();
    m_list->clear();
    for (const ImportInfo &info : imports) {
        auto *item = new QListWidgetItem(tr("%1: %2\n%3").arg(info.name, eventsText(info.events + info.rejected), importSentence(info)), m_list);
        item->setSizeHint({0, m_list->fontMetrics().lineSpacing() * 2 + 18});
        item->setData(Qt::UserRole, info.name);
        item->setSelected(info.name == before);
    }
    showActions();
}

void ImportDialog::setFile(const QString &file)
{
    m_file->setText(QDir::toNativeSeparators(file));
}

void ImportDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Import from"), m_folder, tr("Exports (*.ndjson *.jsonl *.har *.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportDialog::setFile);
    dialog->open();
}

void ImportDialog::setRunning(bool running)
{
    m_running = running;
    m_progress->setVisible(running);
    m_progress->setRange(0, 0);
    m_close->setText(running ? tr("Cancel") : tr("Close"));
    showActions();
}

void ImportDialog::showActions()
{
    const QString name = m_name->text().trimmed();
    m_import->setUnavailable(m_running                                  ? tr("The import is running.")
                             : m_file->text().trimmed().isEmpty()       ? tr("Name a file first.")
                             : !name.isEmpty() && !isImportName(name)   ? tr("A name has letters, digits, '-', '_' or '.'.")
                                                                        : QString());
    const QString none = current().isEmpty() ? tr("Choose an import first.") : QString();
    m_open->setUnavailable(none);
    m_remove->setUnavailable(none);
}

void ImportDialog::showProgress(qint64 done, qint64 total)
{
    m_progress->setRange(0, total > 0 ? 1000 : 0);
    m_progress->setValue(total > 0 ? int(done * 1000 / total) : 0);
    m_status->setText(tr("%1 of %2 read").arg(sizeText(done), sizeText(total)));
}

void ImportDialog::showReport(const ImportReport &report)
{
    setRunning(false);
    m_status->setText(reportText(report));
    m_file->clear();
    m_name->clear();
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setSelected(m_list->item(row)->data(Qt::UserRole).toString() == report.info.name);
    m_open->setDefault(true);
    m_open->setFocus();
}

void ImportDialog::showProblem(const QString &sentence)
{
    setRunning(false);
    m_status->setText(sentence);
}

void ImportDialog::reject()
{
    if (m_running)
        return Q_EMIT cancelRequested(); // what became of it is told by showProblem()
    QDialog::reject();
}

} // namespace console

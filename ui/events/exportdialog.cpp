// SPDX-License-Identifier: Apache-2.0
#include "ui/events/exportdialog.h"

#include "models/tables/celltext.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr ExportFormat formats[] = {ExportFormat::Ndjson, ExportFormat::Csv, ExportFormat::Har};

/// The file's name with the ending of the format.
QString withEnding(const QString &file, ExportFormat format)
{
    for (const ExportFormat other : formats) {
        const QString ending = u'.' + exportFormatName(other);
        if (file.endsWith(ending, Qt::CaseInsensitive))
            return file.chopped(ending.size()) + u'.' + exportFormatName(format);
    }
    return file;
}

} // namespace

ExportDialog::ExportDialog(const ExportOffer &offer, QWidget *parent) : QDialog(parent), m_offer(offer)
{
    setWindowTitle(tr("Export events"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(620);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 22, 24, 20);
    layout->setSpacing(8);
    makeForm(offer);
    makeFoot();
    connectParts();
    showFormat();
    m_file->setText(QDir::toNativeSeparators(QDir(offer.folder).filePath(offer.baseName + u'.' + exportFormatName(choice().format))));
    showPlace();
    m_format->setFocus();
}

void ExportDialog::makeForm(const ExportOffer &offer)
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    const auto caption = [this, column](const QString &text) {
        column->addSpacing(8);
        column->addWidget(new Label(text, TextRole::BodyMedium, TextColour::Normal, this));
    };
    column->addWidget(new Label(tr("Export events"), TextRole::Heading, TextColour::Normal, this));
    caption(tr("Format"));
    m_format = new SegmentedControl(tr("Format"), {tr("NDJSON"), tr("CSV"), tr("HAR")}, this);
    auto *line = new QHBoxLayout;
    line->addWidget(m_format);
    line->addStretch(1);
    column->addLayout(line);
    m_formatMeaning = new Label({}, TextRole::Small, TextColour::Muted, this);
    m_formatMeaning->setWordWrap(true);
    column->addWidget(m_formatMeaning);

    caption(tr("Events"));
    const QString shown = offer.complete ? countText(offer.matching) : tr("%1 or more").arg(countText(offer.matching));
    m_all = new QRadioButton(offer.filter.isEmpty() ? tr("All events of the environment (%1)").arg(shown)
                                                    : tr("What the filter shows (%1)").arg(shown), this);
    m_chosen = new QRadioButton(offer.chosen == 1 ? tr("The chosen row") : tr("The %1 chosen rows").arg(countText(offer.chosen)), this);
    m_chosen->setEnabled(offer.chosen > 0);
    (offer.chosen > 1 ? m_chosen : m_all)->setChecked(true);
    column->addWidget(m_all);
    column->addWidget(m_chosen);

    caption(tr("Personal data"));
    m_mask = new QCheckBox(tr("Mask names, e-mail addresses, phone numbers and the like"), this);
    m_mask->setChecked(true);
    column->addWidget(m_mask);
    auto *meaning = new Label(tr("The same value gets the same placeholder within the file, so people can still be told apart. Signatures and "
                                 "keys are never exported."), TextRole::Small, TextColour::Muted, this);
    meaning->setWordWrap(true);
    column->addWidget(meaning);
    m_warning = new Banner(this);
    m_warning->setMessage(Tone::Warning, tr("The file will hold personal data"),
                          tr("Give it only to who may see the data of these people, and delete it afterwards."), {}, false);
    m_warning->setMinimumHeight(m_warning->sizeHint().height()); // a dialog that is open grows by it
    m_warning->hide();
    column->addWidget(m_warning);

    caption(tr("File"));
    m_file = new QLineEdit(this);
    m_file->setAccessibleName(tr("File"));
    m_browse = new Button(tr("Browse…"), ButtonKind::Secondary, Icon::Folder, this);
    auto *place = new QHBoxLayout;
    place->addWidget(m_file, 1);
    place->addWidget(m_browse);
    column->addLayout(place);
}

void ExportDialog::makeFoot()
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    m_progress = new QProgressBar(this);
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_status = new Label({}, TextRole::Small, TextColour::Muted, this);
    m_status->setWordWrap(true);
    column->addSpacing(4);
    column->addWidget(m_progress);
    column->addWidget(m_status);
    column->addStretch(1);
    m_cancel = new Button(tr("Cancel"), ButtonKind::Secondary, Icon::None, this);
    m_export = new Button(tr("Export"), ButtonKind::Primary, Icon::Download, this);
    m_export->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_export);
    column->addSpacing(8);
    column->addLayout(buttons);
}

void ExportDialog::connectParts()
{
    connect(m_format, &SegmentedControl::currentChanged, this, [this] {
        showFormat();
        m_file->setText(withEnding(m_file->text(), choice().format));
    });
    connect(m_mask, &QCheckBox::toggled, m_warning, &QWidget::setHidden);
    connect(m_file, &QLineEdit::textChanged, this, [this] {
        m_confirmed = false;
        followEnding();
        showPlace();
    });
    connect(m_browse, &Button::clicked, this, &ExportDialog::browse);
    connect(m_cancel, &Button::clicked, this, &ExportDialog::reject);
    connect(m_export, &Button::clicked, this, &ExportDialog::start);
}

ExportChoice ExportDialog::choice() const
{
    return {formats[m_format->current()], m_chosen->isChecked(), m_mask->isChecked(), QDir::fromNativeSeparators(m_file->text().trimmed())};
}

void ExportDialog::showFormat()
{
    switch (choice().format) {
    case ExportFormat::Ndjson:
        return m_formatMeaning->setText(tr("One JSON object a line with everything: body, headers, deliveries. A colleague can import it."));
    case ExportFormat::Csv:
        return m_formatMeaning->setText(tr("A table for a spreadsheet, one row an event, without bodies."));
    case ExportFormat::Har:
        return m_formatMeaning->setText(tr("An HTTP archive for browsers and proxies; a colleague can import it."));
    }
}

void ExportDialog::followEnding()
{
    const auto named = exportFormatFromName(QFileInfo(m_file->text().trimmed()).suffix().toLower());
    if (!named || *named == choice().format)
        return;
    m_format->setCurrent(int(std::find(std::begin(formats), std::end(formats), *named) - std::begin(formats)));
    showFormat();
}

void ExportDialog::showPlace()
{
    const QString file = choice().file;
    const QFileInfo place(file);
    m_export->setUnavailable(file.isEmpty() || place.isDir() ? tr("Name a file to write to.") : QString());
    const bool replaces = !m_confirmed && place.isFile();
    m_export->setText(replaces ? tr("Replace the file") : tr("Export"));
    m_status->setText(replaces ? tr("There is a file of that name; it will be replaced.") : QString());
}

void ExportDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Export to"), QFileInfo(choice().file).absoluteFilePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(exportFormatName(choice().format));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_file->setText(QDir::toNativeSeparators(file));
        m_confirmed = true;
        showPlace();
    });
    dialog->open();
}

void ExportDialog::start()
{
    setRunning(true);
    showProgress(0, -1);
    Q_EMIT startRequested(choice());
}

void ExportDialog::setRunning(bool running)
{
    m_running = running;
    for (QWidget *widget : {static_cast<QWidget *>(m_format), static_cast<QWidget *>(m_all), static_cast<QWidget *>(m_mask),
                            static_cast<QWidget *>(m_file), static_cast<QWidget *>(m_browse)})
        widget->setEnabled(!running);
    m_chosen->setEnabled(!running && m_offer.chosen > 0);
    m_export->setUnavailable(running ? tr("The export is running.") : QString());
    m_progress->setVisible(running);
    if (running)
        m_cancel->setFocus();
}

void ExportDialog::showProgress(qint64 done, qint64 total)
{
    // Thousandths: an int does not hold every number of events.
    m_progress->setRange(0, total > 0 ? 1000 : 0);
    m_progress->setValue(total > 0 ? int(done * 1000 / total) : 0);
    m_status->setText(total < 0 ? tr("Searching…") : tr("%1 of %2 events").arg(countText(done), countText(total)));
}

void ExportDialog::showDone(const QString &sentence)
{
    setRunning(false);
    m_status->setText(sentence);
    m_cancel->setText(tr("Close"));
    m_export->hide();
    m_cancel->setDefault(true);
    m_cancel->setFocus();
}

void ExportDialog::showProblem(const QString &sentence)
{
    setRunning(false);
    showPlace();
    m_status->setText(sentence);
    m_export->setFocus();
}

void ExportDialog::reject()
{
    if (m_running)
        return Q_EMIT cancelRequested(); // what became of it is told by showProblem()
    QDialog::reject();
}

} // namespace console

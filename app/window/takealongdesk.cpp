// SPDX-License-Identifier: Apache-2.0
#include "app/window/takealongdesk.h"

#include "app/signature/signature.h"
#include "app/window/importview.h"
#include "models/domain/curlcommand.h"
#include "models/domain/errortext.h"
#include "models/domain/masking.h"
#include "models/tables/celltext.h"
#include "ui/events/importdialog.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>

namespace console {

using namespace Qt::StringLiterals;

namespace {

const QString folderKey = u"export/folder"_s;
constexpr qsizetype mostOnClipboard = 64 * 1024 * 1024;

Result<QByteArray> copiedCurl(const EventDetail &detail, bool isSigned, const CopyContext &context)
{
    QByteArray signature;
    if (isSigned) {
        const QByteArray secret = context.secrets.value(detail.row.environment);
        if (secret.isEmpty())
            return failure(ErrorKind::InvalidInput, u"webhook-secret"_s, detail.row.environment);
        signature = signatureOf(detail.body, secret);
    }
    return curlCommand({context.urls.value(detail.row.environment, context.url), contentTypeOf(detail.deliveries), signature, detail.body});
}

Result<QByteArray> copiedEvent(EventDetail detail, const CopyRequest &request, const CopyContext &context, Masker &masker)
{
    switch (request.form) {
    case CopyForm::Curl:
    case CopyForm::SignedCurl: return copiedCurl(detail, request.form == CopyForm::SignedCurl, context);
    case CopyForm::Body: return detail.body + (request.events.size() > 1 ? "\n" : "");
    case CopyForm::Ndjson:
    case CopyForm::Csv:
    case CopyForm::Cells: break;
    }
    const ExportedEvent event = exported(std::move(detail), request.masked ? &masker : nullptr);
    return request.form == CopyForm::Ndjson ? exportLine(event) : request.form == CopyForm::Csv ? eventCsvLine(event.row) : eventTsvLine(event.row);
}

} // namespace

Result<QByteArray> copiedText(StoreReader &reader, const CopyRequest &request, const CopyContext &context)
{
    Masker masker;
    QByteArray text;
    if (request.form == CopyForm::Csv)
        text = eventCsvHeading();
    else if (request.form == CopyForm::Cells && request.events.size() > 1)
        text = eventTsvHeading();
    for (const qint64 event : request.events) {
        auto detail = reader.eventDetail(event, request.rejected);
        if (!detail)
            return tl::unexpected<Error>(detail.error());
        const auto copied = copiedEvent(std::move(*detail), request, context, masker);
        if (!copied)
            return copied;
        if (text.size() + copied->size() > mostOnClipboard)
            return failure(ErrorKind::InvalidInput, u"copy-size"_s);
        text += *copied;
    }
    return text;
}

TakeAlongDesk::TakeAlongDesk(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts), m_exporter(parts.paths)
{
    EventsPage *page = m_parts.page;
    page->useTakeAlong(m_parts.settings, m_parts.imports);
    connect(page, &EventsPage::copyRequested, this, &TakeAlongDesk::copy);
    connect(page, &EventsPage::exportRequested, this, &TakeAlongDesk::exportEvents);
    connect(page, &EventsPage::importRequested, this, &TakeAlongDesk::importEvents);
    connect(&m_exporter, &EventExporter::progressed, this, [this](qint64 written, qint64 total) {
        if (m_exportDialog)
            m_exportDialog->showProgress(written, total);
    });
    connect(&m_importer, &EventImporter::progressed, this, [this](qint64 read, qint64 total) {
        if (m_importDialog)
            m_importDialog->showProgress(read, total);
    });
    connect(&m_importer, &EventImporter::finished, this, [this](const Result<ImportReport> &report) {
        if (!m_importDialog)
            return;
        if (!report)
            return m_importDialog->showProblem(errorText(report.error()));
        m_importDialog->setImports(imports(m_parts.paths));
        m_importDialog->showReport(*report);
    });
}

TakeAlongDesk::~TakeAlongDesk() = default;

QString TakeAlongDesk::folder() const
{
    const QString kept = m_parts.settings != nullptr ? m_parts.settings->value(folderKey).toString() : QString();
    if (!kept.isEmpty() && QFileInfo(kept).isDir())
        return kept;
    const QString downloads = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    return QFileInfo(downloads).isDir() ? downloads : QDir::homePath();
}

void TakeAlongDesk::keepFolder(const QString &file)
{
    if (m_parts.settings != nullptr)
        m_parts.settings->setValue(folderKey, QFileInfo(file).absolutePath());
}

void TakeAlongDesk::copy(const CopyRequest &request)
{
    CopyContext context;
    const QUrl base = m_parts.listener();
    context.url = base.resolved(QUrl(Environment().listenerPath)).toString();
    for (const Environment &environment : m_parts.environments ? m_parts.environments() : QVector<Environment>())
        context.urls.insert(environment.name, base.resolved(QUrl(environment.listenerPath)).toString());
    if (request.form == CopyForm::SignedCurl && m_parts.secrets)
        context.secrets = m_parts.secrets();
    m_parts.pool->read<QByteArray>(
        this,
        [request, base, context](StoreReader &reader) mutable -> Result<QByteArray> {
            const auto environments = reader.environments();
            if (!environments)
                return tl::unexpected<Error>(environments.error());
            for (const Environment &environment : *environments)
                context.urls.insert(environment.name, base.resolved(QUrl(environment.listenerPath)).toString());
            return copiedText(reader, request, context);
        },
        [this, request](Result<QByteArray> text) {
            if (!text)
                return Q_EMIT failed(tr("Copying"), text.error());
            auto *mime = new QMimeData;
            mime->setText(QString::fromUtf8(*text));
            if (request.form == CopyForm::Body) // what no text holds
                mime->setData(u"application/octet-stream"_s, *text);
            QGuiApplication::clipboard()->setMimeData(mime);
            const bool table = request.form == CopyForm::Ndjson || request.form == CopyForm::Csv || request.form == CopyForm::Cells;
            const QString count = request.events.size() == 1 ? tr("1 event copied.") : tr("%1 events copied.").arg(countText(request.events.size()));
            Q_EMIT done(table && request.masked ? count + u' ' + tr("Personal data is masked.") : count + u' ' + tr("Personal data is included."));
        });
}

void TakeAlongDesk::exportEvents()
{
    if (m_exportDialog)
        return m_exportDialog->raise();
    ExportOffer offer = m_parts.page->exportOffer();
    offer.folder = folder();
    // Never a name out of an event.
    offer.baseName = u"events-"_s + QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmm"_s);
    // As shown now: what is chosen later is another export.
    const EventTable &table = m_parts.page->table();
    ExportRequest scope;
    scope.environment = table.environment();
    scope.filter = table.filter();
    scope.seqs = m_parts.page->chosenEvents();
    scope.rejected = table.showsRejected();
    scope.programVersion = QCoreApplication::applicationVersion();
    m_exportDialog = new ExportDialog(offer, m_parts.page->window());
    connect(m_exportDialog, &ExportDialog::startRequested, this, [this, scope](const ExportChoice &choice) { startExport(choice, scope); });
    connect(m_exportDialog, &ExportDialog::cancelRequested, this, [this] { m_exporter.cancel(); });
    connect(&m_exporter, &EventExporter::finished, m_exportDialog, [this](const Result<ExportOutcome> &outcome) {
        if (!outcome)
            return m_exportDialog->showProblem(errorText(outcome.error()));
        const ExportChoice choice = m_exportDialog->choice();
        keepFolder(choice.file);
        const QString count = outcome->events == 1 ? tr("1 event") : tr("%1 events").arg(countText(outcome->events));
        const QString masking = choice.masked ? tr("personal data masked") : tr("personal data included");
        m_exportDialog->showDone(tr("%1 written to %2 (%3, %4).").arg(count, QDir::toNativeSeparators(choice.file),
                                                                         sizeText(outcome->bytes), masking));
    });
    m_exportDialog->open();
}

void TakeAlongDesk::startExport(const ExportChoice &choice, const ExportRequest &scope)
{
    ExportRequest request = scope;
    request.format = choice.format;
    request.masked = choice.masked;
    request.file = QFileInfo(choice.file).absoluteFilePath(); // `-` is a file's name here
    if (!choice.onlyChosen)
        request.seqs.clear();
    m_exporter.start(request);
}

void TakeAlongDesk::importEvents()
{
    if (m_importDialog)
        return m_importDialog->raise();
    m_importDialog = new ImportDialog(folder(), m_parts.page->window());
    m_importDialog->setImports(imports(m_parts.paths));
    connect(m_importDialog, &ImportDialog::startRequested, this, [this](const QString &file, const QString &name) {
        keepFolder(file);
        m_importer.start({m_parts.paths, file, name});
    });
    connect(m_importDialog, &ImportDialog::cancelRequested, this, [this] { m_importer.cancel(); });
    connect(m_importDialog, &ImportDialog::openRequested, this, [this](const QString &name) {
        m_importDialog->close();
        openImport(name);
    });
    connect(m_importDialog, &ImportDialog::removeRequested, this, &TakeAlongDesk::removeImport);
    m_importDialog->open();
}

void TakeAlongDesk::openImport(const QString &name)
{
    const auto shown = std::find_if(m_views.begin(), m_views.end(), [&](const auto &view) { return view->name() == name; });
    if (shown != m_views.end()) {
        (*shown)->show();
        (*shown)->raise();
        return (*shown)->activateWindow();
    }
    const StorePaths paths = importPaths(m_parts.paths, name);
    const auto info = importInfo(paths);
    if (!info)
        return Q_EMIT failed(tr("Opening %1").arg(name), {ErrorKind::NotFound, u"import"_s, name});
    m_views.push_back(std::make_unique<ImportView>(paths, *info));
    m_views.back()->show();
}

void TakeAlongDesk::removeImport(const QString &name)
{
    std::erase_if(m_views, [&](const auto &view) { return view->name() == name; });
    const auto removed = console::removeImport(m_parts.paths, name);
    if (!m_importDialog)
        return;
    m_importDialog->setImports(imports(m_parts.paths));
    m_importDialog->showProblem(removed ? tr("%1 was removed.").arg(name) : errorText(removed.error()));
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/eventimporter.h"
#include "models/store/readpool.h"
#include "models/tables/eventexporter.h"
#include "ui/events/eventspage.h"

#include <QPointer>
#include <QUrl>

namespace console {

class ImportDialog;
class ImportView;

/// Does what an events page asks for to take events along: copies, exports, imports. One desk a page. GUI thread; page and
/// pool outlive it. Destroying it cancels what runs and closes the views of imports.
class TakeAlongDesk : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        StorePaths paths;
        EventsPage *page = nullptr;
        ReadPool *pool = nullptr;
        QSettings *settings = nullptr; ///< may be nullptr
        /// Where the listener is, without a path.
        std::function<QUrl()> listener;
        /// Environments that are known beside those of the store (those of this process alone); may be empty.
        std::function<QVector<Environment>()> environments;
        /// The current webhook secrets by environment; may be empty. They stay here and never reach a page.
        std::function<QHash<QString, QByteArray>()> secrets;
        bool imports = true; ///< *Import…* is offered
    };
    explicit TakeAlongDesk(const Parts &parts, QObject *parent = nullptr);
    ~TakeAlongDesk() override;

    void exportEvents();
    void importEvents();
    /// Opens the view of an import, or brings it to the front.
    void openImport(const QString &name);

Q_SIGNALS:
    /// Something was done; a sentence for people.
    void done(const QString &text);
    void failed(const QString &what, const console::Error &error);

private:
    void copy(const CopyRequest &request);
    void startExport(const ExportChoice &choice, const ExportRequest &scope);
    void removeImport(const QString &name);
    [[nodiscard]] QString folder() const;
    void keepFolder(const QString &file);

    Parts m_parts;
    EventExporter m_exporter;
    EventImporter m_importer;
    QPointer<ExportDialog> m_exportDialog;
    QPointer<ImportDialog> m_importDialog;
    std::vector<std::unique_ptr<ImportView>> m_views;
};

/// What is put on the clipboard, made from what the store holds. `secrets` by environment, for signed commands. Errors: of
/// the store; InvalidInput `webhook-secret` where there is none to sign with. Any thread.
struct CopyContext
{
    QHash<QString, QString> urls;
    QString url; ///< of all others
    QHash<QString, QByteArray> secrets;
};
[[nodiscard]] Result<QByteArray> copiedText(StoreReader &reader, const CopyRequest &request, const CopyContext &context);

} // namespace console

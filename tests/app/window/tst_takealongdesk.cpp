// SPDX-License-Identifier: Apache-2.0
// covers: app/window/importview.cpp ui/events/eventspagetake.cpp ui/events/eventtakealong.cpp ui/events/exportdialog.cpp
// covers: ui/events/importdialog.cpp
#include "app/window/takealongdesk.h"

#include "app/signature/signature.h"
#include "app/window/importview.h"
#include "app/window/pagemodels.h"
#include "tests/support/livingstore.h"
#include "tests/support/pageprobe.h"
#include "ui/events/importdialog.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/banner.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QRadioButton>
#include <QSettings>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QByteArray personBody = "{\"id\":\"evt_p\",\"type\":\"assessment:order-received\",\"data\":{\"candidate\":{\"first_name\":\"Canary\",\"email\":\"canary@example.com\"}}}";

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A page with its desk over a store, shown.
struct Shown
{
    explicit Shown(FilledStore &store)
        : settings(store.folder.filePath(u"settings.ini"_s), QSettings::IniFormat), models(*store.pool, *store.watch, store.clock),
          page(models.events, models.event, models.overview, models.integrations, store.clock, &settings),
          desk({store.paths, &page, store.pool.get(), &settings, [] { return QUrl(u"http://127.0.0.1:7390"_s); }, {},
                [this] { return QHash<QString, QByteArray>{{u"test"_s, secret}}; }, true})
    {
        models.overview.show(store.environment);
        models.integrations.show(store.environment);
        page.setEnvironment(store.environment);
        page.resize(1200, 800);
        page.show();
        view = named<DataTable>(page, u"Events table"_s);
        QObject::connect(&desk, &TakeAlongDesk::done, &page, [this](const QString &text) { told = text; });
        QObject::connect(&desk, &TakeAlongDesk::failed, &page, [this](const QString &, const Error &error) { told = error.code; });
    }
    bool ready(int rows) { return QTest::qWaitFor([this, rows] { return models.events.complete() && models.events.rowCount() == rows; }); }
    /// What a form puts on the clipboard.
    QByteArray copied(CopyForm form, const QVector<qint64> &events, bool masked = true)
    {
        told.clear();
        QGuiApplication::clipboard()->clear();
        Q_EMIT page.copyRequested({form, events, false, masked});
        if (!QTest::qWaitFor([this] { return !told.isEmpty(); }))
            return "nothing came";
        return QGuiApplication::clipboard()->text().toUtf8();
    }

    QByteArray secret = "whsec";
    QSettings settings;
    PageModels models;
    EventsPage page;
    TakeAlongDesk desk;
    DataTable *view = nullptr;
    QString told;
};

template <class T> T *opened(QWidget &page)
{
    T *dialog = nullptr;
    const bool there = QTest::qWaitFor([&] {
        dialog = page.findChild<T *>();
        return dialog != nullptr && dialog->isVisible();
    });
    return there ? dialog : nullptr;
}

} // namespace

class TestTakeAlongDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<ThemeController>();
        m_theme->setMode(ColorMode::Light);
        QVERIFY(m_out.isValid());
    }

    void copiesInEveryForm()
    {
        FilledStore store;
        QVERIFY(store.deliver({{personBody}, {dataChangedBody(1)}}));
        Shown shown(store);
        QVERIFY(shown.ready(2));
        const QByteArray curl = shown.copied(CopyForm::Curl, {1});
        QVERIFY2(curl.startsWith("curl -sS -X POST 'http://127.0.0.1:7390/webhooks/kombo'"), curl.constData());
        QVERIFY(curl.contains("<signature>") && curl.contains("Canary"));
        const QByteArray withSignature = shown.copied(CopyForm::SignedCurl, {1});
        QVERIFY(withSignature.contains(signatureOf(personBody, shown.secret)));
        QVERIFY(!withSignature.contains(shown.secret));
        QCOMPARE(shown.copied(CopyForm::Body, {1}), personBody);
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(u"application/octet-stream"_s), personBody);
        QCOMPARE(shown.copied(CopyForm::Ndjson, {1, 2}).count('\n'), 2);
        QVERIFY(!shown.copied(CopyForm::Ndjson, {1}).contains("anary"));
        QVERIFY(shown.told.contains(u"masked"_s));
        QVERIFY(shown.copied(CopyForm::Ndjson, {1}, false).contains("Canary"));
        QCOMPARE(shown.copied(CopyForm::Csv, {2, 1}).count("\r\n"), 3);
        QCOMPARE(shown.copied(CopyForm::Cells, {2}).count('\t'), eventTsvHeading().count('\t'));
        shown.secret.clear();
        shown.copied(CopyForm::SignedCurl, {1});
        QCOMPARE(shown.told, u"webhook-secret"_s);
        shown.copied(CopyForm::Body, {77});
        QCOMPARE(shown.told, u"event"_s);
    }

    void knowsWhereEventsOfThisProcessWereReceived()
    {
        FilledStore store;
        QVERIFY(store.deliver({{personBody}}));
        const auto reader = StoreReader::open(store.paths);
        const auto copied = [&](const CopyContext &context) { return *copiedText(**reader, {CopyForm::Curl, {1}, false, true}, context); };
        QVERIFY(copied({{}, u"http://h/p"_s, {}}).contains("'http://h/p'"));
        QVERIFY(copied({{{u"test"_s, u"http://h/q"_s}}, u"http://h/p"_s, {}}).contains("'http://h/q'"));
    }

    void offersCopiesInMenus()
    {
        FilledStore store;
        QVERIFY(store.deliver({{personBody}, {dataChangedBody(1)}}));
        Shown shown(store);
        QVERIFY(shown.ready(2));
        QVector<CopyRequest> asked;
        connect(&shown.page, &EventsPage::copyRequested, this, [&asked](const CopyRequest &request) { asked.append(request); });
        QString noticed;
        connect(&shown.page, &EventsPage::noticed, this, [&noticed](const QString &text) { noticed = text; });
        shown.view->setFocus();
        QTest::keyClick(shown.view, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(noticed.contains(u"Choose an event"_s));
        shown.view->selectAll();
        QTest::keyClick(shown.view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first(), (CopyRequest{CopyForm::Cells, {2, 1}, false, true}));
        QMenu menu;
        Q_EMIT shown.view->menuRequested(&menu, {});
        QMenu *copies = nullptr;
        for (QMenu *one : menu.findChildren<QMenu *>())
            copies = one->title() == u"Copy as"_s ? one : copies;
        QVERIFY(copies != nullptr);
        QStringList texts;
        for (QAction *action : copies->actions()) {
            if (!action->isSeparator() && !action->isCheckable()) {
                texts.append(action->text());
                QVERIFY(action->isEnabled() && !action->toolTip().isEmpty());
            }
        }
        QCOMPARE(texts, (QStringList{u"curl command"_s, u"curl command, signed"_s, u"Body"_s, u"NDJSON"_s, u"CSV"_s, u"Cells for a spreadsheet"_s}));
        copies->actions().last()->setChecked(false); // mask no longer
        copies->actions().first()->trigger();
        QCOMPARE(asked.last(), (CopyRequest{CopyForm::Curl, {2, 1}, false, false}));
        QVERIFY(shown.settings.value(u"privacy/copy-unmasked"_s).toBool());
        shown.page.setSigningBlocked(u"no secret"_s);
        QMenu blocked;
        Q_EMIT shown.view->menuRequested(&blocked, {});
        for (QAction *action : blocked.findChildren<QAction *>())
            if (action->text() == u"curl command, signed"_s)
                QVERIFY(!action->isEnabled() && action->toolTip() == u"no secret"_s);
    }

    void exportsWhatIsShown()
    {
        FilledStore store;
        QVERIFY(store.deliver({{personBody}, {dataChangedBody(1)}, {dataChangedBody(2)}}));
        Shown shown(store);
        QVERIFY(shown.ready(3));
        shown.page.showFilter(u"type:assessment*"_s);
        QVERIFY(shown.ready(1));
        QTest::keyClick(&shown.page, Qt::Key_E, Qt::ControlModifier);
        auto *dialog = opened<ExportDialog>(shown.page);
        QVERIFY(dialog != nullptr);
        QVERIFY(named<QRadioButton>(*dialog, u"What the filter shows (1)"_s) != nullptr);
        QVERIFY(dialog->choice().masked && !dialog->choice().file.contains(u"evt"_s));
        auto *file = named<QLineEdit>(*dialog, u"File"_s);
        const QString path = m_out.filePath(u"shown.ndjson"_s);
        file->setText(path);
        Button *start = named<Button>(*dialog, u"Export"_s);
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY(shows(*dialog, u"1 event written"_s));
        QVERIFY(shows(*dialog, u"personal data masked"_s));
        QVERIFY(!fileBytes(path).contains("anary"));
        QCOMPARE(fileBytes(path).count('\n'), 1);
        dialog->reject();
        QTRY_VERIFY(shown.page.findChild<ExportDialog *>() == nullptr);
        // Again, not masked, over the same file.
        shown.desk.exportEvents();
        dialog = opened<ExportDialog>(shown.page);
        QVERIFY(dialog != nullptr);
        QCOMPARE(QFileInfo(dialog->choice().file).absolutePath(), m_out.path()); // where it was last
        named<QLineEdit>(*dialog, u"File"_s)->setText(path);
        QVERIFY(shows(*dialog, u"will be replaced"_s));
        auto *warning = dialog->findChild<Banner *>();
        QVERIFY(!warning->isVisible());
        dialog->findChild<QCheckBox *>()->setChecked(false);
        QVERIFY(warning->isVisible());
        QTest::mouseClick(named<Button>(*dialog, u"Replace the file"_s), Qt::LeftButton);
        QTRY_VERIFY(shows(*dialog, u"personal data included"_s));
        QVERIFY(fileBytes(path).contains("Canary"));
    }

    void exportsChosenRowsAndSaysWhatIsWrong()
    {
        FilledStore store;
        QVERIFY(store.deliver({{personBody}, {dataChangedBody(1)}, {dataChangedBody(2)}}));
        Shown shown(store);
        QVERIFY(shown.ready(3));
        shown.view->selectRow(1);
        shown.desk.exportEvents();
        auto *dialog = opened<ExportDialog>(shown.page);
        QVERIFY(dialog != nullptr);
        named<QRadioButton>(*dialog, u"The chosen row"_s)->setChecked(true);
        auto *file = named<QLineEdit>(*dialog, u"File"_s);
        file->setText(u"/nowhere/x.har"_s);
        QCOMPARE(dialog->choice().format, ExportFormat::Har); // the ending says what is meant
        file->setText({});
        QVERIFY(!named<Button>(*dialog, u"Export"_s)->isEnabled());
        file->setText(u"/nowhere/at/all.csv"_s);
        QCOMPARE(dialog->choice().format, ExportFormat::Csv);
        QTest::mouseClick(named<Button>(*dialog, u"Export"_s), Qt::LeftButton);
        QTRY_VERIFY(shows(*dialog, u"cannot be written"_s));
        const QString path = m_out.filePath(u"chosen.ndjson"_s);
        file->setText(path);
        QTest::mouseClick(named<Button>(*dialog, u"Export"_s), Qt::LeftButton);
        QTRY_VERIFY(shows(*dialog, u"1 event written"_s));
        QVERIFY(fileBytes(path).startsWith("{\"seq\":2,"));
        QCOMPARE(sharedNames(*dialog), QStringList());
    }

    void importsIntoAViewOfItsOwn()
    {
        FilledStore store;
        QVERIFY(store.deliver({{dataChangedBody(1)}}));
        Shown shown(store);
        QVERIFY(shown.ready(1));
        const QString path = m_out.filePath(u"colleague.ndjson"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"seq\":41,\"received_at\":\"2026-05-01T12:00:00Z\",\"environment\":\"theirs\",\"verdict\":\"verified\",\"masked\":true,"
                   "\"body\":\"{\\\"id\\\":\\\"x\\\",\\\"type\\\":\\\"sync-finished\\\",\\\"data\\\":{}}\"}\nnonsense\n");
        file.close();
        Q_EMIT shown.page.importRequested();
        auto *dialog = opened<ImportDialog>(shown.page);
        QVERIFY(dialog != nullptr);
        QVERIFY(!named<Button>(*dialog, u"Import"_s)->isEnabled());
        dialog->setFile(path);
        named<QLineEdit>(*dialog, u"Name of the import"_s)->setText(u"a/b"_s);
        QVERIFY(!named<Button>(*dialog, u"Import"_s)->isEnabled());
        named<QLineEdit>(*dialog, u"Name of the import"_s)->setText(u"theirs"_s);
        QTest::mouseClick(named<Button>(*dialog, u"Import"_s), Qt::LeftButton);
        QTRY_VERIFY(shows(*dialog, u"1 event imported as theirs"_s));
        QVERIFY(shows(*dialog, u"line 2: no JSON object"_s));
        QCOMPARE(sharedNames(*dialog), QStringList());
        QTest::mouseClick(named<Button>(*dialog, u"Open"_s), Qt::LeftButton);
        ImportView *view = nullptr;
        const auto find = [&view] {
            for (QWidget *widget : QApplication::topLevelWidgets())
                if (auto *one = qobject_cast<ImportView *>(widget))
                    view = one;
            return view != nullptr;
        };
        QTRY_VERIFY(find());
        QTRY_VERIFY(shows(*view, u"Imported from colleague.ndjson"_s));
        QVERIFY(shows(*view, u"personal data masked"_s));
        auto *table = named<DataTable>(*view, u"Events table"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QVERIFY(named<Button>(*view, u"Import…"_s) == nullptr);
        shown.desk.openImport(u"theirs"_s); // the same one
        QVERIFY(store.deliver({{dataChangedBody(2)}}));
        QVERIFY(shown.ready(2)); // the own events stay among themselves
        QCOMPARE(table->model()->rowCount(), 1);
        Q_EMIT shown.page.importRequested();
        dialog = opened<ImportDialog>(shown.page);
        QVERIFY(dialog != nullptr);
        dialog->findChild<QListWidget *>()->setCurrentRow(0);
        QTest::mouseClick(named<Button>(*dialog, u"Remove"_s), Qt::LeftButton);
        QTRY_VERIFY(shows(*dialog, u"theirs was removed"_s));
        QCOMPARE(imports(store.paths).size(), 0);
        shown.desk.openImport(u"theirs"_s);
        QCOMPARE(shown.told, u"import"_s);
    }

    void saysWhyAnImportFailed()
    {
        FilledStore store;
        Shown shown(store);
        shown.desk.importEvents();
        auto *dialog = opened<ImportDialog>(shown.page);
        QVERIFY(dialog != nullptr);
        dialog->setFile(u"/nowhere/x.ndjson"_s);
        QTest::mouseClick(named<Button>(*dialog, u"Import"_s), Qt::LeftButton);
        QTRY_VERIFY(shows(*dialog, u"cannot be read"_s));
    }

private:
    std::unique_ptr<ThemeController> m_theme;
    QTemporaryDir m_out;
};

QTEST_MAIN(TestTakeAlongDesk)
#include "tst_takealongdesk.moc"

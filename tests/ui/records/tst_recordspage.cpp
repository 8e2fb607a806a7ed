// SPDX-License-Identifier: Apache-2.0
// covers: ui/records/recordspage.cpp ui/records/recordinspector.cpp
#include "tests/support/livingstore.h"
#include "tests/support/pageprobe.h"
#include "ui/records/recordinspector.h"
#include "ui/records/recordspage.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/searchfield.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QScrollBar>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QString acme = u"personio:CBNMt7dSNCzBdnRTx87dev4E"_s;
const QString brick = u"workday:8bqXkEAXdPzVu5FsgmzYhN2c"_s;

struct Shown
{
    explicit Shown(FilledStore &store)
        : integrations(*store.pool, *store.watch, store.clock), table(*store.pool, *store.watch, store.clock), loader(*store.pool),
          page(integrations, table, loader, store.clock, nullptr)
    {
        integrations.show(store.environment);
        page.setEnvironment(store.environment);
        page.resize(1200, 800);
        page.show();
        view = named<DataTable>(page, u"Records table"_s);
        inspector = page.findChild<RecordInspector *>();
    }

    IntegrationTable integrations;
    RecordTable table;
    RecordLoader loader;
    RecordsPage page;
    DataTable *view = nullptr;
    RecordInspector *inspector = nullptr;
};

} // namespace

class TestRecordsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksForAnIntegrationFirst();
    void listsRecordsAndReadsOnWhileScrolling();
    void picksModelAndSearches();
    void offersAFetchWhereNothingWasFetched();
    void showsEveryVersionOfARecord();
    void readsAnOpenRecordAgainWhenItChanges();

private:
    ThemeController *m_theme = nullptr;

public:
    TestRecordsPage() : m_theme(new ThemeController(this)) { m_theme->setMode(ColorMode::Light); }
};

void TestRecordsPage::asksForAnIntegrationFirst()
{
    LivingStore store;
    QVERIFY(store.good);
    Shown shown(store);
    QTRY_VERIFY(shows(shown.page, u"Choose an integration"_s));
    QSignalSpy wanted(&shown.page, &RecordsPage::integrationsRequested);
    QTest::mouseClick(named<Button>(shown.page, u"Open Integrations"_s), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    auto *picker = named<QComboBox>(shown.page, u"Integration of the records"_s);
    QTRY_COMPARE(picker->count(), 9);
    picker->setFocus();
    QTest::keyClick(picker, Qt::Key_Down); // the first by name
    QTRY_COMPARE(shown.table.integrationId(), acme);
    QTRY_VERIFY(shown.table.rowCount() > 0);
}

void TestRecordsPage::listsRecordsAndReadsOnWhileScrolling()
{
    LivingStore store;
    Shown shown(store);
    shown.page.openIntegration(acme);
    QTRY_COMPARE(shown.table.rowCount(), 256);
    QTRY_VERIFY(shows(shown.page, u"Records: 300"_s));
    shown.view->verticalScrollBar()->setValue(shown.view->verticalScrollBar()->maximum());
    QTRY_COMPARE(shown.table.rowCount(), 300);
}

void TestRecordsPage::picksModelAndSearches()
{
    LivingStore store;
    Shown shown(store);
    shown.page.openIntegration(acme);
    auto *models = named<QComboBox>(shown.page, u"Model"_s);
    QTRY_COMPARE(models->count(), 2);
    models->setCurrentIndex(1);
    Q_EMIT models->activated(1);
    QTRY_COMPARE(shown.table.rowCount(), 256);
    auto *search = named<SearchField>(shown.page, u"Search records"_s);
    search->setFocus();
    QTest::keyClicks(search, u"schmidt 17"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(shown.table.rowCount(), 11);
    QTest::keyClicks(search, u" nobody"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(shows(shown.page, u"Nothing matches"_s));
    QTest::mouseClick(named<Button>(shown.page, u"Show all records"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.table.rowCount(), 256);
    QCOMPARE(models->currentIndex(), 0);
}

void TestRecordsPage::offersAFetchWhereNothingWasFetched()
{
    LivingStore store;
    Shown shown(store);
    shown.page.openIntegration(brick);
    QTRY_VERIFY(shows(shown.page, u"Nothing was fetched yet"_s));
    QSignalSpy asked(&shown.page, &RecordsPage::fetchRequested);
    QTest::mouseClick(named<Button>(shown.page, u"Fetch now"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).value<FetchRequest>().integrationId, brick);
}

void TestRecordsPage::showsEveryVersionOfARecord()
{
    LivingStore store;
    Shown shown(store);
    shown.page.openIntegration(acme);
    QTRY_COMPARE(shown.table.rowCount(), 256);
    shown.view->setFocus();
    shown.view->selectRow(100); // seen three times
    QTRY_VERIFY(shown.inspector->isVisible());
    auto *versions = named<QComboBox>(shown.page, u"Version"_s);
    auto *json = named<CodeView>(shown.page, u"Record as JSON"_s);
    QCOMPARE(versions->count(), 3);
    QVERIFY(json->toPlainText().contains(u"Director"));
    QVERIFY(json->toPlainText().contains(u"38.50")); // as received
    versions->setFocus();
    QTest::keyClick(versions, Qt::Key_End);
    QTRY_VERIFY(json->toPlainText().contains(u"\"Engineer\""));
    QTest::mouseClick(named<Button>(shown.page, u"Copy id"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), shown.table.rowAt(100)->id);
    QTest::mouseClick(named<Button>(shown.page, u"Copy JSON"_s), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"Engineer"));
    QCOMPARE(sharedNames(shown.page), QStringList());
    QTest::keyClick(shown.inspector, Qt::Key_Escape);
    QVERIFY(!shown.inspector->isVisible());
    shown.loader.load(987'654);
    QTRY_VERIFY(shows(shown.page, u"Record not available"_s));
}

void TestRecordsPage::readsAnOpenRecordAgainWhenItChanges()
{
    LivingStore store;
    Shown shown(store);
    shown.page.openIntegration(acme);
    QTRY_COMPARE(shown.table.rowCount(), 256);
    shown.view->selectRow(3);
    QTRY_VERIFY(shown.inspector->isVisible());
    PageRecord changed;
    changed.id = shown.table.rowAt(3)->id;
    changed.json = R"({"id":")" + changed.id.toUtf8() + R"(","job_title":"Retired"})";
    QVERIFY(store.write([&](WriteTransaction &transaction) -> Result<void> {
        const auto outcome = transaction.savePage(store.running, u"hris_employees"_s, {changed});
        return outcome ? Result<void>() : tl::unexpected<Error>(outcome.error());
    }));
    QTRY_VERIFY(named<CodeView>(shown.page, u"Record as JSON"_s)->toPlainText().contains(u"Retired"));
}

QTEST_MAIN(TestRecordsPage)
#include "tst_recordspage.moc"

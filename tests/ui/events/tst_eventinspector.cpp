// SPDX-License-Identifier: Apache-2.0
// covers: ui/events/bodypane.cpp ui/events/bodytree.cpp ui/events/bodytreedelegate.cpp ui/events/comparepane.cpp
// covers: ui/events/deliveriespane.cpp ui/events/factchips.cpp ui/events/neighbourspane.cpp
#include "ui/events/eventinspector.h"

#include "tests/support/filledstore.h"
#include "tests/support/pageprobe.h"
#include "ui/events/bodypane.h"
#include "ui/events/bodytree.h"
#include "ui/events/comparepane.h"
#include "ui/events/factchips.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/hexview.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray body(int number, const QByteArray &state = "FAILED")
{
    return syncBody(number, "personio:A1", "personio", "Acme, Inc.", state, "2026-11-20T14:00:00.000Z");
}

/// An inspector over a store, in a page with a Ctrl+F of its own.
struct Shown
{
    explicit Shown(FilledStore &store, QSettings *settings = nullptr)
        : loader(*store.pool, *store.watch), inspector(store.clock, &page)
    {
        auto *layout = new QVBoxLayout(&page);
        layout->addWidget(&inspector);
        page.resize(430, 760);
        inspector.attach(*store.pool, settings);
        QObject::connect(&loader, &EventLoader::loaded, &inspector, &EventInspector::present);
        QObject::connect(&loader, &EventLoader::failed, &inspector, [this](qint64, const Error &error) { inspector.showProblem(error); });
        auto *find = new QShortcut(QKeySequence::Find, &page);
        find->setContext(Qt::WidgetWithChildrenShortcut);
        QObject::connect(find, &QShortcut::activated, &page, [this] { ++pageFinds; });
        page.show();
        page.activateWindow();
    }
    bool open(qint64 seq, bool rejected = false)
    {
        loader.load(seq, rejected);
        return QTest::qWaitFor([&] { return inspector.shown() && inspector.shown()->detail.row.seq == seq && inspector.shown()->body; }, 10'000);
    }
    [[nodiscard]] BodyTree &tree() { return *page.findChild<BodyTree *>(); }
    [[nodiscard]] CodeView &pretty() { return *named<CodeView>(page, u"Body, formatted"_s); }

    QWidget page;
    EventLoader loader;
    EventInspector inspector;
    int pageFinds = 0;
};

QModelIndex rowNamed(const QAbstractItemModel &model, const QString &name, const QModelIndex &parent = {})
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data().toString() == name)
            return index;
        if (const QModelIndex below = rowNamed(model, name, index); below.isValid())
            return below;
    }
    return {};
}

} // namespace

class TestEventInspector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsTheBodyInFourViews();
    void remembersTheView();
    void preparesALargeBodyVisibly();
    void saysThatThereIsNoTree();
    void clickingAValueAsksForIt();
    void keysAskForAValueToo();
    void factsAskToo();
    void copiesPathAndValue();
    void opensAllBelow();
    void findsInEveryView_data();
    void findsInEveryView();
    void findsInTheHeaders();
    void findsFarAwayInAHugeTree();
    void escapeClosesFindBeforeTheInspector();
    void showsDeliveriesWithTheirHeaders();
    void showsNeighboursAndOpensThem();
    void comparesWithANeighbour();
    void comparesWithTheMarkedOne();
    void saysWhenNothingDiffers();
    void namesEveryControl();

private:
    ThemeController m_theme;
};

void TestEventInspector::showsTheBodyInFourViews()
{
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    QVERIFY(shown.pretty().toPlainText().startsWith(u"{\n  \"id\": \"evt_1\""));
    shown.inspector.showBody(BodyView::Raw);
    QCOMPARE(named<CodeView>(shown.page, u"Body as received"_s)->toPlainText().toUtf8(), body(1));
    shown.inspector.showBody(BodyView::Hex);
    QCOMPARE(named<HexView>(shown.page, u"Body as bytes"_s)->bytes(), body(1));
    shown.inspector.showBody(BodyView::Tree);
    QAbstractItemModelTester tester(shown.tree().model());
    const QModelIndex state = rowNamed(*shown.tree().model(), u"sync_state"_s);
    QCOMPARE(state.siblingAtColumn(1).data().toString(), u"\"FAILED\""_s);
    QVERIFY(shown.tree().isExpanded(state.parent())); // a small one is open at one glance
    QVERIFY(!shown.page.grab().isNull());
}

void TestEventInspector::remembersTheView()
{
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}}));
    QSettings settings(store.folder.path() + u"/settings.ini"_s, QSettings::IniFormat);
    {
        Shown shown(store, &settings);
        QVERIFY(shown.open(1));
        QVERIFY(shown.pretty().isVisible()); // at first
        QTest::mouseClick(named<QAbstractButton>(shown.page, u"Tree"_s), Qt::LeftButton);
        QVERIFY(shown.tree().isVisible());
    }
    Shown again(store, &settings);
    QVERIFY(again.open(1));
    QVERIFY(again.tree().isVisible());
}

void TestEventInspector::preparesALargeBodyVisibly()
{
    FilledStore store;
    QVERIFY(store.deliver({{"{\"id\":\"big\",\"type\":\"t\",\"text\":\"" + QByteArray(3'900'000, 'x') + "\"}"}}));
    Shown shown(store);
    bool prepared = false;
    QObject::connect(&shown.loader, &EventLoader::loaded, &shown.page, [&](const auto &event) {
        if (event->body == nullptr)
            prepared = shows(shown.page, u"Preparing…"_s);
    });
    QVERIFY(shown.open(1));
    QVERIFY(prepared);
    for (const BodyView view : {BodyView::Pretty, BodyView::Raw, BodyView::Hex, BodyView::Tree}) {
        QElapsedTimer timer;
        timer.start();
        shown.inspector.showBody(view);
        shown.page.grab();
        QVERIFY2(timer.elapsed() < 200, qPrintable(u"view %1 took %2 ms"_s.arg(QString::number(int(view)), QString::number(timer.elapsed()))));
    }
}

void TestEventInspector::saysThatThereIsNoTree()
{
    FilledStore store;
    QVERIFY(store.deliver({{"\xc3 no json"}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    shown.inspector.showBody(BodyView::Tree);
    QTRY_VERIFY(shows(shown.page, u"This body is no JSON"_s));
    QVERIFY(shows(shown.page, u"not valid UTF-8"_s));
    shown.loader.load(99, false);
    QTRY_VERIFY(shown.inspector.shown() == nullptr);
    QVERIFY(shows(shown.page, u"No body"_s));
}

void TestEventInspector::clickingAValueAsksForIt()
{
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    shown.inspector.showBody(BodyView::Tree);
    QSignalSpy asked(&shown.inspector, &EventInspector::filterTermRequested);
    BodyTree &tree = shown.tree();
    const auto click = [&tree](const char *name, int column, Qt::KeyboardModifiers modifiers) {
        const QModelIndex index = rowNamed(*tree.model(), QString::fromLatin1(name)).siblingAtColumn(column);
        tree.scrollTo(index);
        QTest::mouseClick(tree.viewport(), Qt::LeftButton, modifiers, tree.visualRect(index).center());
    };
    click("sync_state", 1, {});
    click("integration_id", 1, Qt::AltModifier);
    click("sync_id", 1, {});
    click("sync_id", 0, {}); // the name only chooses the row
    click("data", 1, {});    // a container is no value
    QCOMPARE(asked.size(), 3);
    QCOMPARE(asked.at(0), (QVariantList{u"state"_s, u"FAILED"_s, false}));
    QCOMPARE(asked.at(1), (QVariantList{u"integration"_s, u"personio:A1"_s, true}));
    QCOMPARE(asked.at(2), (QVariantList{u"body"_s, u"s1"_s, false}));
}

void TestEventInspector::keysAskForAValueToo()
{
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    shown.inspector.showBody(BodyView::Tree);
    QSignalSpy asked(&shown.inspector, &EventInspector::filterTermRequested);
    BodyTree &tree = shown.tree();
    tree.setCurrentIndex(rowNamed(*tree.model(), u"type"_s));
    QTest::keyClick(&tree, Qt::Key_Return);
    QTest::keyClick(&tree, Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(asked.at(0), (QVariantList{u"type"_s, u"sync-finished"_s, false}));
    QCOMPARE(asked.at(1), (QVariantList{u"type"_s, u"sync-finished"_s, true}));
    const QModelIndex data = rowNamed(*tree.model(), u"data"_s);
    tree.setCurrentIndex(data);
    QTest::keyClick(&tree, Qt::Key_Return); // closes what has children
    QVERIFY(!tree.isExpanded(data));
    QTest::keyClick(&tree, Qt::Key_Right);
    QVERIFY(tree.isExpanded(data));
}

void TestEventInspector::factsAskToo()
{
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    QSignalSpy asked(&shown.inspector, &EventInspector::filterTermRequested);
    auto *organization = named<FactChip>(shown.page, u"org: Acme, Inc."_s);
    QVERIFY(organization != nullptr && organization->isVisible());
    QTest::mouseClick(organization, Qt::LeftButton);
    QTest::keyClick(organization, Qt::Key_Return, Qt::AltModifier);
    QCOMPARE(asked.at(0), (QVariantList{u"org"_s, u"Acme, Inc."_s, false}));
    QCOMPARE(asked.at(1), (QVariantList{u"org"_s, u"Acme, Inc."_s, true}));
    // They break into lines and stay inside.
    for (const FactChip *chip : shown.page.findChildren<FactChip *>()) {
        if (chip->isVisible())
            QVERIFY(chip->parentWidget()->rect().contains(chip->geometry()));
    }
}

void TestEventInspector::copiesPathAndValue()
{
    FilledStore store;
    QVERIFY(store.deliver({{"{\"id\":\"x\",\"type\":\"t\",\"data\":{\"list\":[1.50,{\"a b\":\"\\u0041\"}]}}"}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    shown.inspector.showBody(BodyView::Tree);
    BodyTree &tree = shown.tree();
    tree.setCurrentIndex(rowNamed(*tree.model(), u"a b"_s));
    QTest::keyClick(&tree, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"$.data.list[1]['a b']"_s);
    QTest::keyClick(&tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"\"\\u0041\""_s); // as written
    tree.setCurrentIndex(rowNamed(*tree.model(), u"list"_s));
    tree.copyValue();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"[1.50,{\"a b\":\"\\u0041\"}]"_s);
}

void TestEventInspector::opensAllBelow()
{
    FilledStore store;
    QByteArray deep = "{\"id\":\"x\",\"type\":\"t\",\"many\":[0";
    for (int i = 1; i < 9'000; ++i)
        deep += ",{\"a\":[1]}";
    QVERIFY(store.deliver({{deep + "],\"deep\":" + QByteArray("{\"a\":").repeated(120) + "1" + QByteArray(120, '}') + "}"}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    shown.inspector.showBody(BodyView::Tree);
    BodyTree &tree = shown.tree();
    QModelIndex at = rowNamed(*tree.model(), u"deep"_s);
    tree.collapseTree();
    tree.setCurrentIndex(at);
    QTest::keyClick(&tree, Qt::Key_Asterisk);
    int levels = 0;
    for (; tree.isExpanded(at); at = tree.model()->index(0, 0, at))
        ++levels;
    QCOMPARE(levels, 120);
    QElapsedTimer timer;
    timer.start();
    tree.expandTree();
    tree.grab();
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    const QModelIndex many = rowNamed(*tree.model(), u"many"_s);
    const QModelIndex more = tree.model()->index(1'000, 0, many);
    QCOMPARE(more.data().toString(), u"… 8,000 more"_s);
    tree.setCurrentIndex(more);
    QTest::keyClick(&tree, Qt::Key_Return);
    QCOMPARE(tree.model()->rowCount(many), 2'001);
}

void TestEventInspector::findsInEveryView_data()
{
    QTest::addColumn<int>("view");
    QTest::addColumn<int>("count");
    QTest::newRow("tree") << int(BodyView::Tree) << 2;
    QTest::newRow("pretty") << int(BodyView::Pretty) << 2;
    QTest::newRow("raw") << int(BodyView::Raw) << 2;
    QTest::newRow("hex") << int(BodyView::Hex) << 2;
}

void TestEventInspector::findsInEveryView()
{
    QFETCH(int, view);
    QFETCH(int, count);
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}})); // integration_id and "personio:A1", integration_tool and "personio"
    Shown shown(store);
    QVERIFY(shown.open(1));
    shown.inspector.showBody(BodyView(view));
    QWidget *focus = BodyView(view) == BodyView::Tree ? static_cast<QWidget *>(&shown.tree()) : nullptr;
    for (QWidget *one : shown.page.findChildren<QWidget *>())
        focus = focus == nullptr && dynamic_cast<FindTarget *>(one) != nullptr && one->isVisible() && qobject_cast<BodyTree *>(one) == nullptr ? one : focus;
    focus->setFocus();
    QTRY_VERIFY(focus->hasFocus());
    QTest::keyClick(focus, Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(shown.pageFinds, 0); // the inspector's own wins
    auto *field = named<QLineEdit>(shown.page, u"Find text in the body"_s);
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, u"PERSONIO"_s);
    QTRY_VERIFY(shows(shown.page, u"1 of %1"_s.arg(count)));
    QTest::keyClick(field, Qt::Key_F3);
    QTRY_VERIFY(shows(shown.page, u"2 of %1"_s.arg(count)));
    QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
    QTRY_VERIFY(shows(shown.page, u"1 of %1"_s.arg(count)));
    if (BodyView(view) == BodyView::Tree)
        QVERIFY(shown.tree().currentIndex().siblingAtColumn(1).data().toString().contains(u"personio"));
    // The question goes along to the next view.
    shown.inspector.showBody(BodyView(view) == BodyView::Raw ? BodyView::Pretty : BodyView::Raw);
    QTRY_VERIFY(shows(shown.page, u"1 of 2"_s));
    QVERIFY(!shown.page.grab().isNull());
}

void TestEventInspector::findsInTheHeaders()
{
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    shown.inspector.setCurrentTab(EventInspector::HeadersTab);
    auto *headers = named<CodeView>(shown.page, u"Request headers"_s);
    QVERIFY(headers->toPlainText().startsWith(u"Host: localhost:7390\nContent-Type:"));
    headers->setFocus();
    QTest::keyClick(headers, Qt::Key_F, Qt::ControlModifier);
    auto *field = named<QLineEdit>(shown.page, u"Find text in the headers"_s);
    QTRY_VERIFY(field->isVisible());
    QTest::keyClicks(field, u"kombo"_s);
    QTRY_VERIFY(shows(shown.page, u"1 of 1"_s));
}

void TestEventInspector::findsFarAwayInAHugeTree()
{
    FilledStore store;
    QByteArray text = "{\"id\":\"x\",\"type\":\"t\",\"list\":[0";
    for (int i = 1; i < 20'000; ++i)
        text += i == 15'000 ? QByteArray(",\"needle\"") : "," + QByteArray::number(i);
    QVERIFY(store.deliver({{text + "]}"}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    shown.inspector.showBody(BodyView::Tree);
    shown.tree().find({u"needle"_s});
    QTRY_COMPARE(shown.tree().findProgress().total, 1);
    QTRY_COMPARE(shown.tree().currentIndex().row(), 15'000);
    QVERIFY(shown.tree().viewport()->rect().contains(shown.tree().visualRect(shown.tree().currentIndex()).center()));
}

void TestEventInspector::escapeClosesFindBeforeTheInspector()
{
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    QSignalSpy closed(&shown.inspector, &Inspector::closeRequested);
    shown.pretty().setFocus();
    QTest::keyClick(&shown.pretty(), Qt::Key_F, Qt::ControlModifier);
    QWidget *bar = named<QLineEdit>(shown.page, u"Find text in the body"_s)->parentWidget();
    QTRY_VERIFY(bar->isVisible());
    shown.pretty().setFocus();
    QTest::keyClick(&shown.pretty(), Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QCOMPARE(closed.size(), 0);
    QTest::keyClick(&shown.pretty(), Qt::Key_Escape);
    QCOMPARE(closed.size(), 1);
}

void TestEventInspector::showsDeliveriesWithTheirHeaders()
{
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}}));
    store.clock->set(store.clock->now() + std::chrono::seconds(90));
    QVERIFY(store.deliver({{body(1), Verdict::Verified, RejectReason::None, {}, u"10.0.0.9"_s}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    shown.inspector.setCurrentTab(EventInspector::DeliveriesTab);
    auto *table = named<DataTable>(shown.page, u"Deliveries of this event"_s);
    QCOMPARE(table->model()->rowCount(), 2);
    auto *headers = named<CodeView>(shown.page, u"Headers of the chosen delivery"_s);
    QVERIFY(headers->toPlainText().contains(u"Content-Type: application/json"));
}

void TestEventInspector::showsNeighboursAndOpensThem()
{
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}, {body(2, "SUCCEEDED")}, {dataChangedBody(3, "hibob:B2")}, {body(4)}}));
    Shown shown(store);
    QVERIFY(shown.open(2));
    shown.inspector.setCurrentTab(EventInspector::NeighboursTab);
    auto *table = named<DataTable>(shown.page, u"Events near this one"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QSignalSpy opened(&shown.inspector, &EventInspector::openRequested);
    auto *open = named<Button>(shown.page, u"Open event"_s);
    QVERIFY(!open->isEnabled());
    table->setFocus();
    table->selectionModel()->setCurrentIndex(table->model()->index(1, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QTRY_VERIFY(open->isEnabled());
    QTest::mouseClick(open, Qt::LeftButton);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toLongLong(), 4);
}

void TestEventInspector::comparesWithANeighbour()
{
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}, {body(2, "SUCCEEDED")}}));
    Shown shown(store);
    QVERIFY(shown.open(2));
    shown.inspector.compareWith({1, false});
    auto *pane = shown.page.findChild<ComparePane *>();
    QVERIFY(pane != nullptr);
    QTRY_VERIFY(shows(*pane, u"3 differences"_s));
    QCOMPARE(pane->current(), 0);
    QTest::keyClick(pane, Qt::Key_F8);
    QTest::keyClick(pane, Qt::Key_F8);
    QCOMPARE(pane->current(), 2);
    QVERIFY(shows(*pane, u"3 of 3"_s));
    auto *left = named<CodeView>(*pane, u"Left body"_s);
    QVERIFY(left->text().line(left->text().lineAt(left->caret())).contains(u"sync_state"));
    QTest::keyClick(pane, Qt::Key_F8); // around the end
    QCOMPARE(pane->current(), 0);
    QTest::keyClick(pane, Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(pane->current(), 2);
    QVERIFY(!pane->grab().isNull());
    QTest::mouseClick(named<Button>(*pane, u"Swap sides"_s), Qt::LeftButton);
    QTRY_VERIFY(left->toPlainText().contains(u"evt_2"));
}

void TestEventInspector::comparesWithTheMarkedOne()
{
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}, {body(2, "SUCCEEDED")}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    shown.inspector.markForComparison();
    QCOMPARE(shown.inspector.marked(), (EventRef{1, false}));
    QVERIFY(shown.open(2));
    shown.inspector.compareWith(shown.inspector.marked());
    auto *pane = shown.page.findChild<ComparePane *>();
    QTRY_VERIFY(shows(*pane, u"3 differences"_s));
    QVERIFY(named<CodeView>(*pane, u"Left body"_s)->toPlainText().contains(u"evt_1"));
    shown.inspector.compareWith({99, false});
    QTRY_VERIFY(named<CodeView>(*pane, u"Left body"_s)->toPlainText().isEmpty());
}

void TestEventInspector::saysWhenNothingDiffers()
{
    const auto sentence = [](const char *before, const char *after) { return comparisonSentence(jsonDiff(QByteArray(before), QByteArray(after))); };
    QVERIFY(sentence("{}", "{}").contains(u"byte for byte"));
    QVERIFY(sentence("{\"a\":1}", "{ \"a\":1.0 }").contains(u"The bytes differ"));
    QVERIFY(sentence("x", "{}").contains(u"no JSON"));
    QCOMPARE(sentence("1", "2"), u"1 difference"_s);
    FilledStore store;
    QVERIFY(store.deliver({{"{\"id\":\"a\",\"type\":\"t\"}"}, {"{\"type\":\"t\", \"id\":\"a\"}"}}));
    Shown shown(store);
    QVERIFY(shown.open(2));
    shown.inspector.compareWith({1, false});
    auto *pane = shown.page.findChild<ComparePane *>();
    QTRY_VERIFY(shows(*pane, u"No difference in structure"_s));
    QVERIFY(!named<Button>(*pane, u"Next difference"_s)->isEnabled());
    pane->step(true);
    QCOMPARE(pane->current(), -1);
}

void TestEventInspector::namesEveryControl()
{
    FilledStore store;
    QVERIFY(store.deliver({{body(1)}}));
    Shown shown(store);
    QVERIFY(shown.open(1));
    for (int tab = EventInspector::BodyTab; tab <= EventInspector::NeighboursTab; ++tab) {
        shown.inspector.setCurrentTab(tab);
        QCOMPARE(sharedNames(shown.page), QStringList());
        for (const QWidget *widget : shown.inspector.findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty()), widget->metaObject()->className());
        }
    }
}

QTEST_MAIN(TestEventInspector)
#include "tst_eventinspector.moc"

// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/rowcells.cpp
#include "ui/widgets/rowviewaccessible.h"

#include "tests/ui/widgets/manyrows.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/rowheader.h"

#include <QAccessible>
#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

constexpr int million = 1'000'000;

// What a view sends while assistive technology is there; the platform of this test has none.
void tell(RowView &view, QAccessibleTableModelChangeEvent::ModelChangeType change)
{
    QAccessibleTableModelChangeEvent event(&view, change);
    QAccessible::queryAccessibleInterface(&view)->tableInterface()->modelChange(&event);
}

} // namespace

class TestRowViewAccessible : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void isATable();
    void readsCells();
    void cellsSayWhatTheHintSays();
    void childrenAreNumbered();
    void holdsAThousandCellsAtMost();
    void cellsFollowTheirRows();
    void cellsEndWithAReset();
    void cellsOutliveNothing();
    void selectsRows();
    void saysWhereCellsAre();
    void tellsWhatHasTheFocus();
    void headersAreClicked();
    void pressingACellActivates();
    void saysWhyItIsEmpty();
    void widgetsOverTheRowsAreChildren();
    void widgetsOverManyRowsAreReached();
    void keyboardReachesTheButtonsOfAnEmptyTable();

private:
    ThemeController m_theme;
    std::unique_ptr<ManyRows> m_model;
    std::unique_ptr<DataTable> m_view;
    RowViewAccessible *m_table = nullptr;
};

void TestRowViewAccessible::init()
{
    m_model = std::make_unique<ManyRows>(10 * million);
    m_view = std::make_unique<DataTable>();
    m_view->setAccessibleName(u"Events table"_s);
    m_view->setModel(m_model.get());
    m_view->setHints(QVector<ColumnHint>(6));
    m_view->resize(700, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_table = dynamic_cast<RowViewAccessible *>(QAccessible::queryAccessibleInterface(m_view.get()));
    QVERIFY(m_table != nullptr);
}

void TestRowViewAccessible::cleanup()
{
    m_view.reset();
    m_model.reset();
}

void TestRowViewAccessible::isATable()
{
    QCOMPARE(m_table->role(), QAccessible::Table);
    QCOMPARE(m_table->text(QAccessible::Name), u"Events table"_s);
    QVERIFY(m_table->tableInterface() != nullptr);
    QCOMPARE(m_table->rowCount(), 10 * million);
    QCOMPARE(m_table->columnCount(), 6);
    QCOMPARE(m_table->columnDescription(3), u"Column 3"_s);
    QCOMPARE(m_table->columnDescription(6), QString());
    QVERIFY(m_table->state().focusable);
    QVERIFY(!m_table->state().invisible);
}

void TestRowViewAccessible::readsCells()
{
    for (const int row : {0, 7, 5 * million, 10 * million - 1}) {
        QAccessibleInterface *cell = m_table->cellAt(row, 2);
        QVERIFY(cell != nullptr && cell->isValid());
        QCOMPARE(cell->role(), QAccessible::Cell);
        QCOMPARE(cell->text(QAccessible::Name), QString::number(row) + u":2");
        QCOMPARE(cell->parent(), static_cast<QAccessibleInterface *>(m_table));
        QAccessibleTableCellInterface *place = cell->tableCellInterface();
        QVERIFY(place != nullptr);
        QCOMPARE(place->rowIndex(), row);
        QCOMPARE(place->columnIndex(), 2);
        QCOMPARE(place->rowExtent() + place->columnExtent(), 2);
        QCOMPARE(place->columnHeaderCells().size(), 1);
        QCOMPARE(place->columnHeaderCells().first()->text(QAccessible::Name), u"Column 2"_s);
        QVERIFY(place->rowHeaderCells().isEmpty());
        QCOMPARE(m_table->cellAt(row, 2), cell); // the same one when asked again
    }
    for (const auto &[row, column] : {std::pair(-1, 0), {0, -1}, {10 * million, 0}, {0, 6}})
        QVERIFY(m_table->cellAt(row, column) == nullptr);
}

void TestRowViewAccessible::cellsSayWhatTheHintSays()
{
    QVector<ColumnHint> hints(6);
    hints[0].text = [](const QModelIndex &index) -> QString { return u"No. "_s + QString::number(index.row() + 1); };
    m_view->setHints(hints);
    m_view->horizontalHeader()->setTitle(1, u"Time (UTC)"_s);
    QCOMPARE(m_table->cellAt(41, 0)->text(QAccessible::Name), u"No. 42"_s);
    QCOMPARE(m_table->columnDescription(1), u"Time (UTC)"_s);
}

void TestRowViewAccessible::childrenAreNumbered()
{
    QCOMPARE(m_table->child(0)->role(), QAccessible::ColumnHeader);
    QCOMPARE(m_table->child(5)->text(QAccessible::Name), u"Column 5"_s);
    QCOMPARE(m_table->child(6)->text(QAccessible::Name), u"0:0"_s);
    QCOMPARE(m_table->child(6 * 101 + 3)->text(QAccessible::Name), u"100:3"_s);
    for (const int index : {0, 4, 6, 700, 6 * 9 * million + 2})
        QCOMPARE(m_table->indexOfChild(m_table->child(index)), index);
    QVERIFY(m_table->child(-1) == nullptr);
    QVERIFY(m_table->child(6 * (10 * million + 1)) == nullptr);
    QVERIFY(m_table->childCount() < 100'000); // a client that walks them all comes to an end
    m_model->become(2);
    QCOMPARE(m_table->childCount(), 18);
    QCOMPARE(RowViewAccessible::childIndex(*m_view, 2'000'000'000, 0), -1);
}

void TestRowViewAccessible::holdsAThousandCellsAtMost()
{
    QAccessibleInterface *first = m_table->cellAt(0, 0);
    const QAccessible::Id id = QAccessible::uniqueId(first);
    for (int row = 0; row < 20'000; ++row)
        QVERIFY(m_table->cellAt(row * 500, row % 6) != nullptr);
    QVERIFY(m_table->heldCells() <= 1024);
    QVERIFY(QAccessible::accessibleInterface(id) == nullptr);
}

void TestRowViewAccessible::cellsFollowTheirRows()
{
    QAccessibleInterface *cell = m_table->cellAt(100, 1);
    m_model->insert(0, 5000);
    QVERIFY(cell->isValid());
    QCOMPARE(cell->tableCellInterface()->rowIndex(), 5100);
    QCOMPARE(cell->text(QAccessible::Name), u"100:1"_s);
    QCOMPARE(m_table->cellAt(5100, 1), cell);
    QVERIFY(m_table->cellAt(100, 1) != cell);
    const QAccessible::Id id = QAccessible::uniqueId(cell);
    m_model->remove(5000, 500);
    QVERIFY(!cell->isValid());
    QVERIFY(cell->state().invalid);
    QCOMPARE(cell->text(QAccessible::Name), QString());
    tell(*m_view, QAccessibleTableModelChangeEvent::RowsRemoved);
    QVERIFY(QAccessible::accessibleInterface(id) == nullptr);
    QCOMPARE(m_table->heldCells(), 1);
}

void TestRowViewAccessible::cellsEndWithAReset()
{
    const QAccessible::Id id = QAccessible::uniqueId(m_table->cellAt(3, 1));
    const QAccessible::Id header = QAccessible::uniqueId(m_table->child(1));
    m_model->become(5);
    tell(*m_view, QAccessibleTableModelChangeEvent::ModelReset);
    QVERIFY(QAccessible::accessibleInterface(id) == nullptr);
    QVERIFY(QAccessible::accessibleInterface(header) == nullptr);
    QCOMPARE(m_table->heldCells(), 0);
    QCOMPARE(m_table->cellAt(3, 1)->text(QAccessible::Name), u"3:1"_s);
}

void TestRowViewAccessible::cellsOutliveNothing()
{
    const QAccessible::Id cell = QAccessible::uniqueId(m_table->cellAt(3, 1));
    const QAccessible::Id header = QAccessible::uniqueId(m_table->child(1));
    m_view.reset();
    QVERIFY(QAccessible::accessibleInterface(cell) == nullptr);
    QVERIFY(QAccessible::accessibleInterface(header) == nullptr);
}

void TestRowViewAccessible::selectsRows()
{
    QCOMPARE(m_table->selectedRowCount(), 0);
    QVERIFY(m_table->selectRow(5'000'000));
    QCOMPARE(m_view->currentIndex().row(), 5'000'000);
    QCOMPARE(m_table->selectedRows(), QList<int>{5'000'000});
    QCOMPARE(m_table->selectedRowCount(), 1);
    QCOMPARE(m_table->selectedCells().size(), 6);
    QVERIFY(m_table->isRowSelected(5'000'000));
    QVERIFY(m_table->cellAt(5'000'000, 3)->state().selected);
    QVERIFY(!m_table->selectRow(-1));
    QVERIFY(!m_table->selectRow(10 * million));
    QVERIFY(m_table->unselectRow(5'000'000));
    QVERIFY(!m_table->unselectRow(5'000'000));
    QCOMPARE(m_table->selectedRowCount(), 0);
    // Everything at once: counted, not listed.
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->selectAll();
    QCOMPARE(m_table->selectedRowCount(), 10 * million);
    QVERIFY(m_table->selectedRows().size() < 100'000);
    QVERIFY(m_table->selectedCells().size() <= 1024);
    QVERIFY(m_table->state().extSelectable);
}

void TestRowViewAccessible::saysWhereCellsAre()
{
    QAccessibleInterface *cell = m_table->cellAt(2, 1);
    const QRect area = m_view->visualRect(m_model->index(2, 1)).translated(m_view->viewport()->mapToGlobal(QPoint(0, 0)));
    QCOMPARE(cell->rect(), area);
    QCOMPARE(m_table->childAt(area.center().x(), area.center().y()), cell);
    QVERIFY(!cell->state().invisible);
    QAccessibleInterface *far = m_table->cellAt(9'000'000, 1);
    QVERIFY(far->state().invisible);
    QAccessibleInterface *header = m_table->headerAt(1);
    QCOMPARE(m_table->childAt(header->rect().center().x(), header->rect().center().y()), header);
    m_view->setColumnHidden(1, true);
    QVERIFY(header->state().invisible);
    QVERIFY(cell->state().invisible);
}

void TestRowViewAccessible::tellsWhatHasTheFocus()
{
    m_view->activateWindow();
    m_view->setFocus();
    QTRY_VERIFY(m_view->hasFocus());
    QVERIFY(m_table->state().focused);
    m_view->selectRow(1000);
    QCOMPARE(m_table->focusChild(), m_table->cellAt(1000, 0));
    QVERIFY(m_table->cellAt(1000, 0)->state().focused);
    QVERIFY(!m_table->cellAt(1001, 0)->state().focused);
    m_table->cellAt(1001, 2)->actionInterface()->doAction(QAccessibleActionInterface::setFocusAction());
    QCOMPARE(m_table->focusChild(), m_table->cellAt(1001, 2));
}

void TestRowViewAccessible::headersAreClicked()
{
    m_view->setSortable([](int) { return true; });
    QSignalSpy asked(m_view.get(), &DataTable::sortRequested);
    QAccessibleInterface *header = m_table->child(4);
    QVERIFY(header->actionInterface() != nullptr);
    header->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toInt(), 4);
}

void TestRowViewAccessible::pressingACellActivates()
{
    QSignalSpy activated(m_view.get(), &QAbstractItemView::activated);
    QAccessibleInterface *cell = m_table->cellAt(12, 3);
    QVERIFY(cell->actionInterface()->actionNames().contains(QAccessibleActionInterface::pressAction()));
    cell->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(activated.size(), 1);
    QCOMPARE(m_view->currentIndex(), m_model->index(12, 3));
}

void TestRowViewAccessible::saysWhyItIsEmpty()
{
    QCOMPARE(m_table->text(QAccessible::Description), QString());
    m_model->become(0);
    m_view->setEmptyText({Icon::Search, Tone::Neutral, u"Nothing matches"_s, u"Show all events."_s, {}});
    QCOMPARE(m_table->text(QAccessible::Description), u"Nothing matches. Show all events."_s);
}

void TestRowViewAccessible::widgetsOverTheRowsAreChildren()
{
    QCOMPARE(m_table->indexOfChild(QAccessible::queryAccessibleInterface(m_view->viewport())), -1);
    m_model->become(0);
    m_view->setEmptyText({Icon::Search, Tone::Neutral, u"Nothing matches"_s, u"Leave something out."_s, u"Show all events"_s, {u"Without a"_s}});
    QCOMPARE(m_table->childCount(), 7);
    QAccessibleInterface *over = m_table->child(6);
    QVERIFY(over != nullptr);
    QCOMPARE(over->text(QAccessible::Name), u"Nothing matches"_s);
    QCOMPARE(over->parent(), static_cast<QAccessibleInterface *>(m_table));
    QCOMPARE(m_table->indexOfChild(over), 6);
    QVERIFY(m_table->child(7) == nullptr);
    const QPoint middle = over->rect().center();
    QCOMPARE(m_table->childAt(middle.x(), middle.y()), over);
    // The buttons are in it, and work.
    QSignalSpy all(m_view.get(), &DataTable::emptyActionTriggered);
    QPushButton *button = nullptr;
    for (QPushButton *one : m_view->findChildren<QPushButton *>())
        button = one->text() == u"Show all events" ? one : button;
    QVERIFY(button != nullptr);
    QAccessibleInterface *found = QAccessible::queryAccessibleInterface(button);
    QCOMPARE(found->parent(), over);
    found->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QTRY_COMPARE(all.size(), 1);
    // Rows come: it goes.
    m_model->become(3);
    QCOMPARE(m_table->childCount(), 24);
    QCOMPARE(m_table->indexOfChild(over), -1);
    QCOMPARE(m_table->child(23)->text(QAccessible::Name), u"2:5"_s);
}

void TestRowViewAccessible::widgetsOverManyRowsAreReached()
{
    const int before = m_table->childCount();
    auto *news = new QPushButton(u"3 new"_s, m_view.get());
    news->show();
    QCOMPARE(m_table->childCount(), before + 1);
    QCOMPARE(m_table->child(before)->text(QAccessible::Name), u"3 new"_s);
    for (const int index : {5, 6, before - 1, before, before + 1, before + 7, 6 * 9 * million})
        QCOMPARE(m_table->indexOfChild(m_table->child(index)), index);
    for (const int row : {0, 4095, 4096, 9 * million}) {
        QAccessibleInterface *cell = m_table->cellAt(row, 2);
        QCOMPARE(m_table->child(m_table->indexOfChild(cell)), cell);
        QCOMPARE(RowViewAccessible::childIndex(*m_view, row, 2), m_table->indexOfChild(cell));
    }
    news->hide();
    QCOMPARE(m_table->childCount(), before);
}

void TestRowViewAccessible::keyboardReachesTheButtonsOfAnEmptyTable()
{
    m_view->activateWindow();
    m_view->setFocus();
    QTRY_VERIFY(m_view->hasFocus());
    m_model->become(0);
    m_view->setEmptyText({Icon::Search, Tone::Neutral, u"Nothing matches"_s, {}, u"Show all"_s, {u"Without a"_s, u"Without b"_s}});
    const auto focused = [] {
        const auto *button = qobject_cast<QPushButton *>(QApplication::focusWidget());
        return button == nullptr ? QString() : button->text();
    };
    for (const QString &wanted : {u"Without a"_s, u"Without b"_s, u"Show all"_s}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(focused(), wanted);
    }
    m_model->become(3); // the pressed button goes
    QVERIFY(m_view->hasFocus());
}

QTEST_MAIN(TestRowViewAccessible)
#include "tst_rowviewaccessible.moc"

// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/tabledelegate.cpp ui/widgets/tablecolumns.cpp
#include "ui/widgets/datatable.h"

#include "ui/theme/themecontroller.h"
#include "ui/widgets/button.h"
#include "ui/widgets/rowheader.h"
#include "ui/widgets/tabledelegate.h"

#include <QApplication>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class TestDataTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void rowsHaveOneHeight();
    void keysMoveByRows();
    void chosenRowIsTold();
    void tabLeavesTheTable();
    void enterActivates();
    void emptyLoadingAndError();
    void offersChoicesWhereNothingIsFound();
    void remembersColumns();
    void ignoresColumnsOfAnotherShape();
    void columnsAreChosenAndSetBack();
    void hintsGiveTheFirstOrder();
    void headersAskForAnOrder();
    void menuOpensByKeyboard();
    void hintsGiveTheWords();
    void rowsHaveTheirOwnLook();
    void severalRowsAreSelected();
    void stretchFillsTheWidth();
    void rowGroundHasNoSeams_data();
    void rowGroundHasNoSeams();
    void selectionHasAnAccentBar();
    void drawsNaughtyCells();
    void pillUsesTheHintedTone();

private:
    ThemeController m_theme;
    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<DataTable> m_table;
};

namespace {

QVector<ColumnHint> hints()
{
    QVector<ColumnHint> all(3);
    all[0].width = 100;
    all[1].kind = CellKind::Pill;
    all[1].tone = [](const QModelIndex &) { return Tone::Bad; };
    all[1].width = 120;
    all[2].kind = CellKind::Number;
    all[2].stretch = true;
    return all;
}

void addRows(QStandardItemModel &model, int count)
{
    for (int i = 0; i < count; ++i)
        model.appendRow({new QStandardItem(u"14:32:08"_s), new QStandardItem(u"Rejected"_s), new QStandardItem(QString::number(i))});
}

} // namespace

void TestDataTable::init()
{
    m_theme.setMode(ColorMode::Light);
    m_theme.setDensity(Density::Comfortable);
    m_model = std::make_unique<QStandardItemModel>(0, 3);
    m_table = std::make_unique<DataTable>();
    m_table->setModel(m_model.get());
    m_table->setHints(hints());
    m_table->resize(600, 300);
    m_table->show();
}

void TestDataTable::cleanup()
{
    m_table.reset();
    m_model.reset();
}

void TestDataTable::rowsHaveOneHeight()
{
    addRows(*m_model, 5);
    QCOMPARE(m_table->rowHeight(3), m_theme.theme().rowHeight);
    m_theme.setDensity(Density::Compact);
    QCOMPARE(m_table->rowHeight(3), makeTheme(false, Density::Compact).rowHeight);
}

void TestDataTable::keysMoveByRows()
{
    addRows(*m_model, 50);
    m_table->setFocus();
    m_table->setCurrentIndex(m_model->index(3, 1));
    QTest::keyClick(m_table.get(), Qt::Key_Down);
    QCOMPARE(m_table->chosen().row(), 4);
    QTest::keyClick(m_table.get(), Qt::Key_End);
    QCOMPARE(m_table->chosen().row(), 49);
    QTest::keyClick(m_table.get(), Qt::Key_Home);
    QCOMPARE(m_table->chosen().row(), 0);
    QTest::keyClick(m_table.get(), Qt::Key_PageDown);
    QVERIFY(m_table->chosen().row() > 3);
    QCOMPARE(m_table->selectionModel()->selectedRows().size(), 1);
}

void TestDataTable::chosenRowIsTold()
{
    addRows(*m_model, 3);
    QSignalSpy told(m_table.get(), &DataTable::chosenChanged);
    m_table->selectRow(1);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.last().first().toModelIndex().row(), 1);
    m_table->setCurrentIndex(m_model->index(1, 2)); // another cell of the same row
    QCOMPARE(told.size(), 1);
    m_model->clear();
    QVERIFY(!m_table->chosen().isValid());
}

void TestDataTable::tabLeavesTheTable()
{
    QVERIFY(!m_table->tabKeyNavigation());
}

void TestDataTable::enterActivates()
{
    addRows(*m_model, 3);
    m_table->selectRow(2);
    QSignalSpy activated(m_table.get(), &QAbstractItemView::activated);
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toModelIndex().row(), 2);
}

void TestDataTable::emptyLoadingAndError()
{
    auto *overlay = m_table->findChild<EmptyState *>();
    QVERIFY(!overlay->isVisible());
    m_table->setEmptyText({Icon::Inbox, Tone::Neutral, u"No events yet"_s, {}, u"Show the address"_s});
    QVERIFY(overlay->isVisible());
    m_table->setLoading(true);
    QVERIFY(overlay->text().title != u"No events yet"_s);
    m_table->setLoading(false);
    QCOMPARE(overlay->text().title, u"No events yet"_s);
    QSignalSpy empty(m_table.get(), &DataTable::emptyActionTriggered);
    QSignalSpy error(m_table.get(), &DataTable::errorActionTriggered);
    overlay->findChild<Button *>()->click();
    QCOMPARE(empty.size(), 1);
    addRows(*m_model, 1);
    QVERIFY(!overlay->isVisible());
    m_table->setErrorText({Icon::CircleX, Tone::Bad, u"The store cannot be read"_s, {}, u"Try again"_s});
    QVERIFY(overlay->isVisible());
    overlay->findChild<Button *>()->click();
    QCOMPARE(error.size(), 1);
    m_table->setErrorText({});
    QVERIFY(!overlay->isVisible());
}

void TestDataTable::offersChoicesWhereNothingIsFound()
{
    m_table->setEmptyText({Icon::Search, Tone::Neutral, u"Nothing matches"_s, {}, u"Show all events"_s, {u"Search all time"_s, u"Without org:A&B"_s}});
    QSignalSpy chosen(m_table.get(), &DataTable::emptyChoiceTriggered);
    const QList<Button *> buttons = m_table->findChildren<Button *>();
    const auto choice = std::find_if(buttons.begin(), buttons.end(), [](const Button *button) { return button->accessibleName() == u"Without org:A&B"; });
    QVERIFY(choice != buttons.end());
    QCOMPARE((*choice)->text(), u"Without org:A&&B"_s); // shows one
    QVERIFY((*choice)->shortcut().isEmpty());
    (*choice)->click();
    QCOMPARE(chosen, (QList<QVariantList>{{1}}));
}

void TestDataTable::remembersColumns()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    m_table->remember(&settings, u"events/table"_s);
    m_table->setColumnWidth(0, 177);
    m_table->horizontalHeader()->moveSection(0, 1);

    DataTable other;
    QStandardItemModel model(0, 3);
    other.setModel(&model);
    other.setHints(hints());
    other.remember(&settings, u"events/table"_s);
    QCOMPARE(other.columnWidth(0), 177);
    QCOMPARE(other.horizontalHeader()->visualIndex(0), 1);
    DataTable stranger;
    QStandardItemModel model2(0, 3);
    stranger.setModel(&model2);
    stranger.setHints(hints());
    stranger.remember(&settings, u"records/table"_s);
    QCOMPARE(stranger.columnWidth(0), 100);
}

void TestDataTable::ignoresColumnsOfAnotherShape()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    settings.setValue(u"events/table/layout"_s, QByteArray("garbage"));
    m_table->remember(&settings, u"events/table"_s);
    QCOMPARE(m_table->columnWidth(0), 100);
    settings.setValue(u"events/table/layout"_s, QStringList{u"gone 40"_s, u"1 133"_s, u"0 x"_s, u"2 99999999"_s});
    m_table->remember(&settings, u"events/table"_s);
    QCOMPARE(m_table->columnWidth(0), 100);
    QCOMPARE(m_table->columnWidth(1), 133);
}

void TestDataTable::columnsAreChosenAndSetBack()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    m_table->remember(&settings, u"events/table"_s);
    m_table->setColumnShown(0, false);
    m_table->setColumnShown(1, false);
    m_table->setColumnShown(2, false); // the last one stays
    QVERIFY(m_table->isColumnHidden(0) && m_table->isColumnHidden(1) && !m_table->isColumnHidden(2));
    QCOMPARE(m_table->columnWidth(2), m_table->viewport()->width());
    QVERIFY(settings.value(u"events/table/layout"_s).toStringList().contains(u"0 100 hidden"_s));
    QMenu menu;
    m_table->addColumnActions(&menu);
    QCOMPARE(menu.actions().size(), 5); // three columns, a line, the way back
    QVERIFY(!menu.actions().at(2)->isEnabled());
    menu.actions().at(0)->trigger();
    QVERIFY(!m_table->isColumnHidden(0));
    QCOMPARE(m_table->columnWidth(0), 100);
    m_table->horizontalHeader()->moveSection(0, 2);
    menu.actions().last()->trigger();
    QCOMPARE(m_table->horizontalHeader()->visualIndex(0), 0);
    QVERIFY(!m_table->isColumnHidden(1));
    QVERIFY(!settings.contains(u"events/table/layout"_s));
}

void TestDataTable::hintsGiveTheFirstOrder()
{
    QVector<ColumnHint> all = hints();
    all[2].place = 0;
    m_table->setHints(all);
    QCOMPARE(m_table->horizontalHeader()->logicalIndex(0), 2);
    QCOMPARE(m_table->horizontalHeader()->logicalIndex(1), 0);
    QCOMPARE(m_table->horizontalHeader()->logicalIndex(2), 1);
}

void TestDataTable::headersAskForAnOrder()
{
    m_table->setSortable([](int column) { return column != 1; });
    QSignalSpy asked(m_table.get(), &DataTable::sortRequested);
    RowHeader *header = m_table->horizontalHeader();
    const auto click = [&](int column) {
        const QPoint at(m_table->columnViewportPosition(column) + 30, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    };
    click(0);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.last(), (QVariantList{0, QVariant::fromValue(Qt::AscendingOrder)}));
    QCOMPARE(header->sortedColumn(), -1); // what is marked follows what is shown
    m_table->setSorted(0, Qt::AscendingOrder);
    click(0);
    QCOMPARE(asked.last(), (QVariantList{0, QVariant::fromValue(Qt::DescendingOrder)}));
    click(1);
    QCOMPARE(asked.size(), 2);
    click(2); // numbers: the biggest first
    QCOMPARE(asked.last(), (QVariantList{2, QVariant::fromValue(Qt::DescendingOrder)}));
    QMenu menu;
    m_table->addSortActions(&menu);
    QCOMPARE(menu.actions().size(), 5); // two columns, a line, two directions
    QVERIFY(menu.actions().at(0)->isChecked() && menu.actions().at(3)->isChecked());
    menu.actions().at(1)->trigger();
    QCOMPARE(asked.last(), (QVariantList{2, QVariant::fromValue(Qt::DescendingOrder)}));
    menu.actions().at(4)->trigger();
    QCOMPARE(asked.last(), (QVariantList{0, QVariant::fromValue(Qt::DescendingOrder)}));
    // Where rows have an order of themselves, a third click and the menu lead back to it.
    m_table->setSortable([](int) { return true; }, true);
    m_table->setSorted(0, Qt::DescendingOrder);
    click(0);
    QCOMPARE(asked.last().first().toInt(), -1);
    QMenu clearable;
    m_table->addSortActions(&clearable);
    clearable.actions().first()->trigger();
    QCOMPARE(asked.last().first().toInt(), -1);
}

void TestDataTable::menuOpensByKeyboard()
{
    addRows(*m_model, 3);
    m_table->selectRow(1);
    connect(m_table.get(), &DataTable::menuRequested, m_table.get(), [](QMenu *menu, const QModelIndex &index) {
        menu->addAction(u"row "_s + QString::number(index.row()));
    });
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5}, m_table->mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(m_table->viewport(), &event);
    auto *menu = m_table->findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(menu != nullptr && menu->isVisible());
    QCOMPARE(menu->actions().first()->text(), u"row 1"_s);
    QVERIFY(menu->actions().at(2)->menu()->actions().size() == 5);
    menu->close();
    QTRY_VERIFY(m_table->findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly) == nullptr);
    QTest::keyClick(m_table.get(), Qt::Key_F10, Qt::ShiftModifier);
    menu = m_table->findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(menu != nullptr && menu->isVisible());
    menu->close();
}

void TestDataTable::hintsGiveTheWords()
{
    addRows(*m_model, 2);
    QVector<ColumnHint> all = hints();
    all[0].text = [](const QModelIndex &index) { return index.row() == 0 ? u"first"_s : QString(); };
    m_table->setHints(all);
    QCOMPARE(m_table->cellText(m_model->index(0, 0)), u"first"_s);
    QCOMPARE(m_table->cellText(m_model->index(1, 0)), u"14:32:08"_s);
}

void TestDataTable::rowsHaveTheirOwnLook()
{
    addRows(*m_model, 3);
    m_table->setRowLook([](const QModelIndex &index) {
        return index.row() == 1 ? RowLook{QColor(1, 2, 3), QColor(200, 0, 0)} : RowLook{};
    });
    const QImage image = m_table->viewport()->grab().toImage();
    const int y = m_table->rowViewportPosition(1) + 4;
    QCOMPARE(image.pixelColor(1, y), QColor(200, 0, 0));
    QCOMPARE(image.pixelColor(6, y), QColor(1, 2, 3));
    QVERIFY(image.pixelColor(6, m_table->rowViewportPosition(0) + 4) != QColor(1, 2, 3));
}

void TestDataTable::severalRowsAreSelected()
{
    addRows(*m_model, 50);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    QSignalSpy told(m_table.get(), &DataTable::chosenChanged);
    m_table->selectRow(3);
    QTest::keyClick(m_table.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_table.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_table->selectedRanges(), (QVector<RowRange>{{3, 5}}));
    QCOMPARE(told.size(), 3);
    QCOMPARE(m_table->chosen().row(), 5);
    QTest::keyClick(m_table.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_table->selectedRanges(), (QVector<RowRange>{{0, 49}}));
    QTest::keyClick(m_table.get(), Qt::Key_Up);
    QCOMPARE(m_table->selectedRanges(), (QVector<RowRange>{{4, 4}}));
    m_table->clearSelection();
    QVERIFY(!told.last().first().toModelIndex().isValid());
}

void TestDataTable::stretchFillsTheWidth()
{
    m_table->resize(800, 300);
    QCOMPARE(m_table->columnWidth(0) + m_table->columnWidth(1) + m_table->columnWidth(2), m_table->viewport()->width());
    m_table->setColumnWidth(0, 150);
    QCOMPARE(m_table->columnWidth(0) + m_table->columnWidth(1) + m_table->columnWidth(2), m_table->viewport()->width());
}

void TestDataTable::rowGroundHasNoSeams_data()
{
    QTest::addColumn<qreal>("ratio");
    for (const qreal ratio : {1.0, 1.5, 2.0})
        QTest::addRow("%.1f", ratio) << ratio;
}

void TestDataTable::rowGroundHasNoSeams()
{
    QFETCH(qreal, ratio);
    m_model->appendRow({new QStandardItem(u" "_s), new QStandardItem, new QStandardItem(u" "_s)});
    m_table->setHints(QVector<ColumnHint>(3));
    m_table->selectRow(0);
    QImage image(QSizeF(m_table->viewport()->size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::magenta);
    m_table->viewport()->render(&image);
    // Along the upper part of the row, right of the accent bar, there is one colour from edge to edge.
    const int y = qRound(3 * ratio);
    for (int x = qRound(5 * ratio); x < image.width() - 1; ++x)
        QCOMPARE(image.pixelColor(x, y), m_theme.theme().selection);
}

void TestDataTable::selectionHasAnAccentBar()
{
    addRows(*m_model, 2);
    const auto edge = [this](int row) {
        return m_table->viewport()->grab().toImage().pixelColor(1, m_table->rowViewportPosition(row) + 10);
    };
    m_table->selectRow(1);
    QCOMPARE(edge(1), m_theme.theme().accent);
    QVERIFY(edge(0) != m_theme.theme().accent);
}

void TestDataTable::drawsNaughtyCells()
{
    for (const QString &text : {u"<b>x</b>"_s, u"a\nb\nc"_s, QString(200000, u'W'), u"\u202Eevil"_s, QString(), u"–"_s})
        m_model->appendRow({new QStandardItem(text), new QStandardItem(text), new QStandardItem(text)});
    QVERIFY(!m_table->grab().isNull());
    QCOMPARE(m_table->rowHeight(1), m_theme.theme().rowHeight);
}

void TestDataTable::pillUsesTheHintedTone()
{
    addRows(*m_model, 1);
    const QImage image = m_table->viewport()->grab().toImage();
    const QColor soft = m_theme.theme().tone(Tone::Bad).soft;
    int found = 0;
    for (int x = 100; x < 220; ++x)
        found += image.pixelColor(x, m_theme.theme().rowHeight / 2 - 7) == soft ? 1 : 0;
    QVERIFY(found > 20);
}

QTEST_MAIN(TestDataTable)
#include "tst_datatable.moc"

// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/rowscrolling.cpp ui/widgets/rowselection.cpp ui/widgets/rowheader.cpp
#include "ui/widgets/rowview.h"

#include "tests/ui/widgets/manyrows.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/rowheader.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

constexpr int million = 1'000'000;

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

} // namespace

class TestRowView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void costsNoMemoryARow();
    void jumpsAnywhere_data();
    void jumpsAnywhere();
    void readsOnlyWhatIsInView();
    void keepsRowsInPlaceWhenAskedTo();
    void letsRowsPassWhenNotAskedTo();
    void keepsItsPlaceWhenRowsGo();
    void staysWithinTheRows();
    void insertsAtTheTopWithoutACost();
    void scrollsToEachHint();
    void scrollsByRows();
    void doesNotJumpSidewaysWithTheRow();
    void keysMove_data();
    void keysMove();
    void hitsCells();
    void selectsMillionsAtOnce();
    void sortsWithMillionsSelected();
    void selectsByShift();
    void typingReadsNothing();
    void rowHeightKeepsTheTopRow();
    void mirrorsForRightToLeft();
    void dataFarAwayPaintsNothing();
    void headerFollowsTheColumns();
    void groundHasNoSeams_data();
    void groundHasNoSeams();

private:
    void show(int rows);
    [[nodiscard]] QString topText() const { return m_model->index(m_view->rowAt(0), 0).data().toString(); }

    ThemeController m_theme;
    std::unique_ptr<ManyRows> m_model;
    std::unique_ptr<RowView> m_view;
};

void TestRowView::init()
{
    m_theme.setMode(ColorMode::Light);
}

void TestRowView::cleanup()
{
    m_view.reset();
    m_model.reset();
}

void TestRowView::show(int rows)
{
    m_view.reset();
    m_model = std::make_unique<ManyRows>(rows);
    m_view = std::make_unique<DataTable>();
    m_view->setModel(m_model.get());
    m_view->setRowHeight(36);
    m_view->resize(700, 436);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TestRowView::costsNoMemoryARow()
{
    show(10);
    m_view->grab();
    const qint64 before = residentBytes();
    m_model->become(50 * million);
    m_view->grab();
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
    m_view->grab();
    m_view->selectAll();
    m_view->grab();
    QVERIFY2(residentBytes() - before < 12 * million, qPrintable(QString::number(residentBytes() - before)));
}

void TestRowView::jumpsAnywhere_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("row");
    for (const int rows : {10, 1000, 10 * million, 59 * million, 1'000 * million}) {
        for (const int row : {0, 1, rows / 3, rows / 2 + 1, rows - 2, rows - 1})
            QTest::addRow("%d of %d", row, rows) << rows << row;
    }
}

void TestRowView::jumpsAnywhere()
{
    QFETCH(int, rows);
    QFETCH(int, row);
    show(rows);
    QElapsedTimer timer;
    timer.start();
    m_view->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtTop);
    m_view->grab();
    QVERIFY2(timer.elapsed() < 200, "a jump must not depend on the rows"); // it is a few ms; a busy machine is no failure
    const QRect cell = m_view->visualRect(m_model->index(row, 0));
    QVERIFY(m_view->viewport()->rect().contains(cell));
    QCOMPARE(m_view->indexAt(cell.center()).row(), row);
    QVERIFY(m_view->rowsInView().first <= row && row <= m_view->rowsInView().last);
    // The bar agrees: what it says leads to the same place, to within a step.
    const int value = m_view->verticalScrollBar()->value();
    m_view->verticalScrollBar()->setValue(value == 0 ? m_view->verticalScrollBar()->maximum() : 0);
    m_view->verticalScrollBar()->setValue(value);
    QVERIFY(m_view->rowsInView().first <= row + 1 && row <= m_view->rowsInView().last);
}

void TestRowView::readsOnlyWhatIsInView()
{
    show(10 * million);
    m_view->grab();
    m_model->asked();
    m_view->verticalScrollBar()->setValue(123'456'789);
    m_view->grab();
    QVERIFY(m_model->asked() < 14 * 6 * 3);
}

void TestRowView::keepsRowsInPlaceWhenAskedTo()
{
    show(10 * million);
    m_view->setKeepsPlace(true);
    m_view->verticalScrollBar()->setValue(100'000'013); // in the middle of a row
    const QString top = topText();
    const int y = m_view->rowViewportPosition(m_view->rowAt(0));
    m_model->insert(0, 5000);
    QCOMPARE(topText(), top);
    QCOMPARE(m_view->rowViewportPosition(m_view->rowAt(0)), y);
    m_model->insert(m_view->rowAt(0), 3); // right before the first one in view
    QCOMPARE(m_view->rowViewportPosition(m_view->rowAt(0)), y);
    const int first = m_view->rowAt(0);
    m_model->insert(m_view->rowAt(200), 2); // in view: below moves
    m_model->insert(m_model->rowCount(), 7);
    QCOMPARE(m_view->rowAt(0), first);
    // Standing at the very top too.
    m_view->verticalScrollBar()->setValue(0);
    const QString newest = topText();
    m_model->insert(0, 9);
    QCOMPARE(topText(), newest);
    QCOMPARE(m_view->rowAt(0), 9);
}

void TestRowView::letsRowsPassWhenNotAskedTo()
{
    show(10 * million);
    m_view->verticalScrollBar()->setValue(3600);
    m_model->insert(0, 5);
    QCOMPARE(m_view->rowAt(0), 100);
    QCOMPARE(m_view->verticalScrollBar()->value(), 3600);
}

void TestRowView::keepsItsPlaceWhenRowsGo()
{
    show(10'000);
    m_view->setKeepsPlace(true);
    m_view->scrollTo(m_model->index(5000, 0), QAbstractItemView::PositionAtTop);
    const QString top = topText();
    m_model->remove(0, 100);
    QCOMPARE(topText(), top);
    m_model->remove(9000, 500);
    QCOMPARE(topText(), top);
    m_model->remove(4000, 2000); // it goes itself: the next one stands there
    QCOMPARE(m_view->rowAt(0), 4000);
}

void TestRowView::staysWithinTheRows()
{
    show(1000);
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
    QCOMPARE(m_view->rowAt(m_view->viewport()->height() - 1), 999);
    m_model->remove(100, 900);
    QCOMPARE(m_view->rowAt(m_view->viewport()->height() - 1), 99);
    m_model->become(3);
    QCOMPARE(m_view->rowAt(0), 0);
    QCOMPARE(m_view->verticalScrollBar()->maximum(), 0);
    QCOMPARE(m_view->rowAt(200), -1);
    m_model->become(0);
    QVERIFY(!m_view->indexAt({5, 5}).isValid());
    QCOMPARE(m_view->rowsInView(), RowRange());
    m_view->setModel(nullptr);
    m_view->grab();
    QCOMPARE(m_view->rowAt(0), -1);
}

void TestRowView::insertsAtTheTopWithoutACost()
{
    show(10 * million);
    m_view->selectRow(20);
    m_view->setKeepsPlace(true);
    m_view->verticalScrollBar()->setValue(50'000);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 200; ++i)
        m_model->insert(0, 500);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed()))); // some 10 µs each
    QCOMPARE(m_view->currentIndex().row(), 20 + 200 * 500);
}

void TestRowView::scrollsToEachHint()
{
    show(10 * million);
    const int height = m_view->viewport()->height();
    const QModelIndex index = m_model->index(7'000'000, 2);
    m_view->scrollTo(index, QAbstractItemView::PositionAtTop);
    QCOMPARE(m_view->visualRect(index).top(), 0);
    m_view->scrollTo(index, QAbstractItemView::PositionAtBottom);
    QCOMPARE(m_view->visualRect(index).bottom(), height - 1);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    QVERIFY(std::abs(m_view->visualRect(index).center().y() - height / 2) <= 1);
    const int value = m_view->verticalScrollBar()->value();
    m_view->scrollTo(index);
    QCOMPARE(m_view->verticalScrollBar()->value(), value); // it was in view
    m_view->scrollTo(m_model->index(0, 0));
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    m_view->scrollTo(index);
    QCOMPARE(m_view->visualRect(index).bottom(), height - 1);
    m_view->scrollTo(QModelIndex());
    QCOMPARE(m_view->visualRect(index).bottom(), height - 1);
}

void TestRowView::scrollsByRows()
{
    show(10 * million);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_view->scrollTo(m_model->index(0, 0));
    m_view->verticalScrollBar()->setValue(4'711);
    QCOMPARE(m_view->rowAt(0), 4'711);
    QCOMPARE(m_view->rowViewportPosition(4'711), 0);
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
    QCOMPARE(m_view->rowAt(m_view->viewport()->height() - 1), 10 * million - 1);
}

void TestRowView::doesNotJumpSidewaysWithTheRow()
{
    show(1000);
    for (int column = 0; column < 6; ++column)
        m_view->setColumnWidth(column, 300);
    QScrollBar *bar = m_view->horizontalScrollBar();
    QVERIFY(bar->maximum() > 1000);
    m_view->selectRow(2);
    bar->setValue(700);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(bar->value(), 700);
    QCOMPARE(m_view->columnViewportPosition(3), 200);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(bar->value(), bar->maximum()); // the column that the keyboard goes to is shown
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(bar->value(), 0);
}

void TestRowView::keysMove_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("to");
    constexpr int rows = 10 * million;
    const auto row = [](const char *name, int from, Qt::Key key, int to) { QTest::newRow(name) << from << int(key) << to; };
    row("down", 5, Qt::Key_Down, 6);
    row("down at the end", rows - 1, Qt::Key_Down, rows - 1);
    row("up", 5'000'000, Qt::Key_Up, 4'999'999);
    row("up at the top", 0, Qt::Key_Up, 0);
    row("home", 9'999'999, Qt::Key_Home, 0);
    row("end", 3, Qt::Key_End, rows - 1);
    row("page down", 100, Qt::Key_PageDown, 111);
    row("page down near the end", rows - 3, Qt::Key_PageDown, rows - 1);
    row("page up", 100, Qt::Key_PageUp, 89);
    row("page up near the top", 4, Qt::Key_PageUp, 0);
    row("right stays in the row", 7, Qt::Key_Right, 7);
}

void TestRowView::keysMove()
{
    QFETCH(int, from);
    QFETCH(int, key);
    QFETCH(int, to);
    show(10 * million);
    QCOMPARE(m_view->viewport()->height() / 36, 11);
    m_view->selectRow(from);
    for (const Qt::KeyboardModifiers held : {Qt::NoModifier, Qt::ControlModifier}) {
        if (held != Qt::NoModifier && key != Qt::Key_Home && key != Qt::Key_End)
            continue;
        m_view->selectRow(from);
        QTest::keyClick(m_view.get(), Qt::Key(key), held);
        QCOMPARE(m_view->currentIndex().row(), to);
        QCOMPARE(m_view->selectedRanges(), (QVector<RowRange>{{to, to}}));
        QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex())));
    }
}

void TestRowView::hitsCells()
{
    show(10 * million);
    m_view->setColumnHidden(1, true);
    m_view->horizontalHeader()->moveSection(0, 5);
    m_view->verticalScrollBar()->setValue(200'000'007);
    for (const int x : {0, 60, 250, 599}) {
        for (const int y : {0, 17, 200, 399}) {
            const QModelIndex index = m_view->indexAt({x, y});
            QVERIFY(index.isValid());
            QVERIFY(index.column() != 1);
            if (m_view->columnAt(x) >= 0)
                QVERIFY(m_view->visualRect(index).contains(x, y));
        }
    }
    QVERIFY(!m_view->visualRect(m_model->index(0, 1)).isValid());
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {300, 100});
    QCOMPARE(m_view->currentIndex().row(), m_view->rowAt(100));
    QCOMPARE(m_view->selectedRanges().size(), 1);
}

void TestRowView::selectsMillionsAtOnce()
{
    show(10 * million);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    QElapsedTimer timer;
    timer.start();
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    m_view->grab();
    QCOMPARE(rowsIn(m_view->selectedRanges()), 10 * million);
    QVERIFY(m_view->isRowSelected(9'999'999));
    m_model->insert(0, 10);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    m_view->grab();
    QCOMPARE(rowsIn(m_view->selectedRanges()), 1);
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed()))); // some ms
}

void TestRowView::sortsWithMillionsSelected()
{
    show(10 * million);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    const auto sort = [this] {
        Q_EMIT m_model->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        Q_EMIT m_model->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    };
    m_view->selectRow(3);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    sort();
    QCOMPARE(m_view->selectedRanges(), (QVector<RowRange>{{3, 4}})); // few stay what they are
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(rowsIn(m_view->selectedRanges()), 10 * million - 3);
    QElapsedTimer timer;
    timer.start();
    sort();
    QCOMPARE(m_view->selectedRanges(), (QVector<RowRange>{{10 * million - 1, 10 * million - 1}}));
    m_view->selectAll();
    sort();
    QCOMPARE(rowsIn(m_view->selectedRanges()), 1);
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
}

void TestRowView::selectsByShift()
{
    show(59 * million);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->selectRow(3);
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedRanges(), (QVector<RowRange>{{3, 59 * million - 1}}));
    QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedRanges(), (QVector<RowRange>{{3, 59 * million - 2}}));
    QTest::keyClick(m_view.get(), Qt::Key_Home, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedRanges(), (QVector<RowRange>{{0, 3}}));
    // Rows that come in above do not change which rows are meant.
    m_model->insert(0, 100);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedRanges(), (QVector<RowRange>{{101, 103}}));
    const QPoint at = m_view->rowRect(m_view->rowAt(50)).center();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ControlModifier, at);
    QCOMPARE(m_view->selectedRanges().size(), 2);
}

void TestRowView::typingReadsNothing()
{
    show(10 * million);
    m_view->selectRow(0);
    m_model->asked();
    QElapsedTimer timer;
    timer.start();
    QTest::keyClicks(m_view.get(), u"personio"_s);
    QVERIFY(timer.elapsed() < 500);
    QVERIFY(m_model->asked() < 1000);
    QCOMPARE(m_view->currentIndex().row(), 0);
}

void TestRowView::rowHeightKeepsTheTopRow()
{
    show(10 * million);
    m_view->scrollTo(m_model->index(6'000'000, 0), QAbstractItemView::PositionAtTop);
    m_view->setRowHeight(28);
    QCOMPARE(m_view->rowAt(0), 6'000'000);
    QCOMPARE(m_view->rowHeight(5), 28);
    QCOMPARE(m_view->rowViewportPosition(6'000'001), 28);
}

void TestRowView::mirrorsForRightToLeft()
{
    show(1000);
    m_view->setLayoutDirection(Qt::RightToLeft);
    m_view->selectRow(1);
    const QRect first = m_view->visualRect(m_model->index(1, 0));
    const QRect second = m_view->visualRect(m_model->index(1, 1));
    QCOMPARE(first.right(), m_view->viewport()->width() - 1);
    QCOMPARE(second.right() + 1, first.left());
    QCOMPARE(m_view->indexAt(second.center()), m_model->index(1, 1));
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(m_view->currentIndex().column(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->currentIndex().column(), 0);
    m_view->horizontalScrollBar()->setValue(m_view->horizontalScrollBar()->maximum());
    const QRect last = m_view->visualRect(m_model->index(1, 5));
    QVERIFY(last.left() <= 0 || m_view->horizontalScrollBar()->maximum() == 0);
    QCOMPARE(m_view->indexAt(last.center()), m_model->index(1, 5));
    QVERIFY(!m_view->grab().isNull());
}

void TestRowView::dataFarAwayPaintsNothing()
{
    show(10 * million);
    m_view->grab();
    QCoreApplication::sendPostedEvents();
    const int before = m_model->askedEver();
    Q_EMIT m_model->dataChanged(m_model->index(5'000'000, 0), m_model->index(5'000'255, 5));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_model->askedEver(), before);
    Q_EMIT m_model->dataChanged(m_model->index(3, 0), m_model->index(5'000'255, 5));
    QTRY_VERIFY(m_model->askedEver() > before);
}

void TestRowView::headerFollowsTheColumns()
{
    show(1000);
    RowHeader *header = m_view->horizontalHeader();
    QCOMPARE(m_view->columnTitle(2), u"Column 2"_s);
    header->setTitle(2, u"Time (UTC)"_s);
    QCOMPARE(m_view->columnTitle(2), u"Time (UTC)"_s);
    header->setTitle(2, {});
    QCOMPARE(m_view->columnTitle(2), u"Column 2"_s);
    QCOMPARE(header->geometry().bottom() + 1, m_view->viewport()->geometry().top());
    m_view->setColumnWidth(0, 2000);
    m_view->horizontalScrollBar()->setValue(500);
    QCOMPARE(header->sectionViewportPosition(0), -500);
    QCOMPARE(m_view->columnViewportPosition(0), -500);
    // A double click on the edge fits the column to what is seen.
    Q_EMIT header->sectionHandleDoubleClicked(0);
    QVERIFY(m_view->columnWidth(0) < 300);
    QCOMPARE(m_view->horizontalScrollBar()->value(), 0);
}

void TestRowView::groundHasNoSeams_data()
{
    QTest::addColumn<qreal>("ratio");
    QTest::addColumn<int>("height");
    for (const qreal ratio : {1.0, 1.25, 1.5, 2.0}) {
        for (const int height : {27, 28, 34, 36})
            QTest::addRow("%.2f, rows of %d", ratio, height) << ratio << height;
    }
}

void TestRowView::groundHasNoSeams()
{
    QFETCH(qreal, ratio);
    QFETCH(int, height);
    show(10 * million);
    m_view->setRowHeight(height);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->scrollTo(m_model->index(5'000'000, 0), QAbstractItemView::PositionAtTop);
    m_view->selectAll();
    m_view->selectionModel()->setCurrentIndex(m_model->index(0, 0), QItemSelectionModel::NoUpdate);
    m_view->scrollTo(m_model->index(5'000'000, 0), QAbstractItemView::PositionAtTop);
    QImage image(QSizeF(m_view->viewport()->size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::magenta);
    m_view->viewport()->render(&image);
    // Between two columns, from top to bottom, there is nothing but the ground of rows and their lines.
    const int x = qRound((m_view->columnViewportPosition(1) + 2) * ratio);
    const QColor ground = m_theme.theme().selection;
    const QColor line = m_theme.theme().border;
    for (int y = 0; y < image.height() - 1; ++y)
        QVERIFY2(image.pixelColor(x, y) == ground || image.pixelColor(x, y) == line, qPrintable(QString::number(y)));
    const int y = qRound(4 * ratio);
    for (int at = 0; at < image.width() - 1; at += 3) {
        if (const QColor seen = image.pixelColor(at, y); seen != ground)
            QVERIFY2(at % 3 == 0 && seen.lightness() < ground.lightness(), "only text is darker than the ground");
    }
}

QTEST_MAIN(TestRowView)
#include "tst_rowview.moc"

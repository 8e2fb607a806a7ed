// SPDX-License-Identifier: Apache-2.0
// covers: models/tables/deliverytable.cpp models/tables/steptable.cpp
#include "models/tables/deliverytable.h"
#include "models/tables/steptable.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

struct Item
{
    QString key;
    std::optional<qint64> number;
    bool operator==(const Item &) const = default;
};

const std::array<Column<Item>, 2> columns{{
    {"key", "Key", false, [](const Item &item, Timestamp) { return QVariant(item.key); },
     [](const Item &item, Timestamp) { return item.key; }},
    {"number", "Number", true,
     [](const Item &item, Timestamp) { return item.number ? QVariant(*item.number) : QVariant(); },
     [](const Item &item, Timestamp) { return item.number ? QString::number(*item.number) : u"–"_s; }},
}};

class Items : public RowTable<Item>
{
public:
    Items() : RowTable(columns, [](const Item &item) { return item.key; }, std::make_shared<SystemClock>(), nullptr) {}
    using RowTable::appendRows;
    using RowTable::setRows;

    /// The rows as a text drawing: `a1 b2 c–`.
    [[nodiscard]] QString drawing() const
    {
        QStringList cells;
        for (int row = 0; row < rowCount(); ++row)
            cells.append(data(index(row, 0), Qt::DisplayRole).toString() + data(index(row, 1), Qt::DisplayRole).toString());
        return cells.join(u' ');
    }
};

QVector<Item> items(const QString &drawing)
{
    QVector<Item> list;
    for (const QString &cell : drawing.split(u' ', Qt::SkipEmptyParts))
        list.append({cell.left(1), cell.mid(1) == u"–" ? std::nullopt : std::optional<qint64>(cell.mid(1).toLongLong())});
    return list;
}

} // namespace

class TestRowTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void becomesWhatItIsGiven_data();
    void becomesWhatItIsGiven();
    void sortsByTypedValuesAbsentOnesLast();
    void keepsSelectionsOverNewRows();
    void saysOnlyWhatChanged();
    void listsDeliveriesNewestFirst();
    void showsStepsLive();
};

void TestRowTable::becomesWhatItIsGiven_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("fill") << QString() << u"a1 b2 c3"_s;
    QTest::newRow("clear") << u"a1 b2 c3"_s << QString();
    QTest::newRow("append") << u"a1"_s << u"a1 b2"_s;
    QTest::newRow("prepend") << u"b2"_s << u"a1 b2"_s;
    QTest::newRow("insert in the middle") << u"a1 c3"_s << u"a1 b2 c3"_s;
    QTest::newRow("remove ends") << u"a1 b2 c3 d4"_s << u"b2 c3"_s;
    QTest::newRow("remove the middle") << u"a1 b2 c3 d4 e5"_s << u"a1 e5"_s;
    QTest::newRow("remove every other") << u"a1 b2 c3 d4 e5"_s << u"b2 d4"_s;
    QTest::newRow("reverse") << u"a1 b2 c3"_s << u"c3 b2 a1"_s;
    QTest::newRow("change") << u"a1 b2"_s << u"a9 b–"_s;
    QTest::newRow("all at once") << u"a1 b2 c3 d4"_s << u"e5 d4 x0 b7"_s;
}

void TestRowTable::becomesWhatItIsGiven()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    Items table;
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.setRows(items(before));
    QCOMPARE(table.drawing(), before);
    table.setRows(items(after));
    QCOMPARE(table.drawing(), after);
}

void TestRowTable::sortsByTypedValuesAbsentOnesLast()
{
    Items table;
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.setRows(items(u"a10 b9 c– d100"_s));
    table.sort(1, Qt::AscendingOrder);
    QCOMPARE(table.drawing(), u"b9 a10 d100 c–"_s);
    table.sort(1, Qt::DescendingOrder);
    QCOMPARE(table.drawing(), u"d100 a10 b9 c–"_s);
    table.setRows(items(u"a10 b9 c– d100 e50"_s));
    QCOMPARE(table.drawing(), u"d100 e50 a10 b9 c–"_s);
    table.sort(-1);
    QCOMPARE(table.drawing(), u"a10 b9 c– d100 e50"_s);
}

void TestRowTable::keepsSelectionsOverNewRows()
{
    Items table;
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.setRows(items(u"a1 b2 c3"_s));
    const QPersistentModelIndex chosen(table.index(1, 0));
    table.setRows(items(u"x0 c3 y0 b5 z0"_s));
    QCOMPARE(chosen.row(), 3);
    QCOMPARE(chosen.data(Qt::DisplayRole).toString(), u"b"_s);
    table.appendRows(items(u"w0"_s));
    QCOMPARE(table.rowOfKey(u"w"_s), 5);
    QCOMPARE(table.rowOfKey(u"a"_s), -1);
    QVERIFY(table.rowAt(-1) == nullptr);
    QVERIFY(table.rowAt(6) == nullptr);
}

void TestRowTable::saysOnlyWhatChanged()
{
    Items table;
    table.setRows(items(u"a1 b2 c3"_s));
    QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
    QSignalSpy moved(&table, &QAbstractItemModel::layoutChanged);
    QSignalSpy inserted(&table, &QAbstractItemModel::rowsInserted);
    table.setRows(items(u"a1 b7 c3"_s));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(moved.size(), 0);
    QCOMPARE(inserted.size(), 0);
}

void TestRowTable::listsDeliveriesNewestFirst()
{
    DeliveryTable table(std::make_shared<SystemClock>());
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    DeliveryRow first;
    first.answered = 503;
    first.remoteAddress = u"10.0.0.1"_s;
    DeliveryRow second;
    second.answered = 200;
    table.show({first, second});
    QCOMPARE(table.rowCount(), 2);
    QCOMPARE(table.index(0, int(DeliveryColumn::Number)).data().toString(), u"2"_s);
    QCOMPARE(table.index(0, int(DeliveryColumn::Remote)).data().toString(), u"–"_s);
    QCOMPARE(table.index(1, int(DeliveryColumn::Answer)).data(ValueRole).toLongLong(), 503);
    QCOMPARE(table.headerData(0, Qt::Horizontal, ColumnNameRole).toString(), u"number"_s);
}

void TestRowTable::showsStepsLive()
{
    auto clock = std::make_shared<SystemClock>();
    StepTable table(clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    RunRow run;
    run.state = RunState::Running;
    StepRow step;
    step.endpoint = u"/hris/employees"_s;
    step.state = RunState::Running;
    step.startedAt = clock->now();
    step.waitingUntil = clock->now() + std::chrono::seconds(60);
    run.steps = {step, step};
    run.steps[1].endpoint = u"/hris/teams"_s;
    table.show(run);
    QCOMPARE(table.rowCount(), 2);
    QVERIFY(table.index(0, int(StepColumn::Note)).data().toString().contains(u"rate limit"));
    QSignalSpy ticks(&table, &QAbstractItemModel::dataChanged);
    QVERIFY(ticks.wait(3000)); // the countdown goes on by itself
    run.state = RunState::Failed;
    run.steps[0].waitingUntil.reset();
    run.steps[0].errorCode = u"PLATFORM.X"_s;
    run.steps[0].errorDetail = u"a\nb"_s;
    table.show(run);
    const QString note = table.index(0, int(StepColumn::Note)).data().toString();
    QVERIFY(note.startsWith(u"PLATFORM.X") && !note.contains(u'\n'));
    table.clear();
    QCOMPARE(table.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestRowTable)
#include "tst_rowtable.moc"

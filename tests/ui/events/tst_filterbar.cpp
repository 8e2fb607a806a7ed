// SPDX-License-Identifier: Apache-2.0
// covers: ui/events/filterbar.cpp ui/events/filterfield.cpp ui/events/filtermemory.cpp ui/events/filterpanel.cpp
// covers: ui/events/filternamedialog.cpp
#include "tests/support/livingstore.h"
#include "models/tables/integrationtable.h"
#include "tests/support/pageprobe.h"
#include "ui/events/filterbar.h"
#include "ui/events/filterfield.h"
#include "ui/events/filtermemory.h"
#include "ui/events/filternamedialog.h"
#include "ui/events/filterpanel.h"
#include "ui/theme/themecontroller.h"

#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// A bar over an empty store, shown, with settings in a folder of its own.
struct Shown
{
    Shown() : settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat), memory(&settings),
              integrations(*store.pool, *store.watch, store.clock), bar(integrations, memory, store.clock)
    {
        bar.resize(900, 120);
        bar.show();
        field = bar.field();
        field->setFocus();
    }
    void type(const QString &text) const { QTest::keyClicks(field, text); }
    void write(const QString &text) const
    {
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        type(text);
        closeList();
        QTest::keyClick(field, Qt::Key_Return);
    }
    /// What completion offers; Enter would take it.
    static void closeList()
    {
        if (QWidget *list = QApplication::activePopupWidget())
            list->close();
    }
    [[nodiscard]] FilterPanel *panel() const { return bar.findChild<FilterPanel *>(); }

    FilledStore store;
    QTemporaryDir folder;
    QSettings settings;
    FilterMemory memory;
    IntegrationTable integrations;
    FilterBar bar;
    FilterField *field = nullptr;
};

} // namespace

class TestFilterBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatIsShown();
    void underlinesWhatIsWrongAndKeepsTheLastFilter();
    void waitsForWhatIsStillBeingWritten();
    void writesWhatWasMeant();
    void switchesOffWithoutLosingTheText();
    void changesOneTermOnly();
    void savesUnderAName();
    void choosesRenamesRemovesAndMoves();
    void listsTheLastOnes();
    void takesNamesInTheText();
    void keepsEverythingInTheSettings();
    void coloursWithoutTouchingText();
    void leavesByEscape();

private:
    ThemeController *m_theme = nullptr;

public:
    TestFilterBar() : m_theme(new ThemeController(this)) { m_theme->setMode(ColorMode::Light); }
};

void TestFilterBar::saysWhatIsShown()
{
    Shown shown;
    QCOMPARE(shown.bar.sentence(), u"Every event, newest first. Rejected deliveries are kept apart."_s);
    QSignalSpy changed(&shown.bar, &FilterBar::filterChanged);
    shown.write(u"(type:a or org:b) -tool:c"_s);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(shown.bar.sentence(), u"Events (of type a or of b), without c, newest first."_s);
    QCOMPARE(shown.field->accessibleDescription(), shown.bar.sentence());
    shown.bar.setOrderText(u"by size"_s);
    QVERIFY(shown.bar.sentence().endsWith(u", by size."));
    shown.bar.setText(u"org:\u202ex"_s); // shown, not obeyed
    QVERIFY(!shown.bar.sentence().contains(QChar(0x202e)));
}

void TestFilterBar::underlinesWhatIsWrongAndKeepsTheLastFilter()
{
    Shown shown;
    shown.write(u"type:a"_s);
    QSignalSpy changed(&shown.bar, &FilterBar::filterChanged);
    shown.bar.setText(u"type:a stat:FAILED org:b"_s);
    QCOMPARE(shown.field->place().column, 8);
    QCOMPARE(shown.field->place().length, 4);
    QCOMPARE(shown.field->accessibleDescription(),
             u"Column 8: \"stat\" is no key. Did you mean \"state\"? Until then the last filter stays in force."_s);
    QVERIFY(changed.isEmpty());
    shown.write(u"type:"_s);
    QCOMPARE(shown.field->place().length, 0);
    QCOMPARE(shown.field->place().column, 6);
    shown.field->repaint();
    shown.write(u"type:b"_s);
    QCOMPARE(shown.field->place(), FilterProblem());
    QVERIFY(shown.field->problem().isEmpty());
}

void TestFilterBar::waitsForWhatIsStillBeingWritten()
{
    Shown shown;
    QSignalSpy asked(shown.field, &SearchField::searchRequested);
    shown.type(u"type:a sta:"_s);
    QVERIFY(asked.wait(2000));
    QVERIFY(shown.field->place().code.isEmpty()); // no flicker while it is written
    QVERIFY(!shown.bar.sentence().contains(u"Did you mean"));
    QTRY_VERIFY_WITH_TIMEOUT(!shown.field->place().code.isEmpty(), 4000); // a long pause: it was meant so
    // Elsewhere than at the end it is said at once.
    Shown other;
    QSignalSpy judged(other.field, &SearchField::searchRequested);
    other.type(u"sta:x type:a"_s);
    QVERIFY(judged.wait(2000));
    QCOMPARE(other.field->place().column, 1);
    // Who goes elsewhere has written to the end.
    Shown third;
    QSignalSpy paused(third.field, &SearchField::searchRequested);
    third.type(u"type:"_s);
    QVERIFY(paused.wait(2000));
    QVERIFY(third.field->place().code.isEmpty());
    Shown::closeList();
    QFocusEvent out(QEvent::FocusOut);
    QApplication::sendEvent(third.field, &out);
    QCOMPARE(third.field->place().column, 6);
}

void TestFilterBar::writesWhatWasMeant()
{
    Shown shown;
    shown.write(u"org:x and stat:FAILED"_s);
    Button *use = named<Button>(shown.bar, u"Use state"_s);
    QVERIFY(use != nullptr && use->isVisible());
    QTest::mouseClick(use, Qt::LeftButton);
    QCOMPARE(shown.field->text(), u"org:x and state:FAILED"_s);
    QVERIFY(!use->isVisible());
    QCOMPARE(shown.bar.filter().terms.size(), 2);
    shown.write(u"@\"Faild syncs\""_s);
    QTest::mouseClick(named<Button>(shown.bar, u"Use @\"Failed syncs\""_s), Qt::LeftButton);
    QCOMPARE(shown.field->text(), u"@\"Failed syncs\""_s);
    QVERIFY(!shown.bar.filter().terms.isEmpty());
}

void TestFilterBar::switchesOffWithoutLosingTheText()
{
    Shown shown;
    shown.write(u"type:a"_s);
    QSignalSpy changed(&shown.bar, &FilterBar::filterChanged);
    auto *button = named<Button>(shown.bar, u"Use the filter"_s);
    QVERIFY(button->isChecked());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(shown.bar.filter(), Filter());
    QCOMPARE(shown.field->text(), u"type:a"_s);
    QVERIFY(shown.bar.sentence().startsWith(u"The filter is off"));
    shown.bar.setOn(true);
    QVERIFY(button->isChecked());
    QCOMPARE(shown.bar.filter().text(), u"type:a"_s);
    shown.bar.setOn(false);
    shown.type(u" b"_s); // who writes a filter wants it
    QVERIFY(shown.bar.isOn());
    shown.bar.setOn(false);
    shown.bar.toggleTerm(FilterKey::Organization, u"x"_s, false);
    QVERIFY(shown.bar.isOn());
}

void TestFilterBar::changesOneTermOnly()
{
    Shown shown;
    shown.write(u"since:2h  type:a"_s);
    shown.bar.toggleTerm(FilterKey::Organization, u"Big Inc"_s, true);
    QCOMPARE(shown.field->text(), u"since:2h  type:a -org:\"Big Inc\""_s);
    shown.bar.toggleTerm(FilterKey::Type, u"b"_s, false);
    QCOMPARE(shown.field->text(), u"since:2h  type:b -org:\"Big Inc\""_s);
    shown.bar.toggleTerm(FilterKey::Organization, u"Big Inc"_s, true);
    QCOMPARE(shown.field->text(), u"since:2h  type:b"_s);
    shown.bar.setTerm(FilterKey::Verdict, u"unchecked"_s);
    shown.bar.setSpan(fromMillis(0), fromMillis(1000));
    QCOMPARE(shown.field->text(), u"type:b verdict:unchecked since:1970-01-01T00:00Z until:1970-01-01T00:00:01Z"_s);
    // A text that is not understood: the last one that was is changed.
    shown.type(u" typ:x"_s);
    shown.bar.setTerm(FilterKey::Verdict, {});
    QVERIFY(!shown.field->text().contains(u"typ:x"));
}

void TestFilterBar::savesUnderAName()
{
    Shown shown;
    shown.write(u"org:Acme"_s);
    QTest::keyClick(shown.field, Qt::Key_S, Qt::ControlModifier);
    auto *dialog = shown.bar.findChild<FilterNameDialog *>();
    QVERIFY(dialog != nullptr);
    auto *name = named<QLineEdit>(*dialog, u"Name of the filter"_s);
    QVERIFY(!named<Button>(*dialog, u"Save"_s)->isEnabled());
    QTest::keyClicks(name, u"Rejected"_s);
    QVERIFY(named<Button>(*dialog, u"Replace"_s) != nullptr);
    QTest::keyClicks(name, u" of Acme"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(shown.memory.saved().last(), (SavedFilter{u"Rejected of Acme"_s, u"org:Acme"_s}));
    QTRY_VERIFY(shown.bar.findChild<FilterNameDialog *>() == nullptr);
    // Nothing to save, and nothing that is understood.
    shown.write(QString());
    shown.bar.saveAs();
    shown.write(u"typ:x"_s);
    shown.bar.saveAs();
    QVERIFY(shown.bar.findChild<FilterNameDialog *>() == nullptr);
}

void TestFilterBar::choosesRenamesRemovesAndMoves()
{
    Shown shown;
    shown.bar.openSaved();
    FilterPanel *panel = shown.panel();
    QVERIFY(panel->isVisible());
    QCOMPARE(panel->shown(), shown.memory.names());
    auto *search = named<QLineEdit>(*panel, u"Search filters"_s);
    QTest::keyClick(search, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(shown.memory.names().at(1), u"Failed syncs"_s);
    QTest::keyClick(search, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(shown.memory.names().at(0), u"Failed syncs"_s);
    QTest::keyClick(search, Qt::Key_Down);
    QTest::keyClick(search, Qt::Key_Delete, Qt::ControlModifier);
    QVERIFY(!shown.memory.names().contains(u"Rejected"));
    QTest::keyClicks(search, u"confl"_s);
    QCOMPARE(panel->shown(), QStringList{u"Conflicts"_s});
    QTest::keyClick(search, Qt::Key_F2);
    auto *dialog = shown.bar.findChild<FilterNameDialog *>();
    QVERIFY(dialog != nullptr && !panel->isVisible());
    auto *name = named<QLineEdit>(*dialog, u"Name of the filter"_s);
    name->setText(u"Last hour"_s);
    QVERIFY(!named<Button>(*dialog, u"Rename"_s)->isEnabled()); // another has that name
    name->setText(u"Same id, other bytes"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(shown.memory.names().contains(u"Same id, other bytes"_s));
    shown.bar.openSaved();
    QTest::keyClicks(search, u"other bytes"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(!panel->isVisible());
    QCOMPARE(shown.field->text(), u"conflict:yes"_s);
    shown.bar.openSaved();
    QTest::keyClicks(search, u"nothing of that name"_s);
    QVERIFY(shows(*panel, u"Nothing of that name."_s));
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(!panel->isVisible());
}

void TestFilterBar::listsTheLastOnes()
{
    Shown shown;
    shown.write(u"type:a"_s);
    shown.write(u"type:b"_s);
    shown.write(QString());
    QTest::keyClick(shown.field, Qt::Key_Down);
    QVERIFY(shown.panel()->isVisible());
    QCOMPARE(shown.panel()->shown(), (QStringList{u"type:b"_s, u"type:a"_s}));
    auto *search = named<QLineEdit>(*shown.panel(), u"Search filters"_s);
    QTest::keyClick(search, Qt::Key_Down);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(shown.field->text(), u"type:a"_s);
    QCOMPARE(shown.memory.recent().first(), u"type:a"_s);
    QTest::keyClick(shown.field, Qt::Key_Down, Qt::AltModifier);
    QVERIFY(shown.panel()->isVisible());
    shown.panel()->close();
}

void TestFilterBar::takesNamesInTheText()
{
    Shown shown;
    shown.write(u"@Conflicts type:a"_s);
    QCOMPARE(shown.bar.filter().text(), u"conflict:yes type:a"_s);
    shown.write(u"type:b @nowhere"_s);
    QCOMPARE(shown.field->place().code, u"filter-saved"_s);
    QCOMPARE(shown.field->place().column, 8);
}

void TestFilterBar::keepsEverythingInTheSettings()
{
    Shown shown;
    QVERIFY(shown.memory.save(u"Mine"_s, u"type:x"_s, shown.store.clock->now()));
    shown.memory.remember(u"type:y"_s);
    shown.settings.sync();
    // What another process writes is seen.
    QSettings elsewhere(shown.settings.fileName(), QSettings::IniFormat);
    QCOMPARE(savedFiltersFromText(elsewhere.value(savedFiltersKey()).toString())->last().name, u"Mine"_s);
    elsewhere.setValue(savedFiltersKey(), savedFiltersText({{u"Theirs"_s, u"org:z"_s}}));
    elsewhere.sync();
    shown.memory.refresh();
    QCOMPARE(shown.memory.names(), QStringList{u"Theirs"_s});
    QCOMPARE(shown.memory.recent(), QStringList{u"type:y"_s});
    QVERIFY(shown.memory.save(u"Mine"_s, u"type:x"_s, shown.store.clock->now())); // beside it, not instead
    QCOMPARE(shown.memory.names(), (QStringList{u"Theirs"_s, u"Mine"_s}));
    QVERIFY(!shown.memory.remove(u"nowhere"_s));
    const FilterMemory none(nullptr);
    QCOMPARE(none.saved(), startingFilters());
}

/// The colours come by way of the input method: text, cursor, selection and undo stay what they are.
void TestFilterBar::coloursWithoutTouchingText()
{
    Shown shown;
    shown.type(u"type:a -(org:b or x)"_s);
    Shown::closeList();
    const QImage coloured = shown.field->grab().toImage();
    QSet<QRgb> colours;
    for (int x = 40; x < coloured.width() / 2; ++x)
        for (int y = 8; y < coloured.height() - 8; ++y)
            colours.insert(coloured.pixel(x, y));
    QVERIFY(colours.contains(themeOf(shown.field).jsonKey.rgb()) || colours.size() > 60);
    QCOMPARE(shown.field->text(), u"type:a -(org:b or x)"_s);
    shown.field->setSelection(2, 5);
    shown.field->setDimmed(true);
    QCOMPARE(shown.field->selectedText(), u"pe:a "_s);
    QTest::keyClick(shown.field, Qt::Key_End);
    shown.type(u"!"_s);
    shown.field->undo();
    QCOMPARE(shown.field->text(), u"type:a -(org:b or x)"_s);
    // Letters that an input method has not given yet stay with it.
    QInputMethodEvent composing(u"に"_s, {});
    QApplication::sendEvent(shown.field, &composing);
    shown.field->setDimmed(false);
    QInputMethodEvent given;
    given.setCommitString(u"日"_s);
    QApplication::sendEvent(shown.field, &given);
    QCOMPARE(shown.field->text(), u"type:a -(org:b or x)日"_s);
}

void TestFilterBar::leavesByEscape()
{
    Shown shown;
    QSignalSpy left(&shown.bar, &FilterBar::leaveRequested);
    shown.type(u"type:a"_s);
    Shown::closeList();
    QTest::keyClick(shown.field, Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
    QCOMPARE(shown.field->text(), u"type:a"_s);
}

QTEST_MAIN(TestFilterBar)
#include "tst_filterbar.moc"

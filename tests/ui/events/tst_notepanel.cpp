// SPDX-License-Identifier: Apache-2.0
#include "ui/events/notepanel.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// The panel in a window, with what a person finds there.
struct Panel
{
    Panel()
    {
        window.resize(400, 200);
        panel.show(1, {});
        window.show();
        text = panel.findChild<QPlainTextEdit *>();
        for (QPushButton *button : panel.findChildren<QPushButton *>())
            (button->text() == u"Save" ? save : button->text() == u"Cancel" ? cancel : change) = button;
    }
    [[nodiscard]] bool says(const QString &part) const
    {
        for (const QLabel *label : panel.findChildren<QLabel *>())
            if (label->isVisibleTo(&panel) && label->text().contains(part))
                return true;
        return false;
    }
    void type(const QString &typed) const
    {
        text->setPlainText(typed);
    }

    QWidget window;
    NotePanel panel{&window};
    QPlainTextEdit *text = nullptr;
    QPushButton *save = nullptr;
    QPushButton *cancel = nullptr;
    QPushButton *change = nullptr;
};

} // namespace

class TestNotePanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesNoRoomWithoutAComment()
    {
        Panel p;
        QVERIFY(p.panel.isHidden());
        p.panel.show(1, u"seen\nby me"_s);
        QVERIFY(!p.panel.isHidden());
        QVERIFY(p.says(u"seen\nby me"_s));
        QVERIFY(p.change->isVisibleTo(&p.panel));
        p.panel.show(0, {});
        QVERIFY(p.panel.isHidden());
        p.panel.edit(); // no event: nothing
        QVERIFY(!p.panel.editing());
    }

    void savesByCtrlEnter()
    {
        Panel p;
        QSignalSpy saves(&p.panel, &NotePanel::saveRequested);
        p.panel.edit();
        QVERIFY(p.panel.editing());
        QTest::keyClicks(p.text, u"asked Kombo"_s);
        QTest::keyClick(p.text, Qt::Key_Return); // a new line
        QTest::keyClicks(p.text, u"ticket 12"_s);
        QVERIFY(p.says(u"21 of 2,000"_s));
        QTest::keyClick(p.text, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(saves.count(), 1);
        QCOMPARE(saves[0][0].toLongLong(), 1);
        QCOMPARE(saves[0][1].toString(), u"asked Kombo\nticket 12"_s);
        QVERIFY(!p.save->isEnabled()); // not twice
        QTest::keyClick(p.text, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(saves.count(), 1);
        p.panel.saved(1, u"asked Kombo\nticket 12"_s);
        QVERIFY(!p.panel.editing());
        QVERIFY(p.says(u"ticket 12"_s));
    }

    void escapeGivesUp()
    {
        Panel p;
        p.panel.show(1, u"before"_s);
        QSignalSpy saves(&p.panel, &NotePanel::saveRequested);
        p.panel.edit();
        QTest::keyClicks(p.text, u" and after"_s);
        QTest::keyClick(p.text, Qt::Key_Escape);
        QVERIFY(!p.panel.editing());
        QCOMPARE(saves.count(), 0);
        QVERIFY(p.says(u"before"_s));
        p.panel.edit();
        QCOMPARE(p.text->toPlainText(), u"before"_s); // given up is given up
    }

    void keepsTheTextThatWasRefused()
    {
        Panel p;
        p.panel.edit();
        p.type(u"important"_s);
        p.save->click();
        p.panel.refused(1, {ErrorKind::StorageFull, u"SQLITE_FULL"_s, {}});
        QVERIFY(p.panel.editing());
        QCOMPARE(p.text->toPlainText(), u"important"_s);
        QVERIFY(p.says(u"Not saved."_s));
        QVERIFY(p.save->isEnabled());
        QSignalSpy saves(&p.panel, &NotePanel::saveRequested);
        p.save->click();
        QCOMPARE(saves.count(), 1);
    }

    void keepsWhatWasNotSavedForItsEvent()
    {
        Panel p;
        p.panel.edit();
        p.type(u"half a thou"_s);
        p.panel.show(2, u"of the second"_s);
        QVERIFY(!p.panel.editing());
        QVERIFY(p.says(u"of the second"_s));
        p.panel.show(1, {});
        QVERIFY(p.panel.editing());
        QCOMPARE(p.text->toPlainText(), u"half a thou"_s);
        // A refusal that comes while another event is shown says nothing there.
        p.save->click();
        p.panel.show(2, u"of the second"_s);
        p.panel.refused(1, {ErrorKind::Storage, {}, {}});
        QVERIFY(!p.panel.editing());
        p.panel.show(1, {});
        QCOMPARE(p.text->toPlainText(), u"half a thou"_s);
        p.panel.saved(1, u"half a thou"_s);
        p.panel.show(2, {});
        p.panel.show(1, u"half a thou"_s);
        QVERIFY(!p.panel.editing());
    }

    void aChangeFromElsewhereDoesNotTakeTheText()
    {
        Panel p;
        p.panel.edit();
        p.type(u"mine"_s);
        p.panel.show(1, u"theirs"_s); // the event was read again
        QVERIFY(p.panel.editing());
        QCOMPARE(p.text->toPlainText(), u"mine"_s);
        p.cancel->click();
        QVERIFY(p.says(u"theirs"_s));
    }

    void refusesWhatIsTooLong()
    {
        Panel p;
        p.panel.edit();
        p.type(QString(2'001, u'x'));
        QVERIFY(!p.save->isEnabled());
        QVERIFY(p.says(u"2,001 of 2,000"_s));
        p.type(QString(2'000, u'x'));
        QVERIFY(p.save->isEnabled());
    }

    void anEmptyTextTakesTheCommentAway()
    {
        Panel p;
        p.panel.show(1, u"old"_s);
        QSignalSpy saves(&p.panel, &NotePanel::saveRequested);
        p.panel.edit();
        p.type(u"  "_s);
        p.save->click();
        QCOMPARE(saves.count(), 1);
        QVERIFY(saves[0][1].toString().isEmpty());
        p.panel.saved(1, {});
        QVERIFY(p.panel.isHidden());
    }

    void savingNothingNewIsNoRequest()
    {
        Panel p;
        p.panel.show(1, u"same"_s);
        QSignalSpy saves(&p.panel, &NotePanel::saveRequested);
        p.panel.edit();
        p.save->click();
        QCOMPARE(saves.count(), 0);
        QVERIFY(!p.panel.editing());
    }

    void showsControlsInsteadOfObeyingThem()
    {
        Panel p;
        p.panel.show(1, u"a\u202eb <b>bold</b>"_s);
        QVERIFY(!p.says(u"\u202e"_s));
        for (const QLabel *label : p.panel.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
};

QTEST_MAIN(TestNotePanel)
#include "tst_notepanel.moc"

// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/savedfilters.cpp models/domain/filterproblem.cpp models/domain/nearest.cpp
#include "models/domain/filterproblem.h"
#include "models/domain/nearest.h"
#include "models/domain/savedfilters.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const Timestamp now = fromMillis(1'777'000'000'000);

SavedFilters some()
{
    return {{u"Failed syncs"_s, u"type:sync-finished state:FAILED"_s}, {u"Acme"_s, u"org:Acme or tool:acme"_s}, {u"Rejected"_s, u"verdict:rejected"_s}};
}

QStringList names(const SavedFilters &filters)
{
    QStringList list;
    for (const SavedFilter &filter : filters)
        list.append(filter.name);
    return list;
}

} // namespace

class TestSavedFilters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginsWithASensibleSet()
    {
        const SavedFilters filters = startingFilters();
        QCOMPARE(filters.size(), 6);
        for (const SavedFilter &filter : filters) {
            QVERIFY2(parseFilter(filter.text, now).has_value(), qPrintable(filter.text));
            QCOMPARE(savedFilterName(filter.name).value(), filter.name);
        }
        EventRow failed;
        failed.type = u"sync-finished"_s;
        failed.outcome = u"AUTHENTICATION_FAILED"_s;
        QVERIFY(parseFilter(u"@\"failed syncs\""_s, now, filters)->matches(failed));
        failed.outcome = u"SUCCEEDED"_s;
        QVERIFY(!parseFilter(u"@\"failed syncs\""_s, now, filters)->matches(failed));
    }

    void keepsItsText()
    {
        const SavedFilters filters{{u"Zürich \\ 🙂"_s, u"org:\"a \\\"b\\\"\" \u202e"_s}, {u"b"_s, u"x"_s}};
        QCOMPARE(savedFiltersFromText(savedFiltersText(filters)).value(), filters);
        QCOMPARE(savedFiltersFromText(savedFiltersText({})).value(), SavedFilters());
        QVERIFY(!savedFiltersFromText(QString()));
        QVERIFY(!savedFiltersFromText(u"{\"name\":\"x\"}"_s));
        QVERIFY(!savedFiltersFromText(u"[{]"_s));
        QCOMPARE(names(*savedFiltersFromText(u"[1,{},{\"name\":\"a\"},{\"name\":\"b\",\"filter\":\"x\"},{\"name\":\"B\",\"filter\":\"y\"},{\"name\":\"\",\"filter\":\"z\"}]"_s)),
                 QStringList{u"b"_s});
    }

    void checksNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("kept"); // null: refused
        QTest::newRow("plain") << u"Failed"_s << u"Failed"_s;
        QTest::newRow("blanks") << u"  a   b "_s << u"a b"_s;
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("only blanks") << u"  "_s << QString();
        QTest::newRow("sixty") << QString(60, u'x') << QString(60, u'x');
        QTest::newRow("longer") << QString(61, u'x') << QString();
        QTest::newRow("quote") << u"a\"b"_s << QString();
        QTest::newRow("at") << u"@a"_s << QString();
        QTest::newRow("zero width") << u"a\u200bb"_s << QString();
        QTest::newRow("direction") << u"a\u202eb"_s << QString();
        QTest::newRow("any script") << u"של 名前"_s << u"של 名前"_s;
    }
    void checksNames()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, kept);
        const auto result = savedFilterName(name);
        QCOMPARE(result.value_or(QString()), kept);
        if (!result)
            QCOMPARE(result.error().code, u"filter-name"_s);
    }

    void savesRenamesRemovesAndMoves()
    {
        SavedFilters filters = withSaved(some(), u" New one"_s, u" type:x "_s, now).value();
        QCOMPARE(filters.last(), (SavedFilter{u"New one"_s, u"type:x"_s}));
        filters = withSaved(filters, u"ACME"_s, u"org:Acme"_s, now).value(); // replaced in its place
        QCOMPARE(names(filters), (QStringList{u"Failed syncs"_s, u"ACME"_s, u"Rejected"_s, u"New one"_s}));
        filters = withRenamed(filters, u"acme"_s, u"Acme Inc"_s).value();
        QCOMPARE(filters.at(1), (SavedFilter{u"Acme Inc"_s, u"org:Acme"_s}));
        QCOMPARE(withRenamed(filters, u"acme inc"_s, u"rejected"_s).error().code, u"filter-name"_s);
        QCOMPARE(names(withMoved(filters, 0, 2)), (QStringList{u"Acme Inc"_s, u"Rejected"_s, u"Failed syncs"_s, u"New one"_s}));
        QCOMPARE(names(withMoved(filters, 3, -9)), (QStringList{u"New one"_s, u"Failed syncs"_s, u"Acme Inc"_s, u"Rejected"_s}));
        QCOMPARE(withMoved(filters, 9, 1), filters);
        filters = withoutSaved(filters, u"REJECTED"_s).value();
        QCOMPARE(names(filters), (QStringList{u"Failed syncs"_s, u"Acme Inc"_s, u"New one"_s}));
    }

    void refusesWhatCannotBeUsed()
    {
        QCOMPARE(withSaved(some(), u"x"_s, u"  "_s, now).error().code, u"filter-empty"_s);
        QCOMPARE(withSaved(some(), u"x"_s, u"typ:a"_s, now).error().code, u"filter-key"_s);
        QCOMPARE(withSaved(some(), u""_s, u"a"_s, now).error().code, u"filter-name"_s);
        QCOMPARE(withSaved(some(), u"x"_s, u"@nowhere"_s, now).error().code, u"filter-saved"_s);
        QCOMPARE(withSaved(some(), u"Acme"_s, u"org:a @acme"_s, now).error().code, u"filter-saved"_s); // itself
        const SavedFilters first = withSaved(some(), u"one"_s, u"@Acme"_s, now).value();
        QCOMPARE(withSaved(first, u"Acme"_s, u"type:x @one"_s, now).error().code, u"filter-saved"_s); // in a circle
        SavedFilters many;
        for (int i = 0; i < 200; ++i)
            many.append({QString::number(i), u"a"_s});
        QCOMPARE(withSaved(many, u"x"_s, u"a"_s, now).error().code, u"filter-many"_s);
        QVERIFY(withSaved(many, u"7"_s, u"a"_s, now).has_value());
        const Error gone = withoutSaved(some(), u"Failed sync"_s).error();
        QCOMPARE(gone.kind, ErrorKind::NotFound);
        QVERIFY2(gone.detail.contains(u"did you mean \"Failed syncs\"?"), qPrintable(gone.detail));
    }

    void resolvesNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("plain");
        const auto row = [](const QString &text, const QString &plain) { QTest::newRow(qPrintable(text)) << text << plain; };
        row(u"@Rejected"_s, u"verdict:rejected"_s);
        row(u"@rejected"_s, u"verdict:rejected"_s);
        row(u"@Failed syncs"_s, u"type:sync-finished state:FAILED"_s);
        row(u" @\"Failed syncs\""_s, u"type:sync-finished state:FAILED"_s);
        row(u"@Acme type:x"_s, u"(org:Acme or tool:acme) type:x"_s);
        row(u"-@acme"_s, u"-(org:Acme or tool:acme)"_s);
        row(u"(@\"Failed syncs\" or @Acme) since:2026-01-01"_s,
            u"(type:sync-finished state:FAILED or org:Acme or tool:acme) since:2026-01-01T00:00:00.000Z"_s);
        row(u"\"@Acme\""_s, u"\"@Acme\""_s);
        row(u"org:@Acme"_s, u"org:@Acme"_s);
        row(u"a@b"_s, u"a@b"_s);
    }
    void resolvesNames()
    {
        QFETCH(const QString, text);
        const auto filter = parseFilter(text, now, some());
        QVERIFY2(filter.has_value(), filter ? "" : qPrintable(filter.error().detail));
        QTEST(filter->text(), "plain");
    }

    void saysWhichNameIsNotThere()
    {
        const auto unknown = readFilter(u"type:x @\"Faild syncs\""_s, now, some());
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().code, u"filter-saved"_s);
        QCOMPARE(unknown.error().column, 8);
        QCOMPARE(unknown.error().length, 14);
        QCOMPARE(unknown.error().meant, u"@\"Failed syncs\""_s);
        QCOMPARE(readFilter(u"@Faild"_s, now, some()).error().meant, u"@\"Failed syncs\""_s);
        QVERIFY(readFilter(u"@zzz"_s, now, some()).error().hint.contains(u"Acme"));
        QVERIFY(readFilter(u"@zzz"_s, now, {}).error().hint.contains(u"none is saved"));
        QCOMPARE(readFilter(u"@Acme typ:x"_s, now, some()).error().column, 7); // as typed, not as resolved
        QCOMPARE(readFilter(u"@Rejected or type:x"_s, now, some()).error().code, u"filter-rejected"_s);
    }

    void writesReferencesThatAreRead()
    {
        for (const QString &name : {u"a"_s, u"a b"_s, u"a:b"_s, u"-a"_s, u"(a)"_s, u"or"_s, u"א ב"_s, u"a\\b c"_s, u"a*"_s, u"\\* *"_s, u"\\*x"_s}) {
            const auto filter = parseFilter(savedFilterReference(name) + u" x"_s, now, {{name, u"type:y"_s}});
            QVERIFY2(filter && filter->text() == u"type:y x", qPrintable(savedFilterReference(name)));
        }
    }

    void keepsTheLastFifty()
    {
        QStringList recent;
        for (int i = 0; i < 60; ++i)
            recent = withRecent(recent, QString::number(i));
        QCOMPARE(recent.size(), 50);
        QCOMPARE(recent.first(), u"59"_s);
        recent = withRecent(recent, u" 30 "_s);
        QCOMPARE(recent.size(), 50);
        QCOMPARE(recent.first(), u"30"_s);
        QCOMPARE(recent.count(u"30"_s), 1);
        QCOMPARE(withRecent(recent, u"  "_s), recent);
        QCOMPARE(recentFiltersFromText(recentFiltersText(recent)), recent);
        QCOMPARE(recentFiltersFromText(u"nothing"_s), QStringList());
        QCOMPARE(recentFiltersFromText(u"[\"a\",3,\"a\",\" \"]"_s), QStringList{u"a"_s});
    }

    void measuresDistance_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<int>("distance");
        QTest::newRow("same") << u"state"_s << u"State"_s << 0;
        QTest::newRow("left out") << u"stat"_s << u"state"_s << 1;
        QTest::newRow("put in") << u"sttate"_s << u"state"_s << 1;
        QTest::newRow("changed") << u"stake"_s << u"state"_s << 1;
        QTest::newRow("swapped") << u"tpye"_s << u"type"_s << 1;
        QTest::newRow("empty") << QString() << u"abc"_s << 3;
        QTest::newRow("kitten") << u"kitten"_s << u"sitting"_s << 3;
        QTest::newRow("long") << QString(100, u'a') << QString(90, u'a') << 100;
    }
    void measuresDistance()
    {
        QFETCH(const QString, a);
        QFETCH(const QString, b);
        QTEST(editDistance(a, b), "distance");
        QTEST(editDistance(b, a), "distance");
    }

    void saysWhatIsWrongInASentence()
    {
        QCOMPARE(problemSentence(readFilter(u"stat:x"_s, now).error()), u"\"stat\" is no key. Did you mean \"state\"?"_s);
        QCOMPARE(problemSentence(readFilter(u"(a"_s, now).error()), u"The parenthesis is never closed."_s);
        QVERIFY(!problemSentence(readFilter(u"a\u202eb\u200b:x"_s, now).error()).contains(QChar(0x202e)));
        const Error error = filterError(readFilter(u"stat:x"_s, now).error());
        QCOMPARE(error, (Error{ErrorKind::InvalidInput, u"filter-key"_s, u"column 1: \"stat\" is no key; did you mean \"state\"?"_s}));
    }
};

QTEST_GUILESS_MAIN(TestSavedFilters)
#include "tst_savedfilters.moc"

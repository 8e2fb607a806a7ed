// SPDX-License-Identifier: Apache-2.0
// covers: app/cli/filterscommand.cpp
#include "models/domain/savedfilters.h"
#include "tests/support/printed.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class FiltersCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void listsWhatThereIsToBeginWith()
    {
        const QStringList names = listed();
        QCOMPARE(names.size(), startingFilters().size());
        QCOMPARE(names.first(), startingFilters().first().name);
        const Printed table = filters({});
        QCOMPARE(table.code, 0);
        QVERIFY(table.text.startsWith("NAME"));
        QVERIFY(table.text.contains("verdict:rejected"));
    }

    void savesAndRemoves()
    {
        QCOMPARE(filters({u"--save"_s, u"Acme failures"_s, u"org:Acme state:*FAILED"_s}).code, 0);
        QCOMPARE(listed().last(), u"Acme failures"_s);
        QCOMPARE(filters({u"--save"_s, u"acme FAILURES"_s, u"org:Acme"_s}).code, 0); // in its place
        QCOMPARE(listed().last(), u"acme FAILURES"_s);
        QCOMPARE(listed().size(), startingFilters().size() + 1);
        // The window reads the same.
        const QSettings settings(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
        QCOMPARE(savedFiltersFromText(settings.value(savedFiltersKey()).toString())->last(), (SavedFilter{u"acme FAILURES"_s, u"org:Acme"_s}));
        QCOMPARE(filters({u"--remove"_s, u"Acme failures"_s}).code, 0);
        QCOMPARE(listed().size(), startingFilters().size());
        QCOMPARE(filters({u"--remove"_s, u"Acme failures"_s}).code, 1); // there is none any more
    }

    void refusesWhatMakesNoSense()
    {
        QCOMPARE(filters({u"--save"_s, u"x"_s}).code, 2);
        QCOMPARE(filters({u"--save"_s, u"x"_s, u"typ:a"_s}).code, 2);
        QCOMPARE(filters({u"--save"_s, u"@x"_s, u"type:a"_s}).code, 2);
        QCOMPARE(filters({u"--save"_s, u"x"_s, u"type:a"_s, u"org:b"_s}).code, 2);
        QCOMPARE(filters({u"type:a"_s}).code, 2);
        QCOMPARE(filters({u"--save"_s, u"x"_s, u"--remove"_s, u"x"_s}).code, 2);
        QCOMPARE(listed().size(), startingFilters().size());
    }

    void isUsedWhereverAFilterIsTaken()
    {
        // Nothing is stored here: what is understood ends with that, what is not with wrong use.
        const int nothing = command({u"events"_s, u"--filter"_s, u"type:a"_s}).code;
        QCOMPARE(command({u"events"_s, u"--filter"_s, u"@Rejected"_s}).code, nothing);
        QCOMPARE(command({u"events"_s, u"--filter"_s, u"@Failed syncs"_s}).code, nothing);
        QCOMPARE(command({u"events"_s, u"--filter"_s, u"@\"failed syncs\" since:1h"_s}).code, nothing);
        QVERIFY(nothing != 2);
        QCOMPARE(command({u"events"_s, u"--filter"_s, u"@Faild"_s}).code, 2);
        QCOMPARE(command({u"wait"_s, u"--timeout"_s, u"0"_s, u"--filter"_s, u"@nowhere"_s}).code, 2);
    }

private:
    Printed command(const QStringList &arguments) const { return run(arguments + QStringList{u"--data"_s, m_folder->path()}); }
    Printed filters(const QStringList &arguments) const { return command(QStringList{u"filters"_s} + arguments); }
    QStringList listed() const
    {
        QStringList names;
        const QList<QByteArray> lines = filters({u"--json"_s}).text.split('\n');
        for (const QByteArray &line : lines) {
            if (!line.isEmpty())
                names.append(QJsonDocument::fromJson(line)[u"name"].toString());
        }
        return names;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(FiltersCommandTest)
#include "tst_filterscommand.moc"

// SPDX-License-Identifier: Apache-2.0
// covers: app/sandbox/catalog.cpp app/sandbox/identity.cpp app/sandbox/words.cpp
#include "app/sandbox/catalog.h"
#include "app/sandbox/identity.h"
#include "app/sandbox/words.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace console;
using namespace console::sandbox;
using namespace Qt::StringLiterals;

class TstCatalog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsItsOwnCatalog()
    {
        const Catalog &catalog = Catalog::builtIn();
        QCOMPARE(catalog.models().size(), 31U);
        QCOMPARE(catalog.endpoints().size(), 32U);
        QVERIFY(catalog.endpoint(u"/hris/teams"_s));
        QCOMPARE(catalog.endpoint(u"/hris/teams"_s)->model, catalog.endpoint(u"/hris/groups"_s)->model);
        QVERIFY(!catalog.endpoint(u"/hris/skills"_s)->paged);
        QVERIFY(!catalog.endpoint(u"/assessment/orders"_s)->standard);
        QVERIFY(!catalog.endpoint(u"/hris/nothing"_s));
        QCOMPARE(catalog.modelNamed("hris_employees")->category, u"HRIS"_s);
    }

    void refusesWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("nothing") << QByteArray("") << QString();
        QTest::newRow("member before a model") << QByteArray("id: \"@id@\"\n") << u"line 1"_s;
        QTest::newRow("unknown word") << QByteArray("model a_b B\nwhatever x\n") << u"line 2"_s;
        QTest::newRow("unknown piece") << QByteArray("model a_b B\nid: \"@nonsense@\"\n") << u"line 2"_s;
        QTest::newRow("odd at sign") << QByteArray("model a_b B\nid: \"@id\"\n") << u"line 2"_s;
        QTest::newRow("relation to nobody") << QByteArray("model a_b B\nrelation x a_c same\n") << u"line 2"_s;
        QTest::newRow("unknown relation kind") << QByteArray("model a_b B\nrelation x a_b twice\n") << u"line 2"_s;
        QTest::newRow("member of nobody")
            << QByteArray("model a_b B\nrelation x a_b same\nid: @of x name@\n") << u"line 3"_s;
        QTest::newRow("filter on nothing") << QByteArray("model a_b B\nfilter ids in id\n") << u"line 2"_s;
        QTest::newRow("counts nobody") << QByteArray("model a_b B\ncounts x\n") << u"line 2"_s;
    }
    void refusesWhatItCannotRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        const auto catalog = Catalog::parse(text);
        QVERIFY(!catalog);
        QCOMPARE(catalog.error(), (Error{ErrorKind::InvalidInput, u"catalog"_s, place}));
    }

    void refersToWhatComesLater()
    {
        const auto catalog = Catalog::parse(
            "model a_one One\nendpoint /a/one\nrelation other a_two same\nid: \"@id@\"\nname: @of other name@\n"
            "model a_two Two\nname: \"x\"\n");
        QVERIFY(catalog);
        QCOMPARE(catalog->model(0).relations.front().target, 1);
        QCOMPARE(catalog->model(0).members[1].pieces.front().uses.front().member, 0);
    }

    void idsLookLikeKombos()
    {
        const QRegularExpression form(u"^[1-9A-HJ-NP-Za-km-z]{24}$"_s);
        QSet<QByteArray> seen;
        for (quint64 i = 0; i < 20000; ++i) {
            const QByteArray id = idOf(mix(i));
            QVERIFY(form.match(QString::fromLatin1(id)).hasMatch());
            seen.insert(id);
        }
        QCOMPARE(seen.size(), 20000);
        QCOMPARE(idOf(7), idOf(7));
    }

    void diceStayInTheirRange()
    {
        Dice dice(1);
        QSet<qint64> seen;
        for (int i = 0; i < 1000; ++i)
            seen.insert(dice.between(3, 8));
        QCOMPARE(seen, (QSet<qint64>{3, 4, 5, 6, 7, 8}));
        QCOMPARE(Dice(2).roll(0), 0);
        QCOMPARE(Dice(5).next(), Dice(5).next());
    }

    void addressesOfPeopleAreAscii()
    {
        const QRegularExpression form(u"^[a-z]+$"_s);
        for (quint64 i = 0; i < 100; ++i) {
            QVERIFY(form.match(QString::fromLatin1(firstName(i).ascii)).hasMatch());
            QVERIFY(form.match(QString::fromLatin1(lastName(i).ascii)).hasMatch());
            QVERIFY(QByteArray(company(i).domain).endsWith(".example"));
            QVERIFY(qstrlen(town(i).country) == 2);
        }
        QVERIFY(companyCount() >= 12);
    }
};

QTEST_GUILESS_MAIN(TstCatalog)
#include "tst_catalog.moc"

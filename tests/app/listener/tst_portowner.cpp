// SPDX-License-Identifier: Apache-2.0
#include "app/listener/portowner.h"

#include <QCoreApplication>
#include <QTcpServer>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestPortOwner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheKernelsTable();
    void findsThisProcess();
    void findsNobody();
};

void TestPortOwner::readsTheKernelsTable()
{
    const QByteArray table =
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
        "   0: 0100007F:1CDE 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0000 100 0 0 10 0\n"
        "   1: 0100007F:1CDE 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0000 20 4 30 10 -1\n"
        "   2: 0100007F:1CDF 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1 0000 100 0 0 10 0\n"
        "   3: 00000000000000000000000000000000:1CDE 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 4714 1\n"
        "   4: broken\n";
    QCOMPARE(listeningInodes(table, 7390), (QVector<quint64>{4711, 4714}));
    QCOMPARE(listeningInodes(table, 7391), (QVector<quint64>{4713}));
    QCOMPARE(listeningInodes(table, 7392), QVector<quint64>());
    QCOMPARE(listeningInodes({}, 7390), QVector<quint64>());
}

void TestPortOwner::findsThisProcess()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString expected = u"tst_portowner (process "_s % QString::number(QCoreApplication::applicationPid()) % u')';
    QCOMPARE(portOwner(server.serverPort()), expected);
}

void TestPortOwner::findsNobody()
{
    quint16 port = 0;
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        port = server.serverPort();
    }
    QCOMPARE(portOwner(port), QString());
}

QTEST_GUILESS_MAIN(TestPortOwner)
#include "tst_portowner.moc"

// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/pagewalk.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const Timestamp watermark = fromMillis(1'777'636'800'123); // 2026-05-01T12:00:00.123Z

Endpoint listOf(const QString &path, bool paged = true, bool updatedAfter = true, bool includeDeleted = true)
{
    Endpoint endpoint;
    endpoint.path = path;
    endpoint.model = u"hris_employees"_s;
    endpoint.paged = paged;
    endpoint.updatedAfter = updatedAfter;
    endpoint.includeDeleted = includeDeleted;
    return endpoint;
}

ApiPage pageOf(int records, const QString &next, bool nextPresent = true)
{
    ApiPage page;
    for (int i = 0; i < records; ++i)
        page.records.append({QString::number(i), std::nullopt, std::nullopt, "{}"});
    page.next = next;
    page.nextPresent = nextPresent;
    return page;
}

QString queryOf(const ApiRequest &request)
{
    QStringList parts;
    for (const auto &[name, value] : request.query)
        parts.append(name + u'=' + value);
    return parts.join(u'&');
}

// A list as Kombo serves it: filters are taken from the query alone, cursors are opaque, pages may be short or empty.
class ModelApi
{
public:
    struct Row
    {
        QString id;
        Timestamp changedAt;
        bool deleted = false;
    };

    ModelApi(QVector<Row> rows, quint32 seed) : m_rows(std::move(rows)), m_random(seed) {}

    ApiPage answer(const ApiRequest &request)
    {
        QHash<QString, QString> query;
        for (const auto &[name, value] : request.query)
            query.insert(name, value);
        const auto after = parseTimestamp(query.value(u"updated_after"_s));
        const bool withDeleted = query.value(u"include_deleted"_s) == u"true"_s;
        qsizetype at = m_cursors.value(query.value(u"cursor"_s));
        const int room = m_random.bounded(4) == 0 ? 0 : m_random.bounded(1, query.value(u"page_size"_s).toInt() + 1);
        ApiPage page;
        page.nextPresent = true;
        for (; at < m_rows.size() && page.records.size() < room; ++at) {
            const Row &row = m_rows[at];
            if ((!after || row.changedAt >= *after) && (withDeleted || !row.deleted))
                page.records.append({row.id, row.changedAt, std::nullopt, "{}"});
        }
        if (at < m_rows.size()) {
            page.next = u"c%1+/="_s.arg(m_random.generate64());
            m_cursors.insert(page.next, at);
        }
        return page;
    }

private:
    QVector<Row> m_rows;
    QRandomGenerator m_random;
    QHash<QString, qsizetype> m_cursors;
};

} // namespace

class tst_PageWalk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksByTheEndpointsCapabilities_data();
    void asksByTheEndpointsCapabilities();
    void repeatsAllFiltersWithEachCursor();
    void endsWithTheLastPage();
    void noticesALoop_data();
    void noticesALoop();
    void goesOnAfterEmptyPagesButNotForEver();
    void wantsToKnowWhetherThereIsMore();
    void cannotPageWhatIsNotPaged();
    void readsExactlyWhatThereIs_data();
    void readsExactlyWhatThereIs();
};

void tst_PageWalk::asksByTheEndpointsCapabilities_data()
{
    QTest::addColumn<Endpoint>("endpoint");
    QTest::addColumn<RunKind>("kind");
    QTest::addColumn<bool>("known");
    QTest::addColumn<QString>("query");
    const QString p = u"/hris/employees"_s;
    const QString all = u"page_size=250&include_deleted=true"_s;
    const QString since = all + u"&updated_after=2026-05-01T12:00:00.123Z"_s;
    QTest::newRow("delta") << listOf(p) << RunKind::Delta << true << since;
    QTest::newRow("first delta reads everything") << listOf(p) << RunKind::Delta << false << all;
    QTest::newRow("full") << listOf(p) << RunKind::Full << true << all;
    QTest::newRow("no updated_after") << listOf(p, true, false) << RunKind::Delta << true << all;
    QTest::newRow("no include_deleted") << listOf(p, true, true, false) << RunKind::Delta << true
                                        << u"page_size=250&updated_after=2026-05-01T12:00:00.123Z"_s;
    QTest::newRow("assessment orders") << listOf(p, true, false, false) << RunKind::Full << false << u"page_size=250"_s;
    QTest::newRow("not paged") << listOf(p, false, false, false) << RunKind::Delta << true << QString();
}

void tst_PageWalk::asksByTheEndpointsCapabilities()
{
    QFETCH(Endpoint, endpoint);
    QFETCH(RunKind, kind);
    QFETCH(bool, known);
    const PageWalk walk(endpoint, u"personio:1"_s, kind, known ? std::optional(watermark) : std::nullopt);
    QVERIFY(!walk.ended());
    QCOMPARE(walk.request().path, endpoint.path);
    QCOMPARE(walk.request().integrationId, u"personio:1"_s);
    QCOMPARE(walk.request().method, QByteArray("GET"));
    QTEST(queryOf(walk.request()), "query");
    QCOMPARE(walk.updatedAfter().has_value(), known && kind == RunKind::Delta && endpoint.updatedAfter);
}

void tst_PageWalk::repeatsAllFiltersWithEachCursor()
{
    PageWalk walk(listOf(u"/hris/employees"_s), u"i"_s, RunKind::Delta, watermark);
    const QString first = queryOf(walk.request());
    for (const QString &cursor : {u"a"_s, u"b+/="_s, u"c"_s}) {
        QVERIFY(walk.advance(pageOf(2, cursor)));
        QCOMPARE(queryOf(walk.request()), first + u"&cursor="_s + cursor);
    }
}

void tst_PageWalk::endsWithTheLastPage()
{
    PageWalk walk(listOf(u"/x"_s), u"i"_s, RunKind::Full, {});
    QVERIFY(walk.advance(pageOf(250, u"a"_s)));
    QVERIFY(!walk.ended());
    QVERIFY(walk.advance(pageOf(0, {})));
    QVERIFY(walk.ended());

    PageWalk unpaged(listOf(u"/x"_s, false), u"i"_s, RunKind::Full, {});
    QVERIFY(unpaged.advance(pageOf(3, {}, false)));
    QVERIFY(unpaged.ended());
}

void tst_PageWalk::noticesALoop_data()
{
    QTest::addColumn<QStringList>("cursors");
    QTest::newRow("the same at once") << QStringList{u"a"_s, u"a"_s};
    QTest::newRow("back to the first") << QStringList{u"a"_s, u"b"_s, u"c"_s, u"a"_s};
    QTest::newRow("back to one in between") << QStringList{u"a"_s, u"b"_s, u"c"_s, u"b"_s};
}

void tst_PageWalk::noticesALoop()
{
    QFETCH(QStringList, cursors);
    PageWalk walk(listOf(u"/x"_s), u"i"_s, RunKind::Full, {});
    const QString last = cursors.takeLast();
    for (const QString &cursor : std::as_const(cursors))
        QVERIFY(walk.advance(pageOf(1, cursor)));
    const auto result = walk.advance(pageOf(1, last));
    QVERIFY(!result);
    QCOMPARE(result.error(), (Error{ErrorKind::RemoteFault, u"cursor-loop"_s, u"/x"_s}));
    QVERIFY(walk.ended());
}

void tst_PageWalk::goesOnAfterEmptyPagesButNotForEver()
{
    PageWalk walk(listOf(u"/x"_s), u"i"_s, RunKind::Full, {});
    int cursor = 0;
    for (int i = 0; i < 99; ++i)
        QVERIFY(walk.advance(pageOf(0, QString::number(++cursor))));
    QVERIFY(walk.advance(pageOf(1, QString::number(++cursor))));
    for (int i = 0; i < 99; ++i)
        QVERIFY(walk.advance(pageOf(0, QString::number(++cursor))));
    const auto result = walk.advance(pageOf(0, QString::number(++cursor)));
    QVERIFY(!result);
    QCOMPARE(result.error().code, u"empty-pages"_s);
}

void tst_PageWalk::wantsToKnowWhetherThereIsMore()
{
    PageWalk walk(listOf(u"/x"_s), u"i"_s, RunKind::Full, {});
    const auto result = walk.advance(pageOf(5, {}, false));
    QVERIFY(!result);
    QCOMPARE(result.error().code, u"page-shape"_s);
}

void tst_PageWalk::cannotPageWhatIsNotPaged()
{
    PageWalk walk(listOf(u"/x"_s, false), u"i"_s, RunKind::Full, {});
    const auto result = walk.advance(pageOf(5, u"more"_s));
    QVERIFY(!result);
    QCOMPARE(result.error().code, u"page-shape"_s);
}

void tst_PageWalk::readsExactlyWhatThereIs_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 200; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void tst_PageWalk::readsExactlyWhatThereIs()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    QVector<ModelApi::Row> rows;
    const int count = random.bounded(3) == 0 ? random.bounded(3) : random.bounded(2000);
    for (int i = 0; i < count; ++i)
        rows.append({QString::number(i), watermark + Millis(random.bounded(-1000, 1000)), random.bounded(5) == 0});
    const RunKind kind = random.bounded(2) == 0 ? RunKind::Delta : RunKind::Full;
    const bool updatedAfter = random.bounded(4) != 0;
    const bool includeDeleted = random.bounded(4) != 0;
    ModelApi api(rows, seed);

    PageWalk walk(listOf(u"/x"_s, true, updatedAfter, includeDeleted), u"i"_s, kind, watermark);
    QStringList got;
    while (!walk.ended()) {
        const ApiPage page = api.answer(walk.request());
        for (const PageRecord &record : page.records)
            got.append(record.id);
        QVERIFY(walk.advance(page));
    }
    QStringList expected;
    for (const auto &row : std::as_const(rows)) {
        const bool filtered = kind == RunKind::Delta && updatedAfter && row.changedAt < watermark;
        if (!filtered && (includeDeleted || !row.deleted))
            expected.append(row.id);
    }
    QCOMPARE(got, expected);
}

QTEST_GUILESS_MAIN(tst_PageWalk)
#include "tst_pagewalk.moc"

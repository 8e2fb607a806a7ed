// SPDX-License-Identifier: Apache-2.0
// covers: models/store/slotfilter.cpp models/store/slotterm.cpp
#include "models/index/signaturebuilder.h"
#include "models/store/slotfilter.h"
#include "randomfilter.h"

using namespace console;
using namespace console::test;

namespace {

constexpr qint64 slotNumber = 3;
constexpr int places = 640; ///< of the slot that have something

/// Events made up in memory, once as rows and once as the columns of a slot.
class MadeUp : public SlotFacts, public SlotNames
{
public:
    MadeUp()
    {
        m_columns.fill(std::vector<quint32>(size_t(indexSlotEvents)));
        QRandomGenerator random(11);
        for (int place = 0; place < places; ++place) {
            if (random.bounded(9) != 0)
                add(place, random);
        }
        m_signature.begin();
        for (const Event &event : m_events)
            m_signature.add(event.place / 64, event.body);
    }

    struct Event
    {
        int place = 0;
        EventRow row;
        QByteArray body;
    };
    [[nodiscard]] const std::vector<Event> &events() const { return m_events; }
    [[nodiscard]] quint32 code(const QString &text)
    {
        if (text.isNull())
            return 0;
        if (!m_codes.contains(text)) {
            m_texts.append(text);
            m_codes.insert(text, quint32(m_texts.size() - 1));
        }
        return m_codes.value(text);
    }

    qint64 slot() const override { return slotNumber; }
    const std::vector<quint32> &numbers(IndexColumn column) override { return m_columns[size_t(column)]; }
    const std::vector<qint64> &receivedAt() override { return m_receivedAt; }
    const std::vector<quint16> &answered() override { return m_answered; }
    const std::vector<quint8> &flags() override { return m_flags; }
    std::pair<qint64, qint64> span() const override { return {*std::min_element(m_receivedAt.begin(), m_receivedAt.end()), *std::max_element(m_receivedAt.begin(), m_receivedAt.end())}; }
    BlockMask candidates(const std::vector<std::uint32_t> &rows) override
    {
        ++asked;
        BlockMask all;
        all.fill(~std::uint64_t(0));
        std::array<BlockMask, 64> out;
        for (const std::uint32_t row : rows) {
            m_signature.rows(row / 64 * 64, out);
            for (size_t i = 0; i < all.size(); ++i)
                all[i] &= out[row % 64][i];
        }
        return all;
    }
    const std::vector<SlotMark> &marks() override { return m_marks; }
    QString text(quint32 name) override { return m_texts.at(name); }
    QString known(IndexColumn column, quint32, quint32 integration) override
    {
        return column == IndexColumn::Organization && integration != 0 ? u"Acme "_s + m_texts.at(integration).right(1) : QString();
    }

    int asked = 0;

private:
    void add(int place, QRandomGenerator &random)
    {
        const auto one = [&random](const QStringList &list) { return list.at(random.bounded(int(list.size()))); };
        Event event{place, {}, {}};
        EventRow &row = event.row;
        row.seq = indexSlotStart(slotNumber) + place;
        row.receivedAt = fromMillis(1'780'000'000'000 + random.bounded(100'000));
        row.environment = one({u"dev"_s, u"prod"_s});
        row.id = one({QString(), QString::number(place), u"Id "_s + QString::number(place), u"Kelvin\u212A"_s, u"Ünder"_s, u"escaped"_s + QString::number(place)});
        row.type = one({QString(), u"data-changed"_s, u"some-type"_s});
        row.integrationId = one({QString(), u"tool:1"_s, u"tool:2"_s});
        row.outcome = one({QString(), u"ACTIVE"_s});
        row.organization = one({QString(), u"Acme"_s, u"Zeta"_s});
        row.verdict = random.bounded(3) == 0 ? Verdict::Unchecked : Verdict::Verified;
        row.conflict = random.bounded(6) == 0;
        row.deliveries = 1 + random.bounded(2);
        row.answered = random.bounded(3) == 0 ? 503 : 200;
        const bool elsewhere = row.id.isNull() || random.bounded(5) == 0;
        event.body = elsewhere ? "no json " + QByteArray::number(place) : eventText(row.id.toUtf8(), row.type.toUtf8(), one({u"\"Müller\""_s, u"\"M\\u00fcller\""_s, u"{}"_s}).toUtf8());
        row.bodySize = event.body.size();
        const auto at = size_t(place);
        const auto put = [&](IndexColumn column, quint32 value) { m_columns[size_t(column)][at] = value; };
        put(IndexColumn::Environment, code(row.environment));
        put(IndexColumn::Type, code(row.type));
        put(IndexColumn::Integration, code(row.integrationId));
        put(IndexColumn::Organization, code(row.organization));
        put(IndexColumn::Outcome, code(row.outcome));
        put(IndexColumn::BodySize, quint32(row.bodySize));
        put(IndexColumn::IdHash, idHash(row.id.toUtf8()));
        put(IndexColumn::Deliveries, quint32(row.deliveries));
        m_receivedAt[at] = toMillis(row.receivedAt);
        m_answered[at] = quint16(row.answered);
        m_flags[at] = quint8(IndexPresent | (row.verdict == Verdict::Unchecked ? IndexUnchecked : 0) | (row.conflict ? IndexConflict : 0) | (elsewhere ? IndexIdElsewhere : 0));
        if (row.organization.isNull() && !row.integrationId.isNull())
            row.organization = known(IndexColumn::Organization, 0, code(row.integrationId));
        if (random.bounded(20) == 0) {
            row.pinned = random.bounded(2) == 0;
            row.comment = row.pinned ? QString() : u"a note"_s;
            m_marks.push_back({place, row.pinned, row.comment});
        }
        m_events.push_back(event);
    }

    std::vector<Event> m_events;
    std::array<std::vector<quint32>, size_t(IndexColumn::Deliveries) + 1> m_columns;
    std::vector<qint64> m_receivedAt = std::vector<qint64>(size_t(indexSlotEvents), 1'780'000'000'000);
    std::vector<quint16> m_answered = std::vector<quint16>(size_t(indexSlotEvents));
    std::vector<quint8> m_flags = std::vector<quint8>(size_t(indexSlotEvents));
    std::vector<SlotMark> m_marks;
    QStringList m_texts{QString()};
    QHash<QString, quint32> m_codes;
    SignatureBuilder m_signature;
};

class TextsOf : public EventTexts
{
public:
    explicit TextsOf(const MadeUp::Event &event) : m_event(event) {}
    QString id() override { return m_event.row.id; }
    QByteArrayView body() override { return m_event.body; }

private:
    const MadeUp::Event &m_event;
};

bool bit(const SlotMask &mask, int place)
{
    return (mask[size_t(place) / 64] >> (place % 64) & 1) != 0;
}

Filter parsed(const QString &text)
{
    return parseFilter(text, fromMillis(1'780'000'000'000)).value();
}

} // namespace

class TestSlotFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void judgesAsTheLanguageSays()
    {
        MadeUp made;
        QRandomGenerator random(5);
        int decided = 0;
        for (int round = 0; round < 3000; ++round) {
            const QString text = randomFilter(random, 3) + u' ' + randomFilter(random, 1);
            const Filter filter = parsed(text);
            const bool dev = round % 4 == 0;
            SlotFilter slot(filter, dev ? std::optional(made.code(u"dev"_s)) : std::nullopt);
            // All, or only a part of it: nothing outside is given.
            const SlotRange range = round % 5 == 0 ? SlotRange{2, 7} : SlotRange{};
            slot.judge(made, made, range);
            int given = 0;
            for (const MadeUp::Event &event : made.events()) {
                const int word = event.place / 64;
                const bool inside = word >= range.first && word < range.end && (!dev || event.row.environment == u"dev");
                const bool expected = inside && filter.matches(event.row, [&] { return event.body; });
                TextsOf texts(event);
                const bool isOpen = bit(slot.open(), event.place);
                const bool found = bit(slot.sure(), event.place) || (isOpen && slot.holds(event.place, texts));
                QVERIFY2(found == expected, qPrintable(text + u" for "_s + event.row.id));
                QVERIFY2(!isOpen || inside, qPrintable(text));
                given += bit(slot.sure(), event.place) ? 1 : 0;
                decided += isOpen ? 0 : 1;
            }
            int bits = 0;
            for (const std::uint64_t word : slot.sure())
                bits += std::popcount(word);
            QCOMPARE(bits, given); // where there is no event there is no hit
        }
        QVERIFY(decided > 1'000'000);
    }

    void needsNoTexts_data()
    {
        QTest::addColumn<bool>("needed");
        QTest::addColumn<int>("signatures"); ///< how often the signature is asked
        QTest::newRow("type:data-changed org:acme -verdict:unchecked") << false << 0;
        QTest::newRow("size:>10 deliveries:2 or conflict:yes answer:503") << false << 0;
        QTest::newRow("body:zzzzzz") << false << 1; // no block has it
        QTest::newRow("type:nothing body:Mül") << false << 0;
        QTest::newRow("type:* body:Müller") << true << 3;
        QTest::newRow("body:ü") << true << 0; // too short as it is
        QTest::newRow("body:M") << true << 0;
        QTest::newRow("id:nowhere") << false << 0;
        QTest::newRow("id:*") << false << 0;
        QTest::newRow("pinned:yes") << false << 0;
    }
    void needsNoTexts()
    {
        QFETCH(const bool, needed);
        MadeUp made;
        SlotFilter slot(parsed(QString::fromUtf8(QTest::currentDataTag())), {});
        slot.judge(made, made, {});
        const bool open = std::any_of(slot.open().begin(), slot.open().end(), [](std::uint64_t word) { return word != 0; });
        QCOMPARE(open, needed);
        QTEST(made.asked, "signatures");
    }

    void anEscapedStarIsNoWildcard()
    {
        const auto found = [](const QString &text) {
            MadeUp made;
            SlotFilter slot(parsed(text), {});
            slot.judge(made, made, {});
            int count = 0;
            for (const MadeUp::Event &event : made.events()) {
                TextsOf texts(event);
                count += bit(slot.sure(), event.place) || (bit(slot.open(), event.place) && slot.holds(event.place, texts)) ? 1 : 0;
            }
            return count;
        };
        QVERIFY(found(u"id:*"_s) > 0);
        QCOMPARE(found(u"id:\"\\*\""_s), 0);
        QCOMPARE(found(u"id:\"*\\**\""_s), 0);
        QVERIFY(found(u"type:data-*"_s) > 0);
        QCOMPARE(found(u"type:\"data-\\*\""_s), 0);
    }

    void learnsWhatIsKnownAnew()
    {
        MadeUp made;
        SlotFilter slot(parsed(u"org:\"acme 1\""_s), {});
        slot.judge(made, made, {});
        const SlotMask before = slot.sure();
        slot.forgetKnown();
        slot.judge(made, made, {});
        QCOMPARE(slot.sure() == before, true);
        QVERIFY(std::any_of(before.begin(), before.end(), [](std::uint64_t word) { return word != 0; }));
    }
};

QTEST_GUILESS_MAIN(TestSlotFilter)
#include "tst_slotfilter.moc"

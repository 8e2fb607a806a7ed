// SPDX-License-Identifier: Apache-2.0
// covers: models/index/eventindexwriter.cpp models/index/indexfile.cpp
// covers: models/index/slotcolumns.cpp
#include "models/index/eventindexreader.h"
#include "models/index/eventindexwriter.h"
#include "models/index/indexfile.h"
#include "models/index/slotcolumns.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QString store = u"0123456789abcdef0123456789abcdef"_s;

IndexedEvent eventAt(qint64 seq)
{
    IndexedEvent event;
    event.seq = seq;
    event.receivedAt = 1'780'000'000'000 + seq;
    event.environment = 1;
    event.type = quint32(seq % 7);
    event.integration = quint32(seq % 1000);
    event.tool = 0xFFFFFFFFU;
    event.category = 4;
    event.organization = quint32(seq);
    event.outcome = 6;
    event.bodySize = quint32(seq % 5000);
    event.idHash = idHash(QByteArray::number(seq));
    event.deliveries = 1;
    event.answered = 200;
    event.flags = IndexPresent;
    return event;
}

QByteArray bodyAt(qint64 seq)
{
    return "{\"id\":\"evt-" + QByteArray::number(seq) + "\",\"type\":\"data-changed\"}";
}

class TestEventIndexWriter : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_file;

    std::unique_ptr<EventIndexWriter> writer(const QString &identity = store)
    {
        auto opened = EventIndexWriter::open(m_file, identity);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().code));
        return std::move(*opened);
    }
    std::unique_ptr<EventIndexReader> reader(const QString &identity = store) { return EventIndexReader::open(m_file, identity); }

    static bool seal(EventIndexWriter &writer, qint64 slot, qint64 step = 997)
    {
        writer.begin(slot);
        for (qint64 seq = indexSlotStart(slot); seq < indexSlotStart(slot + 1); seq += step)
            writer.add(eventAt(seq), bodyAt(seq));
        return writer.seal().has_value();
    }
    void scribble(qint64 offset, const QByteArray &bytes)
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(offset) && file.write(bytes) == bytes.size());
    }
    static qint64 itemOfColumn(EventIndexReader &reader, IndexColumn column, qint64 seq)
    {
        const auto read = [&](auto items) {
            return reader.read(indexSlotOf(seq), column, items) ? qint64(items.at(size_t(seq % indexSlotEvents))) : -1;
        };
        switch (widthOf(column)) {
        case 8: return read(std::vector<qint64>());
        case 4: return read(std::vector<quint32>());
        case 2: return read(std::vector<quint16>());
        default: return read(std::vector<quint8>());
        }
    }

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        m_file = m_folder.path() + u"/events-%1.index"_s.arg(++number);
    }

    void layoutDoesNotOverlap()
    {
        qint64 end = indexPageBytes;
        for (qint64 slot = 0; slot < 300; ++slot) {
            const qint64 begin = slotOffset(slot);
            QCOMPARE(begin, end + (slot % markersInPage == 0 ? indexPageBytes : 0));
            QCOMPARE(begin % indexPageBytes, 0);
            end = begin + indexSlotBytes;
        }
        QCOMPARE(columnOffset(IndexColumn::ReceivedAt), indexPageBytes);
        QCOMPARE(columnOffset(IndexColumn::Flags) + columnBytes(IndexColumn::Flags), signatureOffset);
        QVERIFY(slotOffset(maxIndexSlots) > 0);
    }

    void givesBackWhatWasSealed_data()
    {
        QTest::addColumn<qint64>("slot");
        for (const qint64 slot : {0, 1, 63, 64, 65, 200})
            QTest::addRow("%lld", static_cast<long long>(slot)) << slot;
    }
    void givesBackWhatWasSealed()
    {
        QFETCH(qint64, slot);
        const auto out = writer();
        QVERIFY(!out->sealed(slot));
        QVERIFY(seal(*out, slot));
        QVERIFY(out->sealed(slot));
        QCOMPARE(out->slots(), slot + 1);
        const auto in = reader();
        QVERIFY(in && in->sealed(slot) && !in->sealed(slot + 1) && !in->sealed(-1));
        QCOMPARE(in->slots(), slot + 1);
        for (const qint64 place : {qint64(0), qint64(997), qint64(997) * 32}) {
            const qint64 seq = indexSlotStart(slot) + place;
            for (int i = 0; i < indexColumns; ++i)
                QCOMPARE(itemOfColumn(*in, IndexColumn(i), seq), qint64(itemOf(eventAt(seq), IndexColumn(i))));
            QCOMPARE(itemOfColumn(*in, IndexColumn::Flags, seq + 1), 0);
        }
        QCOMPARE(in->span(slot), std::pair(eventAt(indexSlotStart(slot)).receivedAt, eventAt(indexSlotStart(slot) + 997 * 32).receivedAt));
        BlockMask blocks;
        QVERIFY(in->candidates(slot, signatureRowsOf(bodyAt(indexSlotStart(slot) + 997)), blocks));
        QVERIFY((blocks[0] >> (997 / 64) & 1) != 0);
        QCOMPARE(QFileInfo(m_file).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
    }

    void showsSlotsOnlyWhenSealed()
    {
        const auto out = writer();
        const auto in = reader();
        QVERIFY(in);
        out->begin(0);
        out->add(eventAt(5), bodyAt(5));
        QVERIFY(in->refresh() && !in->sealed(0));
        QCOMPARE(in->slots(), 0);
        QVERIFY(out->seal());
        QVERIFY(!in->sealed(0));
        QVERIFY(in->refresh() && in->sealed(0));
    }

    void emptySlotIsSealedToo()
    {
        const auto out = writer();
        out->begin(2);
        QVERIFY(out->seal());
        const auto in = reader();
        QVERIFY(in->sealed(2) && !in->sealed(0));
        QVERIFY(in->span(2).first > in->span(2).second);
        QVERIFY(in->span(0).first > in->span(0).second);
        BlockMask blocks;
        QVERIFY(in->candidates(2, signatureRowsOf("abc"), blocks));
        QCOMPARE(blocks, BlockMask{});
        QVERIFY(in->candidates(2, {}, blocks));
        QCOMPARE(blocks[7], ~std::uint64_t(0));
        QVERIFY(!in->candidates(1, {}, blocks));
    }

    void patchesFacts()
    {
        auto out = writer();
        QVERIFY(seal(*out, 1));
        const auto in = reader();
        const qint64 seq = indexSlotStart(1) + 997;
        IndexedEvent event = eventAt(seq);
        event.deliveries = 4;
        event.flags = IndexPresent | IndexConflict;
        QVERIFY(out->patch(event));
        QVERIFY(out->patch(eventAt(indexSlotStart(7)))); // of a slot that is not there: nothing
        QVERIFY(out->setAppliedChange(17));
        QCOMPARE(itemOfColumn(*in, IndexColumn::Deliveries, seq), 4);
        QCOMPARE(itemOfColumn(*in, IndexColumn::Flags, seq), IndexPresent | IndexConflict);
        QCOMPARE(itemOfColumn(*in, IndexColumn::Deliveries, seq + 997), 1);
        QCOMPARE(in->appliedChange(), 0);
        QVERIFY(in->refresh());
        QCOMPARE(in->appliedChange(), 17);
        IndexedEvent gone;
        gone.seq = seq;
        QVERIFY(out->patch(gone));
        QCOMPARE(itemOfColumn(*in, IndexColumn::Flags, seq), 0);
        out.reset();
        out = writer();
        QCOMPARE(out->appliedChange(), 17);
        QVERIFY(out->sealed(1));
    }

    void patchKeepsWhatOnlyTheBodyTells()
    {
        const auto out = writer();
        out->begin(0);
        IndexedEvent event = eventAt(9);
        event.flags = IndexPresent | IndexIdElsewhere | IndexUnchecked;
        out->add(event, bodyAt(9));
        event.seq = 10;
        out->add(event, bodyAt(10));
        event.flags = IndexPresent; // while it is being built
        event.deliveries = 2;
        QVERIFY(out->patch(event));
        QCOMPARE(out->begun(), 0);
        QVERIFY(out->seal());
        QCOMPARE(out->begun(), -1);
        event.seq = 9;
        QVERIFY(out->patch(event));
        const auto in = reader();
        for (const qint64 seq : {9, 10}) {
            QCOMPARE(itemOfColumn(*in, IndexColumn::Flags, seq), IndexPresent | IndexIdElsewhere);
            QCOMPARE(itemOfColumn(*in, IndexColumn::Deliveries, seq), 2);
        }
        event.flags = 0;
        QVERIFY(out->patch(event));
        QCOMPARE(itemOfColumn(*in, IndexColumn::Flags, 9), 0);
    }

    void dropsLowSlotsAndGivesTheirSpaceBack()
    {
        auto out = writer();
        for (qint64 slot = 0; slot < 4; ++slot)
            QVERIFY(seal(*out, slot));
        const auto in = reader();
        struct stat before = {};
        ::stat(qPrintable(m_file), &before);
        QVERIFY(out->dropBelow(3));
        QVERIFY(out->dropBelow(2)); // never back
        QCOMPARE(out->low(), 3);
        struct stat after = {};
        ::stat(qPrintable(m_file), &after);
        QVERIFY(after.st_blocks * 512 < before.st_blocks * 512 - 2 * indexSlotBytes);

        std::vector<quint8> flags;
        BlockMask blocks;
        QVERIFY(in->sealed(2)); // not refreshed yet
        QVERIFY(!in->read(2, IndexColumn::Flags, flags));
        QVERIFY(!in->candidates(2, signatureRowsOf("evt"), blocks));
        QVERIFY(in->refresh());
        QVERIFY(!in->sealed(2) && in->sealed(3));
        QVERIFY(in->read(3, IndexColumn::Flags, flags));
        out->begin(1);
        QVERIFY(!out->seal());
        out.reset();
        out = writer();
        QCOMPARE(out->low(), 3);
        QVERIFY(!out->sealed(0) && out->sealed(3));
    }

    void clearingIsNoticed()
    {
        const auto out = writer();
        QVERIFY(seal(*out, 0));
        QVERIFY(out->setAppliedChange(5));
        const auto in = reader();
        QVERIFY(out->clear());
        std::vector<quint8> flags;
        QVERIFY(!in->read(0, IndexColumn::Flags, flags));
        QVERIFY(!in->refresh());
        QCOMPARE(out->slots(), 0);
        QCOMPARE(out->appliedChange(), 0);
        QVERIFY(seal(*out, 0));
        QVERIFY(!in->read(0, IndexColumn::Flags, flags));
        QVERIFY(!in->refresh());
        QVERIFY(reader()->sealed(0));
    }

    void sealsASlotAnew()
    {
        const auto out = writer();
        QVERIFY(seal(*out, 0));
        const auto in = reader();
        QVERIFY(seal(*out, 0, 5000));
        std::vector<quint8> flags;
        QVERIFY(!in->read(0, IndexColumn::Flags, flags)); // of the earlier one
        QVERIFY(in->refresh());
        QVERIFY(in->read(0, IndexColumn::Flags, flags));
        QCOMPARE(flags.at(997), 0);
        QCOMPARE(flags.at(5000), IndexPresent);
    }

    void beginsAnewForAnotherStore()
    {
        QVERIFY(seal(*writer(), 0));
        QVERIFY(!reader(u"another"_s));
        const auto in = reader();
        const auto out = writer(u"another"_s);
        QCOMPARE(out->slots(), 0);
        QVERIFY(!in->refresh());
        QVERIFY(!reader());
        QVERIFY(reader(u"another"_s));
    }

    void noticesAnotherFileInItsPlace()
    {
        const auto out = writer();
        QVERIFY(seal(*out, 0));
        const auto in = reader();
        QVERIFY(out->stillThere());
        QVERIFY(QFile::remove(m_file));
        QVERIFY(!out->stillThere());
        QVERIFY(!in->refresh());
        const auto fresh = writer();
        QVERIFY(fresh->stillThere() && !out->stillThere());
        QVERIFY(seal(*fresh, 0));
        QVERIFY(QFile::resize(m_file, 10'000));
        QVERIFY(!fresh->stillThere());
    }

    void damagedFileIsNotBelieved_data()
    {
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("opens");
        QTest::newRow("magic") << qint64(0) << QByteArray("SQLite") << false;
        QTest::newRow("layout") << qint64(8) << QByteArray("\x09") << false;
        QTest::newRow("slot size") << qint64(13) << QByteArray("\x01") << false;
        QTest::newRow("identity") << qint64(20) << QByteArray("\x09\x09\x09") << false;
        QTest::newRow("generation") << qint64(48) << QByteArray("\x09\x09\x09\x09\x09\x09\x09\x09") << false;
        QTest::newRow("applied change") << qint64(64) << QByteArray("\x09") << false;
        QTest::newRow("marker") << indexPageBytes + 24 << QByteArray("\x09") << true;
        QTest::newRow("marker zeroed") << indexPageBytes << QByteArray(64, '\0') << true;
        QTest::newRow("marker of another slot") << indexPageBytes << QByteArray("\x01") << true;
        QTest::newRow("zeroed column") << slotOffset(0) + columnOffset(IndexColumn::Flags) << QByteArray(4096, '\0') << true;
        QTest::newRow("flipped byte in a column") << slotOffset(0) + columnOffset(IndexColumn::Flags) + 1994 << QByteArray("\x09") << true;
        QTest::newRow("zeroed checksums") << slotOffset(0) << QByteArray(4096, '\0') << true;
    }
    void damagedFileIsNotBelieved()
    {
        QFETCH(qint64, offset);
        QFETCH(QByteArray, bytes);
        QFETCH(bool, opens);
        QVERIFY(seal(*writer(), 0));
        scribble(offset, bytes);
        const auto in = reader();
        QCOMPARE(in != nullptr, opens);
        std::vector<quint8> flags;
        if (in)
            QVERIFY(!in->read(0, IndexColumn::Flags, flags));
        // The writer makes it good again.
        const auto out = writer();
        QVERIFY(seal(*out, 0));
        QVERIFY(reader()->read(0, IndexColumn::Flags, flags));
    }

    void damagedSignatureIsNotBelieved_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("zero") << QByteArray(signatureRowBytes, '\0');
        QTest::newRow("a bit") << QByteArray("\x40");
        QTest::newRow("ones") << QByteArray(signatureRowBytes, '\xff');
    }
    void damagedSignatureIsNotBelieved()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(seal(*writer(), 0));
        const std::uint32_t row = signatureRowsOf("evt").front();
        scribble(slotOffset(0) + signatureOffset + row * signatureRowBytes, bytes);
        BlockMask blocks;
        QVERIFY(!reader()->candidates(0, {row}, blocks));
        QVERIFY(reader()->candidates(0, {row ^ 1U}, blocks));
    }

    void cutFileLosesOnlyItsEnd()
    {
        auto out = writer();
        for (qint64 slot = 0; slot < 3; ++slot)
            QVERIFY(seal(*out, slot));
        out.reset();
        QVERIFY(QFile::resize(m_file, slotOffset(1) + indexSlotBytes + 100));
        const auto in = reader();
        QVERIFY(in && in->sealed(0) && in->sealed(1) && !in->sealed(2));
        out = writer();
        QVERIFY(out->sealed(1) && !out->sealed(2));
        QVERIFY(QFile::resize(m_file, qint64(sizeof(IndexHeader)))); // a writer that died right after it began
        out = writer();
        QVERIFY(out->stillThere() && out->slots() == 0);
        QVERIFY(seal(*out, 0));
        QVERIFY(QFile::resize(m_file, 50));
        QVERIFY(!reader());
        QVERIFY(!in->refresh());
        QCOMPARE(writer()->slots(), 0);
    }

    void deadPatchUnsealsItsSlot()
    {
        QVERIFY(seal(*writer(), 0));
        {
            // As if the writer had died between the column and its checksum.
            auto out = writer();
            QVERIFY(seal(*out, 1));
            IndexedEvent event = eventAt(0);
            event.deliveries = 3;
            QVERIFY(out->patch(event));
        }
        scribble(slotOffset(0) + columnOffset(IndexColumn::Deliveries), QByteArray("\x07"));
        const auto out = writer();
        QVERIFY(!out->sealed(0));
        QVERIFY(out->sealed(1));
    }

    void replacesALinkInsteadOfFollowingIt()
    {
        const QString other = m_folder.path() + u"/other"_s;
        QFile file(other);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("precious") == 8);
        file.close();
        QVERIFY(QFile::link(other, m_file));
        QVERIFY(!reader());
        QVERIFY(seal(*writer(), 0));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "precious");
        QVERIFY(!QFileInfo(m_file).isSymLink());
    }

    void tellsWhenItCannotBeOpened()
    {
        QVERIFY(!EventIndexWriter::open(m_folder.path(), store));
        QCOMPARE(EventIndexWriter::open(u"/nowhere/at/all"_s, store).error().kind, ErrorKind::NotFound);
        QVERIFY(!EventIndexReader::open(m_folder.path(), store));
    }

    /// A limit on the file's size stands for a full disk.
    void fullDiskIsAnErrorAndLeavesTheRestUsable()
    {
        const auto out = writer();
        QVERIFY(seal(*out, 0));
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit small = before;
        small.rlim_cur = rlim_t(slotOffset(1) + 100'000);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        out->begin(1);
        const auto sealed = out->seal();
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(!sealed);
        QCOMPARE(sealed.error().kind, ErrorKind::StorageFull);
        QVERIFY(!out->sealed(1));
        const auto in = reader();
        std::vector<quint8> flags;
        QVERIFY(in->read(0, IndexColumn::Flags, flags) && !in->sealed(1));
        QVERIFY(seal(*out, 1));
        QVERIFY(in->refresh() && in->sealed(1));
    }

    void neverMissesAnOccurrence()
    {
        QRandomGenerator random(20260501);
        const auto text = [&](int most) {
            QByteArray bytes;
            for (quint32 left = random.bounded(quint32(most)); left > 0; --left)
                bytes += random.bounded(10) == 0 ? char(random.bounded(256)) : char('a' + random.bounded(6));
            return bytes;
        };
        const auto out = writer();
        out->begin(0);
        QHash<qint64, QByteArray> bodies;
        for (int i = 0; i < 600; ++i) {
            const qint64 seq = random.bounded(quint32(indexSlotEvents));
            bodies[seq] = text(120);
        }
        for (auto it = bodies.cbegin(); it != bodies.cend(); ++it)
            out->add(eventAt(it.key()), it.value());
        QVERIFY(out->seal());
        const auto in = reader();
        const QList<qint64> seqs = bodies.keys();
        int cutBlocks = 0;
        for (int i = 0; i < 2000; ++i) {
            const QByteArray &source = bodies[seqs.at(random.bounded(seqs.size()))];
            const QByteArray needle = i % 4 == 0 ? text(8) : source.mid(random.bounded(int(source.size()) + 1), 1 + random.bounded(14));
            BlockMask blocks;
            QVERIFY(in->candidates(0, signatureRowsOf(needle), blocks));
            for (auto it = bodies.cbegin(); it != bodies.cend(); ++it) {
                const qint64 block = it.key() / indexBlockEvents;
                const bool candidate = (blocks[size_t(block / 64)] >> (block % 64) & 1) != 0;
                QVERIFY2(candidate || !it.value().contains(needle), needle.toHex().constData());
                cutBlocks += candidate ? 0 : 1;
            }
        }
        QVERIFY(cutBlocks > 100'000);
    }

    /// A process that seals and is killed in the middle, again and again: what is sealed is whole.
    void killedWriterLeavesAWholeIndex()
    {
        for (int round = 0; round < 5; ++round) {
            int ready[2];
            QCOMPARE(::pipe(ready), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                auto opened = EventIndexWriter::open(m_file, store);
                for (qint64 slot = 0; opened && seal(**opened, slot % 3 + round); ++slot)
                    if (::write(ready[1], "x", 1) != 1)
                        ::_exit(1);
                ::_exit(1);
            }
            ::close(ready[1]);
            char byte = 0;
            for (int i = 0; i <= round; ++i)
                QCOMPARE(::read(ready[0], &byte, 1), ssize_t(1));
            ::usleep(useconds_t(round) * 3000);
            ::kill(child, SIGKILL);
            int status = 0;
            ::waitpid(child, &status, 0);
            ::close(ready[0]);
            QVERIFY(WIFSIGNALED(status));

            const auto in = reader();
            QVERIFY(in);
            int whole = 0;
            for (qint64 slot = 0; slot < in->slots(); ++slot) {
                if (!in->sealed(slot))
                    continue;
                for (qint64 seq = indexSlotStart(slot); seq < indexSlotStart(slot + 1); seq += 997) {
                    BlockMask blocks;
                    QVERIFY(in->candidates(slot, signatureRowsOf(bodyAt(seq)), blocks));
                    const qint64 block = seq % indexSlotEvents / indexBlockEvents;
                    QVERIFY((blocks[size_t(block / 64)] >> (block % 64) & 1) != 0);
                }
                QCOMPARE(itemOfColumn(*in, IndexColumn::Organization, indexSlotStart(slot) + 997), indexSlotStart(slot) + 997);
                ++whole;
            }
            QVERIFY(whole > 0);
        }
    }

    void takesLargeBodies()
    {
        const auto out = writer();
        out->begin(0);
        const QByteArray body = QByteArray(4 * 1024 * 1024, 'x') + "needle";
        out->add(eventAt(70), body);
        QVERIFY(out->seal());
        BlockMask blocks;
        QVERIFY(reader()->candidates(0, signatureRowsOf("xneedle"), blocks));
        QCOMPARE(blocks[0], std::uint64_t(2));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestEventIndexWriter)
#include "tst_eventindexwriter.moc"

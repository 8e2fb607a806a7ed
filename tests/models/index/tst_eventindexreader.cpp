// SPDX-License-Identifier: Apache-2.0
// Reading while another thread writes: what is believed is never half of something.
#include "models/index/eventindexreader.h"

#include "models/index/eventindexwriter.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QString store = u"reader"_s;
constexpr qint64 step = 1009;
constexpr qint64 writeFor = 1500; ///< milliseconds

QByteArray bodyAt(qint64 seq)
{
    return "{\"id\":\"evt-" + QByteArray::number(seq) + "\"}";
}

IndexedEvent eventAt(qint64 seq, quint32 deliveries)
{
    IndexedEvent event;
    event.seq = seq;
    event.receivedAt = seq;
    event.organization = quint32(seq);
    event.deliveries = deliveries;
    event.flags = IndexPresent;
    return event;
}

/// Seals, patches, drops and clears, over and over.
void write(const QString &file, std::atomic<bool> &failed)
{
    auto opened = EventIndexWriter::open(file, store);
    QElapsedTimer clock;
    clock.start();
    for (qint64 round = 0; opened && !failed && clock.elapsed() < writeFor; ++round) {
        EventIndexWriter &writer = **opened;
        const qint64 slot = writer.low() + round % 3;
        writer.begin(slot);
        for (qint64 seq = indexSlotStart(slot); seq < indexSlotStart(slot + 1); seq += step)
            writer.add(eventAt(seq, 1), bodyAt(seq));
        bool fine = writer.seal().has_value();
        for (quint32 i = 2; fine && i < 200; ++i)
            fine = writer.patch(eventAt(indexSlotStart(slot) + i % 32 * step, i)).has_value();
        fine = fine && writer.setAppliedChange(round).has_value();
        if (fine && round % 5 == 4)
            fine = writer.dropBelow(slot).has_value();
        if (fine && round % 13 == 12)
            fine = writer.clear().has_value();
        failed = failed || !fine;
    }
    failed = failed || !opened;
}

/// What is in a sealed slot; nullopt: it could not be read this time.
std::optional<QString> wrongIn(const EventIndexReader &reader, qint64 slot)
{
    std::vector<quint32> organizations;
    std::vector<quint32> deliveries;
    std::vector<quint8> flags;
    BlockMask blocks;
    const qint64 seq = indexSlotStart(slot) + slot % 32 * step;
    if (!reader.read(slot, IndexColumn::Organization, organizations) || !reader.read(slot, IndexColumn::Flags, flags)
        || !reader.read(slot, IndexColumn::Deliveries, deliveries) || !reader.candidates(slot, signatureRowsOf(bodyAt(seq)), blocks))
        return std::nullopt;
    for (qint64 place = 0; place < indexSlotEvents; ++place) {
        const auto at = size_t(place);
        const bool present = place % step == 0;
        if (flags[at] != (present ? IndexPresent : 0) || organizations[at] != (present ? quint32(indexSlotStart(slot) + place) : 0)
            || (deliveries[at] > 0) != present)
            return u"place %1 of slot %2"_s.arg(place).arg(slot);
    }
    const qint64 block = seq % indexSlotEvents / indexBlockEvents;
    return (blocks[size_t(block / 64)] >> (block % 64) & 1) != 0 ? QString() : u"missed in slot %1"_s.arg(slot);
}

class TestEventIndexReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhileItIsWritten()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"events.index"_s);
        std::atomic<bool> failed = false;
        std::atomic<bool> done = false;
        std::thread writer([&] {
            write(file, failed);
            done = true;
        });
        qint64 looked = 0;
        QString wrong;
        std::unique_ptr<EventIndexReader> reader;
        while (!done && wrong.isEmpty()) {
            if (!reader || !reader->refresh())
                reader = EventIndexReader::open(file, store);
            for (qint64 slot = 0; reader && slot < reader->slots(); ++slot) {
                const auto answer = reader->sealed(slot) ? wrongIn(*reader, slot) : std::nullopt;
                looked += answer ? 1 : 0;
                wrong = answer.value_or(QString());
                if (!wrong.isEmpty())
                    break;
            }
        }
        failed = failed || !wrong.isEmpty();
        writer.join();
        QVERIFY2(!failed && wrong.isEmpty(), qPrintable(wrong));
        QVERIFY2(looked > 20, qPrintable(QString::number(looked)));
    }

    void needsNoMemoryForSlots()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"events.index"_s);
        {
            auto writer = std::move(*EventIndexWriter::open(file, store));
            writer->begin(100'000); // a store with three billion numbers, most of them pruned
            QVERIFY(writer->seal());
        }
        QElapsedTimer clock;
        clock.start();
        const auto reader = EventIndexReader::open(file, store);
        QVERIFY(reader && reader->sealed(100'000) && !reader->sealed(99'999));
        QVERIFY(clock.elapsed() < 1000);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestEventIndexReader)
#include "tst_eventindexreader.moc"

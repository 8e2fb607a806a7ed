// SPDX-License-Identifier: Apache-2.0
#include "models/store/exportfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace console;
using namespace Qt::StringLiterals;

class ExportFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY((m_folder = std::make_unique<QTemporaryDir>())->isValid()); }

    void appearsWhenItIsWhole()
    {
        const QString path = m_folder->filePath(u"out.ndjson"_s);
        const mode_t before = ::umask(0);
        auto file = ExportFile::create(path);
        ::umask(before);
        QVERIFY(file.has_value());
        QVERIFY((*file)->write("a\n").has_value());
        QVERIFY((*file)->write(QByteArray(3 * 1024 * 1024, 'x')).has_value());
        QVERIFY(!QFile::exists(path));
        QCOMPARE(names().size(), 1);
        QVERIFY((*file)->commit().has_value());
        QCOMPARE(names(), QStringList{u"out.ndjson"_s});
        QCOMPARE(QFileInfo(path).size(), 3 * 1024 * 1024 + 2);
        struct stat there = {};
        QCOMPARE(::stat(QFile::encodeName(path).constData(), &there), 0);
        QCOMPARE(there.st_mode & 0777, mode_t(0600));
        QCOMPARE((*file)->bytes(), 3 * 1024 * 1024 + 2);
        file->reset();
        QCOMPARE(names(), QStringList{u"out.ndjson"_s});
    }

    void leavesNothingWhenItIsGivenUp()
    {
        put(u"out"_s, "old");
        {
            auto file = ExportFile::create(m_folder->filePath(u"out"_s));
            QVERIFY(file.has_value() && (*file)->write("new").has_value());
        }
        QCOMPARE(names(), QStringList{u"out"_s});
        QCOMPARE(read(u"out"_s), "old");
    }

    void replacesAFileAndFollowsALink()
    {
        put(u"out"_s, "old");
        QVERIFY(QFile::link(m_folder->filePath(u"out"_s), m_folder->filePath(u"link"_s)));
        for (const QString &name : {u"out"_s, u"link"_s}) {
            auto file = ExportFile::create(m_folder->filePath(name));
            QVERIFY(file.has_value() && (*file)->write(name.toUtf8()).has_value() && (*file)->commit().has_value());
            QCOMPARE(read(u"out"_s), name.toUtf8());
        }
        QVERIFY(QFileInfo(m_folder->filePath(u"link"_s)).isSymLink());
    }

    void saysWhyNot_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("no such folder") << u"nowhere/out"_s;
        QTest::newRow("a folder") << u"sub"_s;
        QTest::newRow("a folder's name") << u"sub/"_s;
        QTest::newRow("below a file") << u"file/out"_s;
    }

    void saysWhyNot()
    {
        QFETCH(QString, path);
        QDir(m_folder->path()).mkdir(u"sub"_s);
        put(u"file"_s, "x");
        const auto file = ExportFile::create(m_folder->filePath(path));
        QVERIFY(!file.has_value());
        QCOMPARE(file.error().kind, ErrorKind::Refused);
        QCOMPARE(file.error().code, u"export-file"_s);
        QCOMPARE(names(), (QStringList{u"file"_s, u"sub"_s}));
    }

    void aFullDiskLeavesNothing()
    {
        // The limit on the size of files gives EFBIG where a full disk gives ENOSPC.
        struct rlimit before = {};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        auto *handler = ::signal(SIGXFSZ, SIG_IGN);
        struct rlimit little = before;
        little.rlim_cur = 1'500'000;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &little), 0);
        Result<void> written;
        {
            auto file = ExportFile::create(m_folder->filePath(u"out"_s));
            for (int i = 0; file && written && i < 5; ++i)
                written = (*file)->write(QByteArray(1024 * 1024, 'x'));
        }
        ::setrlimit(RLIMIT_FSIZE, &before);
        ::signal(SIGXFSZ, handler);
        QVERIFY(!written.has_value());
        QCOMPARE(written.error().kind, ErrorKind::StorageFull);
        QCOMPARE(written.error().code, u"export-full"_s);
        QCOMPARE(names(), QStringList());
    }

    void writesStraightToADevice()
    {
        auto null = ExportFile::create(u"/dev/null"_s);
        QVERIFY(null.has_value() && (*null)->write("x").has_value() && (*null)->commit().has_value());
        auto full = ExportFile::create(u"/dev/full"_s);
        QVERIFY(full.has_value() && (*full)->write("x").has_value());
        const auto written = (*full)->commit();
        QVERIFY(!written.has_value());
        QCOMPARE(written.error().code, u"export-full"_s);
        full->reset();
        QVERIFY(QFile::exists(u"/dev/full"_s) && QFile::exists(u"/dev/null"_s));
    }

private:
    QStringList names() const { return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name); }
    void put(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QByteArray read(const QString &name)
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(ExportFileTest)
#include "tst_exportfile.moc"

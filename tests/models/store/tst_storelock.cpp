// SPDX-License-Identifier: Apache-2.0
// covers: models/store/storelock.cpp models/store/storepaths.cpp
#include "models/store/storelock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// `tst_storelock --hold FOLDER`: takes the lock, says so, and keeps it until it is killed.
int hold(const QString &folder)
{
    const auto lock = StoreLock::take({folder}, u"listen"_s);
    if (!lock)
        return 1;
    (*lock)->announce(u"http://127.0.0.1:7390"_s);
    std::puts("held");
    std::fflush(stdout);
    ::pause();
    return 0;
}

mode_t modeOf(const QString &path)
{
    struct stat info = {};
    return ::stat(qPrintable(path), &info) == 0 ? info.st_mode & 07777 : 0;
}

} // namespace

class TestStoreLock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneOwnerAtATime();
    void freedByTheKernel();
    void lockFileIsPrivate();
    void opensFolders();
    void refusesBadFolders();
    void leavesOthersFoldersAsTheyAre();
    void socketPathFits();
};

void TestStoreLock::oneOwnerAtATime()
{
    const QTemporaryDir folder;
    const StorePaths paths{folder.path()};
    QVERIFY(!StoreLock::owner(paths));
    auto lock = StoreLock::take(paths, u"window"_s);
    QVERIFY(lock);
    const auto second = StoreLock::take(paths, u"listen"_s);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, ErrorKind::Busy);
    QCOMPARE(second.error().code, u"store-owned"_s);
    QVERIFY(second.error().detail.contains(u"window"_s));
    QVERIFY(second.error().detail.contains(QString::number(::getpid())));
    (*lock)->announce(u"http://127.0.0.1:1234"_s);
    QCOMPARE(StoreLock::owner(paths)->address, u"http://127.0.0.1:1234"_s);
    (*lock)->announce(u"http://[::1]:7"_s); // a shorter one leaves nothing of the longer one
    QCOMPARE(StoreLock::owner(paths)->address, u"http://[::1]:7"_s);
    QCOMPARE(StoreLock::owner(paths)->pid, ::getpid());
    lock->reset();
    QVERIFY(!StoreLock::owner(paths));
    QVERIFY(StoreLock::take(paths, u"listen"_s));
}

void TestStoreLock::freedByTheKernel()
{
    const QTemporaryDir folder;
    const StorePaths paths{folder.path()};
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, folder.path()});
    QVERIFY(child.waitForReadyRead(10'000));
    const auto owner = StoreLock::owner(paths);
    QVERIFY(owner);
    QCOMPARE(owner->pid, child.processId());
    QCOMPARE(owner->role, u"listen"_s);
    QCOMPARE(owner->address, u"http://127.0.0.1:7390"_s);
    const auto refused = StoreLock::take(paths, u"window"_s);
    QCOMPARE(refused.error().code, u"store-owned"_s);
    QVERIFY(refused.error().detail.contains(u"http://127.0.0.1:7390"_s));
    ::kill(pid_t(child.processId()), SIGKILL);
    QVERIFY(child.waitForFinished());
    QVERIFY(!StoreLock::owner(paths)); // its text is still in the file
    QVERIFY(StoreLock::take(paths, u"window"_s));
}

void TestStoreLock::lockFileIsPrivate()
{
    const QTemporaryDir folder;
    const StorePaths paths{folder.path()};
    const mode_t before = ::umask(0);
    const auto lock = StoreLock::take(paths, u"window"_s);
    ::umask(before);
    QVERIFY(lock);
    QCOMPARE(modeOf(paths.lock()), mode_t(0600));
    const StorePaths nowhere{folder.path() + u"/x"_s};
    QCOMPARE(StoreLock::take(nowhere, u"window"_s).error().kind, ErrorKind::Storage);
    // A link in the place of the lock leads nowhere.
    const QTemporaryDir other;
    QVERIFY(QFile::link(other.filePath(u"victim"_s), other.filePath(u"owner.lock"_s)));
    QVERIFY(!StoreLock::take({other.path()}, u"window"_s));
    QVERIFY(!QFile::exists(other.filePath(u"victim"_s)));
}

void TestStoreLock::opensFolders()
{
    const QTemporaryDir parent;
    const mode_t before = ::umask(0);
    const auto made = openStoreFolder(parent.path() + u"/a/./b/../c"_s);
    ::umask(before);
    QVERIFY(made);
    QCOMPARE(made->folder, parent.path() + u"/a/c"_s);
    QCOMPARE(modeOf(made->folder), mode_t(0700));
    QCOMPARE(openStoreFolder(made->folder)->folder, made->folder);
    // A relative name, and the default place.
    const QString here = QDir::currentPath();
    QVERIFY(QDir::setCurrent(parent.path()));
    QCOMPARE(openStoreFolder(u"rel"_s)->folder, parent.path() + u"/rel"_s);
    QVERIFY(QDir::setCurrent(here));
    qputenv("XDG_DATA_HOME", parent.path().toLocal8Bit() + "/xdg");
    QCOMPARE(openStoreFolder({})->folder, parent.path() + u"/xdg/kombo-console"_s);
    qunsetenv("XDG_DATA_HOME");
}

void TestStoreLock::refusesBadFolders()
{
    const QTemporaryDir parent;
    const QString file = parent.filePath(u"file"_s);
    QFile made(file);
    QVERIFY(made.open(QIODevice::WriteOnly));
    QCOMPARE(openStoreFolder(file).error().kind, ErrorKind::Storage);
    QCOMPARE(openStoreFolder(file + u"/below"_s).error().code, u"data-folder"_s);
    if (::geteuid() == 0) {
        const QString foreign = parent.filePath(u"foreign"_s);
        QVERIFY(QDir().mkpath(foreign));
        QCOMPARE(::chown(qPrintable(foreign), 12345, 12345), 0);
        QCOMPARE(openStoreFolder(foreign).error().kind, ErrorKind::Refused);
    } else {
        QCOMPARE(openStoreFolder(u"/usr"_s).error().kind, ErrorKind::Refused);
    }
}

void TestStoreLock::leavesOthersFoldersAsTheyAre()
{
    const QTemporaryDir parent;
    QCOMPARE(::chmod(qPrintable(parent.path()), 0755), 0);
    QVERIFY(openStoreFolder(parent.path()));
    QCOMPARE(modeOf(parent.path()), mode_t(0700)); // empty: meant for us
    QFile other(parent.filePath(u"photo.jpg"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    QCOMPARE(::chmod(qPrintable(parent.path()), 0755), 0);
    QVERIFY(openStoreFolder(parent.path()));
    QCOMPARE(modeOf(parent.path()), mode_t(0755));
}

void TestStoreLock::socketPathFits()
{
    QCOMPARE(StorePaths{u"/tmp/x"_s}.ownerSocket(), u"/tmp/x/owner.sock"_s);
    const StorePaths deep{u"/tmp/"_s + QString(200, u'd')};
    const StorePaths deeper{u"/tmp/"_s + QString(201, u'd')};
    QVERIFY(QFile::encodeName(deep.ownerSocket()).size() < 108);
    QVERIFY(deep.ownerSocket() != deeper.ownerSocket());
    QCOMPARE(deep.ownerSocket(), deep.ownerSocket());
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc == 3 && QByteArrayView(argv[1]) == QByteArrayView("--hold"))
        return hold(QString::fromLocal8Bit(argv[2]));
    TestStoreLock test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_storelock.moc"

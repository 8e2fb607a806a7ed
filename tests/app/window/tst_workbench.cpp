// SPDX-License-Identifier: Apache-2.0
// covers: app/window/workbench.cpp app/window/workbenchcommands.cpp
// covers: app/window/settingslink.cpp app/window/operations.cpp
#include "app/window/settingslink.h"
#include "app/window/workbench.h"
#include "app/sandbox/samples.h"
#include "ui/settings/appearancesection.h"
#include "ui/settings/environmentsection.h"
#include "ui/settings/listenersection.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/keyspage.h"
#include "ui/shell/mainwindow.h"

#include <QAbstractItemView>
#include <QShortcut>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class WorkbenchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatArrives()
    {
        Fixture fixture;
        Workbench bench(fixture.parts());
        bench.show();
        fixture.collector->start(true);
        auto *table = bench.window().findChild<QAbstractItemView *>(u"Events table"_s);
        if (table == nullptr)
            for (QAbstractItemView *view : bench.window().findChildren<QAbstractItemView *>())
                if (view->accessibleName() == u"Events table")
                    table = view;
        QVERIFY(table != nullptr);
        fixture.store(u"sync-finished"_s);
        fixture.store(u"data-changed"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QTRY_VERIFY(table->model()->index(0, 2).data().toString() == u"data-changed"_s);
        bench.window().showPage(u"events"_s);
        QCOMPARE(bench.window().currentPage(), u"events"_s);
    }

    void saysLoudlyThatNoSecretIsSet()
    {
        Fixture fixture;
        Workbench bench(fixture.parts());
        QSignalSpy banner(&bench.window(), &MainWindow::bannerActivated);
        fixture.collector->start(true);
        auto *area = bench.window().findChild<BannerArea *>();
        QVERIFY(area != nullptr);
        QTRY_VERIFY(area->shown().contains(u"secret"_s));
        // Entering it takes the banner away.
        Environment environment;
        environment.name = u"default"_s;
        Q_EMIT bench.window().findChild<EnvironmentSection *>()->saveRequested(environment, u"default"_s,
                                                                               {std::nullopt, QByteArray("secret"), std::nullopt});
        QTRY_VERIFY(!area->shown().contains(u"secret"_s));
        QCOMPARE(fixture.collector->book().secrets(u"default"_s).webhookSecrets, (QVector<QByteArray>{"secret"}));
        QVERIFY(banner.isEmpty());
    }

    /// The page of keys cannot forget one.
    void listsEveryKeyThatTheWindowListensTo()
    {
        Fixture fixture;
        Workbench bench(fixture.parts());
        QSet<QKeySequence> listed;
        for (const KeyArea &area : keyAreas())
            for (const KeyLine &line : area.lines)
                for (const QString &keys : line.keys)
                    listed.insert(QKeySequence::fromString(keys, QKeySequence::PortableText));
        int found = 0;
        const auto check = [&](const QList<QKeySequence> &sequences) {
            // One key may have names beside its first that differ by desktop (Ctrl+Ins).
            if (sequences.isEmpty())
                return;
            ++found;
            if (!listed.contains(sequences.first()))
                qCritical("not on the page of keys: %s", qPrintable(sequences.first().toString()));
            QVERIFY(listed.contains(sequences.first()));
        };
        for (const QShortcut *shortcut : bench.window().findChildren<QShortcut *>())
            check(shortcut->keys());
        for (const QAction *action : bench.window().findChildren<QAction *>())
            check(action->shortcuts());
        QVERIFY(found > 20);
    }

    void offersSavedFiltersInThePalette()
    {
        Fixture fixture;
        Workbench bench(fixture.parts());
        bench.show();
        bench.window().openPalette();
        auto *palette = bench.window().findChild<CommandPalette *>();
        QVERIFY(palette->shownIds().contains(u"filter/Rejected"_s));
        QVERIFY(palette->shownIds().contains(u"keys"_s));
    }

    void saysThatThePortIsTaken()
    {
        Fixture fixture;
        Workbench bench(fixture.parts());
        auto *area = bench.window().findChild<BannerArea *>();
        Q_EMIT fixture.collector->listenerFailed({ErrorKind::Busy, u"port-taken"_s, u"port 7390"_s});
        QVERIFY(area->shown().contains(u"listener"_s));
        Q_EMIT fixture.collector->listening(QUrl(u"http://127.0.0.1:7391"_s));
        QVERIFY(!area->shown().contains(u"listener"_s));
        Q_EMIT fixture.collector->storeFailed({ErrorKind::StorageFull, {}, {}});
        QVERIFY(area->shown().contains(u"store"_s));
        Q_EMIT fixture.collector->storeRecovered();
        QVERIFY(!area->shown().contains(u"store"_s));
    }

    void keepsAppearanceAndListener()
    {
        Fixture fixture;
        {
            Workbench bench(fixture.parts());
            Q_EMIT bench.window().findChild<AppearanceSection *>()->modeChosen(ColorMode::Dark);
            QCOMPARE(fixture.theme.mode(), ColorMode::Dark);
            Q_EMIT bench.window().findChild<ListenerSection *>()->changeRequested({u"127.0.0.2"_s, 0, 1'000'000});
        }
        QCOMPARE(fixture.settings->value(u"appearance/mode"_s).toString(), u"dark"_s);
        const ListenerConfig stored = storedListener(*fixture.settings, {}, false, false, false);
        QCOMPARE(stored.address.toString(), u"127.0.0.2"_s);
        QCOMPARE(stored.maxBody, 1'000'000);
        ListenerConfig given;
        given.port = 4711;
        QCOMPARE(storedListener(*fixture.settings, given, true, true, true).port, 4711); // the command line wins
        fixture.theme.setMode(ColorMode::Light);
    }

    void renamingAnEnvironmentIsRefusedInWords()
    {
        Fixture fixture;
        Workbench bench(fixture.parts());
        Environment renamed;
        renamed.name = u"other"_s;
        Q_EMIT bench.window().findChild<EnvironmentSection *>()->saveRequested(renamed, u"default"_s, {});
        QVERIFY(!fixture.collector->book().environment(u"other"_s));
    }

    void operationsAskTheOwnerWhenItIsAnotherProcess()
    {
        Fixture fixture;
        QSignalSpy ready(fixture.collector.get(), &Collector::ready);
        fixture.collector->start(true);
        QTRY_VERIFY(!ready.isEmpty());
        Operations remote(fixture.config.paths, nullptr);
        QSignalSpy done(&remote, &Operations::done);
        QSignalSpy failed(&remote, &Operations::failed);
        Environment acme;
        acme.name = u"acme"_s;
        acme.listenerPath = u"/acme"_s;
        remote.saveEnvironment(acme, EnvironmentSecrets{"key", {"secret"}});
        QTRY_COMPARE(done.count(), 1);
        QCOMPARE(fixture.collector->book().secrets(u"acme"_s).apiKey, QByteArray("key"));
        remote.saveEnvironment(acme, EnvironmentSecrets{}); // nothing entered: nothing lost
        QTRY_COMPARE(done.count(), 2);
        QCOMPARE(fixture.collector->book().secrets(u"acme"_s).webhookSecrets, (QVector<QByteArray>{"secret"}));
        remote.fetch({u"default"_s, u"personio:x"_s, RunKind::Delta, {}, u"manual"_s});
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed[0][1].value<Error>().code, u"api-key"_s);
        remote.addIntegration(u"acme"_s, u"no id"_s);
        QTRY_COMPARE(failed.count(), 2);
        QCOMPARE(failed[1][1].value<Error>().code, u"integration-id"_s);
        remote.removeEnvironment(u"acme"_s);
        QTRY_COMPARE(done.count(), 3);
    }

    void marksGoThroughTheOwnerOfTheData()
    {
        Fixture fixture;
        QSignalSpy ready(fixture.collector.get(), &Collector::ready);
        fixture.collector->start(false);
        QTRY_VERIFY(!ready.isEmpty());
        fixture.store(u"sync-finished"_s);
        const auto row = [&] { return StoreReader::open(fixture.config.paths)->get()->eventRows({1}, false)->first(); };
        QTRY_COMPARE(row().seq, 1);
        Operations own(fixture.config.paths, fixture.collector.get());
        Operations remote(fixture.config.paths, nullptr);
        for (Operations *operations : {&own, &remote}) {
            QSignalSpy marked(operations, &Operations::marked);
            const auto refusal = [&marked] { return marked.last().at(2).value<std::optional<Error>>(); };
            operations->mark({1}, {true, u"seen"_s});
            QTRY_COMPARE(marked.count(), 1);
            QVERIFY(!refusal());
            QVERIFY(row().pinned);
            QCOMPARE(row().comment, u"seen"_s);
            operations->mark({1, 2}, {false, {}});
            QTRY_COMPARE(marked.count(), 2);
            QCOMPARE(refusal()->code, u"event"_s);
            QVERIFY(row().pinned); // all or none
            operations->mark({1}, {false, QString()});
            QTRY_COMPARE(marked.count(), 3);
            QVERIFY(!row().pinned && row().comment.isNull());
        }
        fixture.collector.reset();
        QSignalSpy marked(&remote, &Operations::marked);
        remote.mark({1}, {true, {}});
        QTRY_COMPARE(marked.count(), 1);
        QCOMPARE(marked[0][2].value<std::optional<Error>>()->kind, ErrorKind::Unreachable);
    }

    void operationsOfTheOwnerReportRefusals()
    {
        Fixture fixture;
        fixture.collector->start(false);
        Operations own(fixture.config.paths, fixture.collector.get());
        QSignalSpy failed(&own, &Operations::failed);
        QSignalSpy checked(&own, &Operations::keyChecked);
        own.fetch({u"default"_s, u"personio:x"_s, RunKind::Full, {}, u"manual"_s});
        own.sync(u"default"_s, u"personio:x"_s, true);
        QTRY_COMPARE(failed.count(), 2);
        own.checkKey(u"default"_s);
        QTRY_COMPARE(checked.count(), 1);
        own.saveSetting(u"retention/days"_s, u"30"_s);
        QTRY_COMPARE(StoreReader::open(fixture.config.paths)->get()->setting(u"retention/days"_s).value_or(QString()), u"30"_s);
    }

    void aWindowBesideAnOwnerSaysSo()
    {
        Fixture fixture;
        fixture.collector->start(true);
        const auto watch = watchStore(fixture.config.paths, nullptr);
        Workbench::Parts parts = fixture.parts();
        parts.collector = nullptr;
        parts.watch = watch.get();
        Workbench bench(parts);
        auto *area = bench.window().findChild<BannerArea *>();
        QTRY_VERIFY(area->shown().contains(u"viewer"_s));
        fixture.collector.reset();
        QTRY_VERIFY(area->shown().contains(u"ownerless"_s));
        QVERIFY(!area->shown().contains(u"viewer"_s));
    }

    void dataOfANewerVersionCanOnlyBeLookedAt()
    {
        Fixture fixture;
        const auto watch = watchStore(fixture.config.paths, nullptr);
        Workbench::Parts parts = fixture.parts();
        parts.collector = nullptr;
        parts.watch = watch.get();
        parts.unwritable = Error{ErrorKind::StorageNewer, u"schema-newer"_s, u"9"_s};
        Workbench bench(parts);
        const auto *area = bench.window().findChild<BannerArea *>();
        QTRY_VERIFY(area->shown().contains(u"unwritable"_s));
        QVERIFY(!area->shown().contains(u"viewer"_s));
    }

private:
    struct Fixture
    {
        Fixture()
        {
            theme.setMode(ColorMode::Light);
            config.paths = {folder.path()};
            config.role = u"test"_s;
            config.listener.port = 0;
            config.process = ProcessEnvironment{};
            config.process->environment.name = u"default"_s;
            auto opened = Collector::open(config, memorySecretStore());
            if (!opened)
                qFatal("the collector cannot be opened");
            collector = std::move(*opened);
            watch = watchStore(config.paths, &collector->writer());
            settings = std::make_unique<QSettings>(config.paths.settings(), QSettings::IniFormat);
        }

        Workbench::Parts parts() { return {config.paths, collector.get(), watch.get(), &theme, settings.get(), config.listener, u"default"_s}; }

        void store(const QString &type)
        {
            IncomingDelivery delivery;
            delivery.environment = u"default"_s;
            delivery.receivedAt = SystemClock().now();
            delivery.body = *sampleBody(type);
            delivery.facts = readPayload(delivery.body);
            delivery.verdict = Verdict::Verified;
            QVERIFY(collector->writer().enqueue(std::move(delivery)));
        }

        QTemporaryDir folder;
        CollectorConfig config;
        ThemeController theme;
        std::unique_ptr<Collector> collector;
        std::unique_ptr<StoreWatch> watch;
        std::unique_ptr<QSettings> settings;
    };
};

QTEST_MAIN(WorkbenchTest)
#include "tst_workbench.moc"

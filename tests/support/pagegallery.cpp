// SPDX-License-Identifier: Apache-2.0
// Not a test: renders the table pages over a filled store to pictures, to be looked at.
// Usage: kombo_pagegallery FOLDER [light|dark]
#include "tests/support/livingstore.h"
#include "ui/events/eventspage.h"
#include "ui/fetches/fetchespage.h"
#include "ui/integrations/integrationspage.h"
#include "ui/records/recordspage.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/datatable.h"

#include <QApplication>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

void settle(int ms)
{
    const QDeadlineTimer end(ms);
    static_cast<void>(QTest::qWaitFor([&end] { return end.hasExpired(); }, ms + 1000));
}

DataTable *tableNamed(const QWidget &page, const QString &name)
{
    for (DataTable *table : page.findChildren<DataTable *>()) {
        if (table->accessibleName() == name)
            return table;
    }
    return nullptr;
}

void grab(QWidget &page, const QString &file)
{
    settle(400);
    page.grab().save(file);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() < 2)
        return 2;
    ThemeController theme;
    const QString mode = arguments.value(2, u"light"_s);
    theme.setMode(mode == u"dark" ? ColorMode::Dark : ColorMode::Light);
    LivingStore store;
    if (!store.good)
        return 1;
    const auto file = [&](const QString &name) { return u"%1/%2-%3.png"_s.arg(arguments.at(1), name, mode); };
    const QSize size(1190, 900); // the window of 1440 without its navigation

    IntegrationTable integrations(*store.pool, *store.watch, store.clock);
    HistoryTable history(*store.pool, *store.watch, store.clock);
    RunTable runs(*store.pool, *store.watch, store.clock);
    StepTable steps(store.clock);
    RecordTable records(*store.pool, *store.watch, store.clock);
    RecordLoader recordLoader(*store.pool);
    EventTable events(*store.pool, *store.watch, store.clock);
    EventLoader eventLoader(*store.pool, *store.watch);
    OverviewLoader overview(*store.pool, *store.watch, store.clock);
    overview.show(store.environment);
    integrations.show(store.environment);

    const auto show = [size](QWidget &page) {
        page.resize(size);
        page.setAttribute(Qt::WA_DontShowOnScreen, false);
        page.show();
    };
    {
        EventsPage page(events, eventLoader, overview, integrations, store.clock, nullptr);
        page.setEnvironment(store.environment);
        page.setListenerAddress(u"http://127.0.0.1:7390/webhooks/kombo"_s);
        show(page);
        grab(page, file(u"events"_s));
        DataTable *view = tableNamed(page, u"Events table"_s);
        view->selectRow(3);
        grab(page, file(u"events-inspector"_s));
        page.showFilter(u"verdict:rejected"_s);
        settle(200);
        view->selectRow(1);
        grab(page, file(u"events-rejected"_s));
        page.showFilter(u"typ:x org:"_s);
        grab(page, file(u"events-problem"_s));
        page.showFilter(u"type:nothing"_s);
        grab(page, file(u"events-nomatch"_s));
    }
    {
        IntegrationsPage page(integrations, history, runs, store.clock, nullptr);
        page.setEnvironment(store.environment);
        show(page);
        grab(page, file(u"integrations"_s));
        page.openIntegration(u"workday:8bqXkEAXdPzVu5FsgmzYhN2c"_s);
        grab(page, file(u"integrations-inspector"_s));
    }
    {
        FetchesPage page(runs, steps, store.clock, nullptr);
        page.setEnvironment(store.environment);
        show(page);
        settle(200);
        page.openRun(store.running.id);
        grab(page, file(u"fetches"_s));
        page.openRun(store.failed.id);
        grab(page, file(u"fetches-failed"_s));
    }
    {
        RecordsPage page(integrations, records, recordLoader, store.clock, nullptr);
        page.setEnvironment(store.environment);
        show(page);
        grab(page, file(u"records-empty"_s));
        page.openIntegration(u"personio:CBNMt7dSNCzBdnRTx87dev4E"_s);
        settle(300);
        tableNamed(page, u"Records table"_s)->selectRow(120);
        grab(page, file(u"records"_s));
    }
    return 0;
}

// SPDX-License-Identifier: Apache-2.0
// Renders the window with sample pages and all widgets to PNG files, to be looked at:
//   kombo_gallery FOLDER [light|dark] [comfortable|compact] [small]
#include "ui/overview/overviewpage.h"
#include "ui/settings/environmentsection.h"
#include "ui/settings/listenersection.h"
#include "ui/settings/datasection.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/inspector.h"
#include "ui/widgets/keyvaluelist.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/volumechart.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QRadioButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTimer>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

QVector<double> wave(int seed)
{
    QVector<double> values;
    for (int i = 0; i < 40; ++i)
        values << 10 + 4 * std::sin(i / 5.0 + seed) + ((i * 7919 + seed * 31) % 17) / 5.0;
    return values;
}

QVector<ChartBar> bars()
{
    QVector<ChartBar> all;
    for (int i = 0; i < 60; ++i) {
        const auto good = qint64(75 + 40 * std::sin(i / 8.0) + (i * 37) % 11);
        all << ChartBar{fromMillis(1795180000000 + i * 60000LL), {good, (i * 13) % 9, i % 17 == 0 ? 8 : i % 3}};
    }
    return all;
}

QStandardItemModel *eventModel(QObject *parent)
{
    auto *model = new QStandardItemModel(0, 7, parent);
    model->setHorizontalHeaderLabels({u"Time"_s, u"Verdict"_s, u"Tool"_s, u"Event type"_s, u"Event ID"_s, u"Deliveries"_s, u"Size"_s});
    const QStringList tools{u"Personio"_s, u"HiBob"_s, u"Workday"_s, u"Greenhouse"_s, u"SAP SuccessFactors"_s};
    const QStringList types{u"data-changed"_s, u"sync-finished"_s, u"integration-state-changed"_s, u"issue-status-changed"_s};
    const QStringList verdicts{u"Verified"_s, u"Verified"_s, u"Verified"_s, u"Rejected"_s, u"Unchecked"_s};
    for (int i = 0; i < 400; ++i) {
        QList<QStandardItem *> row;
        for (const QString &text : {u"14:32:%1.%2"_s.arg(59 - i % 60, 2, 10, '0'_L1).arg((i * 317) % 1000, 3, 10, '0'_L1), verdicts.at((i * 3) % 5),
                                    tools.at(i % 5), types.at((i / 2) % 4), u"9f31c2d8-%1"_s.arg(i * 7919 % 9999, 4, 10, '0'_L1),
                                    QString::number(1 + (i % 7 == 0)), u"%1 B"_s.arg(512 + i * 37 % 900)})
            row << new QStandardItem(text);
        model->appendRow(row);
    }
    model->setHeaderData(5, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    model->setHeaderData(6, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    return model;
}

QVector<ColumnHint> eventHints()
{
    QVector<ColumnHint> hints(7);
    hints[0] = {CellKind::Time, 112, false, false, {}, {}, false};
    hints[1] = {CellKind::Pill, 112, false, false, [](const QModelIndex &index) {
                    const QString text = index.data().toString();
                    return text == "Verified"_L1 ? Tone::Good : text == "Rejected"_L1 ? Tone::Bad : Tone::Warning;
                }, {}, false};
    hints[2] = {CellKind::Name, 140, false, false, {}, [](const QModelIndex &) { return Icon::Users; }, false};
    hints[3] = {CellKind::Mono, 150, true, false, {}, {}, false};
    hints[4] = {CellKind::Mono, 120, false, false, {}, {}, true};
    hints[5] = {CellKind::Number, 104, false, false, {}, {}, false};
    hints[6] = {CellKind::Number, 84, false, false, {}, {}, false};
    return hints;
}

const QVector<ChartSeries> series{{u"Verified"_s, Tone::Accent}, {u"Unchecked"_s, Tone::Warning}, {u"Rejected"_s, Tone::Bad}};

QWidget *eventsPage()
{
    auto *page = new QSplitter;
    page->setHandleWidth(1);
    auto *left = new QWidget;
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    auto *header = new PageHeader(u"Events"_s);
    header->setSubtitle(u"1,248,302 stored · 5,214 in the last hour"_s);
    auto *search = new SearchField(u"Filter events"_s, u"type:data-changed tool:personio"_s);
    search->setFixedWidth(250);
    header->actions()->addWidget(search);
    header->actions()->addWidget(new Button(u"Filters"_s, ButtonKind::Secondary, Icon::Filter));
    header->actions()->addWidget(new Button(u"Pause live"_s, ButtonKind::Primary, Icon::Pause));
    layout->addWidget(header);
    auto *tiles = new QHBoxLayout;
    tiles->setSpacing(12);
    auto *throughput = new StatTile(u"Throughput"_s, Icon::Activity);
    throughput->setValue({u"128.4"_s, u"/min"_s, u"▲ 6.2 % vs. 1 h ago"_s, Tone::Good, wave(1)});
    auto *verified = new StatTile(u"Verified"_s, Icon::CircleCheck);
    verified->setValue({u"98.71"_s, u"%"_s, u"▼ 0.4 pt since 14:15"_s, Tone::Warning, wave(2)});
    auto *latency = new StatTile(u"p95 latency"_s, Icon::Timer);
    latency->setValue({u"412"_s, u"ms"_s, u"▲ 38 ms vs. 1 h ago"_s, Tone::Neutral, wave(3)});
    auto *failing = new StatTile(u"Failing"_s, Icon::CircleX);
    failing->setValue({u"17"_s, u"events"_s, u"3 integrations affected"_s, Tone::Bad, wave(4)});
    for (StatTile *tile : {throughput, verified, latency, failing})
        tiles->addWidget(tile, 1);
    layout->addLayout(tiles);
    auto *chartCard = new Card;
    chartCard->setTitle(u"Events per minute"_s);
    chartCard->headLayout()->addWidget(new ChartLegend(series));
    auto *chart = new VolumeChart(u"Events per minute"_s, series);
    chart->setBars(bars(), std::chrono::seconds(60));
    chartCard->content()->addWidget(chart);
    chartCard->setFixedHeight(176);
    layout->addWidget(chartCard);
    auto *tableCard = new Card;
    tableCard->setFlush(true);
    auto *table = new DataTable;
    table->setObjectName(u"events"_s);
    table->setAccessibleName(u"Events"_s);
    table->setModel(eventModel(table));
    table->setHints(eventHints());
    table->setSortable([](int) { return true; });
    table->setSorted(0, Qt::DescendingOrder);
    table->selectRow(1);
    tableCard->content()->addWidget(table);
    layout->addWidget(tableCard, 1);
    auto *inspector = new Inspector;
    inspector->setTitle(u"integration-state-changed"_s);
    inspector->setState({{u"Rejected"_s, Tone::Bad, Icon::None}, {u"Conflict"_s, Tone::Warning, Icon::None}}, u"Personio · delivery 2 of 2"_s);
    inspector->actions()->addWidget(new Button(u"Fetch now"_s, ButtonKind::Primary, Icon::Refresh));
    inspector->actions()->addWidget(new Button(u"Copy as cURL"_s, ButtonKind::Secondary, Icon::Copy));
    auto *code = new CodeView(u"Payload"_s);
    code->setCode(u"{\n    \"id\": \"B3dkvh2HXFLDX2t2gR7hYzqr\",\n    \"type\": \"integration-state-changed\",\n    \"data\": {\n        \"integration_tool\": \"personio\",\n        \"integration_id\": \"personio:CBNMt7dSNCzBdnRTx87dev4E\",\n        \"integration_category\": \"HRIS\",\n        \"attempts\": 4,\n        \"ratio\": -1.25e3,\n        \"end_user\": {\n            \"organization_name\": \"Acme, Inc.\",\n            \"creator_email\": null\n        },\n        \"paid\": false\n    }\n}"_s, CodeView::Syntax::Json);
    inspector->addTab(code, u"Payload"_s);
    auto *facts = new KeyValueList;
    inspector->addTab(facts, u"Headers"_s);
    inspector->addTab(new QWidget, u"Signature"_s);
    page->addWidget(left);
    page->addWidget(inspector);
    page->setStretchFactor(0, 1);
    page->setSizes({859, 369});
    return page;
}

QWidget *controlsPage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(new PageHeader(u"Controls"_s));
    for (const Tone tone : {Tone::Info, Tone::Warning, Tone::Bad}) {
        auto *banner = new Banner;
        banner->setMessage(tone, u"Deliveries are not verified"_s, u"No webhook secret is set for this environment, so nobody can tell whether they come from Kombo."_s, u"Set the secret…"_s);
        layout->addWidget(banner);
    }
    auto *card = new Card;
    card->setTitle(u"Buttons and fields"_s);
    auto *line = new QHBoxLayout;
    line->addWidget(new Button(u"Primary"_s, ButtonKind::Primary, Icon::Play));
    line->addWidget(new Button(u"Secondary"_s, ButtonKind::Secondary, Icon::Refresh));
    line->addWidget(new Button(u"Danger"_s, ButtonKind::Danger, Icon::Trash));
    line->addWidget(new Button(u"Ghost"_s, ButtonKind::Ghost, Icon::Copy));
    line->addWidget(new Button(Icon::Ellipsis, u"More"_s));
    auto *off = new Button(u"Unavailable"_s, ButtonKind::Secondary, Icon::Download);
    off->setUnavailable(u"Nothing is selected."_s);
    line->addWidget(off);
    auto *offPrimary = new Button(u"Not now"_s, ButtonKind::Primary);
    offPrimary->setUnavailable(u"Nothing is selected."_s);
    line->addWidget(offPrimary);
    line->addStretch(1);
    card->content()->addLayout(line);
    auto *fields = new QHBoxLayout;
    auto *edit = new QLineEdit(u"kombo-staging"_s);
    edit->setObjectName(u"focused"_s);
    fields->addWidget(edit);
    auto *password = new QLineEdit(u"secret"_s);
    password->setEchoMode(QLineEdit::Password);
    fields->addWidget(password);
    auto *combo = new QComboBox;
    combo->addItems({u"Europe (api.kombo.dev)"_s, u"United States"_s});
    fields->addWidget(combo);
    auto *spin = new QSpinBox;
    spin->setMaximum(65535);
    spin->setValue(7390);
    fields->addWidget(spin);
    auto *disabled = new QLineEdit(u"disabled"_s);
    disabled->setEnabled(false);
    fields->addWidget(disabled);
    card->content()->addLayout(fields);
    auto *checks = new QHBoxLayout;
    auto *check = new QCheckBox(u"Deleted records too"_s);
    check->setChecked(true);
    checks->addWidget(check);
    checks->addWidget(new QCheckBox(u"Not chosen"_s));
    auto *partial = new QCheckBox(u"Partly"_s);
    partial->setCheckState(Qt::PartiallyChecked);
    checks->addWidget(partial);
    auto *radio = new QRadioButton(u"Delta"_s);
    radio->setChecked(true);
    checks->addWidget(radio);
    checks->addWidget(new QRadioButton(u"Full resync"_s));
    auto *segments = new SegmentedControl(u"Theme"_s, {u"System"_s, u"Light"_s, u"Dark"_s});
    segments->setCurrent(1);
    checks->addWidget(segments);
    checks->addStretch(1);
    card->content()->addLayout(checks);
    auto *progress = new QProgressBar;
    progress->setValue(42);
    progress->setTextVisible(false);
    card->content()->addWidget(progress);
    auto *pills = new QHBoxLayout;
    const QVector<Pill> samples{{u"Delivered"_s, Tone::Good, Icon::None}, {u"Retrying"_s, Tone::Warning, Icon::None}, {u"Failed"_s, Tone::Bad, Icon::None},
                                {u"Queued"_s, Tone::Info, Icon::None}, {u"Unknown"_s, Tone::Neutral, Icon::CircleDashed}, {u"Running"_s, Tone::Accent, Icon::Refresh}};
    for (const Pill &pill : samples)
        pills->addWidget(new PillLabel(pill));
    pills->addStretch(1);
    card->content()->addLayout(pills);
    layout->addWidget(card);
    auto *bottom = new QHBoxLayout;
    auto *facts = new Card;
    facts->setTitle(u"Facts"_s);
    auto *list = new KeyValueList;
    list->setItems({{u"Integration"_s, u"personio:CBNMt7dSNCzBdnRTx87dev4E"_s, true, Tone::Neutral}, {u"State"_s, u"Active"_s, false, Tone::Good},
                    {u"Organization"_s, u"<b>Acme</b> & Söhne — Ω Ж"_s, false, Tone::Neutral}, {u"Last sync"_s, {}, false, Tone::Neutral}});
    facts->content()->addWidget(list);
    facts->content()->addStretch(1);
    bottom->addWidget(facts, 1);
    auto *emptyCard = new Card;
    emptyCard->setFlush(true);
    auto *emptyTable = new DataTable;
    emptyTable->setModel(new QStandardItemModel(0, 3, emptyTable));
    emptyTable->setHints(QVector<ColumnHint>(3));
    emptyTable->setEmptyText({Icon::Inbox, Tone::Neutral, u"No events yet"_s, u"As soon as Kombo posts to the listener, its events show up here."_s, u"Show the address"_s});
    emptyCard->content()->addWidget(emptyTable);
    bottom->addWidget(emptyCard, 2);
    layout->addLayout(bottom, 1);
    return page;
}

QWidget *overviewPage(bool first)
{
    const Timestamp now = fromMillis(1795185128000);
    OverviewData data;
    if (!first) {
        data.totals = {1248302, 17, 3, 5214, now - std::chrono::seconds(3), {}, now - std::chrono::minutes(12)};
        for (int i = 0; i < 60; ++i) {
            const ChartBar bar = bars().at(i);
            data.volume.append({bar.start, bar.counts.at(0), bar.counts.at(1), bar.counts.at(2)});
        }
        data.integrations = 12;
        data.health = {{Health::Broken, 1}, {Health::Attention, 2}, {Health::Waiting, 1}, {Health::Healthy, 8}};
        data.runningFetches = 1;
        RunRow run;
        run.state = RunState::Complete;
        run.endedAt = now - std::chrono::minutes(4);
        data.lastRun = run;
        using Kind = AttentionItem::Kind;
        data.attention = {{Kind::RejectedDeliveries, Health::Broken, {}, {}, {}, {}, 17, 0, now - std::chrono::minutes(12)},
                          {Kind::Integration, Health::Broken, u"personio:CBN"_s, u"Acme, Inc."_s, u"personio"_s, u"The credentials are invalid. The customer must reconnect."_s, 0, 0, now - std::chrono::hours(3)},
                          {Kind::FailedFetch, Health::Broken, u"hibob:1"_s, u"<b>Söhne & Co</b> mit einem ziemlich langen Namen"_s, u"hibob"_s, u"Kombo failed five times (503) while reading /hris/employees."_s, 0, 7, now - std::chrono::hours(5)},
                          {Kind::UncheckedEvents, Health::Attention, {}, {}, {}, {}, 3, 0, now - std::chrono::hours(7)},
                          {Kind::Integration, Health::Attention, u"greenhouse:1"_s, u"Globex"_s, u"greenhouse"_s, u"No good sync for 31 hours."_s, 0, 0, now - std::chrono::hours(31)}};
    }
    auto *page = new OverviewPage;
    page->setState(LoadState::Ready);
    page->setData(data, now);
    page->setListener(u"http://127.0.0.1:7390/webhooks/kombo"_s, u"Listening"_s, Tone::Good);
    return page;
}

QWidget *settingsPage()
{
    auto *page = new SettingsPage;
    page->environments()->setSecretsPlace(u"Secrets are kept in the desktop's key store, never in the data folder."_s);
    page->environments()->setEnvironments({{u"production"_s, Region::Eu, {}, u"/webhooks/kombo"_s, true, false}, {u"staging"_s, Region::Us, {}, u"/webhooks/staging"_s, false, false}, {u"sandbox"_s, Region::Other, {}, u"/webhooks/sandbox"_s, false, true}});
    page->environments()->setSecretsPresence(u"production"_s, {true, true, false});
    page->environments()->setResult(u"production"_s, Tone::Good, u"The key is valid: Acme, production environment, Europe."_s);
    page->listener()->setSettings({u"0.0.0.0"_s, 7390, 4 * 1024 * 1024});
    page->listener()->setState(Tone::Good, u"Listening on http://127.0.0.1:7390"_s);
    page->dataSection()->setStore(u"/home/ada/.local/share/kombo-console"_s, u"1,248,302 events, 312 MB"_s);
    return page;
}

// What opens over the window: menu, list of a combo box, message.
void popUps(const QString &folder, const QString &suffix)
{
    QMenu menu;
    menu.addAction(icon(Icon::Copy, themeOf(&menu).textMuted), u"Copy id\tCtrl+C"_s);
    QAction *checked = menu.addAction(u"Rejected ones too"_s);
    checked->setCheckable(true);
    checked->setChecked(true);
    menu.addAction(u"Open in Kombo"_s)->setEnabled(false);
    menu.addSeparator();
    menu.addMenu(u"Send again to"_s);
    menu.popup(QPoint(10, 10));
    menu.setActiveAction(checked);
    QApplication::processEvents();
    menu.grab().save(folder + u"/menu"_s + suffix);
    menu.close();
    QComboBox combo;
    combo.addItems({u"Europe (api.kombo.dev)"_s, u"United States (api.us.kombo.dev)"_s, u"Another address"_s});
    combo.resize(260, 34);
    combo.show();
    combo.showPopup();
    QApplication::processEvents();
    combo.view()->window()->grab().save(folder + u"/combo"_s + suffix);
    combo.hidePopup();
    QMessageBox box(QMessageBox::Warning, u"Remove"_s, u"Remove the environment “staging”?"_s, QMessageBox::Cancel | QMessageBox::Ok);
    box.setInformativeText(u"Its events stay. Its secrets are forgotten."_s);
    box.show();
    QApplication::processEvents();
    box.grab().save(folder + u"/message"_s + suffix);
}

QVector<NavigationEntry> entries()
{
    return {{u"overview"_s, u"Overview"_s, Icon::Dashboard, overviewPage(false)}, {u"events"_s, u"Events"_s, Icon::Activity, eventsPage()},
            {u"integrations"_s, u"Integrations"_s, Icon::Plug, controlsPage()}, {u"fetches"_s, u"Fetches"_s, Icon::Refresh, new QWidget},
            {u"records"_s, u"Records"_s, Icon::Table, overviewPage(true)}, {u"settings"_s, u"Settings"_s, Icon::Settings, settingsPage()}};
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const QString folder = arguments.value(1, u"."_s);
    QDir().mkpath(folder);
    ThemeController theme;
    const bool dark = arguments.contains(u"dark"_s);
    theme.setMode(dark ? ColorMode::Dark : ColorMode::Light);
    theme.setDensity(arguments.contains(u"compact"_s) ? Density::Compact : Density::Comfortable);
    MainWindow window(entries(), nullptr);
    window.setBadge(u"integrations"_s, 2, u"need attention"_s);
    window.setBadge(u"fetches"_s, 17, u"running"_s, Tone::Accent);
    window.setEnvironments({u"sandbox"_s, u"production"_s}, u"production"_s, u"Production · Europe"_s);
    window.setStoreState(u"Local store"_s, u"Connected · 3 ms"_s);
    window.addCommand({u"fetch/now"_s, u"Fetch now"_s, u"Integrations"_s, {}, Icon::Refresh, {}, {}});
    window.addCommand({u"theme/dark"_s, u"Use the dark theme"_s, u"Appearance"_s, {}, Icon::Moon, {}, {}});
    if (arguments.contains(u"small"_s))
        window.resize(1024, 640);
    else
        window.resize(1440, 900);
    window.show();
    const QString suffix = u"-%1-%2.png"_s.arg(dark ? u"dark"_s : u"light"_s).arg(window.devicePixelRatioF());
    const auto shot = [&](const QString &page) {
        window.showPage(page);
        QApplication::processEvents();
        window.grab().save(folder + u'/' + page + suffix);
    };
    popUps(folder, suffix);
    shot(u"events"_s);
    for (const QString &page : {u"integrations"_s, u"overview"_s, u"records"_s, u"settings"_s})
        shot(page);
    window.showBanner(u"port"_s, {Tone::Bad, u"Port 7390 is taken"_s, u"The process node (pid 4711) listens there. Stop it or choose another port."_s, u"Choose a port…"_s, true});
    window.showPage(u"events"_s);
    window.openPalette();
    QApplication::processEvents();
    window.grab().save(folder + u"/palette"_s + suffix);
    return 0;
}

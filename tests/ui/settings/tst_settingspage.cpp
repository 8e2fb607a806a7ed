// SPDX-License-Identifier: Apache-2.0
// covers: ui/settings/environmentsection.cpp ui/settings/secretfield.cpp ui/settings/secretschange.cpp
// covers: ui/settings/formrow.cpp ui/settings/listenersection.cpp ui/settings/appearancesection.cpp ui/settings/datasection.cpp
#include "ui/settings/settingspage.h"

#include "ui/settings/appearancesection.h"
#include "ui/settings/datasection.h"
#include "ui/settings/environmentsection.h"
#include "ui/settings/formrow.h"
#include "ui/settings/listenersection.h"
#include "ui/settings/secretfield.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace console;

class TestSettingsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void secretsChange_data();
    void secretsChange();
    void secretFieldNeverShowsAStoredOne();
    void secretFieldForgets();
    void addsAnEnvironment();
    void refusesBadEntries();
    void editsUnderItsOldName();
    void sandboxIsClosed();
    void keepsUnsavedEntries();
    void keyTestNeedsAKey();
    void resultsBelongToTheirEnvironment();
    void loopback_data();
    void loopback();
    void listenerWarnsAndApplies();
    void appearanceTellsChoices();
    void retention();
    void indexIsToldAndRebuilt();
    void everyControlIsNamed();
    void revealGivesTheKeyboard();
    void formRowNamesItsControl();
    void switchingLeavesNothingLight();

private:
    ThemeController m_theme;
};

namespace {

const Environment production{u"production"_s, Region::Eu, {}, u"/webhooks/kombo"_s, true, false};
const Environment staging{u"staging"_s, Region::Us, {}, u"/webhooks/staging"_s, false, false};
const Environment sandbox{u"sandbox"_s, Region::Other, u"http://127.0.0.1:7391/v1"_s, u"/webhooks/sandbox"_s, false, true};

template <class T> T *named(QWidget &parent, const QString &name)
{
    const QList<T *> all = parent.findChildren<T *>();
    for (T *one : all)
        if (one->accessibleName() == name)
            return one;
    return nullptr;
}

Button *button(QWidget &parent, const QString &text)
{
    const QList<Button *> all = parent.findChildren<Button *>();
    for (Button *one : all)
        if (one->text() == text)
            return one;
    return nullptr;
}

void type(QLineEdit *field, const QString &text)
{
    field->clear();
    QTest::keyClicks(field, text);
}

} // namespace

void TestSettingsPage::secretsChange_data()
{
    QTest::addColumn<QVector<QByteArray>>("before");
    QTest::addColumn<QVector<QByteArray>>("change"); // "=" leaves it as it is
    QTest::addColumn<QVector<QByteArray>>("after");
    using List = QVector<QByteArray>;
    QTest::newRow("nothing") << List{"a", "b"} << List{"=", "="} << List{"a", "b"};
    QTest::newRow("first secret") << List{} << List{"a", "="} << List{"a"};
    QTest::newRow("rotate") << List{"a"} << List{"b", "a"} << List{"b", "a"};
    QTest::newRow("forget previous") << List{"b", "a"} << List{"=", ""} << List{"b"};
    QTest::newRow("forget both") << List{"b", "a"} << List{"", ""} << List{};
    QTest::newRow("forget current") << List{"b", "a"} << List{"", "="} << List{"a"};
}

void TestSettingsPage::secretsChange()
{
    QFETCH(QVector<QByteArray>, before);
    QFETCH(QVector<QByteArray>, change);
    const auto one = [](const QByteArray &text) { return text == "=" ? std::nullopt : std::make_optional(text); };
    const EnvironmentSecrets after = applied({"key", before}, {std::nullopt, one(change.at(0)), one(change.at(1))});
    QCOMPARE(after.apiKey, QByteArray("key"));
    QTEST(after.webhookSecrets, "after");
    QCOMPARE(applied({"key", before}, {QByteArray("new"), {}, {}}).apiKey, QByteArray("new"));
    const SecretsPresence presence = presenceOf({{}, before});
    QCOMPARE(presence.currentSecret, !before.isEmpty());
    QCOMPARE(presence.previousSecret, before.size() > 1);
    QVERIFY(!presence.apiKey);
}

void TestSettingsPage::secretFieldNeverShowsAStoredOne()
{
    SecretField field(u"API key"_s);
    QCOMPARE(field.field()->echoMode(), QLineEdit::Password);
    field.setStored(true);
    QVERIFY(field.field()->text().isEmpty());
    QVERIFY(!field.entered());
    field.field()->setText(u"  ks_live_x \n"_s); // as pasted
    QCOMPARE(field.entered(), std::optional<QByteArray>("ks_live_x"));
    field.setStored(true);
    QVERIFY(field.field()->text().isEmpty());
}

void TestSettingsPage::secretFieldForgets()
{
    SecretField field(u"Webhook secret"_s);
    auto *forget = named<Button>(field, u"Forget the stored one: Webhook secret"_s);
    QVERIFY(forget->isHidden());
    field.setStored(true);
    QSignalSpy edited(&field, &SecretField::edited);
    forget->click();
    QCOMPARE(field.entered(), std::optional<QByteArray>(QByteArray()));
    QCOMPARE(edited.size(), 1);
    forget->click();
    QVERIFY(!field.entered());
    auto *show = named<Button>(field, u"Show what is typed: Webhook secret"_s);
    show->click();
    QCOMPARE(field.field()->echoMode(), QLineEdit::Normal);
    field.setStored(true); // and hidden again for the next one
    QCOMPARE(field.field()->echoMode(), QLineEdit::Password);
}

void TestSettingsPage::addsAnEnvironment()
{
    EnvironmentSection section;
    section.setEnvironments({production});
    QSignalSpy saved(&section, &EnvironmentSection::saveRequested);
    button(section, u"Add environment"_s)->click();
    type(named<QLineEdit>(section, u"Name"_s), u"eu-2"_s);
    type(named<QLineEdit>(section, u"Listener path"_s), u"/webhooks/eu-2"_s);
    type(named<SecretField>(section, u"Webhook secret"_s)->field(), u"geheim"_s);
    button(section, u"Add"_s)->click();
    QCOMPARE(saved.size(), 1);
    const auto environment = saved.first().at(0).value<Environment>();
    QCOMPARE(environment.name, u"eu-2"_s);
    QCOMPARE(environment.listenerPath, u"/webhooks/eu-2"_s);
    QCOMPARE(saved.first().at(1).toString(), QString());
    const auto change = saved.first().at(2).value<SecretsChange>();
    QCOMPARE(change, (SecretsChange{std::nullopt, QByteArray("geheim"), std::nullopt}));
}

void TestSettingsPage::refusesBadEntries()
{
    EnvironmentSection section;
    section.setEnvironments({production, staging});
    section.choose(u"staging"_s);
    QSignalSpy saved(&section, &EnvironmentSection::saveRequested);
    auto *name = named<QLineEdit>(section, u"Name"_s);
    type(name, u"not a name!"_s);
    button(section, u"Save"_s)->click();
    type(name, u"production"_s); // taken
    button(section, u"Save"_s)->click();
    type(name, u"staging"_s);
    type(named<QLineEdit>(section, u"Listener path"_s), u"/webhooks/kombo"_s); // taken
    button(section, u"Save"_s)->click();
    type(named<QLineEdit>(section, u"Listener path"_s), u"/webhooks/staging"_s);
    named<QComboBox>(section, u"Region"_s)->setCurrentIndex(2);
    type(named<QLineEdit>(section, u"Base address"_s), u"http://example.com/v1"_s); // plain http to outside
    button(section, u"Save"_s)->click();
    QCOMPARE(saved.size(), 0);
    type(named<QLineEdit>(section, u"Base address"_s), u"https://kombo.example.com/v1"_s);
    button(section, u"Save"_s)->click();
    QCOMPARE(saved.size(), 1);
    QCOMPARE(saved.first().at(0).value<Environment>().baseUrl, u"https://kombo.example.com/v1"_s);
}

void TestSettingsPage::editsUnderItsOldName()
{
    EnvironmentSection section;
    section.setEnvironments({production, staging});
    section.findChild<QListWidget *>()->setCurrentRow(1);
    QVERIFY(!button(section, u"Save"_s)->isEnabled());
    QSignalSpy saved(&section, &EnvironmentSection::saveRequested);
    type(named<QLineEdit>(section, u"Name"_s), u"staging-2"_s);
    named<QComboBox>(section, u"Kind"_s)->setCurrentIndex(1);
    button(section, u"Save"_s)->click();
    QCOMPARE(saved.first().at(1).toString(), u"staging"_s);
    QCOMPARE(saved.first().at(0).value<Environment>().name, u"staging-2"_s);
    QVERIFY(saved.first().at(0).value<Environment>().production);
    QVERIFY(saved.first().at(2).value<SecretsChange>().isEmpty());
    QSignalSpy removed(&section, &EnvironmentSection::removeRequested);
    button(section, u"Remove…"_s)->click();
    QCOMPARE(removed.first().first().toString(), u"staging-2"_s);
}

void TestSettingsPage::sandboxIsClosed()
{
    EnvironmentSection section;
    section.setEnvironments({sandbox});
    QVERIFY(!named<QLineEdit>(section, u"Name"_s)->isEnabled());
    QVERIFY(!named<SecretField>(section, u"API key"_s)->isEnabled());
    QVERIFY(!button(section, u"Save"_s)->isEnabled());
    QVERIFY(button(section, u"Remove…"_s)->isHidden());
}

void TestSettingsPage::keepsUnsavedEntries()
{
    EnvironmentSection section;
    section.setEnvironments({production, staging});
    section.choose(u"staging"_s);
    type(named<QLineEdit>(section, u"Listener path"_s), u"/half/typed"_s);
    section.setEnvironments({production, staging}); // the store told of something else
    QCOMPARE(named<QLineEdit>(section, u"Listener path"_s)->text(), u"/half/typed"_s);
    section.setEnvironments({production}); // gone meanwhile
    QCOMPARE(named<QLineEdit>(section, u"Name"_s)->text(), u"production"_s);
}

void TestSettingsPage::keyTestNeedsAKey()
{
    EnvironmentSection section;
    section.setEnvironments({production});
    auto *test = button(section, u"Test the key"_s);
    QVERIFY(!test->isEnabled());
    QVERIFY(!test->accessibleDescription().isEmpty());
    section.setSecretsPresence(u"production"_s, {true, true, false});
    QVERIFY(test->isEnabled());
    QSignalSpy asked(&section, &EnvironmentSection::keyTestRequested);
    test->click();
    QCOMPARE(asked.first().first().toString(), u"production"_s);
}

void TestSettingsPage::resultsBelongToTheirEnvironment()
{
    EnvironmentSection section;
    section.setEnvironments({production, staging});
    section.choose(u"production"_s);
    const auto shown = [&section](const QString &text) {
        const QList<Label *> labels = section.findChildren<Label *>();
        return std::any_of(labels.begin(), labels.end(), [&](const Label *label) { return label->text() == text; });
    };
    section.setResult(u"staging"_s, Tone::Bad, u"The key is not valid."_s);
    QVERIFY(!shown(u"The key is not valid."_s));
    section.setResult(u"production"_s, Tone::Good, u"The key is valid."_s);
    QVERIFY(shown(u"The key is valid."_s));
    section.setSecretsPlace(u"Kept in the key store."_s);
    QVERIFY(shown(u"Kept in the key store."_s));
}

void TestSettingsPage::loopback_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("expected");
    for (const char *address : {"127.0.0.1", "127.9.9.9", "::1", "localhost", " LOCALHOST "})
        QTest::newRow(address) << QString::fromLatin1(address) << true;
    for (const char *address : {"0.0.0.0", "::", "192.168.1.5", "127.0.0.1.example.com", "127.0.0", "1127.0.0.1", ""})
        QTest::addRow("not %s", address) << QString::fromLatin1(address) << false;
}

void TestSettingsPage::loopback()
{
    QFETCH(QString, address);
    QTEST(isLoopbackAddress(address), "expected");
}

void TestSettingsPage::listenerWarnsAndApplies()
{
    ListenerSection section;
    section.show();
    section.setSettings({u"127.0.0.1"_s, 7390, 4 * 1024 * 1024});
    auto *banner = section.findChild<Banner *>();
    QVERIFY(!banner->isVisible());
    QVERIFY(!button(section, u"Apply"_s)->isEnabled());
    QSignalSpy changed(&section, &ListenerSection::changeRequested);
    type(named<QLineEdit>(section, u"Address"_s), u"0.0.0.0"_s);
    QVERIFY(banner->isVisible());
    named<QSpinBox>(section, u"Port"_s)->setValue(8080);
    named<QSpinBox>(section, u"Largest body"_s)->setValue(8);
    button(section, u"Apply"_s)->click();
    QCOMPARE(changed.first().first().value<ListenerSettings>(), (ListenerSettings{u"0.0.0.0"_s, 8080, 8 * 1024 * 1024}));
    QVERIFY(!button(section, u"Apply"_s)->isEnabled());
    named<QLineEdit>(section, u"Address"_s)->clear();
    QVERIFY(!button(section, u"Apply"_s)->isEnabled());
    section.setState(Tone::Bad, u"Port 8080 is taken."_s);
}

void TestSettingsPage::appearanceTellsChoices()
{
    AppearanceSection section;
    section.setAppearance(ColorMode::Dark, Density::Compact);
    auto *mode = named<SegmentedControl>(section, u"Theme"_s);
    auto *rows = named<SegmentedControl>(section, u"Rows"_s);
    QCOMPARE(mode->current(), int(ColorMode::Dark));
    QCOMPARE(rows->current(), int(Density::Compact));
    QSignalSpy modes(&section, &AppearanceSection::modeChosen);
    QSignalSpy densities(&section, &AppearanceSection::densityChosen);
    Q_EMIT mode->currentChanged(1);
    Q_EMIT rows->currentChanged(0);
    QCOMPARE(modes.first().first().value<ColorMode>(), ColorMode::Light);
    QCOMPARE(densities.first().first().value<Density>(), Density::Comfortable);
}

void TestSettingsPage::indexIsToldAndRebuilt()
{
    DataSection section;
    QSignalSpy asked(&section, &DataSection::rebuildIndexRequested);
    section.setIndex(u"Another process keeps it."_s, false);
    QVERIFY(!button(section, u"Build anew"_s)->isEnabled());
    section.setIndex(u"5 of 7 events"_s, true);
    button(section, u"Build anew"_s)->click();
    QCOMPARE(asked.size(), 1);
    QVERIFY(std::ranges::any_of(section.findChildren<Label *>(), [](const Label *label) { return label->text() == u"5 of 7 events"; }));
}

void TestSettingsPage::retention()
{
    DataSection section;
    section.setStore(u"/home/<b>ada</b>"_s, u"12 events"_s);
    section.setRetention({30, 5'000'000'000});
    auto *days = named<QSpinBox>(section, u"Keep events"_s);
    QCOMPARE(days->value(), 30);
    QVERIFY(!button(section, u"Save retention"_s)->isEnabled());
    QSignalSpy asked(&section, &DataSection::retentionRequested);
    days->setValue(0);
    QCOMPARE(days->text(), u"For ever"_s);
    button(section, u"Save retention"_s)->click();
    QCOMPARE(asked.first().first().value<RetentionSettings>(), (RetentionSettings{0, 5'000'000'000}));
    QSignalSpy open(&section, &DataSection::openFolderRequested);
    button(section, u"Open"_s)->click();
    QCOMPARE(open.size(), 1);
}

void TestSettingsPage::everyControlIsNamed()
{
    SettingsPage page;
    page.environments()->setEnvironments({production, sandbox});
    page.resize(1000, 2400);
    page.show();
    const QList<QWidget *> all = page.findChildren<QWidget *>();
    int controls = 0;
    for (QWidget *widget : all) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || widget->objectName() == u"qt_spinbox_lineedit"_s)
            continue;
        const auto *push = qobject_cast<QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (push && !push->text().isEmpty()), widget->metaObject()->className());
        ++controls;
    }
    QVERIFY(controls > 15);
    const QList<QLabel *> labels = page.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestSettingsPage::revealGivesTheKeyboard()
{
    SettingsPage page;
    page.environments()->setEnvironments({production});
    page.resize(1000, 500);
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.reveal(page.listener());
    QVERIFY(page.listener()->isAncestorOf(QApplication::focusWidget()));
    QVERIFY(page.appearance() && page.dataSection());
}

void TestSettingsPage::formRowNamesItsControl()
{
    auto *field = new QLineEdit;
    FormRow row(u"Name"_s, u"Letters only."_s, field);
    QCOMPARE(field->accessibleName(), u"Name"_s);
    QCOMPARE(field->accessibleDescription(), u"Letters only."_s);
    row.setProblem(u"That is a digit."_s);
    QCOMPARE(field->accessibleDescription(), u"That is a digit."_s);
    row.setHelp(u"Any text."_s);
    QCOMPARE(field->accessibleDescription(), u"Any text."_s);
    QVERIFY(row.controls());
}

void TestSettingsPage::switchingLeavesNothingLight()
{
    // What was made in the light theme and switched must not keep a light corner anywhere.
    const auto make = [] {
        auto made = std::make_unique<SettingsPage>();
        made->environments()->setEnvironments({production, staging, sandbox});
        made->environments()->setSecretsPresence(production.name, {true, true, false});
        made->environments()->setResult(production.name, Tone::Good, u"The key is valid."_s);
        made->listener()->setSettings({u"0.0.0.0"_s, 7390, 1024 * 1024});
        made->resize(1000, 1600);
        made->setAttribute(Qt::WA_DontShowOnScreen);
        made->show();
        made->setFocus();
        return made;
    };
    m_theme.setMode(ColorMode::Light);
    m_theme.setDensity(Density::Comfortable);
    auto switched = make();
    QVERIFY(!switched->grab().isNull());
    m_theme.setMode(ColorMode::Dark);
    QTRY_COMPARE(switched->palette().color(QPalette::Window), m_theme.theme().window);
    const Theme light = makeTheme(false, Density::Comfortable);
    const auto lightPixels = [&] {
        const QImage image = switched->grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == light.surface || image.pixelColor(x, y) == light.window ? 1 : 0;
        return count;
    };
    QTRY_COMPARE(lightPixels(), 0);
    m_theme.setMode(ColorMode::Light);
}

QTEST_MAIN(TestSettingsPage)
#include "tst_settingspage.moc"

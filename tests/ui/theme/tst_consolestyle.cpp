// SPDX-License-Identifier: Apache-2.0
// covers: ui/theme/controlpainting.cpp ui/theme/itempainting.cpp
#include "ui/theme/consolestyle.h"

#include "ui/theme/controlpainting.h"
#include "ui/theme/themecontroller.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QStyleOption>
#include <QTabBar>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace console;

class TestConsoleStyle : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void drawsEveryControl_data();
    void drawsEveryControl();
    void buttonKindsDiffer();
    void defaultButtonIsPrimary();
    void disabledLooksDisabled();
    void focusRingOnlyAfterKeys();
    void scrollHandleCoversWhatIsSeen();
    void scrollHandleNeverVanishes();
    void controlsAreOneHeight();
    void headersAreCapitals();
    void menusAreCutToTheirShape();

private:
    ThemeController m_theme;
};

namespace {

QImage picture(QWidget *widget)
{
    widget->ensurePolished();
    widget->resize(widget->sizeHint().expandedTo(QSize(60, 20)));
    return widget->grab().toImage();
}

int colours(const QImage &image)
{
    QSet<QRgb> seen;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            seen.insert(image.pixel(x, y));
    return int(seen.size());
}

bool holds(const QImage &image, const QColor &colour)
{
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) == colour.rgb())
                return true;
    return false;
}

} // namespace

void TestConsoleStyle::initTestCase()
{
    m_theme.setMode(ColorMode::Light);
}

void TestConsoleStyle::drawsEveryControl_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("dark");
    for (const char *name : {"button", "check", "radio", "combo", "edit", "spin", "progress", "tabs", "scroll", "menu", "tree"}) {
        QTest::addRow("%s light", name) << QString::fromLatin1(name) << false;
        QTest::addRow("%s dark", name) << QString::fromLatin1(name) << true;
    }
}

void TestConsoleStyle::drawsEveryControl()
{
    QFETCH(QString, name);
    QFETCH(bool, dark);
    m_theme.setMode(dark ? ColorMode::Dark : ColorMode::Light);
    std::unique_ptr<QWidget> widget;
    if (name == "button"_L1) {
        widget = std::make_unique<QPushButton>(u"Fetch now"_s);
    } else if (name == "check"_L1) {
        auto check = std::make_unique<QCheckBox>(u"Deleted too"_s);
        check->setChecked(true);
        widget = std::move(check);
    } else if (name == "radio"_L1) {
        auto radio = std::make_unique<QRadioButton>(u"Delta"_s);
        radio->setChecked(true);
        widget = std::move(radio);
    } else if (name == "combo"_L1) {
        auto combo = std::make_unique<QComboBox>();
        combo->addItem(u"Europe"_s);
        widget = std::move(combo);
    } else if (name == "edit"_L1) {
        widget = std::make_unique<QLineEdit>(u"text"_s);
    } else if (name == "spin"_L1) {
        widget = std::make_unique<QSpinBox>();
    } else if (name == "progress"_L1) {
        auto bar = std::make_unique<QProgressBar>();
        bar->setValue(40);
        widget = std::move(bar);
    } else if (name == "tabs"_L1) {
        auto tabs = std::make_unique<QTabBar>();
        tabs->addTab(u"Payload"_s);
        tabs->addTab(u"Headers"_s);
        widget = std::move(tabs);
    } else if (name == "scroll"_L1) {
        auto bar = std::make_unique<QScrollBar>(Qt::Vertical);
        bar->setRange(0, 100);
        widget = std::move(bar);
    } else if (name == "menu"_L1) {
        auto menu = std::make_unique<QMenu>();
        menu->addAction(u"Copy\tCtrl+C"_s)->setCheckable(true);
        menu->addSeparator();
        menu->addMenu(u"More"_s);
        widget = std::move(menu);
    } else {
        auto tree = std::make_unique<QTreeView>();
        auto *model = new QStandardItemModel(tree.get());
        model->setHorizontalHeaderLabels({u"Name"_s});
        auto *top = new QStandardItem(u"data"_s);
        top->appendRow(new QStandardItem(u"id"_s));
        model->appendRow(top);
        tree->setModel(model);
        widget = std::move(tree);
    }
    QVERIFY(colours(picture(widget.get())) > 2);
}

void TestConsoleStyle::buttonKindsDiffer()
{
    m_theme.setMode(ColorMode::Light);
    QVector<QImage> images;
    for (const ButtonKind kind : {ButtonKind::Secondary, ButtonKind::Primary, ButtonKind::Danger, ButtonKind::Ghost}) {
        QPushButton button(u"Go"_s);
        setButtonKind(&button, kind);
        QCOMPARE(buttonKind(&button), kind);
        const QImage image = picture(&button);
        QVERIFY(!images.contains(image));
        images.append(image);
    }
    QVERIFY(holds(images.at(1), m_theme.theme().accent));
    QVERIFY(!holds(images.at(0), m_theme.theme().accent));
}

void TestConsoleStyle::defaultButtonIsPrimary()
{
    QPushButton button;
    QCOMPARE(buttonKind(&button), ButtonKind::Secondary);
    button.setDefault(true);
    QCOMPARE(buttonKind(&button), ButtonKind::Primary);
    QCOMPARE(buttonKind(nullptr), ButtonKind::Secondary);
}

void TestConsoleStyle::disabledLooksDisabled()
{
    QPushButton button(u"Go"_s);
    setButtonKind(&button, ButtonKind::Primary);
    button.setEnabled(false);
    QVERIFY(!holds(picture(&button), m_theme.theme().accent));
}

void TestConsoleStyle::focusRingOnlyAfterKeys()
{
    QWidget window;
    QPushButton first(u"One"_s, &window);
    QPushButton second(u"Two"_s, &window);
    second.move(100, 0);
    window.resize(220, 60);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    first.setFocus(Qt::MouseFocusReason);
    window.setAttribute(Qt::WA_KeyboardFocusChange, false);
    QVERIFY(!focusShown(&first));
    QTest::keyClick(&window, Qt::Key_Tab);
    QVERIFY(focusShown(&second));
    QVERIFY(holds(second.grab().toImage(), m_theme.theme().accent));
}

void TestConsoleStyle::scrollHandleCoversWhatIsSeen()
{
    QScrollBar bar(Qt::Vertical);
    bar.resize(10, 200);
    bar.setRange(0, 300);
    bar.setPageStep(100);
    bar.setValue(300);
    QStyleOptionSlider option;
    option.initFrom(&bar);
    option.orientation = Qt::Vertical;
    option.minimum = 0;
    option.maximum = 300;
    option.pageStep = 100;
    option.sliderPosition = 300;
    const QRect handle = bar.style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, &bar);
    QCOMPARE(handle.height(), 50); // 100 of 400
    QCOMPARE(handle.bottom(), option.rect.bottom());
}

void TestConsoleStyle::scrollHandleNeverVanishes()
{
    QScrollBar bar(Qt::Vertical);
    QStyleOptionSlider option;
    option.initFrom(&bar);
    option.rect = QRect(0, 0, 10, 200);
    option.orientation = Qt::Vertical;
    option.maximum = 10'000'000;
    option.pageStep = 20;
    const auto handle = [&] { return bar.style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, &bar); };
    QCOMPARE(handle().height(), 28);
    option.rect = QRect(0, 0, 10, 12); // shorter than the least handle
    QCOMPARE(handle().height(), 12);
}

void TestConsoleStyle::controlsAreOneHeight()
{
    QPushButton button(u"Go"_s);
    QLineEdit edit;
    QComboBox combo;
    QSpinBox spin;
    for (QWidget *widget : std::initializer_list<QWidget *>{&button, &edit, &combo, &spin}) {
        widget->ensurePolished();
        QCOMPARE(widget->sizeHint().height(), m_theme.theme().controlHeight);
    }
}

void TestConsoleStyle::headersAreCapitals()
{
    QStyleOptionHeader option;
    option.rect = QRect(0, 0, 120, 36);
    option.text = u"event type"_s;
    option.fontMetrics = QFontMetrics(fontFor(TextRole::Caption));
    const auto draw = [&option, this] {
        QImage image(120, 36, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setFont(fontFor(TextRole::Caption));
        paintHeaderLabel(m_theme.theme(), painter, option);
        return image;
    };
    const QImage lower = draw();
    option.text = u"EVENT TYPE"_s;
    QCOMPARE(draw(), lower);
    option.sortIndicator = QStyleOptionHeader::SortDown;
    QVERIFY(draw() != lower);
}

void TestConsoleStyle::menusAreCutToTheirShape()
{
    QMenu menu;
    for (const QString &text : {u"Copy"_s, u"Export"_s, u"Import"_s})
        menu.addAction(text);
    menu.popup({20, 20});
    QTRY_VERIFY(menu.isVisible());
    // Black corners otherwise, where no compositor shows what is behind.
    QVERIFY(!menu.testAttribute(Qt::WA_TranslucentBackground));
    const QRegion mask = menu.mask();
    QVERIFY(!mask.isEmpty());
    QCOMPARE(mask.boundingRect(), menu.rect());
    for (const QPoint &corner : {menu.rect().topLeft(), menu.rect().topRight(), menu.rect().bottomLeft(), menu.rect().bottomRight()})
        QVERIFY(!mask.contains(corner));
    QVERIFY(mask.contains(menu.rect().center()));
}

QTEST_MAIN(TestConsoleStyle)
#include "tst_consolestyle.moc"

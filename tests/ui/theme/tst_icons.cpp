// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/icons.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace console;

class TestIcons : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyIconHasAnOutline();
    void noneDrawsNothing();
    void isDrawnAtTheAskedRatio_data();
    void isDrawnAtTheAskedRatio();
    void disabledIsPaler();
    void markAndApplicationIcon();
};

void TestIcons::everyIconHasAnOutline()
{
    for (int i = int(Icon::None) + 1; i <= int(Icon::Zap); ++i) {
        const QPainterPath &path = iconPath(Icon(i));
        QVERIFY2(!path.isEmpty(), QByteArray::number(i).constData());
        const QRectF box = path.boundingRect();
        QVERIFY2(box.left() >= 1 && box.top() >= 1 && box.right() <= 23 && box.bottom() <= 23, QTest::toString(box));
        QVERIFY2(path.boundingRect().width() + path.boundingRect().height() > 8, QByteArray::number(i).constData());
    }
}

void TestIcons::noneDrawsNothing()
{
    QVERIFY(iconPath(Icon::None).isEmpty());
    QVERIFY(icon(Icon::None, Qt::red).isNull());
}

void TestIcons::isDrawnAtTheAskedRatio_data()
{
    QTest::addColumn<qreal>("ratio");
    for (const qreal ratio : {1.0, 1.5, 2.0, 3.0})
        QTest::addRow("%.1f", ratio) << ratio;
}

void TestIcons::isDrawnAtTheAskedRatio()
{
    QFETCH(qreal, ratio);
    const QPixmap pixmap = icon(Icon::Activity, Qt::red).pixmap(QSize(16, 16), ratio);
    QCOMPARE(pixmap.width(), qRound(16 * ratio));
    const QImage image = pixmap.toImage();
    int solid = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            solid += image.pixelColor(x, y).alpha() > 200 ? 1 : 0;
    QVERIFY(solid > 0); // a stroke, not a blur of an enlarged picture
}

void TestIcons::disabledIsPaler()
{
    const auto strongest = [](const QPixmap &pixmap) {
        int most = 0;
        const QImage image = pixmap.toImage();
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                most = std::max(most, image.pixelColor(x, y).alpha());
        return most;
    };
    const QIcon both = icon(Icon::Circle, Qt::black);
    QVERIFY(strongest(both.pixmap(QSize(32, 32), 1.0, QIcon::Disabled)) < strongest(both.pixmap(QSize(32, 32), 1.0)));
}

void TestIcons::markAndApplicationIcon()
{
    QVERIFY(applicationIcon().availableSizes().contains(QSize(256, 256)));
    QImage image(48, 48, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintMark(painter, image.rect(), Qt::black);
    painter.end();
    QVERIFY(image != QImage(image.size(), image.format()));
}

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"

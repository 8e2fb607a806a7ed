// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/histogramaccess.h"

#include "ui/widgets/histogram.h"

#include <QAccessibleWidget>

namespace console {

namespace {

class HistogramAccess : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit HistogramAccess(Histogram *histogram) : QAccessibleWidget(histogram, QAccessible::Chart), m_histogram(histogram) {}

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text which) const override
    {
        if (which == QAccessible::Value)
            return m_histogram->barText(m_histogram->currentBar());
        return QAccessibleWidget::text(which);
    }

    QVariant currentValue() const override
    {
        if (m_histogram->currentBar() >= 0)
            return double(m_histogram->barTotal(m_histogram->currentBar()));
        double all = 0;
        for (int bar = 0; bar < m_histogram->data().grid.bars(); ++bar)
            all += double(m_histogram->barTotal(bar));
        return all;
    }
    void setCurrentValue(const QVariant &) override {}
    QVariant minimumValue() const override { return 0.0; }
    QVariant maximumValue() const override
    {
        qint64 most = 0;
        for (int bar = 0; bar < m_histogram->data().grid.bars(); ++bar)
            most = std::max(most, m_histogram->barTotal(bar));
        return double(most);
    }
    QVariant minimumStepSize() const override { return 1.0; }

private:
    Histogram *m_histogram;
};

QAccessibleInterface *histogramAccess(const QString &, QObject *object)
{
    auto *histogram = qobject_cast<Histogram *>(object);
    return histogram != nullptr ? new HistogramAccess(histogram) : nullptr;
}

} // namespace

void installHistogramAccess()
{
    static const bool installed = [] {
        QAccessible::installFactory(histogramAccess);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"

#include <QVector>
#include <QWidget>

class QPainter;

namespace console {

/// A small line without axes; says nothing that is not said in words beside it (hidden from screen readers). GUI thread.
class Sparkline : public QWidget
{
    Q_OBJECT
public:
    explicit Sparkline(QWidget *parent = nullptr);
    void setValues(const QVector<double> &values, Tone tone);
    [[nodiscard]] QSize sizeHint() const override { return {84, 28}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVector<double> m_values;
    Tone m_tone = Tone::Accent;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"

#include <QVector>

namespace console {

class Sparkline;

/// What a tile shows. `delta` is a whole short sentence ("6.2 % more than an hour ago"); its tone colours it.
struct StatValue
{
    QString value;
    QString unit;
    QString delta;
    Tone tone = Tone::Neutral;
    QVector<double> history; ///< empty: no line
    bool operator==(const StatValue &) const = default;
};

/// A number worth a look. Its accessible name is "Label: value unit. delta" and follows every change. GUI thread.
class StatTile : public Card
{
    Q_OBJECT
public:
    StatTile(const QString &label, Icon icon, QWidget *parent = nullptr);
    void setValue(const StatValue &value);
    [[nodiscard]] const StatValue &value() const { return m_value; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void placeLine();

    StatValue m_value;
    QString m_name;
    Label *m_figure = nullptr;
    Label *m_unit = nullptr;
    Label *m_delta = nullptr;
    Sparkline *m_line = nullptr;
};

} // namespace console

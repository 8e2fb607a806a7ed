// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QVector>
#include <QWidget>

class QGridLayout;

namespace console {

/// One line of facts. An empty value is shown as "–".
struct KeyValue
{
    QString key;
    QString value;
    bool mono = false;
    Tone tone = Tone::Neutral;
    bool operator==(const KeyValue &) const = default;
};

/// Facts as two columns; values are plain text, can be selected with the mouse and wrap. GUI thread.
class KeyValueList : public QWidget
{
    Q_OBJECT
public:
    explicit KeyValueList(QWidget *parent = nullptr);
    /// Replaces the lines; keeps widgets where the number of lines stays.
    void setItems(const QVector<KeyValue> &items);
    /// So much at least for the keys, in pixels: lists one below the other line up.
    void setKeyWidth(int width);
    [[nodiscard]] const QVector<KeyValue> &items() const { return m_items; }

private:
    QGridLayout *m_grid = nullptr;
    QVector<KeyValue> m_items;
    int m_keyWidth = 0;
    QVector<Label *> m_keys;
    QVector<Label *> m_values;
};

} // namespace console

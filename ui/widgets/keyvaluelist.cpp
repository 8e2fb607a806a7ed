// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/keyvaluelist.h"

#include <QGridLayout>

namespace console {

namespace {

constexpr int longestKey = 140; ///< a longer one gives way to the values

} // namespace

KeyValueList::KeyValueList(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(7);
    m_grid->setColumnStretch(1, 1);
}

void KeyValueList::setItems(const QVector<KeyValue> &items)
{
    m_items = items;
    while (m_keys.size() > items.size()) {
        delete m_keys.takeLast();
        delete m_values.takeLast();
    }
    while (m_keys.size() < items.size()) {
        const auto row = int(m_keys.size());
        auto *key = new Label({}, TextRole::Small, TextColour::Faint, this);
        auto *value = new Label({}, TextRole::Body, TextColour::Normal, this);
        key->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        key->setContentsMargins(0, 1, 0, 0);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setCursor(Qt::IBeamCursor);
        m_grid->addWidget(key, row, 0, Qt::AlignTop);
        m_grid->addWidget(value, row, 1);
        m_keys.append(key);
        m_values.append(value);
    }
    int widest = m_keyWidth;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const KeyValue &item = items.at(i);
        m_keys.at(i)->setText(item.key);
        Label *value = m_values.at(i);
        value->setText(item.value.isEmpty() ? QStringLiteral("–") : item.value);
        value->setRole(item.mono ? TextRole::Mono : TextRole::Body);
        value->setColour(item.tone == Tone::Neutral ? TextColour::Normal : textColourFor(item.tone));
        value->setAccessibleName(item.key + QStringLiteral(": ") + value->text());
        widest = std::max(widest, std::min(m_keys.at(i)->sizeHint().width(), longestKey));
    }
    m_grid->setColumnMinimumWidth(0, widest);
}

void KeyValueList::setKeyWidth(int width)
{
    m_keyWidth = width;
    setItems(QVector<KeyValue>(m_items));
}

} // namespace console

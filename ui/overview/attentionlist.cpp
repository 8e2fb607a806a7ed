// SPDX-License-Identifier: Apache-2.0
#include "ui/overview/attentionlist.h"

#include "ui/overview/overviewtext.h"
#include "ui/theme/controlpainting.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace console {

/// Icon on its tone, title, reason, since, button.
class AttentionList::Row : public QWidget
{
public:
    explicit Row(QWidget *parent) : QWidget(parent)
    {
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(58, 9, 14, 10);
        layout->setSpacing(14);
        auto *texts = new QVBoxLayout;
        texts->setSpacing(1);
        m_title = new Label({}, TextRole::Strong);
        m_reason = new Label({}, TextRole::Small, TextColour::Muted);
        texts->addWidget(m_title);
        texts->addWidget(m_reason);
        m_since = new Label({}, TextRole::Small, TextColour::Faint);
        m_since->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
        m_button = new Button(QString());
        layout->addLayout(texts, 1);
        layout->addWidget(m_since);
        layout->addWidget(m_button);
    }
    void setLine(const AttentionLine &line)
    {
        m_line = line;
        m_title->setText(line.title);
        m_reason->setText(line.reason);
        m_since->setText(line.since);
        m_button->setText(line.action);
        m_button->setAccessibleName(line.action + QStringLiteral(": ") + line.title);
        setAccessibleName(line.title);
        setAccessibleDescription(line.reason);
        update();
    }
    [[nodiscard]] Button *button() const { return m_button; }

protected:
    void resizeEvent(QResizeEvent *) override { m_since->setVisible(width() >= 560); }
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        const ToneColours colours = theme.tone(m_line.tone);
        QPainter painter(this);
        painter.fillRect(QRectF(0, height() - 1, width(), 1), theme.border);
        paintBox(painter, QRectF(14, (height() - 32) / 2.0, 32, 32), colours.soft, {}, 8);
        paintIcon(painter, QRectF(22, (height() - 16) / 2.0, 16, 16), m_line.icon, colours.text);
    }

private:
    AttentionLine m_line;
    Label *m_title = nullptr;
    Label *m_reason = nullptr;
    Label *m_since = nullptr;
    Button *m_button = nullptr;
};

AttentionList::AttentionList(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this)), m_empty(new EmptyState)
{
    setAccessibleName(tr("Attention list"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_empty->setText({Icon::CircleCheck, Tone::Good, tr("Nothing needs you"),
                      tr("Broken integrations, rejected deliveries and failed fetches show up here, most urgent first."), {}});
    m_layout->addWidget(m_empty, 1);
    m_layout->addStretch(0);
}

void AttentionList::setItems(const QVector<AttentionItem> &items, Timestamp now)
{
    m_items = items;
    while (m_rows.size() > items.size())
        delete m_rows.takeLast();
    while (m_rows.size() < items.size()) {
        auto *row = new Row(this);
        const qsizetype index = m_rows.size();
        m_layout->insertWidget(int(index), row);
        m_rows.append(row);
        connect(row->button(), &QPushButton::clicked, this, [this, index] {
            const AttentionItem item = m_items.at(index); // the receiver may change the list
            Q_EMIT activated(item);
        });
    }
    for (qsizetype i = 0; i < items.size(); ++i)
        m_rows.at(i)->setLine(attentionLine(items.at(i), now));
    m_empty->setVisible(items.isEmpty());
    m_layout->setStretch(m_layout->count() - 1, items.isEmpty() ? 0 : 1);
}

} // namespace console

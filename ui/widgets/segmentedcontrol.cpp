// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/segmentedcontrol.h"

#include "ui/theme/controlpainting.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace console {
namespace {

/// One of the choices; drawn on the control's ground.
class Segment : public QAbstractButton
{
public:
    Segment(const QString &label, QWidget *parent) : QAbstractButton(parent)
    {
        setText(label);
        setCheckable(true);
        setAutoExclusive(true); // what makes it a radio button for screen readers
        setFocusPolicy(Qt::StrongFocus);
        setFont(fontFor(TextRole::Strong));
        setAttribute(Qt::WA_Hover);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(text()) + 24, themeOf(this).controlHeight - 6};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        if (isChecked())
            paintBox(painter, rect(), theme.dark ? theme.borderStrong : theme.surface,
                     theme.dark ? QColor() : theme.borderStrong, theme.radius - 2);
        else if (underMouse() && isEnabled())
            paintBox(painter, rect(), theme.hover, {}, theme.radius - 2);
        if (focusShown(this))
            paintFocusRing(theme, painter, rect(), theme.radius - 2);
        painter.setPen(!isEnabled() ? theme.disabled : isChecked() ? theme.text : theme.textMuted);
        painter.setFont(font());
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
    }
};

} // namespace

SegmentedControl::SegmentedControl(const QString &name, const QStringList &labels, QWidget *parent)
    : QWidget(parent), m_group(new QButtonGroup(this))
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(3, 3, 3, 3);
    layout->setSpacing(2);
    for (int i = 0; i < labels.size(); ++i) {
        auto *segment = new Segment(labels.at(i), this);
        segment->setAccessibleDescription(name);
        m_group->addButton(segment, i);
        layout->addWidget(segment);
    }
    setCurrent(0);
    // Arrow keys check the next button without a click: toggled is what tells of both.
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on)
            Q_EMIT currentChanged(id);
    });
}

int SegmentedControl::current() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrent(int index)
{
    const QSignalBlocker quiet(m_group);
    if (QAbstractButton *chosen = m_group->checkedButton(); chosen != nullptr && index < 0) {
        // Neither the group nor the button alone lets go of the last choice.
        m_group->setExclusive(false);
        chosen->setAutoExclusive(false);
        chosen->setChecked(false);
        chosen->setAutoExclusive(true);
        m_group->setExclusive(true);
    }
    if (QAbstractButton *button = m_group->button(index))
        button->setChecked(true);
}

void SegmentedControl::setLabel(int index, const QString &label)
{
    if (QAbstractButton *button = m_group->button(index)) {
        button->setText(label);
        button->updateGeometry();
    }
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintBox(painter, rect(), theme.dark ? theme.raised : theme.tone(Tone::Neutral).soft, {}, theme.radius);
}

} // namespace console

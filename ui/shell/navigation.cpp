// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/navigation.h"

#include "ui/theme/controlpainting.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/navitem.h"
#include "ui/widgets/plainlabel.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace console {
namespace {

/// The mark of the program in the accent colour.
class Mark : public QWidget
{
public:
    explicit Mark(QWidget *parent = nullptr) : QWidget(parent) { setFixedSize(24, 24); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintMark(painter, rect(), themeOf(this).accent);
    }
};

/// The button that shows the chosen environment on two lines.
class Switcher : public QPushButton
{
public:
    explicit Switcher(QWidget *parent = nullptr) : QPushButton(parent) { setAutoDefault(false); }
    [[nodiscard]] QSize sizeHint() const override { return {180, 44}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 44}; }
    void setTexts(const QString &name, const QString &kind)
    {
        m_name = name;
        m_kind = kind;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        paintBox(painter, rect(), underMouse() && isEnabled() ? theme.hover : theme.surface, theme.borderStrong, theme.radius);
        if (focusShown(this))
            paintFocusRing(theme, painter, rect(), theme.radius);
        const QRect line = rect().adjusted(11, 0, -30, 0);
        painter.setFont(fontFor(TextRole::Strong));
        painter.setPen(theme.text);
        painter.drawText(line.adjusted(0, 6, 0, -21), Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(m_name, Qt::ElideRight, line.width()));
        QFont small = fontFor(TextRole::Small);
        small.setPixelSize(11);
        painter.setFont(small);
        painter.setPen(theme.textFaint);
        painter.drawText(line.adjusted(0, 22, 0, -6), Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(m_kind, Qt::ElideRight, line.width()));
        paintIcon(painter, QRectF(width() - 26, height() / 2.0 - 7, 14, 14), Icon::ChevronsUpDown, theme.textFaint);
    }

private:
    QString m_name;
    QString m_kind;
};

} // namespace

Navigation::Navigation(QWidget *parent)
    : QWidget(parent), m_group(new QButtonGroup(this)), m_upper(new QVBoxLayout), m_lower(new QVBoxLayout)
{
    setAccessibleName(tr("Navigation"));
    setFixedWidth(212);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 14, 9, 12);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(11, 0, 0, 0);
    head->setSpacing(10);
    head->addWidget(new Mark);
    QFont nameFont = fontFor(TextRole::Heading);
    nameFont.setPixelSize(15);
    auto *name = new Label(tr("Kombo Console"), TextRole::Heading);
    name->setFont(nameFont);
    head->addWidget(name, 1);
    layout->addLayout(head);
    layout->addSpacing(14);
    m_switcher = new Switcher;
    layout->addWidget(m_switcher);
    layout->addSpacing(12);
    m_upper->setSpacing(4);
    layout->addLayout(m_upper);
    layout->addStretch(1);
    m_lower->setSpacing(4);
    layout->addLayout(m_lower);
    layout->addSpacing(10);
    auto *store = new QHBoxLayout;
    store->setContentsMargins(12, 0, 8, 0);
    store->setSpacing(8);
    m_storeIcon = new IconLabel(Icon::Database, 16, TextColour::Good);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    m_storeName = new Label({}, TextRole::SmallStrong);
    m_storeLine = new Label({}, TextRole::Small, TextColour::Faint);
    lines->addWidget(m_storeName);
    lines->addWidget(m_storeLine);
    store->addWidget(m_storeIcon);
    store->addLayout(lines, 1);
    layout->addLayout(store);
    connect(m_switcher, &QPushButton::clicked, this, &Navigation::openSwitcher);
    // Clicks, arrow keys and screen readers (which toggle) all end in a check; only setCurrent() is no choice of a person.
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on && !m_settling)
            Q_EMIT pageChosen(m_ids.at(id));
    });
}

void Navigation::addItem(const QString &id, const QString &title, Icon icon, bool atBottom)
{
    auto *item = new NavItem(title, icon, this);
    m_group->addButton(item, int(m_ids.size()));
    m_ids.append(id);
    m_items.append(item);
    (atBottom ? m_lower : m_upper)->addWidget(item);
}

void Navigation::setCurrent(const QString &id)
{
    const qsizetype index = m_ids.indexOf(id);
    if (index < 0)
        return;
    m_settling = true;
    m_items.at(index)->setChecked(true);
    m_settling = false;
}

void Navigation::focusCurrent()
{
    if (auto *item = m_group->checkedButton())
        item->setFocus(Qt::OtherFocusReason);
}

void Navigation::setBadge(const QString &id, int count, const QString &meaning, Tone tone)
{
    const qsizetype index = m_ids.indexOf(id);
    if (index >= 0)
        m_items.at(index)->setBadge(count, meaning, tone);
}

void Navigation::setEnvironments(const QStringList &names, const QString &current, const QString &kind)
{
    m_environments = names;
    m_environment = current;
    static_cast<Switcher *>(m_switcher)->setTexts(current, kind);
    m_switcher->setAccessibleName(tr("Environment: %1").arg(current));
    m_switcher->setAccessibleDescription(kind);
}

void Navigation::openSwitcher()
{
    QMenu menu(this);
    menu.setMinimumWidth(m_switcher->width());
    for (const QString &name : std::as_const(m_environments)) {
        QAction *action = menu.addAction(plainLabel(name));
        action->setCheckable(true);
        action->setChecked(name == m_environment);
        connect(action, &QAction::triggered, this, [this, name] { Q_EMIT environmentChosen(name); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Manage environments…")), &QAction::triggered, this,
            &Navigation::manageEnvironmentsRequested);
    menu.exec(m_switcher->mapToGlobal(QPoint(0, m_switcher->height() + 4)));
}

void Navigation::setStoreState(const QString &name, const QString &line, Tone tone)
{
    m_storeName->setText(name);
    m_storeLine->setText(line);
    m_storeIcon->setIcon(tone == Tone::Bad || tone == Tone::Warning ? Icon::Warning : Icon::Database, textColourFor(tone));
}

void Navigation::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(QRectF(width() - 1, 0, 1, height()), theme.border);
}

} // namespace console

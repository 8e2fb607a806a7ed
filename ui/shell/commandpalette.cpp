// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/commandpalette.h"

#include "ui/theme/controlpainting.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace console {
namespace {

enum Role { GroupRole = Qt::UserRole + 1, ShortcutRole, IconRole };

/// One line of the palette: icon, title, group, keys.
class CommandDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {300, 36}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        const QRect rect = option.rect;
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        if (chosen)
            paintBox(*painter, QRectF(rect).adjusted(6, 1, -6, -1), theme.accentSoft, {}, theme.radius);
        const QColor ink = chosen ? theme.tone(Tone::Accent).text : theme.text;
        paintIcon(*painter, QRectF(rect.left() + 18, rect.center().y() - 8, 16, 16), Icon(index.data(IconRole).toInt()),
                  chosen ? ink : theme.textMuted);
        painter->setFont(fontFor(TextRole::BodyMedium));
        painter->setPen(ink);
        const QString keys = index.data(ShortcutRole).toString();
        const QString group = index.data(GroupRole).toString();
        const QRect line = rect.adjusted(46, 0, -20, 0);
        const QFontMetrics small(fontFor(TextRole::Small));
        const int keysWidth = keys.isEmpty() ? 0 : small.horizontalAdvance(keys) + 16;
        const int groupWidth = small.horizontalAdvance(group);
        const QRect title = line.adjusted(0, 0, -keysWidth - groupWidth - 16, 0);
        painter->drawText(title, Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, title.width()));
        painter->setFont(fontFor(TextRole::Small));
        painter->setPen(theme.textFaint);
        painter->drawText(line.adjusted(0, 0, -keysWidth, 0), Qt::AlignVCenter | Qt::AlignRight, group);
        if (!keys.isEmpty()) {
            const QRectF key(line.right() - keysWidth + 9, line.center().y() - 9, keysWidth - 6, 19);
            paintBox(*painter, key, theme.raised, theme.borderStrong, 4);
            painter->setPen(theme.textMuted);
            painter->drawText(key, Qt::AlignCenter, keys);
        }
    }
};

/// The raised box in the middle.
class Panel : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        paintBox(painter, rect(), theme.surface, theme.borderStrong, 10);
        painter.fillRect(QRect(1, 49, width() - 2, 1), theme.border);
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget *parent) : QWidget(parent), m_model(new QStandardItemModel(this))
{
    setAccessibleName(tr("Command palette"));
    m_panel = new Panel(this);
    auto *layout = new QVBoxLayout(m_panel);
    layout->setContentsMargins(1, 1, 1, 7);
    layout->setSpacing(0);
    m_field = new QLineEdit;
    m_field->setFrame(false);
    m_field->setAccessibleName(tr("Search pages and actions"));
    m_field->setPlaceholderText(tr("Go to a page or do something…"));
    m_field->setFixedHeight(48);
    m_field->setTextMargins(12, 0, 12, 0);
    QFont large = fontFor(TextRole::Body);
    large.setPixelSize(15);
    m_field->setFont(large);
    m_list = new QListView;
    m_list->setAccessibleName(tr("Matching pages and actions"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    layout->addWidget(m_field);
    layout->addSpacing(7);
    m_nothing = new Label(tr("Nothing matches. Try a shorter word."), TextRole::Body, TextColour::Muted);
    m_nothing->setContentsMargins(19, 0, 19, 0);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing);
    m_field->installEventFilter(this);
    parent->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::refresh);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    hide();
}

void CommandPalette::open(const QVector<Command> &commands)
{
    m_commands = commands;
    m_before = QApplication::focusWidget();
    m_field->clear();
    refresh();
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::dismiss()
{
    if (isHidden())
        return;
    hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

QStringList CommandPalette::shownIds() const
{
    QStringList ids;
    for (const int index : m_order)
        ids << m_commands.at(index).id;
    return ids;
}

void CommandPalette::refresh()
{
    m_order = matchingCommands(m_commands, m_field->text());
    m_model->clear();
    for (const int index : std::as_const(m_order)) {
        const Command &command = m_commands.at(index);
        auto *item = new QStandardItem(command.title);
        item->setData(command.group, GroupRole);
        item->setData(command.shortcut, ShortcutRole);
        item->setData(int(command.icon), IconRole);
        m_model->appendRow(item);
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
    m_list->setVisible(!m_order.isEmpty());
    m_nothing->setVisible(m_order.isEmpty());
    place();
}

void CommandPalette::place()
{
    setGeometry(parentWidget()->rect());
    const int wide = std::min(620, width() - 80);
    const int lines = std::clamp(int(m_order.size()), 1, 10);
    const int tall = std::min(49 + 16 + lines * 36, height() - 120);
    m_panel->setGeometry((width() - wide) / 2, std::max(40, height() / 8), wide, tall);
}

void CommandPalette::runCurrent()
{
    const int row = m_list->currentIndex().row();
    if (row < 0 || row >= m_order.size())
        return;
    const std::function<void()> run = m_commands.at(m_order.at(row)).run;
    dismiss();
    if (run)
        run();
}

void CommandPalette::move(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int row = (m_list->currentIndex().row() + by + rows) % rows;
    m_list->setCurrentIndex(m_model->index(row, 0));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
    case Qt::Key_Tab: move(1); return true;
    case Qt::Key_Up:
    case Qt::Key_Backtab: move(-1); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: runCurrent(); return true;
    case Qt::Key_Escape: dismiss(); return true;
    default: return false;
    }
}

void CommandPalette::mousePressEvent(QMouseEvent *)
{
    dismiss(); // beside the panel
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeOf(this).overlay);
}

} // namespace console

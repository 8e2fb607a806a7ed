// SPDX-License-Identifier: Apache-2.0
#include "ui/events/filterpanel.h"

#include "models/domain/errortext.h"
#include "ui/events/filtermemory.h"
#include "ui/events/filternamedialog.h"
#include "ui/theme/controlpainting.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int textRole = Qt::UserRole;
constexpr int nameRole = Qt::UserRole + 1;
constexpr int least = 380;

} // namespace

FilterPanel::FilterPanel(FilterMemory &memory, QWidget *window) : QFrame(window), m_memory(memory)
{
    hide();
    setAccessibleName(tr("Filters"));
    m_which = new SegmentedControl(tr("Which filters"), {tr("Saved"), tr("Last used")}, this);
    m_search = new QLineEdit(this);
    m_search->setAccessibleName(tr("Search filters"));
    m_search->setPlaceholderText(tr("Search"));
    m_model = new QStandardItemModel(this);
    m_view = new QListView(this);
    m_view->setAccessibleName(tr("List of filters"));
    m_view->setModel(m_model);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTextElideMode(Qt::ElideRight);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setUniformItemSizes(true);
    m_nothing = new Label(tr("Nothing of that name."), TextRole::Small, TextColour::Muted, this);
    m_rename = new Button(Icon::Pencil, tr("Rename the filter"), this);
    m_remove = new Button(Icon::Trash, tr("Remove the filter"), this);
    m_up = new Button(Icon::ArrowUp, tr("Move the filter up"), this);
    m_down = new Button(Icon::ArrowDown, tr("Move the filter down"), this);

    auto *head = new QHBoxLayout;
    head->addWidget(m_which);
    head->addStretch(1);
    for (Button *button : {m_rename, m_remove, m_up, m_down})
        head->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_search);
    layout->addWidget(m_nothing);
    layout->addWidget(m_view, 1);

    m_search->installEventFilter(this);
    m_view->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) {
        if (isVisible() && now != nullptr && !isAncestorOf(now))
            hide();
    });
    connect(m_search, &QLineEdit::textChanged, this, &FilterPanel::refresh);
    connect(m_which, &SegmentedControl::currentChanged, this, &FilterPanel::refresh);
    connect(&m_memory, &FilterMemory::changed, this, &FilterPanel::refresh);
    connect(m_view, &QListView::clicked, this, &FilterPanel::take);
    connect(m_rename, &QAbstractButton::clicked, this, &FilterPanel::rename);
    connect(m_remove, &QAbstractButton::clicked, this, &FilterPanel::remove);
    connect(m_up, &QAbstractButton::clicked, this, [this] { shift(-1); });
    connect(m_down, &QAbstractButton::clicked, this, [this] { shift(1); });
}

void FilterPanel::open(List list, QWidget *field)
{
    m_which->setCurrent(list);
    m_search->clear();
    refresh();
    m_field = field;
    const QPoint below = field->mapTo(parentWidget(), QPoint(0, field->height() + 4));
    move(below);
    resize(std::max(least, std::min(field->width(), 560)), std::min(330, std::max(200, parentWidget()->height() - below.y() - 12)));
    raise();
    show();
    m_search->setFocus();
    qApp->installEventFilter(this);
}

QStringList FilterPanel::shown() const
{
    QStringList names;
    for (int row = 0; row < m_model->rowCount(); ++row)
        names.append(m_model->item(row)->data(nameRole).toString());
    return names;
}

void FilterPanel::refresh()
{
    const QString wanted = m_search->text().trimmed();
    const QString before = currentName();
    const bool saved = m_which->current() == Saved;
    m_model->clear();
    const auto add = [&](const QString &name, const QString &text, const QString &line) {
        if (!name.contains(wanted, Qt::CaseInsensitive) && !text.contains(wanted, Qt::CaseInsensitive))
            return;
        auto *item = new QStandardItem(escapedForLine(line));
        item->setData(text, textRole);
        item->setData(name, nameRole);
        item->setToolTip(escapedForLine(text));
        m_model->appendRow(item);
    };
    if (saved) {
        for (const SavedFilter &filter : m_memory.saved())
            add(filter.name, filter.text, filter.name + u"   " + filter.text);
    } else {
        for (const QString &text : m_memory.recent())
            add(text, text, text);
    }
    qsizetype row = std::max<qsizetype>(0, shown().indexOf(before));
    m_view->setCurrentIndex(m_model->index(int(row), 0));
    const bool any = m_model->rowCount() > 0;
    m_nothing->setVisible(!any);
    m_nothing->setText(!wanted.isEmpty() ? tr("Nothing of that name.") : saved ? tr("No filter is saved yet.") : tr("No filter was used yet."));
    for (Button *button : {m_rename, m_remove, m_up, m_down}) {
        button->setVisible(saved);
        button->setEnabled(any);
    }
    m_up->setEnabled(any && wanted.isEmpty());
    m_down->setEnabled(any && wanted.isEmpty());
}

QString FilterPanel::currentName() const
{
    return m_view->currentIndex().data(nameRole).toString();
}

void FilterPanel::take()
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid())
        return;
    const QString text = index.data(textRole).toString();
    dismiss();
    Q_EMIT chosen(text);
}

void FilterPanel::dismiss()
{
    hide();
    if (m_field != nullptr)
        m_field->setFocus();
}

void FilterPanel::rename()
{
    const QString name = currentName();
    if (m_which->current() != Saved || name.isEmpty())
        return;
    dismiss();
    FilterNameDialog::forRenaming(m_memory, name, parentWidget())->open();
}

void FilterPanel::remove()
{
    if (m_which->current() != Saved || currentName().isEmpty())
        return;
    const int row = m_view->currentIndex().row();
    if (const auto removed = m_memory.remove(currentName()); !removed)
        m_nothing->setText(errorText(removed.error()));
    m_view->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1), 0));
}

void FilterPanel::shift(int by)
{
    if (by != 0 && m_which->current() == Saved && m_search->text().isEmpty() && !currentName().isEmpty())
        m_memory.move(currentName(), by);
}

void FilterPanel::step(int by)
{
    const int count = m_model->rowCount();
    if (count > 0)
        m_view->setCurrentIndex(m_model->index(std::clamp(m_view->currentIndex().row() + by, 0, count - 1), 0));
}

bool FilterPanel::handleKey(int key, Qt::KeyboardModifiers modifiers)
{
    const bool alt = modifiers.testFlag(Qt::AltModifier);
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const int by = key == Qt::Key_Up ? -1 : 1;
        if (alt)
            shift(by);
        else
            step(by);
        return true;
    }
    case Qt::Key_PageUp: step(-8); return true;
    case Qt::Key_PageDown: step(8); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: take(); return true;
    case Qt::Key_F2: rename(); return true;
    case Qt::Key_Escape: dismiss(); return true;
    case Qt::Key_Delete:
        if (!modifiers.testFlag(Qt::ControlModifier))
            return false;
        remove();
        return true;
    default: return false;
    }
}

bool FilterPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool mine = watched == m_search || watched == m_view;
    if (event->type() == QEvent::KeyPress && mine) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (handleKey(key->key(), key->modifiers()))
            return true;
    }
    // Keys of the page behind it.
    if (event->type() == QEvent::ShortcutOverride && mine && static_cast<QKeyEvent *>(event)->key() == Qt::Key_F2) {
        event->accept();
        return true;
    }
    const auto *clicked = event->type() == QEvent::MouseButtonPress ? qobject_cast<QWidget *>(watched) : nullptr;
    if (clicked != nullptr && isVisible() && clicked != this && !isAncestorOf(clicked))
        hide();
    return QFrame::eventFilter(watched, event);
}

void FilterPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) // on one of its buttons
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void FilterPanel::hideEvent(QHideEvent *event)
{
    qApp->removeEventFilter(this);
    QFrame::hideEvent(event);
}

void FilterPanel::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintBox(painter, rect(), theme.surface, theme.borderStrong, 0);
}

} // namespace console

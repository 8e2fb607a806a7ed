// SPDX-License-Identifier: Apache-2.0
#include "ui/events/cellfilter.h"

#include "models/domain/errortext.h"
#include "models/domain/filteredit.h"
#include "models/tables/eventtable.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/plainlabel.h"

#include <QMenu>
#include <QMouseEvent>
#include <QShortcut>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestInMenu = 40;

} // namespace

std::optional<CellTerm> termOfCell(const EventRow &row, EventColumn column)
{
    const auto text = [](FilterKey key, const QString &value) -> std::optional<CellTerm> {
        return value.isEmpty() ? std::nullopt : std::optional(CellTerm{key, value});
    };
    switch (column) {
    case EventColumn::State:
        return row.conflict && row.verdict != Verdict::Rejected ? CellTerm{FilterKey::Conflict, u"yes"_s}
                                                                : CellTerm{FilterKey::Verdict, verdictName(row.verdict)};
    case EventColumn::Type: return text(FilterKey::Type, row.type);
    case EventColumn::Organization: return text(FilterKey::Organization, row.organization);
    case EventColumn::Integration: return text(FilterKey::Integration, row.integrationId);
    case EventColumn::Tool: return text(FilterKey::Tool, row.tool);
    case EventColumn::Category: return text(FilterKey::Category, row.category);
    case EventColumn::Outcome: return text(FilterKey::State, row.outcome);
    case EventColumn::Id: return text(FilterKey::Id, row.id);
    case EventColumn::Deliveries: return CellTerm{FilterKey::Deliveries, QString::number(row.deliveries)};
    case EventColumn::Answer: return CellTerm{FilterKey::Answer, QString::number(row.answered)};
    case EventColumn::Size: return CellTerm{FilterKey::Size, QString::number(row.bodySize)};
    default: return std::nullopt;
    }
}

CellFilter::CellFilter(DataTable *view, const EventTable &table) : QObject(view), m_view(view), m_table(table)
{
    view->viewport()->installEventFilter(this);
    connect(view, &DataTable::menuRequested, this, &CellFilter::addTo);
    for (const bool excluded : {false, true}) {
        auto *key = new QShortcut(excluded ? QKeySequence(Qt::SHIFT | Qt::Key_F) : QKeySequence(Qt::Key_F), view);
        key->setContext(Qt::WidgetWithChildrenShortcut);
        connect(key, &QShortcut::activated, this, [this, excluded] { ask(m_view->currentIndex(), excluded); });
    }
}

std::optional<CellTerm> CellFilter::termAt(const QModelIndex &index) const
{
    const EventRow *row = index.isValid() ? m_table.eventAt(index.row()) : nullptr;
    return row != nullptr ? termOfCell(*row, EventColumn(index.column())) : std::nullopt;
}

void CellFilter::ask(const QModelIndex &index, bool excluded)
{
    if (const auto term = termAt(index))
        Q_EMIT termRequested(term->key, term->value, excluded);
}

void CellFilter::addTo(QMenu *menu, const QModelIndex &index)
{
    const auto term = termAt(index);
    if (!term)
        return;
    QString shown = escapedForLine(filterTermText(term->key, term->value));
    if (shown.size() > longestInMenu)
        shown = shown.left(longestInMenu - 1) + u'…';
    shown = plainLabel(shown);
    const auto add = [&](const QString &text, const QKeySequence &key, bool excluded) {
        QAction *action = menu->addAction(text, this, [this, term, excluded] { Q_EMIT termRequested(term->key, term->value, excluded); });
        action->setShortcut(key); // shown only: the menu is gone before it could be pressed
    };
    add(tr("Only %1").arg(shown), QKeySequence(Qt::Key_F), false);
    add(tr("Without %1").arg(shown), QKeySequence(Qt::SHIFT | Qt::Key_F), true);
    menu->addSeparator();
}

bool CellFilter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && watched == m_view->viewport()) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && mouse->modifiers() == Qt::AltModifier) {
            ask(m_view->indexAt(mouse->position().toPoint()), true);
            return true; // filtering chooses no row
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace console

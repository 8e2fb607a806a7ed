// SPDX-License-Identifier: Apache-2.0
#include "ui/events/bodypane.h"

#include "models/tables/celltext.h"
#include "ui/events/bodytree.h"
#include "ui/widgets/button.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace console {

BodyPane::BodyPane(QWidget *parent) : QWidget(parent)
{
    m_choice = new SegmentedControl(tr("View of the body"), {tr("Tree"), tr("Pretty"), tr("Raw"), tr("Hex")}, this);
    m_choice->setCurrent(int(m_view));
    m_fold = new Button(Icon::Minus, tr("Fold all"), this);
    m_unfold = new Button(Icon::Plus, tr("Unfold all"), this);
    auto *find = new Button(Icon::Search, tr("Find in the body"), this);
    find->setPurpose(tr("Find in the body (Ctrl+F)"));
    auto *line = new QHBoxLayout;
    line->setContentsMargins(14, 8, 10, 8);
    line->setSpacing(4);
    line->addWidget(m_choice);
    line->addStretch(1);
    for (Button *button : {m_fold, m_unfold, find}) {
        button->setFixedSize(28, 28);
        line->addWidget(button);
    }
    m_find = new FindBar(tr("Find text in the body"), this);
    m_stack = new QStackedWidget(this);
    m_tree = new BodyTree;
    m_pretty = new CodeView(tr("Body, formatted"));
    m_raw = new CodeView(tr("Body as received"));
    m_hex = new HexView(tr("Body as bytes"));
    m_notice = new EmptyState;
    for (QWidget *page : std::initializer_list<QWidget *>{m_tree, m_pretty, m_raw, m_hex, m_notice})
        m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(m_find);
    layout->addWidget(m_stack, 1);
    m_pretty->extendMenu = [this](QMenu &menu, qsizetype position) { extendMenu(menu, position); };
    connect(m_choice, &SegmentedControl::currentChanged, this, [this](int index) {
        showView(BodyView(index));
        Q_EMIT viewChanged(m_view);
    });
    connect(m_fold, &Button::clicked, this, [this] { setFolds(false); });
    connect(m_unfold, &Button::clicked, this, [this] { setFolds(true); });
    connect(find, &Button::clicked, this, &BodyPane::openFind);
    connect(m_tree, &BodyTree::termRequested, this, &BodyPane::termRequested);
    connect(m_find, &FindBar::closed, this, [this] { viewWidget()->setFocus(Qt::OtherFocusReason); });
    fill();
}

QWidget *BodyPane::viewWidget() const
{
    switch (m_view) {
    case BodyView::Tree: return m_tree;
    case BodyView::Pretty: return m_pretty;
    case BodyView::Raw: return m_raw;
    case BodyView::Hex: return m_hex;
    }
    return m_pretty;
}

void BodyPane::present(const std::shared_ptr<const LoadedEvent> &event)
{
    m_event = event;
    fill();
}

void BodyPane::clear()
{
    m_event.reset();
    fill();
}

void BodyPane::showView(BodyView view)
{
    const bool focused = m_stack->isAncestorOf(QApplication::focusWidget());
    m_view = view;
    m_choice->setCurrent(int(view));
    fill();
    if (focused)
        viewWidget()->setFocus(Qt::OtherFocusReason);
}

void BodyPane::fill()
{
    FindTarget *target = nullptr;
    const bool ready = m_event != nullptr && m_event->body != nullptr;
    if (!ready) {
        m_notice->setText(m_event == nullptr ? EmptyText{Icon::FileText, Tone::Neutral, tr("No body"), {}, {}}
                                             : EmptyText{Icon::Loader, Tone::Neutral, tr("Preparing…"),
                                                         tr("A body of %1 is being made ready.").arg(sizeText(m_event->detail.body.size())), {}});
        m_stack->setCurrentWidget(m_notice);
    } else if (m_view == BodyView::Tree && !m_event->body->isJson) {
        m_notice->setText({Icon::FileText, Tone::Neutral, tr("This body is no JSON"), tr("It has no tree. Raw and Hex show it as it came."), {}});
        m_stack->setCurrentWidget(m_notice);
    } else {
        const BodyViews &body = *m_event->body;
        switch (m_view) {
        case BodyView::Tree: m_tree->show(m_event->body); target = m_tree; break;
        case BodyView::Pretty: m_pretty->setText(body.pretty); target = m_pretty; break;
        case BodyView::Raw: m_raw->setText(body.raw); target = m_raw; break;
        case BodyView::Hex: m_hex->setBytes(m_event->detail.body); target = m_hex; break;
        }
        m_stack->setCurrentWidget(viewWidget());
    }
    m_find->setTarget(target);
    const bool folds = ready && m_event->body->isJson && (m_view == BodyView::Tree || m_view == BodyView::Pretty);
    m_fold->setVisible(folds);
    m_unfold->setVisible(folds);
}

void BodyPane::setFolds(bool open)
{
    if (m_view == BodyView::Tree)
        open ? m_tree->expandTree() : m_tree->collapseTree();
    else
        open ? m_pretty->unfoldAll() : m_pretty->foldAll();
}

void BodyPane::openFind()
{
    QString selected;
    if (auto *code = qobject_cast<CodeView *>(viewWidget()))
        selected = code->selectedText();
    m_find->open(selected.size() < 100 && !selected.contains(u'\n') ? selected : QString());
}

void BodyPane::extendMenu(QMenu &menu, qsizetype position)
{
    if (!m_event || !m_event->body || !m_event->body->isJson)
        return;
    const BodyViews &body = *m_event->body;
    const qint32 node = nodeOfPrettyLine(body, body.pretty->lineAt(position));
    if (node < 0)
        return;
    menu.addSeparator();
    if (const auto term = bodyTerm(*body.nodes, node, body.facts)) {
        menu.addAction(tr("Only events with this value"), this, [this, term] { Q_EMIT termRequested(*term, false); });
        menu.addAction(tr("Only events without it"), this, [this, term] { Q_EMIT termRequested(*term, true); });
    }
    menu.addAction(tr("Copy value"), this, [nodes = body.nodes, node] { QGuiApplication::clipboard()->setText(QString::fromUtf8(nodes->value(node))); });
    menu.addAction(tr("Copy path"), this, [nodes = body.nodes, node] { QGuiApplication::clipboard()->setText(nodes->path(node)); });
}

} // namespace console

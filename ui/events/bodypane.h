// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/bodyterm.h"
#include "models/tables/eventloader.h"

#include <QWidget>

class QMenu;
class QStackedWidget;

namespace console {

class BodyTree;
class Button;
class CodeView;
class EmptyState;
class FindBar;
class HexView;
class SegmentedControl;

enum class BodyView { Tree, Pretty, Raw, Hex };

/// The body of an event in four views with one line to find in them. What is not in view is not filled. GUI thread.
class BodyPane : public QWidget
{
    Q_OBJECT
public:
    explicit BodyPane(QWidget *parent = nullptr);

    void present(const std::shared_ptr<const LoadedEvent> &event);
    void clear();
    void showView(BodyView view);
    [[nodiscard]] BodyView view() const { return m_view; }
    [[nodiscard]] FindBar *findBar() const { return m_find; }
    /// Looks for the text that is selected in the view, if it is a short one.
    void openFind();

Q_SIGNALS:
    /// The person chose another view.
    void viewChanged(console::BodyView view);
    void termRequested(const console::ValueTerm &term, bool exclude);

private:
    void fill();
    void setFolds(bool open);
    void extendMenu(QMenu &menu, qsizetype position);
    [[nodiscard]] QWidget *viewWidget() const;

    std::shared_ptr<const LoadedEvent> m_event;
    BodyView m_view = BodyView::Pretty;
    SegmentedControl *m_choice = nullptr;
    Button *m_fold = nullptr;
    Button *m_unfold = nullptr;
    FindBar *m_find = nullptr;
    QStackedWidget *m_stack = nullptr;
    BodyTree *m_tree = nullptr;
    CodeView *m_pretty = nullptr;
    CodeView *m_raw = nullptr;
    HexView *m_hex = nullptr;
    EmptyState *m_notice = nullptr;
};

} // namespace console

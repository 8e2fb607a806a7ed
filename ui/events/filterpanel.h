// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace console {

class Button;
class FilterMemory;
class Label;
class SegmentedControl;

/// The list under the filter field: saved filters to choose, rename, remove and put in order, and the last ones used. Typing
/// searches, Up and Down choose, Enter takes, F2 renames, Ctrl+Delete removes, Alt+Up and Alt+Down move, Escape closes.
/// A child over its window, so that screen readers find it where they are; it closes when the keyboard or a click goes
/// elsewhere. GUI thread.
class FilterPanel : public QFrame
{
    Q_OBJECT
public:
    enum List { Saved, Recent };

    /// `memory` outlives it; `window` is what it lies over.
    FilterPanel(FilterMemory &memory, QWidget *window);

    /// Under `field`, as wide as it where that is enough.
    void open(List list, QWidget *field);
    /// Names or texts as listed.
    [[nodiscard]] QStringList shown() const;

Q_SIGNALS:
    void chosen(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void take();
    void rename();
    void remove();
    void shift(int by);
    void step(int by);
    void dismiss();
    [[nodiscard]] QString currentName() const;
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);

    FilterMemory &m_memory;
    QPointer<QWidget> m_field; ///< gets the keyboard back
    SegmentedControl *m_which = nullptr;
    QLineEdit *m_search = nullptr;
    QListView *m_view = nullptr;
    QStandardItemModel *m_model = nullptr;
    Label *m_nothing = nullptr;
    Button *m_rename = nullptr;
    Button *m_remove = nullptr;
    Button *m_up = nullptr;
    Button *m_down = nullptr;
};

} // namespace console

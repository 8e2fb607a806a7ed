// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;

namespace console {

/// One choice of a few, side by side. Arrow keys move the choice; each segment is a radio button for screen readers.
/// GUI thread.
class SegmentedControl : public QWidget
{
    Q_OBJECT
public:
    /// `name` is what a screen reader calls the group.
    SegmentedControl(const QString &name, const QStringList &labels, QWidget *parent = nullptr);

    /// -1: none of them.
    [[nodiscard]] int current() const;
    /// Emits nothing. -1 leaves none chosen.
    void setCurrent(int index);
    void setLabel(int index, const QString &label);

Q_SIGNALS:
    /// The person chose.
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_group = nullptr;
};

} // namespace console

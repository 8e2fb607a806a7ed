// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QHBoxLayout;

namespace console {

class Label;

/// The top of a page: title, a line of facts under it, actions at the right. GUI thread.
class PageHeader : public QWidget
{
    Q_OBJECT
public:
    explicit PageHeader(const QString &title, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle);
    /// Search fields and buttons go here, left to right.
    [[nodiscard]] QHBoxLayout *actions() const { return m_actions; }

private:
    Label *m_title = nullptr;
    Label *m_subtitle = nullptr;
    QHBoxLayout *m_actions = nullptr;
};

} // namespace console

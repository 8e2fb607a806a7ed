// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace console {

class Label;

/// A rounded surface with a hairline; put things into content(). With a title it has a head line whose right end takes
/// actions or a legend (headLayout()). GUI thread.
class Card : public QFrame
{
    Q_OBJECT
public:
    explicit Card(QWidget *parent = nullptr);

    /// Shows a head line; empty text takes it away.
    void setTitle(const QString &title);
    [[nodiscard]] QVBoxLayout *content() const { return m_content; }
    /// The line with the title; added widgets go to its right end.
    [[nodiscard]] QHBoxLayout *headLayout() const { return m_head; }
    /// Without padding: for tables and lists that reach the edge.
    void setFlush(bool flush);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_content = nullptr;
    QHBoxLayout *m_head = nullptr;
    Label *m_title = nullptr;
};

} // namespace console

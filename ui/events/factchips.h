// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/bodyterm.h"

#include <QAbstractButton>
#include <QVector>
#include <QWidget>

namespace console {

/// One fact of an event that a filter knows: "tool  Personio". A click (Space, Enter) asks for events with it, with Alt
/// for those without. GUI thread.
class FactChip : public QAbstractButton
{
    Q_OBJECT
public:
    explicit FactChip(QWidget *parent = nullptr);
    void setFact(const ValueTerm &term, const QString &label, const QString &shown);
    [[nodiscard]] const ValueTerm &term() const { return m_term; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void termRequested(const console::ValueTerm &term, bool exclude);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    ValueTerm m_term;
    QString m_label;
};

/// The facts of the event in an inspector, in lines that break where the width ends. GUI thread.
class FactChips : public QWidget
{
    Q_OBJECT
public:
    struct Fact
    {
        ValueTerm term;
        QString label;
        QString shown;
    };
    explicit FactChips(QWidget *parent = nullptr);
    void setFacts(const QVector<Fact> &facts);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void termRequested(const console::ValueTerm &term, bool exclude);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int place(int width, bool move) const;
    QVector<FactChip *> m_chips;
    qsizetype m_shown = 0;
};

} // namespace console

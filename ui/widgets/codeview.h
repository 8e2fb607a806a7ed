// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/codepainting.h"
#include "ui/widgets/matchsearch.h"
#include "ui/widgets/readabletext.h"

#include <QAbstractScrollArea>

#include <optional>

class QMenu;

namespace console {

/// Read-only text with line numbers and folds: payloads, headers. All of the text is there however long it or one line
/// is, and only what is in sight is laid out. It is shown as it is, never interpreted; characters that reorder text or
/// are invisible are shown by their numbers. Arrow keys move a caret, Shift selects; Ctrl+- and Ctrl++ close and open the
/// fold around the caret, with Alt all of them; Left and Right do at the ends of a fold's line. GUI thread.
class CodeView : public QAbstractScrollArea, public ReadableText, public FindTarget
{
    Q_OBJECT
public:
    using Syntax = CodeText::Syntax;

    /// `name` is the accessible name ("Payload").
    explicit CodeView(const QString &name, QWidget *parent = nullptr);

    /// Replaces the text; the same text keeps its place, folds and selection.
    void setText(const std::shared_ptr<const CodeText> &text);
    /// For short texts: makes them ready here and now.
    void setCode(const QString &text, Syntax syntax);
    [[nodiscard]] const CodeText &text() const { return *m_text; }
    [[nodiscard]] QString toPlainText() const { return m_text->text(); }
    [[nodiscard]] QString selectedText() const;
    [[nodiscard]] qsizetype caret() const { return m_caret; }
    void select(qsizetype from, qsizetype to); ///< the caret goes to `to` and into sight
    void goToLine(qsizetype line);             ///< opens folds, and puts it into the middle when it was out of sight

    [[nodiscard]] const CodeFolding &folding() const { return m_folding; }
    void setFolded(qsizetype line, bool folded);
    void foldAll();
    void unfoldAll();

    /// Grounds of lines, by line; `chosen` is the one that is meant now (-1: none).
    void setLineTones(const QHash<qint32, Tone> &tones, qint32 chosen);
    /// Adds to the context menu for this position.
    std::function<void(QMenu &menu, qsizetype position)> extendMenu;

    void find(const FindQuery &query) override;
    void findNext(bool forward) override { m_search.step(forward); }
    [[nodiscard]] FindProgress findProgress() const override { return m_search.progress(); }

    [[nodiscard]] qsizetype readableLength() const override { return m_text->size(); }
    [[nodiscard]] QString readable(qsizetype from, qsizetype to) const override;
    [[nodiscard]] std::pair<qsizetype, qsizetype> readableLine(qsizetype position) const override;
    [[nodiscard]] qsizetype readableCaret() const override { return m_caret; }
    [[nodiscard]] std::pair<qsizetype, qsizetype> readableSelection() const override;
    void selectReadable(qsizetype from, qsizetype to) override { select(from, to); }
    [[nodiscard]] QRect readableRect(qsizetype position) const override;
    [[nodiscard]] qsizetype readableAt(QPoint point) const override;

public Q_SLOTS:
    void copy() const;
    void selectAll();

Q_SIGNALS:
    void caretMoved();
    void foldingChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    enum class Unit { Character, Word, Line };
    [[nodiscard]] CodeScene scene() const;
    [[nodiscard]] qsizetype positionUnder(QPoint point) const;
    [[nodiscard]] std::pair<qsizetype, qsizetype> unitAround(qsizetype position, Unit unit) const;
    [[nodiscard]] std::optional<qsizetype> moved(const QKeyEvent &event) const;
    [[nodiscard]] qsizetype lineMoved(qsizetype rows) const;
    [[nodiscard]] bool foldByKey(const QKeyEvent &event);
    void moveCaret(qsizetype to, bool keepAnchor);
    void dragTo(QPoint point);
    void showCaret(bool centred = false);
    void updateBars();
    void folded();
    [[nodiscard]] int rowsInSight() const;

    std::shared_ptr<const CodeText> m_text;
    CodeFolding m_folding;
    CodeMetrics m_metrics;
    qsizetype m_caret = 0;
    qsizetype m_anchor = 0;
    qint64 m_wantedCell = -1; ///< where up and down keep to; -1: the caret's own
    Unit m_dragUnit = Unit::Character;
    std::pair<qsizetype, qsizetype> m_dragFrom{0, 0};
    bool m_dragging = false;
    QTimer m_dragScroll;
    QPoint m_dragPoint;
    QTimer m_clicks; ///< active: a third click is a triple one
    MatchSearch m_search;
    FindQuery m_query;
    QHash<qint32, Tone> m_tones;
    qint32 m_chosenLine = -1;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/hexdump.h"
#include "ui/widgets/codepainting.h"
#include "ui/widgets/matchsearch.h"
#include "ui/widgets/readabletext.h"

#include <QAbstractScrollArea>

namespace console {

/// Bytes as offset, hexadecimal and ASCII, 16 a line (8 where 16 do not fit). Any number of bytes: a line is made when
/// it is painted. Arrow keys move, Shift selects, Ctrl+C copies the chosen bytes as hexadecimal. GUI thread.
class HexView : public QAbstractScrollArea, public ReadableText, public FindTarget
{
    Q_OBJECT
public:
    explicit HexView(const QString &name, QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    void select(qsizetype from, qsizetype to);
    [[nodiscard]] QByteArray selectedBytes() const;
    [[nodiscard]] qsizetype caret() const { return m_caret; }
    [[nodiscard]] int bytesPerLine() const { return m_layout.bytes; }

    /// Text is looked for as UTF-8; `7b 22` and `0x7b22` as these bytes.
    void find(const FindQuery &query) override;
    void findNext(bool forward) override { m_search.step(forward); }
    [[nodiscard]] FindProgress findProgress() const override;

    [[nodiscard]] qsizetype readableLength() const override;
    [[nodiscard]] QString readable(qsizetype from, qsizetype to) const override;
    [[nodiscard]] std::pair<qsizetype, qsizetype> readableLine(qsizetype position) const override;
    [[nodiscard]] qsizetype readableCaret() const override { return positionOf(m_caret); }
    [[nodiscard]] std::pair<qsizetype, qsizetype> readableSelection() const override;
    void selectReadable(qsizetype from, qsizetype to) override;
    [[nodiscard]] QRect readableRect(qsizetype position) const override;
    [[nodiscard]] qsizetype readableAt(QPoint point) const override;

public Q_SLOTS:
    void copy() const;
    void copyAsText() const;
    void selectAll();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void paintRow(QPainter &painter, const Theme &theme, qsizetype row);
    void paintBytes(QPainter &painter, qsizetype row, qsizetype from, qsizetype to, const QColor &colour);
    void updateBars();
    void showCaret();
    void moveCaret(qsizetype to, bool keepAnchor);
    [[nodiscard]] int rowsInSight() const;
    [[nodiscard]] qsizetype byteUnder(QPoint point) const;
    [[nodiscard]] double x(int column) const;
    [[nodiscard]] qsizetype positionOf(qsizetype byte) const;
    [[nodiscard]] qsizetype byteOf(qsizetype position) const;

    QByteArray m_bytes;
    HexLayout m_layout;
    CodeMetrics m_metrics;
    qsizetype m_caret = 0;
    qsizetype m_anchor = 0;
    MatchSearch m_search;
    FindQuery m_query;
    qsizetype m_matchLength = 0;
    bool m_asBytes = false;
};

} // namespace console

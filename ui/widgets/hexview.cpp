// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/hexview.h"

#include "models/domain/codetext.h"

#include <QAccessible>
#include <QByteArrayMatcher>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace console {

namespace {

constexpr qsizetype findSlice = 256 * 1024;
constexpr int margin = 14;

} // namespace

HexView::HexView(const QString &name, QWidget *parent) : QAbstractScrollArea(parent), m_metrics(codeMetrics(1))
{
    makeReadable();
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(&m_search, &MatchSearch::progressed, this, [this] {
        viewport()->update();
        if (findMoved)
            findMoved();
    });
    connect(&m_search, &MatchSearch::chosen, this, [this](qsizetype at) { select(at, at + m_matchLength); });
    updateBars();
}

void HexView::setBytes(const QByteArray &bytes)
{
    if (bytes == m_bytes)
        return;
    m_bytes = bytes;
    m_caret = m_anchor = 0;
    updateBars();
    verticalScrollBar()->setValue(0);
    if (!m_query.text.isEmpty())
        find(std::exchange(m_query, {}));
    viewport()->update();
}

void HexView::select(qsizetype from, qsizetype to)
{
    m_anchor = std::clamp<qsizetype>(from, 0, m_bytes.size());
    moveCaret(std::clamp<qsizetype>(to, 0, m_bytes.size()), true);
}

QByteArray HexView::selectedBytes() const
{
    return m_bytes.sliced(std::min(m_anchor, m_caret), std::abs(m_caret - m_anchor));
}

void HexView::find(const FindQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    m_search.stop();
    m_matchLength = 0;
    if (query.text.isEmpty()) {
        viewport()->update();
        if (findMoved)
            findMoved();
        return;
    }
    const auto written = writtenBytes(query.text);
    m_asBytes = written.has_value();
    const bool exact = m_asBytes || query.matchCase;
    const QByteArray needle = m_asBytes ? *written : query.text.toUtf8();
    m_matchLength = needle.size();
    // Other scripts than Latin have their case in the text views: here only the bytes of ASCII letters are taken as one.
    const QByteArrayMatcher matcher(exact ? needle : needle.toLower());
    m_search.start(m_bytes.size(), findSlice, std::min(m_anchor, m_caret),
                   [bytes = m_bytes, matcher, length = m_matchLength, exact](qsizetype from, qsizetype to, QVector<qsizetype> &matches) {
                       qsizetype at = matches.isEmpty() ? from : std::max(from, matches.last() + length);
                       const qsizetype base = at;
                       const qsizetype end = std::min(bytes.size(), to + length - 1);
                       if (base >= end)
                           return;
                       const QByteArray part = exact ? QByteArray::fromRawData(bytes.constData() + base, end - base)
                                                     : bytes.sliced(base, end - base).toLower();
                       for (at = matcher.indexIn(part, 0); at >= 0 && at + base < to; at = matcher.indexIn(part, at + length))
                           matches.append(at + base);
                   });
}

FindProgress HexView::findProgress() const
{
    FindProgress progress = m_search.progress();
    if (m_asBytes && !m_query.text.isEmpty())
        progress.reading = tr("as bytes");
    return progress;
}

qsizetype HexView::positionOf(qsizetype byte) const
{
    return byte / m_layout.bytes * (m_layout.width() + 1) + m_layout.hexColumn(int(byte % m_layout.bytes));
}

qsizetype HexView::byteOf(qsizetype position) const
{
    const qsizetype line = m_layout.width() + 1;
    const qsizetype byte = position / line * m_layout.bytes + m_layout.byteAt(int(position % line));
    return std::clamp<qsizetype>(byte, 0, m_bytes.size());
}

qsizetype HexView::readableLength() const
{
    return m_layout.rows(m_bytes.size()) * (m_layout.width() + 1) - 1;
}

QString HexView::readable(qsizetype from, qsizetype to) const
{
    const qsizetype length = m_layout.width() + 1;
    QString text;
    for (qsizetype row = from / length; row * length < to; ++row)
        text += m_layout.line(m_bytes, row) + u'\n';
    return text.mid(from - from / length * length, to - from);
}

std::pair<qsizetype, qsizetype> HexView::readableLine(qsizetype position) const
{
    const qsizetype length = m_layout.width() + 1;
    const qsizetype start = std::min(position, readableLength()) / length * length;
    return {start, start + length - 1};
}

std::pair<qsizetype, qsizetype> HexView::readableSelection() const
{
    const qsizetype from = std::min(m_anchor, m_caret);
    const qsizetype to = std::max(m_anchor, m_caret);
    return from == to ? std::pair(positionOf(from), positionOf(from)) : std::pair(positionOf(from), positionOf(to - 1) + 2);
}

void HexView::selectReadable(qsizetype from, qsizetype to)
{
    select(byteOf(from), from == to ? byteOf(to) : std::min<qsizetype>(byteOf(to - 1) + 1, m_bytes.size()));
}

QRect HexView::readableRect(qsizetype position) const
{
    const qsizetype length = m_layout.width() + 1;
    const qsizetype row = position / length - verticalScrollBar()->value();
    return {int(x(int(position % length))), int(row * m_metrics.row) + 6, int(std::ceil(m_metrics.cell)), m_metrics.row};
}

qsizetype HexView::readableAt(QPoint point) const
{
    return viewport()->rect().contains(point) && !m_bytes.isEmpty() ? positionOf(std::min<qsizetype>(byteUnder(point), m_bytes.size() - 1)) : -1;
}

void HexView::copy() const
{
    if (m_anchor != m_caret)
        QGuiApplication::clipboard()->setText(hexText(selectedBytes()));
}

void HexView::copyAsText() const
{
    if (m_anchor != m_caret)
        QGuiApplication::clipboard()->setText(withoutBrokenBytes(decodedText(selectedBytes())));
}

void HexView::selectAll()
{
    m_anchor = 0;
    m_caret = m_bytes.size();
    viewport()->update();
}

double HexView::x(int column) const
{
    return margin + column * m_metrics.cell - horizontalScrollBar()->value();
}

int HexView::rowsInSight() const
{
    return std::max(1, (viewport()->height() - 6) / m_metrics.row);
}

void HexView::updateBars()
{
    m_layout.bytes = 16;
    if (2 * margin + m_layout.width() * m_metrics.cell > viewport()->width())
        m_layout.bytes = 8;
    verticalScrollBar()->setRange(0, int(std::max<qsizetype>(0, m_layout.rows(m_bytes.size()) - rowsInSight())));
    verticalScrollBar()->setPageStep(rowsInSight());
    verticalScrollBar()->setSingleStep(1);
    horizontalScrollBar()->setRange(0, std::max(0, int(2 * margin + m_layout.width() * m_metrics.cell) - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
}

void HexView::showCaret()
{
    const auto row = int(m_caret / m_layout.bytes);
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + rowsInSight())
        bar->setValue(row - rowsInSight() + 1);
}

void HexView::moveCaret(qsizetype to, bool keepAnchor)
{
    m_caret = to;
    if (!keepAnchor)
        m_anchor = to;
    showCaret();
    viewport()->update();
    if (QAccessible::isActive()) {
        QAccessibleTextCursorEvent moved(this, int(readableCaret()));
        QAccessible::updateAccessibility(&moved);
    }
}

qsizetype HexView::byteUnder(QPoint point) const
{
    const qsizetype row = verticalScrollBar()->value() + std::max(0, point.y() - 6) / m_metrics.row;
    const int column = int(std::floor((point.x() - margin + horizontalScrollBar()->value()) / m_metrics.cell));
    return std::clamp<qsizetype>(row * m_layout.bytes + m_layout.byteAt(std::max(0, column)), 0, m_bytes.size());
}

bool HexView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll))
            event->accept();
    }
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        viewport()->update();
    return QAbstractScrollArea::event(event);
}

void HexView::resizeEvent(QResizeEvent *event)
{
    const qsizetype top = verticalScrollBar()->value() * m_layout.bytes;
    QAbstractScrollArea::resizeEvent(event);
    updateBars();
    verticalScrollBar()->setValue(int(top / m_layout.bytes));
}

void HexView::focusInEvent(QFocusEvent *)
{
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *)
{
    viewport()->update();
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    const qsizetype line = m_layout.bytes;
    const bool whole = event->modifiers().testFlag(Qt::ControlModifier);
    qsizetype to = m_caret;
    switch (event->key()) {
    case Qt::Key_Left: to -= 1; break;
    case Qt::Key_Right: to += 1; break;
    case Qt::Key_Up: to -= m_caret >= line ? line : 0; break;
    case Qt::Key_Down: to += m_caret + line <= m_bytes.size() ? line : 0; break;
    case Qt::Key_PageUp: to -= line * rowsInSight(); break;
    case Qt::Key_PageDown: to += line * rowsInSight(); break;
    case Qt::Key_Home: to = whole ? 0 : m_caret / line * line; break;
    case Qt::Key_End: to = whole ? m_bytes.size() : m_caret / line * line + line - 1; break;
    default: event->ignore(); return;
    }
    moveCaret(std::clamp<qsizetype>(to, 0, m_bytes.size()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveCaret(byteUnder(event->position().toPoint()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    const qsizetype under = byteUnder(event->position().toPoint());
    // The byte under the pointer is meant too.
    moveCaret(under >= m_anchor ? std::min<qsizetype>(under + 1, m_bytes.size()) : under, true);
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *hex = menu.addAction(tr("Copy as hexadecimal"), QKeySequence::Copy, this, &HexView::copy);
    QAction *text = menu.addAction(tr("Copy as text"), this, &HexView::copyAsText);
    for (QAction *action : {hex, text})
        action->setEnabled(m_anchor != m_caret);
    menu.addAction(tr("Select all"), QKeySequence::SelectAll, this, &HexView::selectAll);
    menu.exec(event->globalPos());
}

void HexView::paintBytes(QPainter &painter, qsizetype row, qsizetype from, qsizetype to, const QColor &colour)
{
    const qsizetype start = row * m_layout.bytes;
    const auto first = int(std::max<qsizetype>(from - start, 0));
    const auto last = int(std::min<qsizetype>(to - start, m_layout.bytes)) - 1;
    if (first > last)
        return;
    const double top = double(row - verticalScrollBar()->value()) * m_metrics.row + 6;
    const double left = x(m_layout.hexColumn(first)) - 2;
    painter.fillRect(QRectF(left, top, x(m_layout.hexColumn(last) + 2) + 2 - left, m_metrics.row), colour);
    painter.fillRect(QRectF(x(m_layout.textColumn(first)), top, (last - first + 1) * m_metrics.cell, m_metrics.row), colour);
}

void HexView::paintRow(QPainter &painter, const Theme &theme, qsizetype row)
{
    paintBytes(painter, row, std::min(m_anchor, m_caret), std::max(m_anchor, m_caret), mixed(theme.accent, theme.surface, 0.28));
    const QVector<qsizetype> &matches = m_search.matches();
    const qsizetype start = row * m_layout.bytes;
    for (auto match = std::lower_bound(matches.cbegin(), matches.cend(), start - m_matchLength + 1);
         m_matchLength > 0 && match != matches.cend() && *match < start + m_layout.bytes; ++match)
        paintBytes(painter, row, *match, *match + m_matchLength,
                   mixed(theme.tone(Tone::Warning).solid, theme.surface, *match == m_search.current() ? 0.75 : 0.3));
    const QString line = m_layout.line(m_bytes, row);
    const double baseline = double(row - verticalScrollBar()->value()) * m_metrics.row + 6 + m_metrics.ascent;
    painter.setPen(theme.textFaint);
    painter.drawText(QPointF(x(0), baseline), line.left(HexLayout::offsetWidth()));
    painter.setPen(theme.text);
    const int hex = m_layout.hexColumn(0);
    painter.drawText(QPointF(x(hex), baseline), line.sliced(hex, m_layout.textColumn(0) - hex));
    painter.setPen(theme.jsonString);
    painter.drawText(QPointF(x(m_layout.textColumn(0)), baseline), line.sliced(m_layout.textColumn(0)));
    if (hasFocus() && m_caret / m_layout.bytes == row)
        painter.fillRect(QRectF(x(m_layout.hexColumn(int(m_caret % m_layout.bytes))) - 1.5, baseline - m_metrics.ascent + 1, 1.5, m_metrics.row - 2), theme.accent);
}

void HexView::paintEvent(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme.surface);
    painter.setFont(m_metrics.font);
    const qsizetype first = verticalScrollBar()->value();
    const qsizetype last = std::min(m_layout.rows(m_bytes.size()), first + viewport()->height() / m_metrics.row + 1);
    for (qsizetype row = first; row < last; ++row)
        paintRow(painter, theme, row);
}

} // namespace console

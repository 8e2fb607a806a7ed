// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/codeview.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStringMatcher>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace console {

namespace {

constexpr qsizetype findSlice = 128 * 1024;

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'_' || c == u'-';
}

} // namespace

CodeView::CodeView(const QString &name, QWidget *parent)
    : QAbstractScrollArea(parent), m_text(CodeText::make({}, Syntax::Plain)), m_metrics(codeMetrics(1))
{
    makeReadable();
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(true);
    setViewportMargins(0, 6, 0, 0);
    m_folding.reset(m_text);
    m_dragScroll.setInterval(40);
    m_clicks.setSingleShot(true);
    connect(&m_dragScroll, &QTimer::timeout, this, [this] { dragTo(m_dragPoint); });
    connect(&m_search, &MatchSearch::progressed, this, [this] {
        viewport()->update();
        if (findMoved)
            findMoved();
    });
    connect(&m_search, &MatchSearch::chosen, this, [this](qsizetype at) { select(at, at + m_query.text.size()); });
    updateBars();
}

void CodeView::setText(const std::shared_ptr<const CodeText> &text)
{
    if (text == m_text)
        return;
    const bool same = text->text() == m_text->text() && text->syntax() == m_text->syntax();
    m_text = text;
    if (same)
        return;
    m_folding.reset(m_text);
    m_metrics = codeMetrics(m_text->lineCount());
    m_caret = m_anchor = 0;
    m_wantedCell = -1;
    m_dragging = false;
    m_dragScroll.stop();
    m_tones.clear();
    m_chosenLine = -1;
    updateBars();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    if (!m_query.text.isEmpty())
        find(std::exchange(m_query, {}));
    viewport()->update();
    if (QAccessible::isActive()) {
        QAccessibleEvent changed(this, QAccessible::VisibleDataChanged);
        QAccessible::updateAccessibility(&changed);
    }
}

void CodeView::setCode(const QString &text, Syntax syntax)
{
    setText(CodeText::make(text, syntax));
}

QString CodeView::selectedText() const
{
    const auto [from, to] = readableSelection();
    return m_text->text().sliced(from, to - from);
}

void CodeView::select(qsizetype from, qsizetype to)
{
    m_anchor = std::clamp<qsizetype>(from, 0, m_text->size());
    m_caret = std::clamp<qsizetype>(to, 0, m_text->size());
    m_wantedCell = -1;
    bool opened = m_folding.reveal(m_text->lineAt(m_caret));
    opened = m_folding.reveal(m_text->lineAt(m_anchor)) || opened;
    if (opened)
        folded();
    showCaret(true);
    viewport()->update();
    Q_EMIT caretMoved();
}

void CodeView::goToLine(qsizetype line)
{
    const qsizetype start = m_text->lineStart(std::clamp<qsizetype>(line, 0, m_text->lineCount() - 1));
    select(start, start);
}

void CodeView::setFolded(qsizetype line, bool close)
{
    if (!m_folding.setClosed(line, close))
        return;
    // A caret that would be folded away goes to the line that stays.
    if (m_folding.isHidden(m_text->lineAt(m_caret)))
        m_caret = m_anchor = m_text->lineEnd(m_folding.lineOfRow(m_folding.rowOfLine(m_text->lineAt(m_caret))));
    folded();
}

void CodeView::foldAll()
{
    m_folding.closeAll();
    if (m_folding.isHidden(m_text->lineAt(m_caret)))
        m_caret = m_anchor = m_text->lineEnd(m_folding.lineOfRow(m_folding.rowOfLine(m_text->lineAt(m_caret))));
    folded();
    showCaret();
}

void CodeView::unfoldAll()
{
    m_folding.openAll();
    folded();
    showCaret();
}

void CodeView::folded()
{
    updateBars();
    viewport()->update();
    Q_EMIT foldingChanged();
}

void CodeView::setLineTones(const QHash<qint32, Tone> &tones, qint32 chosen)
{
    m_tones = tones;
    m_chosenLine = chosen;
    viewport()->update();
}

void CodeView::find(const FindQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    if (query.text.isEmpty()) {
        m_search.stop();
        viewport()->update();
        if (findMoved)
            findMoved();
        return;
    }
    const QStringMatcher matcher(query.text, query.matchCase ? Qt::CaseSensitive : Qt::CaseInsensitive);
    const qsizetype length = query.text.size();
    m_search.start(m_text->size(), findSlice, std::min(m_anchor, m_caret),
                   [text = m_text, matcher, length](qsizetype from, qsizetype to, QVector<qsizetype> &matches) {
                       const QStringView part = QStringView(text->text()).first(std::min(text->size(), to + length - 1));
                       qsizetype at = from;
                       if (!matches.isEmpty())
                           at = std::max(at, matches.last() + length); // matches do not lie over each other
                       for (at = matcher.indexIn(part, at); at >= 0 && at < to; at = matcher.indexIn(part, at + length))
                           matches.append(at);
                   });
}

QString CodeView::readable(qsizetype from, qsizetype to) const
{
    return withoutBrokenBytes(m_text->text().sliced(from, to - from));
}

std::pair<qsizetype, qsizetype> CodeView::readableLine(qsizetype position) const
{
    const qsizetype line = m_text->lineAt(position);
    return {m_text->lineStart(line), m_text->lineEnd(line)};
}

std::pair<qsizetype, qsizetype> CodeView::readableSelection() const
{
    return {std::min(m_anchor, m_caret), std::max(m_anchor, m_caret)};
}

QRect CodeView::readableRect(qsizetype position) const
{
    const qsizetype line = m_text->lineAt(std::clamp<qsizetype>(position, 0, m_text->size()));
    if (m_folding.isHidden(line))
        return {};
    const double left = m_metrics.gutter + CodeMetrics::margin + double(m_text->cellOf(position)) * m_metrics.cell - horizontalScrollBar()->value();
    const qsizetype top = (m_folding.rowOfLine(line) - verticalScrollBar()->value()) * m_metrics.row;
    return {int(left), int(top), int(std::ceil(m_metrics.cell)), m_metrics.row};
}

qsizetype CodeView::readableAt(QPoint point) const
{
    return viewport()->rect().contains(point) && point.x() >= m_metrics.gutter ? positionUnder(point) : -1;
}

void CodeView::copy() const
{
    if (m_anchor != m_caret)
        QGuiApplication::clipboard()->setText(withoutBrokenBytes(selectedText()));
}

void CodeView::selectAll()
{
    m_anchor = 0;
    m_caret = m_text->size();
    viewport()->update();
    Q_EMIT caretMoved();
}

CodeScene CodeView::scene() const
{
    CodeScene scene;
    scene.text = m_text.get();
    scene.folding = &m_folding;
    scene.metrics = m_metrics;
    scene.size = viewport()->size();
    scene.area = viewport()->rect();
    scene.firstRow = verticalScrollBar()->value();
    scene.scroll = horizontalScrollBar()->value();
    std::tie(scene.selectFrom, scene.selectTo) = readableSelection();
    scene.caret = hasFocus() ? m_caret : -1;
    scene.matches = &m_search.matches();
    scene.matchLength = m_query.text.size();
    scene.currentMatch = m_search.current();
    scene.tones = &m_tones;
    scene.chosenLine = m_chosenLine;
    return scene;
}

void CodeView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    CodeScene now = scene();
    now.area = event->rect();
    paintCode(painter, themeOf(this), now);
}

int CodeView::rowsInSight() const
{
    return std::max(1, viewport()->height() / m_metrics.row);
}

void CodeView::updateBars()
{
    const auto rows = int(m_folding.rowCount());
    verticalScrollBar()->setRange(0, std::max(0, rows - rowsInSight()));
    verticalScrollBar()->setPageStep(rowsInSight());
    verticalScrollBar()->setSingleStep(1);
    const double width = m_metrics.gutter + 2 * CodeMetrics::margin + (double(m_text->widestLine()) + 6) * m_metrics.cell;
    horizontalScrollBar()->setRange(0, std::max(0, int(std::min(width, 2e9)) - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(int(m_metrics.cell * 4));
}

void CodeView::showCaret(bool centred)
{
    const auto row = int(m_folding.rowOfLine(m_text->lineAt(m_caret)));
    QScrollBar *down = verticalScrollBar();
    if (row < down->value() || row >= down->value() + rowsInSight()) {
        if (centred)
            down->setValue(row - rowsInSight() / 2);
        else
            down->setValue(row < down->value() ? row : row - rowsInSight() + 1);
    }
    QScrollBar *right = horizontalScrollBar();
    const int room = viewport()->width() - m_metrics.gutter - 2 * CodeMetrics::margin;
    const auto left = qint64(double(m_text->cellOf(m_caret)) * m_metrics.cell);
    if (left < right->value())
        right->setValue(int(std::max<qint64>(0, left - room / 3)));
    else if (left > right->value() + room)
        right->setValue(int(left - room * 2 / 3));
}

qsizetype CodeView::positionUnder(QPoint point) const
{
    const qsizetype row = std::clamp<qsizetype>(verticalScrollBar()->value() + (point.y() < 0 ? -1 : point.y() / m_metrics.row), 0, m_folding.rowCount() - 1);
    const double cell = (point.x() - m_metrics.gutter - CodeMetrics::margin + horizontalScrollBar()->value()) / m_metrics.cell;
    const qsizetype line = m_folding.lineOfRow(row);
    const qsizetype at = m_text->positionAt(line, qint64(std::floor(cell)));
    // Behind the middle of a character is behind it.
    if (at < m_text->lineEnd(line)) {
        const qsizetype next = m_text->next(at);
        const double middle = double(m_text->cellOf(at) + (next > m_text->lineEnd(line) ? 1 : m_text->cellOf(next))) / 2;
        return cell > middle ? std::min(next, m_text->lineEnd(line)) : at;
    }
    return at;
}

std::pair<qsizetype, qsizetype> CodeView::unitAround(qsizetype position, Unit unit) const
{
    const auto [start, end] = readableLine(position);
    if (unit == Unit::Line)
        return {start, std::min(end + 1, m_text->size())};
    if (unit == Unit::Character)
        return {position, position};
    const QString &text = m_text->text();
    qsizetype from = position;
    qsizetype to = position;
    while (from > start && isWord(text[from - 1]))
        --from;
    while (to < end && isWord(text[to]))
        ++to;
    return from == to ? std::pair(position, std::min(position + 1, end)) : std::pair(from, to);
}

void CodeView::moveCaret(qsizetype to, bool keepAnchor)
{
    m_caret = to;
    if (!keepAnchor)
        m_anchor = to;
    showCaret();
    viewport()->update();
    if (QAccessible::isActive()) {
        QAccessibleTextCursorEvent moved(this, int(m_caret));
        QAccessible::updateAccessibility(&moved);
    }
    Q_EMIT caretMoved();
}

bool CodeView::event(QEvent *event)
{
    // Where the keyboard is, copying means this text and not the page's chosen row.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll))
            event->accept();
    }
    return QAbstractScrollArea::event(event);
}

void CodeView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateBars();
}

void CodeView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        viewport()->update();
}

void CodeView::focusInEvent(QFocusEvent *)
{
    viewport()->update();
}

void CodeView::focusOutEvent(QFocusEvent *)
{
    viewport()->update();
}

void CodeView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const qsizetype position = byMouse ? positionUnder(event->pos()) : m_caret;
    menu.addAction(tr("Copy"), QKeySequence::Copy, this, &CodeView::copy)->setEnabled(m_anchor != m_caret);
    menu.addAction(tr("Select all"), QKeySequence::SelectAll, this, &CodeView::selectAll);
    if (!m_text->folds().isEmpty()) {
        menu.addSeparator();
        menu.addAction(tr("Fold all"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Minus), this, &CodeView::foldAll);
        menu.addAction(tr("Unfold all"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Plus), this, &CodeView::unfoldAll);
    }
    if (extendMenu)
        extendMenu(menu, position);
    menu.exec(byMouse ? event->globalPos() : viewport()->mapToGlobal(readableRect(m_caret).bottomLeft()));
}

} // namespace console

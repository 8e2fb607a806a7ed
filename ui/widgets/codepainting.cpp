// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/codepainting.h"

#include "ui/theme/icons.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace console {

namespace {

constexpr int folderChipCells = 3;
constexpr qsizetype longestJoined = 200; ///< characters of one shaped run

QColor colourOf(const Theme &theme, JsonToken token)
{
    switch (token) {
    case JsonToken::Key: return theme.jsonKey;
    case JsonToken::String: return theme.jsonString;
    case JsonToken::Number: return theme.jsonNumber;
    case JsonToken::Literal: return theme.jsonLiteral;
    case JsonToken::Punctuation: return theme.jsonPunctuation;
    }
    return theme.text;
}

bool isAscii(QChar c)
{
    return c.unicode() >= 0x20 && c.unicode() < 0x7F;
}

/// Letters that join or run to the left must be drawn as one, else they cannot be read.
bool isJoined(QChar c)
{
    return c.direction() == QChar::DirR || c.direction() == QChar::DirAL || c.script() == QChar::Script_Devanagari || c.script() == QChar::Script_Thai;
}

/// One row of a scene: places in it, and how it is drawn.
class RowPainter
{
public:
    RowPainter(QPainter &painter, const Theme &theme, const CodeScene &scene, qsizetype row)
        : m_painter(painter), m_theme(theme), m_scene(scene), m_text(*scene.text), m_metrics(scene.metrics),
          m_line(scene.folding->lineOfRow(row)), m_top(int(row - scene.firstRow) * scene.metrics.row)
    {
        const qint64 first = qint64(std::floor((double(scene.scroll) - CodeMetrics::margin) / m_metrics.cell)) - 1;
        const qint64 last = first + qint64(scene.size.width() / m_metrics.cell) + 3;
        m_from = m_text.positionAt(m_line, first);
        m_to = std::min(m_text.lineEnd(m_line), m_text.next(m_text.positionAt(m_line, last)));
    }

    void paintGround()
    {
        const QRectF row(0, m_top, m_scene.size.width(), m_metrics.row);
        if (m_scene.tones != nullptr && m_scene.tones->contains(qint32(m_line))) {
            const ToneColours tone = m_theme.tone(m_scene.tones->value(qint32(m_line)));
            m_painter.fillRect(row, tone.soft);
            m_painter.fillRect(QRectF(m_metrics.gutter - 3, m_top, m_scene.chosenLine == m_line ? 3 : 0, m_metrics.row), tone.solid);
        }
        if (m_scene.selectFrom < m_scene.selectTo) {
            const bool overBreak = m_scene.selectTo > m_text.lineEnd(m_line) && m_scene.selectFrom <= m_text.lineEnd(m_line);
            fillText(m_scene.selectFrom, m_scene.selectTo, mixed(m_theme.accent, m_theme.surface, 0.28), overBreak);
        }
        paintMatches();
    }

    void paintText()
    {
        // The colour of a place: JSON's, else the text's.
        const QVector<JsonSpan> spans = m_text.spans(m_from, m_to);
        auto span = spans.cbegin();
        for (qsizetype at = m_from; at < m_to;) {
            while (span != spans.cend() && span->start + span->length <= at)
                ++span;
            const bool inside = span != spans.cend() && span->start <= at;
            const qsizetype end = std::min(m_to, span == spans.cend() ? m_to : inside ? span->start + span->length : span->start);
            m_painter.setPen(inside ? colourOf(m_theme, span->token) : m_theme.text);
            paintRun(at, end);
            at = end;
        }
    }

    void paintCaret()
    {
        if (m_scene.caret >= m_text.lineStart(m_line) && m_scene.caret <= m_text.lineEnd(m_line))
            m_painter.fillRect(QRectF(x(m_scene.caret) - 0.5, m_top + 1, 1.5, m_metrics.row - 2), m_theme.accent);
    }

    void paintFold(const QRectF &chip)
    {
        if (chip.isEmpty())
            return;
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.accentSoft);
        m_painter.drawRoundedRect(chip, 4, 4);
        m_painter.setPen(m_theme.tone(Tone::Accent).text);
        m_painter.drawText(chip, Qt::AlignCenter, QStringLiteral("…"));
        const CodeFold *fold = m_text.foldAt(m_line);
        const QString rest = m_text.line(fold->last).trimmed().left(4).toString();
        m_painter.setPen(m_theme.jsonPunctuation);
        m_painter.drawText(QPointF(chip.right() + m_metrics.cell / 2, m_top + m_metrics.ascent), rest);
    }

    void paintGutter()
    {
        QFont font = m_metrics.font;
        font.setPixelSize(11);
        m_painter.setFont(font);
        m_painter.setPen(m_theme.textFaint);
        m_painter.drawText(QRectF(0, m_top, m_metrics.gutter - m_metrics.foldMark, m_metrics.row), Qt::AlignRight | Qt::AlignVCenter,
                           QString::number(m_line + 1));
        m_painter.setFont(m_metrics.font);
        if (m_text.foldAt(m_line) == nullptr)
            return;
        const QRectF mark(m_metrics.gutter - m_metrics.foldMark + 2, m_top + (m_metrics.row - 12) / 2.0, 12, 12);
        paintIcon(m_painter, mark, m_scene.folding->isClosed(m_line) ? Icon::ChevronRight : Icon::ChevronDown, m_theme.textFaint);
    }

private:
    [[nodiscard]] double x(qsizetype position) const
    {
        return m_metrics.gutter + CodeMetrics::margin + double(m_text.cellOf(position)) * m_metrics.cell - double(m_scene.scroll);
    }

    void fillText(qsizetype from, qsizetype to, const QColor &colour, bool overBreak = false)
    {
        const qsizetype start = std::max(from, m_from);
        const qsizetype end = std::min(to, m_to);
        if (start > end || (start == end && !overBreak))
            return;
        const double left = x(start);
        const double right = x(end) + (overBreak && end == m_text.lineEnd(m_line) ? m_metrics.cell : 0);
        m_painter.fillRect(QRectF(left, m_top, right - left, m_metrics.row), colour);
    }

    void paintMatches()
    {
        if (m_scene.matches == nullptr || m_scene.matchLength == 0)
            return;
        const auto end = m_scene.matches->cend();
        for (auto match = std::lower_bound(m_scene.matches->cbegin(), end, m_from - m_scene.matchLength + 1); match != end && *match < m_to; ++match) {
            const bool current = *match == m_scene.currentMatch;
            fillText(*match, *match + m_scene.matchLength, mixed(m_theme.tone(Tone::Warning).solid, m_theme.surface, current ? 0.75 : 0.3));
        }
    }

    /// One colour. Plain letters go out together, everything else on the cells it takes.
    void paintRun(qsizetype from, qsizetype to)
    {
        const QString &text = m_text.text();
        for (qsizetype at = from; at < to;) {
            qsizetype end = at;
            while (end < to && isAscii(text[end]))
                ++end;
            if (end > at) {
                m_painter.drawText(QPointF(x(at), m_top + m_metrics.ascent), text.sliced(at, end - at));
                at = end;
                continue;
            }
            const ShownChar shown = shownChar(text, at);
            if (shown.mark != CharMark::None) {
                paintMark(at, shown);
                at += shown.units;
                continue;
            }
            end = m_text.next(at);
            while (isJoined(text[at]) && end < to && end - at < longestJoined && isJoined(text[end]))
                end = m_text.next(end);
            end = std::max(std::min(end, to), at + shown.units);
            if (text[at] != u'\t')
                m_painter.drawText(QPointF(x(at), m_top + m_metrics.ascent), text.sliced(at, end - at));
            at = end;
        }
    }

    void paintMark(qsizetype at, ShownChar shown)
    {
        const QPen pen = m_painter.pen();
        const Tone tone = shown.mark == CharMark::Control ? Tone::Neutral : shown.mark == CharMark::Hidden ? Tone::Warning : Tone::Bad;
        const ToneColours colours = m_theme.tone(tone);
        const QRectF box(x(at) + 0.5, m_top + 2, shown.cells * m_metrics.cell - 1, m_metrics.row - 4);
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colours.soft);
        m_painter.drawRoundedRect(box, 3, 3);
        QFont font = m_metrics.font;
        font.setPixelSize(10);
        m_painter.setFont(font);
        m_painter.setPen(colours.text);
        m_painter.drawText(box, Qt::AlignCenter, markText(m_text.text(), at));
        m_painter.restore();
        m_painter.setPen(pen);
    }

    QPainter &m_painter;
    const Theme &m_theme;
    const CodeScene &m_scene;
    const CodeText &m_text;
    const CodeMetrics &m_metrics;
    qsizetype m_line;
    int m_top;
    qsizetype m_from = 0; ///< of what is in sight of the line
    qsizetype m_to = 0;
};

} // namespace

CodeMetrics codeMetrics(qsizetype lines)
{
    CodeMetrics metrics;
    metrics.font = fontFor(TextRole::Mono);
    const QFontMetricsF measured(metrics.font);
    metrics.cell = measured.horizontalAdvance(QLatin1Char('0'));
    metrics.row = int(std::ceil(measured.height())) + 1;
    metrics.ascent = int(std::round(measured.ascent()));
    const auto digits = int(QString::number(std::max<qsizetype>(1, lines)).size());
    metrics.gutter = int(metrics.cell * std::max(2, digits)) + 10 + metrics.foldMark;
    return metrics;
}

QRectF foldChip(const CodeScene &scene, qsizetype row)
{
    const qsizetype line = scene.folding->lineOfRow(row);
    if (!scene.folding->isClosed(line))
        return {};
    const CodeMetrics &metrics = scene.metrics;
    const double left = metrics.gutter + CodeMetrics::margin + (double(scene.text->cellOf(scene.text->lineEnd(line))) + 0.5) * metrics.cell - double(scene.scroll);
    return {left, double(row - scene.firstRow) * metrics.row + 2.0, folderChipCells * metrics.cell, metrics.row - 4.0};
}

void paintCode(QPainter &painter, const Theme &theme, const CodeScene &scene)
{
    painter.fillRect(scene.area, theme.surface);
    const int height = scene.metrics.row;
    const qsizetype first = scene.firstRow + scene.area.top() / height;
    const qsizetype last = std::min(scene.folding->rowCount() - 1, scene.firstRow + scene.area.bottom() / height);
    painter.setFont(scene.metrics.font);
    for (qsizetype row = first; row <= last; ++row) {
        RowPainter line(painter, theme, scene, row);
        line.paintGround();
        line.paintText();
        line.paintFold(foldChip(scene, row));
        line.paintCaret();
        // Over what is scrolled to the left.
        painter.fillRect(QRect(0, int(row - scene.firstRow) * height, scene.metrics.gutter - 3, height), theme.surface);
        line.paintGutter();
    }
}

} // namespace console

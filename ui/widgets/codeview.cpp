// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/codeview.h"

#include "ui/theme/theme.h"
#include "ui/widgets/jsonhighlighter.h"

#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace console {

namespace {

/// Bidirectional controls reorder what is read (Unicode UAX #9), so they are shown by their JSON escapes.
bool reorders(QChar c)
{
    return c == u'\u061c' || c == u'\u200e' || c == u'\u200f' || (c >= u'\u202a' && c <= u'\u202e')
        || (c >= u'\u2066' && c <= u'\u2069');
}

QString withVisibleControls(const QString &text)
{
    if (std::none_of(text.cbegin(), text.cend(), reorders))
        return text;
    QString shown;
    for (const QChar c : text) {
        if (reorders(c))
            shown += QStringLiteral("\\u") + QString::number(c.unicode(), 16).rightJustified(4, QLatin1Char('0'));
        else
            shown += c;
    }
    return shown;
}

} // namespace

/// The strip with the line numbers.
class CodeView::Gutter : public QWidget
{
public:
    explicit Gutter(CodeView *view) : QWidget(view), m_view(view) {}

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        m_view->paintGutter(painter, rect());
    }

private:
    CodeView *m_view;
};

CodeView::CodeView(const QString &name, QWidget *parent)
    : QPlainTextEdit(parent), m_gutter(new Gutter(this)), m_highlighter(new JsonHighlighter(document()))
{
    setAccessibleName(name);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setFont(fontFor(TextRole::Mono));
    document()->setDocumentMargin(8);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeView::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this] { m_gutter->update(); });
    refreshColours();
    placeGutter();
}

QString CodeView::displayed(const QString &text)
{
    QString shown;
    qsizetype at = 0;
    while (at < text.size() && at < displayLimit) {
        qsizetype end = text.indexOf(QLatin1Char('\n'), at);
        if (end < 0)
            end = text.size();
        if (end - at > lineLimit) {
            if (shown.isNull()) // the first cut: until here the text is what was given
                shown = text.left(at);
            shown += QStringView(text).mid(at, lineLimit);
            shown += tr(" … %1 more characters in this line").arg(end - at - lineLimit);
        } else if (!shown.isNull()) {
            shown += QStringView(text).mid(at, end - at);
        }
        if (!shown.isNull() && end < text.size())
            shown += QLatin1Char('\n');
        at = end + 1;
    }
    if (shown.isNull())
        shown = text.size() > displayLimit ? text.left(at) : text;
    if (at < text.size())
        shown += tr("… %1 more characters").arg(text.size() - at);
    return shown;
}

void CodeView::setCode(const QString &text, Syntax syntax)
{
    if (text == m_text && syntax == m_syntax)
        return;
    m_text = text;
    m_syntax = syntax;
    m_highlighter->setActive(syntax == Syntax::Json && text.size() <= highlightLimit);
    setPlainText(withVisibleControls(displayed(text)));
    placeGutter();
}

int CodeView::gutterWidth() const
{
    const auto digits = int(QString::number(std::max(1, blockCount())).size());
    return fontMetrics().horizontalAdvance(QLatin1Char('9')) * std::max(2, digits) + 26;
}

void CodeView::placeGutter()
{
    const int width = gutterWidth();
    setViewportMargins(width, 0, 0, 0);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), width, inside.height());
}

void CodeView::paintGutter(QPainter &painter, const QRect &area) const
{
    const Theme &theme = themeOf(this);
    painter.fillRect(area, theme.surface);
    QFont font = fontFor(TextRole::Mono);
    font.setPixelSize(11);
    painter.setFont(font);
    painter.setPen(theme.disabled);
    QTextBlock block = firstVisibleBlock();
    QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    while (block.isValid() && place.top() <= area.bottom()) {
        const QRectF number(0, place.top(), area.width() - 14, fontMetrics().lineSpacing());
        painter.drawText(number, Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
        block = block.next();
        place.moveTop(place.bottom());
        place.setHeight(blockBoundingRect(block).height());
    }
}

void CodeView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (m_highlighter && (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange))
        refreshColours();
}

void CodeView::refreshColours()
{
    m_highlighter->setTheme(themeOf(this));
    m_gutter->update();
}

} // namespace console

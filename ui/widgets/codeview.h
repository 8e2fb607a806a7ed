// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

namespace console {

class JsonHighlighter;

/// Read-only text with line numbers: payloads, headers, hex. The text is shown as it is, never interpreted. JSON is coloured
/// up to highlightLimit characters. What is longer than displayLimit, and lines longer than lineLimit, are cut for display
/// and say so there: laying out one line of 1 MB would hold the window for half a second. GUI thread.
class CodeView : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr qsizetype highlightLimit = 1024 * 1024;
    static constexpr qsizetype displayLimit = 4 * 1024 * 1024;
    static constexpr qsizetype lineLimit = 20'000;

    /// `name` is the accessible name ("Payload").
    explicit CodeView(const QString &name, QWidget *parent = nullptr);

    enum class Syntax { Plain, Json };
    /// The text cut to the limits above; unchanged when it is within them. Pure.
    [[nodiscard]] static QString displayed(const QString &text);
    /// Replaces the text; keeps the scroll position when it is the same text.
    void setCode(const QString &text, Syntax syntax);
    [[nodiscard]] int gutterWidth() const;
    void paintGutter(QPainter &painter, const QRect &area) const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Gutter;
    void placeGutter();
    void refreshColours();

    Gutter *m_gutter = nullptr;
    JsonHighlighter *m_highlighter = nullptr;
    QString m_text;
    Syntax m_syntax = Syntax::Plain;
};

} // namespace console

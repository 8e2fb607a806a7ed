// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

namespace console {

class JsonHighlighter;

/// Read-only text with line numbers: payloads, headers, hex. The text is shown as it is, never interpreted. JSON is coloured
/// up to highlightLimit bytes; what is longer than displayLimit is cut and says so in the last line. GUI thread.
class CodeView : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr qsizetype highlightLimit = 1024 * 1024;
    static constexpr qsizetype displayLimit = 8 * 1024 * 1024;

    /// `name` is the accessible name ("Payload").
    explicit CodeView(const QString &name, QWidget *parent = nullptr);

    enum class Syntax { Plain, Json };
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

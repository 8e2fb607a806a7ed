// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"

#include <QSyntaxHighlighter>

namespace console {

/// Colours JSON line by line from jsonSpans(); pretty-printed JSON has no token over a line break. GUI thread.
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    explicit JsonHighlighter(QTextDocument *document);
    void setTheme(const Theme &theme);
    /// Off while the text is too long or no JSON.
    void setActive(bool active);

protected:
    void highlightBlock(const QString &text) override;

private:
    bool m_active = false;
    QTextCharFormat m_formats[5];
};

} // namespace console

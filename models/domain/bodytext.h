// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QVector>

namespace console {

/// The ways in which a JSON writer may have spelled a text: as UTF-8, with every character beyond ASCII as \uXXXX
/// (RFC 8259 section 7; hex digits all lower or all upper case), each of them with `/` plain and as `\/`. As it is written
/// comes first; no spelling comes twice. A body holds a text when it has one of them in it; one that mixes spellings
/// within the text is not found.
[[nodiscard]] QVector<QByteArray> bodySpellings(const QString &text);

/// Looks for a text in bodies. A value; const functions may be called from several threads.
class BodyNeedle
{
public:
    BodyNeedle() = default;
    explicit BodyNeedle(const QString &text) : m_spellings(bodySpellings(text)) {}

    [[nodiscard]] const QVector<QByteArray> &spellings() const { return m_spellings; }
    /// An empty text is in every body.
    [[nodiscard]] bool isIn(QByteArrayView body) const;

private:
    QVector<QByteArray> m_spellings;
};

/// The place of `needle` in `text`, -1 when it is not there. Empty needle: 0.
[[nodiscard]] qsizetype findBytes(QByteArrayView text, QByteArrayView needle);

} // namespace console

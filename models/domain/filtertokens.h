// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"

#include <QStringView>
#include <QVector>

namespace console {

// The rules that reading a filter and looking at its text have in common.
/// What stands between terms.
[[nodiscard]] inline bool isFilterBlank(QChar c)
{
    return c == u' ' || c == u'\t';
}
/// The key that a person writes so; nullopt: none.
[[nodiscard]] std::optional<FilterKey> filterKeyNamed(QStringView name);
/// The end of what stands together from `at` on. A parenthesis within belongs to it unless it closes a group (`inGroup`).
[[nodiscard]] qsizetype filterWordEnd(QStringView text, qsizetype at, bool inGroup);

enum class FilterTokenKind {
    Key,   ///< a known key with its colon
    Value, ///< what stands behind a colon
    Text,  ///< a bare word or quoted text, and whatever is not understood
    Not,   ///< `-` or `not`
    And,
    Or,
    Open,
    Close
};

/// A stretch of a filter's text, from 0 in UTF-16 units. `depth`: parentheses open around it (their own not counted).
struct FilterToken
{
    qsizetype from = 0;
    qsizetype length = 0;
    FilterTokenKind kind = FilterTokenKind::Text;
    int depth = 0;
    bool operator==(const FilterToken &) const = default;
};

/// The tokens of a filter's text from left to right, for colouring it and for changing a part of it; blanks belong to none.
/// Reads what readFilter reads as it does, and makes the best of anything else. Pure.
[[nodiscard]] QVector<FilterToken> filterTokens(QStringView text);

/// A term of the outermost level with its signs, or a group with its parentheses.
struct FilterPiece
{
    qsizetype from = 0;
    qsizetype length = 0;
    bool operator==(const FilterPiece &) const = default;
};

struct FilterPieces
{
    QVector<FilterPiece> pieces;
    bool choice = false; ///< joined by `or`: none of them holds for the whole filter
    bool operator==(const FilterPieces &) const = default;
};

[[nodiscard]] FilterPieces filterPieces(QStringView text);

} // namespace console

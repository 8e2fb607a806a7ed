// SPDX-License-Identifier: Apache-2.0
#include "models/domain/filternumber.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct Sign
{
    QStringView text;
    FilterComparison comparison;
};
constexpr Sign signs[] = {{u">=", FilterComparison::GreaterOrEqual}, {u"<=", FilterComparison::LessOrEqual},
                          {u">", FilterComparison::Greater},         {u"<", FilterComparison::Less},
                          {u"=", FilterComparison::Equal},           {u"", FilterComparison::Equal}};

struct Unit
{
    QStringView name;
    double bytes;
};
/// As the window shows sizes: a KB is 1,000 bytes.
constexpr Unit units[] = {{u"kib", 1024.0}, {u"mib", 1048576.0}, {u"gib", 1073741824.0}, {u"kb", 1e3}, {u"mb", 1e6}, {u"gb", 1e9},
                          {u"k", 1e3},      {u"m", 1e6},         {u"b", 1.0},            {u"", 1.0}};
constexpr qsizetype mostDigits = 15; ///< exact as a double too

/// Digits, for `fraction` also a point and more of them.
std::optional<double> plainNumber(QStringView text, bool fraction)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const bool known = std::all_of(text.begin(), text.end(), [&](QChar c) { return isDigit(c) || (fraction && c == u'.'); });
    if (!known || text.isEmpty() || text.size() > mostDigits || text.count(u'.') > 1 || !isDigit(text.front()) || !isDigit(text.back()))
        return std::nullopt;
    return text.toDouble();
}

} // namespace

bool readFilterNumber(FilterTerm &term)
{
    QString value = term.value.toLower();
    value.removeIf([](QChar c) { return c == u' ' || c == u'\t'; });
    QStringView rest = value;
    const Sign &sign = *std::find_if(std::begin(signs), std::end(signs), [rest](const Sign &one) { return rest.startsWith(one.text); });
    rest = rest.sliced(sign.text.size());
    double factor = 1;
    if (term.key == FilterKey::Size) {
        const Unit &unit = *std::find_if(std::begin(units), std::end(units), [rest](const Unit &one) { return rest.endsWith(one.name); });
        rest = rest.chopped(unit.name.size());
        factor = unit.bytes;
    }
    const auto number = plainNumber(rest, term.key == FilterKey::Size);
    if (!number || *number * factor > 9e15)
        return false;
    term.value = value;
    term.comparison = sign.comparison;
    term.number = std::llround(*number * factor);
    return true;
}

} // namespace console

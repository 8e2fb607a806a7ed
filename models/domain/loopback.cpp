// SPDX-License-Identifier: Apache-2.0
#include "models/domain/loopback.h"

#include <QStringView>
#include <QVector>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// 127.0.0.0/8 in the one form with four plain decimal numbers: `127.1`, `0177.0.0.1` and `2130706433` mean different
/// things to different resolvers.
bool isLoopbackIpv4(QStringView host)
{
    const auto numbers = host.split(u'.');
    if (numbers.size() != 4 || numbers.first() != u"127")
        return false;
    return std::all_of(numbers.begin(), numbers.end(), [](QStringView number) {
        if (number.isEmpty() || number.size() > 3 || !std::all_of(number.begin(), number.end(), isDigit))
            return false;
        return (number.size() == 1 || number.front() != u'0') && number.toInt() <= 255;
    });
}

} // namespace

bool isLoopbackHost(const QString &host)
{
    const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
    const QString bare = bracketed ? host.sliced(1, host.size() - 2) : host;
    if (bare == u"::1" || bare == u"0:0:0:0:0:0:0:1")
        return true;
    return !bracketed && (host == u"localhost" || isLoopbackIpv4(host));
}

} // namespace console

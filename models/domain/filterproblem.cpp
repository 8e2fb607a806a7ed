// SPDX-License-Identifier: Apache-2.0
#include "models/domain/filterproblem.h"

#include "models/domain/errortext.h"
#include "models/domain/nearest.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString sentence(const QString &part)
{
    if (part.isEmpty())
        return {};
    const QString text = escapedForLine(QString(part.left(1).toUpper() + part.mid(1)));
    return text.endsWith(u'?') ? text : QString(text + u'.');
}

/// What people write in other tools for our keys.
struct OtherName
{
    QStringView written;
    QStringView key;
};
constexpr OtherName otherNames[] = {{u"status", u"state"},   {u"outcome", u"state"},   {u"from", u"since"},       {u"after", u"since"},
                                    {u"before", u"until"},   {u"to", u"until"},        {u"event", u"type"},       {u"customer", u"org"},
                                    {u"company", u"org"},    {u"system", u"tool"},     {u"number", u"seq"},       {u"code", u"answer"},
                                    {u"payload", u"body"},   {u"text", u"body"},       {u"attempts", u"deliveries"}, {u"note", u"comment"},
                                    {u"signature", u"verdict"}, {u"organisation", u"org"}};

} // namespace

QStringList filterKeyNames()
{
    QStringList names;
    for (const FilterKey key : filterKeys())
        names.append(filterKeyName(key));
    return names;
}

QString meantFilterKey(const QString &name)
{
    const auto known = std::find_if(std::begin(otherNames), std::end(otherNames),
                                    [&](const OtherName &one) { return name.compare(one.written, Qt::CaseInsensitive) == 0; });
    return known != std::end(otherNames) ? known->key.toString() : nearestOf(name, filterKeyNames()).value(0);
}

Error filterError(const FilterProblem &problem)
{
    const QString hint = problem.hint.isEmpty() ? QString() : QString(u"; "_s + problem.hint);
    return {ErrorKind::InvalidInput, problem.code, u"column "_s + QString::number(problem.column) + u": "_s + problem.what + hint};
}

QString problemSentence(const FilterProblem &problem)
{
    return QString(sentence(problem.what) + u' ' + sentence(problem.hint)).trimmed();
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "models/domain/filterproblem.h"

#include "models/domain/errortext.h"

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

} // namespace

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

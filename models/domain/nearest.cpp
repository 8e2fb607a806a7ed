// SPDX-License-Identifier: Apache-2.0
#include "models/domain/nearest.h"

#include <QVector>

#include <algorithm>

namespace console {

namespace {

constexpr qsizetype longest = 64;

bool hasWordNear(const QString &word, const QString &text, int within)
{
    const QStringList parts = text.split(u' ');
    return parts.size() > 1 && std::any_of(parts.begin(), parts.end(), [&](const QString &part) {
        return part.size() > 2 && editDistance(word, part) <= std::min(within, int(part.size()) / 2);
    });
}

} // namespace

int editDistance(QStringView a, QStringView b)
{
    if (a.size() > longest || b.size() > longest)
        return int(std::max(a.size(), b.size()));
    const QString from = a.toString().toCaseFolded();
    const QString to = b.toString().toCaseFolded();
    QVector<int> twoBack(to.size() + 1);
    QVector<int> back(to.size() + 1);
    QVector<int> row(to.size() + 1);
    for (qsizetype j = 0; j <= to.size(); ++j)
        back[j] = int(j);
    for (qsizetype i = 1; i <= from.size(); ++i) {
        row[0] = int(i);
        for (qsizetype j = 1; j <= to.size(); ++j) {
            const int change = from[i - 1] == to[j - 1] ? 0 : 1;
            row[j] = std::min({back[j] + 1, row[j - 1] + 1, back[j - 1] + change});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                row[j] = std::min(row[j], twoBack[j - 2] + 1);
        }
        std::swap(twoBack, back);
        std::swap(back, row);
    }
    return back.last();
}

QStringList nearestOf(const QString &word, const QStringList &known, qsizetype most)
{
    if (word.isEmpty())
        return {};
    struct Candidate
    {
        int distance;
        QString text;
    };
    const int within = int(word.size() + 2) / 3;
    constexpr int partly = 1000;
    QVector<Candidate> candidates;
    for (const QString &text : known) {
        const int distance = editDistance(word, text);
        if (distance <= within && distance < text.size())
            candidates.append({distance, text});
        else if (hasWordNear(word, text, within))
            candidates.append({partly - 1, text});
        else if (word.size() > 1 && text.startsWith(word, Qt::CaseInsensitive))
            candidates.append({partly, text});
        else if (word.size() > 2 && (text.contains(word, Qt::CaseInsensitive) || (text.size() > 2 && word.startsWith(text, Qt::CaseInsensitive))))
            candidates.append({partly + 1, text});
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) { return a.distance < b.distance; });
    QStringList nearest;
    for (const Candidate &candidate : candidates) {
        if (nearest.size() < most)
            nearest.append(candidate.text);
    }
    return nearest;
}

} // namespace console

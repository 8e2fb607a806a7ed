// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/command.h"

#include <algorithm>
#include <utility>

namespace console {
namespace {

// Smaller is better; -1: not found.
int wordScore(const QString &in, const QString &word)
{
    const qsizetype at = in.indexOf(word, 0, Qt::CaseInsensitive);
    if (at == 0)
        return 0;
    if (at > 0)
        return in.at(at - 1).isLetterOrNumber() ? 20 : 5;
    qsizetype from = 0;
    for (const QChar letter : word) {
        from = in.indexOf(letter, from, Qt::CaseInsensitive);
        if (from < 0)
            return -1;
        ++from;
    }
    return 60;
}

int score(const Command &command, const QStringList &words)
{
    int sum = 0;
    for (const QString &word : words) {
        int best = wordScore(command.title, word);
        const auto better = [&best](int other) {
            if (other >= 0 && (best < 0 || other < best))
                best = other;
        };
        const int group = wordScore(command.group, word);
        if (group >= 0 && group < 60)
            better(group + 10);
        for (const QString &more : command.words) {
            const int found = wordScore(more, word);
            if (found >= 0 && found < 60)
                better(found + 8);
        }
        if (best < 0)
            return -1;
        sum += best;
    }
    return sum;
}

} // namespace

QVector<int> matchingCommands(const QVector<Command> &commands, const QString &text)
{
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QVector<std::pair<int, int>> found;
    for (int i = 0; i < commands.size(); ++i) {
        const int value = score(commands.at(i), words);
        if (value >= 0)
            found.append({value, i});
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QVector<int> order;
    for (const auto &one : std::as_const(found))
        order.append(one.second);
    return order;
}

} // namespace console

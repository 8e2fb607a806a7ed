// SPDX-License-Identifier: Apache-2.0
#include "models/domain/jsondiff.h"

#include <QHash>

#include <algorithm>
#include <optional>

namespace console {

namespace {

/// A number as sign, digits and power of ten, without what does not count: `-0.50e1` and `-5` are the same.
struct Decimal
{
    bool negative = false;
    QByteArray digits; ///< neither end is a zero; empty: the number is 0
    qint64 exponent = 0; ///< of the last digit
    bool operator==(const Decimal &) const = default;
};

std::optional<Decimal> decimal(QByteArrayView text)
{
    Decimal number;
    qsizetype at = 0;
    if (at < text.size() && text[at] == '-')
        number.negative = ++at > 0;
    bool fraction = false;
    for (; at < text.size() && text[at] != 'e' && text[at] != 'E'; ++at) {
        if (text[at] == '.') {
            fraction = true;
            continue;
        }
        number.digits += text[at];
        number.exponent -= fraction ? 1 : 0;
    }
    if (at < text.size()) {
        bool ok = false;
        const qint64 power = text.sliced(at + 1).toLongLong(&ok);
        if (!ok || std::abs(power) > 1'000'000'000'000)
            return std::nullopt; // such a number is the same only when written the same
        number.exponent += power;
    }
    while (number.digits.endsWith('0')) {
        number.digits.chop(1);
        ++number.exponent;
    }
    qsizetype zeros = 0;
    while (zeros < number.digits.size() && number.digits.at(zeros) == '0')
        ++zeros;
    number.digits.remove(0, zeros);
    return number.digits.isEmpty() ? Decimal() : number;
}

bool sameScalar(JsonKind kind, QByteArrayView a, QByteArrayView b)
{
    if (a == b)
        return true;
    if (kind == JsonKind::String)
        return (a.contains('\\') || b.contains('\\')) && jsonValueText(a) == jsonValueText(b);
    if (kind != JsonKind::Number)
        return false;
    const auto first = decimal(a);
    return first && first == decimal(b);
}

/// What is to be looked at: two nodes that stand for each other, or one that has no counterpart (-1).
struct Task
{
    qint32 before;
    qint32 after;
};

class Differ
{
public:
    Differ(const JsonNodes &before, const JsonNodes &after, JsonDiff &diff) : m_before(before), m_after(after), m_diff(diff) {}

    void run()
    {
        m_tasks.append({0, 0});
        while (!m_tasks.isEmpty() && !m_diff.truncated)
            look(m_tasks.takeLast());
    }

private:
    void look(Task task)
    {
        if (task.after < 0)
            return report(task, JsonChange::Removed);
        if (task.before < 0)
            return report(task, JsonChange::Added);
        const JsonKind kind = m_before.kind(task.before);
        const bool container = kind <= JsonKind::Array;
        const QByteArrayView a = m_before.value(task.before);
        const QByteArrayView b = m_after.value(task.after);
        if (kind != m_after.kind(task.after) || (!container && !sameScalar(kind, a, b)))
            report(task, JsonChange::Changed);
        else if (container && a != b)
            pair(task, kind == JsonKind::Object);
    }

    /// The name by which a child is found on the other side: unique among its siblings by the count of its occurrence.
    struct Name
    {
        QString text;
        int kind; ///< 0 key, 1 id, 2 place
        int occurrence;
        bool operator==(const Name &) const = default;
        friend size_t qHash(const Name &name, size_t seed = 0) { return qHashMulti(seed, name.text, name.kind, name.occurrence); }
    };

    static QVector<Name> names(const JsonNodes &nodes, const QVector<qint32> &children, bool object)
    {
        QVector<Name> list;
        QHash<std::pair<int, QString>, int> seen;
        for (const qint32 child : children) {
            Name name{{}, 2, 0};
            if (object) {
                name = {nodes.keyText(child), 0, 0};
            } else if (const qint32 id = nodes.child(child, u"id"); id >= 0 && (nodes.kind(id) == JsonKind::String || nodes.kind(id) == JsonKind::Number)) {
                name = {(nodes.kind(id) == JsonKind::String ? u"s" : u"n") + jsonValueText(nodes.value(id)), 1, 0};
            }
            name.occurrence = seen[{name.kind, name.text}]++;
            list.append(name);
        }
        return list;
    }

    void pair(Task task, bool object)
    {
        const QVector<qint32> before = m_before.children(task.before);
        const QVector<qint32> after = m_after.children(task.after);
        const QVector<Name> beforeNames = names(m_before, before, object);
        const QVector<Name> afterNames = names(m_after, after, object);
        QHash<Name, qint32> others;
        for (qsizetype i = 0; i < after.size(); ++i)
            others.insert(afterNames.at(i), after.at(i));
        QVector<Task> tasks;
        for (qsizetype i = 0; i < before.size(); ++i) {
            const auto other = others.find(beforeNames.at(i));
            tasks.append({before.at(i), other == others.end() ? -1 : *other});
            if (other != others.end())
                others.erase(other);
        }
        for (qsizetype i = 0; i < after.size(); ++i) {
            if (others.contains(afterNames.at(i)))
                tasks.append({-1, after.at(i)});
        }
        std::reverse(tasks.begin(), tasks.end());
        m_tasks += tasks;
    }

    void report(Task task, JsonChange change)
    {
        if (m_diff.differences.size() == mostDifferences) {
            m_diff.truncated = true;
            return;
        }
        const bool added = change == JsonChange::Added;
        m_diff.differences.append({added ? m_after.path(task.after) : m_before.path(task.before), change,
                                   task.before < 0 ? QByteArray() : m_before.value(task.before).toByteArray(),
                                   task.after < 0 ? QByteArray() : m_after.value(task.after).toByteArray(), task.before, task.after});
    }

    const JsonNodes &m_before;
    const JsonNodes &m_after;
    JsonDiff &m_diff;
    QVector<Task> m_tasks; ///< what comes next is last
};

} // namespace

JsonDiff jsonDiff(const JsonNodes &before, const JsonNodes &after)
{
    JsonDiff diff;
    diff.bytesEqual = before.text() == after.text();
    diff.comparable = !before.isEmpty() && !after.isEmpty();
    if (diff.comparable && !diff.bytesEqual)
        Differ(before, after, diff).run();
    return diff;
}

JsonDiff jsonDiff(const QByteArray &before, const QByteArray &after)
{
    return jsonDiff(JsonNodes(before), JsonNodes(after));
}

} // namespace console

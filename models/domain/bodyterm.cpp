// SPDX-License-Identifier: Apache-2.0
#include "models/domain/bodyterm.h"

#include "models/domain/filter.h"

namespace console {

namespace {

constexpr qsizetype longestValue = 120;

std::optional<FilterKey> knownKey(const QString &path, const QString &name, const QString &text, const PayloadFacts &facts)
{
    if (path == u"$.id")
        return FilterKey::Id;
    if (path == u"$.type")
        return FilterKey::Type;
    if (text == facts.integrationId && (name == u"id" || name.endsWith(u"integration_id")))
        return FilterKey::Integration;
    if (text == facts.tool && name.endsWith(u"tool"))
        return FilterKey::Tool;
    if (text == facts.category && name.endsWith(u"category"))
        return FilterKey::Category;
    if (facts.endUser && text == facts.endUser->organizationName && name == u"organization_name")
        return FilterKey::Organization;
    if (text == facts.outcome && (name.endsWith(u"state") || name.endsWith(u"status") || name.endsWith(u"change")))
        return FilterKey::State;
    return std::nullopt;
}

} // namespace

std::optional<ValueTerm> bodyTerm(const JsonNodes &nodes, qint32 node, const PayloadFacts &facts)
{
    if (node < 0 || node >= nodes.count() || nodes.isContainer(node))
        return std::nullopt;
    const QByteArrayView value = nodes.value(node);
    if (nodes.kind(node) != JsonKind::String) {
        const qint32 key = nodes.at(node).key;
        if (key < 0)
            return std::nullopt;
        const QByteArrayView member = QByteArrayView(nodes.text()).sliced(key, nodes.at(node).end - key);
        if (member.size() > longestValue)
            return std::nullopt;
        return ValueTerm{filterKeyName(FilterKey::Body), QString::fromUtf8(member)};
    }
    if (value.size() <= 2)
        return std::nullopt;
    const QString text = jsonValueText(value);
    if (const auto key = knownKey(nodes.path(node), nodes.keyText(node), text, facts))
        return ValueTerm{filterKeyName(*key), text};
    // A body is searched as bytes, so that an escape must be asked for as it was written.
    return ValueTerm{filterKeyName(FilterKey::Body), QString::fromUtf8(value.sliced(1, value.size() - 2)).left(longestValue)};
}

} // namespace console

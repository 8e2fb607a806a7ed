// SPDX-License-Identifier: Apache-2.0
#include "models/tables/comparisonloader.h"

namespace console {

namespace {

Result<Comparison::Side> readSide(StoreReader &reader, const EventRef &key)
{
    const Result<EventDetail> detail = reader.eventDetail(key.seq, key.rejected);
    if (!detail)
        return tl::unexpected<Error>(detail.error());
    return Comparison::Side{key, detail->row, makeBodyViews(detail->body)};
}

} // namespace

LineRange prettyRange(const BodyViews &views, qint32 node)
{
    if (node < 0)
        return {};
    const JsonNodes &nodes = *views.nodes;
    const qint32 first = views.prettyLines.at(node);
    if (nodes.at(node).children == 0)
        return {first, first};
    // Behind the last value it holds come the closing brackets, its own last.
    qint32 at = nodes.at(node).next - 1;
    qint32 last = views.prettyLines.at(at);
    for (; at != node; at = nodes.at(at).parent)
        ++last;
    return {first, last};
}

Result<std::shared_ptr<const Comparison>> compareEvents(StoreReader &reader, const EventRef &left, const EventRef &right)
{
    Result<Comparison::Side> one = readSide(reader, left);
    if (!one)
        return tl::unexpected<Error>(one.error());
    Result<Comparison::Side> other = readSide(reader, right);
    if (!other)
        return tl::unexpected<Error>(other.error());
    auto comparison = std::make_shared<Comparison>();
    comparison->left = std::move(*one);
    comparison->right = std::move(*other);
    comparison->diff = jsonDiff(*comparison->left.body->nodes, *comparison->right.body->nodes);
    for (const JsonDifference &difference : std::as_const(comparison->diff.differences))
        comparison->lines.append({prettyRange(*comparison->left.body, difference.beforeNode), prettyRange(*comparison->right.body, difference.afterNode)});
    return std::shared_ptr<const Comparison>(std::move(comparison));
}

ComparisonLoader::ComparisonLoader(ReadPool &pool, QObject *parent) : QObject(parent), m_pool(pool) {}

void ComparisonLoader::load(const EventRef &left, const EventRef &right)
{
    m_pool.read<std::shared_ptr<const Comparison>>(
        this, [left, right](StoreReader &reader) { return compareEvents(reader, left, right); },
        [this, round = ++m_round](Result<std::shared_ptr<const Comparison>> comparison) {
            if (round != m_round)
                return;
            if (comparison)
                Q_EMIT compared(*comparison);
            else if (comparison.error().kind != ErrorKind::Cancelled)
                Q_EMIT failed(comparison.error());
        });
}

} // namespace console

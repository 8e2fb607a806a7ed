// SPDX-License-Identifier: Apache-2.0
#include "models/domain/payload.h"

#include "models/domain/jsonscan.h"

#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// The values of some members of an object by name. Of members written twice the last one counts, as in JavaScript,
/// in which Kombo's senders and most receivers are written.
template <std::size_t N> class Members
{
public:
    Members(QByteArrayView object, const std::array<const char *, N> &names) : m_names(names)
    {
        JsonWalker walker(object);
        while (walker.next()) {
            for (std::size_t i = 0; i < N; ++i) {
                if (walker.keyIs(m_names[i])) {
                    m_values[i] = walker.value();
                    break;
                }
            }
        }
    }

    [[nodiscard]] QByteArrayView raw(QByteArrayView name) const
    {
        for (std::size_t i = 0; i < N; ++i) {
            if (name == m_names[i])
                return m_values[i];
        }
        Q_UNREACHABLE();
    }

    /// Null unless it is a string.
    [[nodiscard]] QString text(QByteArrayView name) const { return jsonString(raw(name)).value_or(QString()); }

    /// As text, but an empty one tells nothing either.
    [[nodiscard]] QString identifier(QByteArrayView name) const
    {
        const QString value = text(name);
        return value.isEmpty() ? QString() : value;
    }

    [[nodiscard]] std::optional<Timestamp> time(QByteArrayView name) const
    {
        const auto value = jsonString(raw(name));
        return value ? parseTimestamp(*value) : std::nullopt;
    }

private:
    const std::array<const char *, N> &m_names;
    std::array<QByteArrayView, N> m_values;
};

constexpr std::array rootNames{"id", "type", "data"};
constexpr std::array dataNames{"id", "integration_id", "integration_tool", "integration_category", "tool", "category",
                               "end_user", "log_url", "deleted_at", "state", "setup_status", "qa_status", "updated_at",
                               "sync_id", "sync_state", "sync_started_at", "sync_ended_at", "sync_duration_seconds",
                               "changed_models", "change", "issue", "integration", "status", "availability"};
constexpr std::array endUserNames{"organization_name", "creator_email", "origin_id"};
constexpr std::array integrationNames{"id", "tool", "category", "end_user"};
constexpr std::array issueNames{"id", "type", "title", "status", "first_observed_at", "resolved_at"};

using Data = Members<dataNames.size()>;

bool isObject(QByteArrayView value)
{
    return value.startsWith('{');
}

std::optional<EndUser> endUserOf(QByteArrayView value)
{
    if (!isObject(value))
        return std::nullopt;
    const Members members(value, endUserNames);
    return EndUser{members.text("organization_name"), members.text("creator_email"), members.text("origin_id")};
}

std::optional<std::chrono::seconds> durationOf(QByteArrayView value)
{
    bool isNumber = false;
    const double seconds = value.isEmpty() || value.startsWith('"') ? 0 : value.toByteArray().toDouble(&isNumber);
    // A year is far beyond any sync; more is no duration but an accident.
    if (!isNumber || seconds < 0 || seconds > 366.0 * 86'400)
        return std::nullopt;
    return std::chrono::seconds(static_cast<qint64>(seconds));
}

QStringList modelNamesOf(QByteArrayView value)
{
    QStringList names;
    if (!value.startsWith('['))
        return names;
    JsonWalker elements(value);
    while (elements.next()) {
        auto name = jsonString(elements.value());
        JsonWalker members(elements.value().startsWith('{') ? elements.value() : QByteArrayView());
        while (members.next()) {
            if (members.keyIs("name"))
                name = jsonString(members.value());
        }
        if (name && !name->isEmpty())
            names.append(*name);
    }
    names.removeDuplicates();
    return names;
}

/// Where the type keeps its integration (api facts, section 1): `data.id` in created and deleted, nested and nullable in
/// issue-status-changed, `data.integration_id` elsewhere. An unknown type is read like the others.
void readIntegration(const Data &data, PayloadFacts &facts)
{
    facts.created = facts.type == u"integration-created"_s;
    facts.deleted = facts.type == u"integration-deleted"_s;
    facts.endUser = endUserOf(data.raw("end_user"));
    if (facts.created || facts.deleted) {
        facts.integrationId = data.identifier("id");
        facts.tool = data.text("tool");
        facts.category = data.text("category");
        return;
    }
    facts.integrationId = data.identifier("integration_id");
    facts.tool = data.text("integration_tool");
    facts.category = data.text("integration_category");
    if (!facts.integrationId.isNull() || !isObject(data.raw("integration")))
        return;
    const Members nested(data.raw("integration"), integrationNames);
    facts.integrationId = nested.identifier("id");
    facts.tool = nested.text("tool");
    facts.category = nested.text("category");
    if (auto endUser = endUserOf(nested.raw("end_user")))
        facts.endUser = std::move(endUser);
}

IssueFacts issueOf(const Data &data)
{
    const QByteArrayView raw = data.raw("issue");
    const Members issue(isObject(raw) ? raw : QByteArrayView(), issueNames);
    return {issue.identifier("id"), issue.text("type"), issue.text("title"), issue.text("status"),
            data.text("change"), issue.time("first_observed_at"), issue.time("resolved_at")};
}

void readDetails(const Data &data, PayloadFacts &facts)
{
    facts.logUrl = data.text("log_url");
    if (facts.deleted)
        facts.deletedAt = data.time("deleted_at");
    if (facts.type == u"integration-state-changed"_s) {
        facts.state = StateFacts{data.text("state"), data.text("setup_status"), data.text("qa_status"), data.time("updated_at")};
    } else if (facts.type == u"sync-finished"_s) {
        facts.sync = SyncFacts{data.text("sync_id"), data.text("sync_state"), data.time("sync_started_at"),
                               data.time("sync_ended_at"), durationOf(data.raw("sync_duration_seconds"))};
    } else if (facts.type == u"issue-status-changed"_s) {
        facts.issue = issueOf(data);
    } else {
        facts.changedModels = modelNamesOf(data.raw("changed_models"));
    }
}

QString firstOf(std::initializer_list<QString> texts)
{
    for (const QString &text : texts) {
        if (!text.isEmpty())
            return text;
    }
    return {};
}

QString outcomeOf(const Data &data, const PayloadFacts &facts)
{
    if (facts.created)
        return u"created"_s;
    if (facts.deleted)
        return u"deleted"_s;
    if (facts.type == u"connection-flow-failed"_s)
        return u"failed"_s;
    if (facts.type == u"data-changed"_s) {
        const qsizetype count = facts.changedModels.size();
        return count == 1 ? u"1 model"_s : QString::number(count) + u" models"_s;
    }
    if (facts.state)
        return firstOf({facts.state->state, facts.state->setupStatus, facts.state->qaStatus});
    if (facts.sync)
        return firstOf({facts.sync->state});
    if (facts.issue)
        return firstOf({facts.issue->change, facts.issue->status});
    // Orders and AI Apply, and whatever an unknown type calls its state.
    return firstOf({data.text("status"), data.text("availability"), data.text("sync_state"), data.text("state"), data.text("change")});
}

} // namespace

PayloadFacts readPayload(const QByteArray &body)
{
    PayloadFacts facts;
    const QByteArrayView text = trimmedJson(body);
    if (!isObject(text) || !isJsonText(text))
        return facts;
    facts.isObject = true;
    const Members root(text, rootNames);
    facts.id = root.identifier("id");
    facts.type = root.identifier("type");
    const QByteArrayView raw = root.raw("data");
    if (!isObject(raw))
        return facts;
    const Data data(raw, dataNames);
    readIntegration(data, facts);
    readDetails(data, facts);
    facts.outcome = outcomeOf(data, facts);
    return facts;
}

const QStringList &knownEventTypes()
{
    static const QStringList types{u"data-changed"_s,
                                   u"sync-finished"_s,
                                   u"integration-created"_s,
                                   u"integration-state-changed"_s,
                                   u"integration-deleted"_s,
                                   u"connection-flow-failed"_s,
                                   u"issue-status-changed"_s,
                                   u"assessment:order-received"_s,
                                   u"inline-assessment:order-received"_s,
                                   u"ai-apply-application-status-updated"_s,
                                   u"ai-apply-job-posting-status-updated"_s,
                                   u"remote-event-received"_s};
    return types;
}

} // namespace console

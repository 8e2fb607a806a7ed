// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/filledstore.h"

namespace console {

/// A FilledStore with a small believable world: eight integrations in different states, an hour of events, three fetches
/// and some records. For page tests and pictures.
class LivingStore : public FilledStore
{
public:
    RunRow running;
    RunRow failed;
    bool good = false;

    LivingStore()
    {
        good = ready && deliver(lifecycle()) && deliver(hour()) && addRuns() && addRecords();
    }

private:
    struct Known
    {
        const char *id;
        const char *tool;
        const char *organization;
        const char *state;
        const char *setup;
        const char *qa;
        const char *sync;
    };
    static const QVector<Known> &known()
    {
        static const QVector<Known> list{
            {"personio:CBNMt7dSNCzBdnRTx87dev4E", "personio", "Acme, Inc.", "ACTIVE", "COMPLETED", "PASSED", "SUCCEEDED"},
            {"workday:8bqXkEAXdPzVu5FsgmzYhN2c", "workday", "Brick & Mortar Ltd", "INVALID", "COMPLETED", "PASSED", "AUTHENTICATION_FAILED"},
            {"hibob:Ee4rJ1yTcS3mQvWgLd9oZx7B", "hibob", "Cloudberry GmbH", "ACTIVE", "INCOMPLETE", "PENDING", ""},
            {"successfactors:9sNf2Vt8uKqLxWcR", "successfactors", "Delta Logistics", "ACTIVE", "COMPLETED", "PASSED", "PARTIALLY_FAILED"},
            {"bamboohr:7HgTtYw2KdPz4sMv", "bamboohr", "Elm Street Studios", "ACTIVE", "COMPLETED", "PASSED", "SUCCEEDED"},
            {"greenhouse:Qk1wZr6nUj3xBvPs", "greenhouse", "Foxglove Labs", "ACTIVE", "COMPLETED", "FAILED", "SUCCEEDED"},
            {"datev:Mn5bXc8zLk2jHg4f", "datev", "Gruber & Söhne KG", "INACTIVE", "COMPLETED", "PASSED", "SUCCEEDED"},
            {"ashby:Ty7uIo9pAs1dFg3h", "ashby", "Harbour Robotics", "ACTIVE", "COMPLETED", "PASSED", "SUCCEEDED"},
        };
        return list;
    }
    QVector<Delivery> lifecycle() const
    {
        QVector<Delivery> list;
        int number = 1;
        for (const Known &one : known()) {
            const Timestamp at = clock->now() - std::chrono::minutes(58 - number / 3);
            list.append({createdBody(number++, one.id, one.tool, one.organization), Verdict::Verified, RejectReason::None, at});
            list.append({stateBody(number++, one.id, one.tool, one.organization, one.state, "2026-11-20T10:00:00.000Z", one.setup, one.qa),
                         Verdict::Verified, RejectReason::None, at});
            if (*one.sync != 0)
                list.append({syncBody(number++, one.id, one.tool, one.organization, one.sync, "2026-11-20T13:20:00.000Z"),
                             Verdict::Verified, RejectReason::None, at});
        }
        return list;
    }
    QVector<Delivery> hour() const
    {
        QVector<Delivery> list;
        for (int i = 0; i < 900; ++i) {
            const Known &one = known().at((i * 7 + i / 5) % known().size());
            const Timestamp at = clock->now() - std::chrono::milliseconds((900 - i) * 3731 + (i % 13) * 171);
            const QByteArray body = i % 9 == 4
                ? syncBody(1000 + i, one.id, one.tool, one.organization, i % 27 == 4 ? "FAILED" : "SUCCEEDED", "2026-11-20T14:00:00.000Z")
                : dataChangedBody(1000 + i, one.id, one.tool);
            const bool rejected = i % 41 == 7 || (i > 700 && i < 730);
            const bool unchecked = !rejected && i % 17 == 3;
            list.append({body, rejected ? Verdict::Rejected : unchecked ? Verdict::Unchecked : Verdict::Verified,
                         rejected ? RejectReason::Mismatch : RejectReason::None, at});
        }
        list.append({dataChangedBody(1890, known().first().id, "personio"), Verdict::Verified, RejectReason::None, {}}); // a redelivery
        return list;
    }
    RunRow run(int index, RunKind kind, RunState state) const
    {
        const Known &one = known().at(index);
        RunRow row;
        row.environment = environment;
        row.integrationId = QString::fromLatin1(one.id);
        row.organization = QString::fromUtf8(one.organization);
        row.tool = QString::fromLatin1(one.tool);
        row.kind = kind;
        row.state = state;
        row.cause = QStringLiteral("manual");
        row.requestedAt = clock->now() - std::chrono::seconds(95);
        row.startedAt = clock->now() - std::chrono::seconds(94);
        const char *endpoints[] = {"/hris/absences", "/hris/employees", "/hris/groups", "/hris/legal-entities", "/hris/locations", "/hris/teams"};
        for (int i = 0; i < 6; ++i) {
            StepRow step;
            step.endpoint = QString::fromLatin1(endpoints[i]);
            step.state = RunState::Complete;
            step.pages = 3 + i * 4;
            step.records = 640 + i * 977;
            step.changed = i * 13;
            step.deleted = i;
            step.startedAt = *row.startedAt + std::chrono::seconds(12 * i);
            step.endedAt = *step.startedAt + std::chrono::milliseconds(9'400);
            step.watermark = step.startedAt;
            row.steps.append(step);
        }
        return row;
    }
    bool addRun(RunRow &row)
    {
        return write([&row](WriteTransaction &transaction) -> Result<void> {
            const Result<qint64> id = transaction.addRun(row);
            if (!id)
                return tl::unexpected<Error>(id.error());
            row.id = *id;
            return {};
        });
    }
    bool addRuns()
    {
        RunRow complete = run(4, RunKind::Full, RunState::Complete);
        complete.endedAt = *complete.startedAt + std::chrono::seconds(71);
        failed = run(1, RunKind::Delta, RunState::Failed);
        failed.endedAt = *failed.startedAt + std::chrono::seconds(3);
        failed.steps = {failed.steps.first()};
        failed.steps[0].state = RunState::Failed;
        failed.steps[0].errorCode = failed.errorCode = QStringLiteral("INTEGRATION.AUTHENTICATION_INVALID");
        failed.errorDetail = QStringLiteral("The stored credentials were rejected by the tool.");
        running = run(0, RunKind::Delta, RunState::Running);
        running.steps[4].state = RunState::Running;
        running.steps[4].endedAt.reset();
        running.steps[4].watermark.reset();
        running.steps[4].retries = 2;
        running.steps[4].waitingUntil = clock->now() + std::chrono::seconds(18);
        running.steps[5] = StepRow();
        running.steps[5].endpoint = QStringLiteral("/hris/teams");
        return addRun(complete) && addRun(failed) && addRun(running);
    }
    bool addRecords()
    {
        for (int version = 0; version < 3; ++version) {
            QVector<PageRecord> page;
            for (int i = version * 40; i < 300; ++i) {
                PageRecord record;
                record.id = QStringLiteral("9k8Qm2%1").arg(i, 4, 10, QLatin1Char('0'));
                record.changedAt = clock->now() - std::chrono::minutes(i * 11);
                if (version == 2 && i % 37 == 5)
                    record.remoteDeletedAt = clock->now() - std::chrono::minutes(i);
                record.json = "{\"id\":\"" + record.id.toUtf8() + "\",\"remote_id\":\"" + QByteArray::number(i)
                    + "\",\"first_name\":\"Mia\",\"last_name\":\"Schmidt-" + QByteArray::number(i) + "\",\"display_full_name\":\"Mia Schmidt "
                    + QByteArray::number(i) + "\",\"job_title\":\"" + (version == 0 ? "Engineer" : version == 1 ? "Senior Engineer" : "Director")
                    + "\",\"employment_status\":\"ACTIVE\",\"weekly_hours\":38.50,\"manager_id\":null,\"custom_fields\":{\"remote\":true}}";
                page.append(record);
            }
            const bool saved = write([&](WriteTransaction &transaction) -> Result<void> {
                const Result<PageOutcome> outcome = transaction.savePage(running, QStringLiteral("hris_employees"), page);
                if (!outcome)
                    return tl::unexpected<Error>(outcome.error());
                return {};
            });
            if (!saved)
                return false;
        }
        return true;
    }
};

} // namespace console

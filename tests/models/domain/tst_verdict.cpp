// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/run.cpp
#include "models/domain/verdict.h"

#include "models/domain/run.h"

#include <QSet>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreThoseOfExportsAndFilters()
    {
        QCOMPARE(verdictName(Verdict::Verified), u"verified"_s);
        QCOMPARE(verdictName(Verdict::Unchecked), u"unchecked"_s);
        QCOMPARE(verdictName(Verdict::Rejected), u"rejected"_s);
        for (const Verdict verdict : {Verdict::Verified, Verdict::Unchecked, Verdict::Rejected})
            QVERIFY(verdictFromName(verdictName(verdict)) == verdict);
        QVERIFY(!verdictFromName(u"Verified").has_value());
        QVERIFY(!verdictFromName(u"").has_value());
    }

    void storedNumbersNeverMove()
    {
        QCOMPARE(static_cast<int>(Verdict::Rejected), 2);
        QCOMPARE(static_cast<int>(RejectReason::Mismatch), 10);
        QCOMPARE(static_cast<int>(RejectReason::Repeated), 3);
    }

    void everyReasonHasNameAndText()
    {
        const QStringList names{u""_s,    u"missing"_s,  u"empty"_s,        u"repeated"_s,      u"padded"_s,  u"plain-base64"_s,
                                u"hex"_s, u"prefixed"_s, u"wrong-length"_s, u"not-canonical"_s, u"mismatch"_s};
        QSet<QString> texts;
        for (int i = 0; i < names.size(); ++i) {
            const auto reason = static_cast<RejectReason>(i);
            QCOMPARE(rejectReasonName(reason), names[i]);
            const QString text = rejectReasonText(reason);
            QCOMPARE(text.isEmpty(), i == 0);
            QVERIFY(i == 0 || text.endsWith(u'.'));
            texts.insert(text);
        }
        QCOMPARE(texts.size(), names.size());
    }

    void runNamesGoBothWays()
    {
        for (const RunState state : {RunState::Queued, RunState::Running, RunState::Complete, RunState::Waiting, RunState::Cancelled,
                                     RunState::Failed})
            QVERIFY(runStateFromName(runStateName(state)) == state);
        for (const RunKind kind : {RunKind::Delta, RunKind::Full})
            QVERIFY(runKindFromName(runKindName(kind)) == kind);
        QCOMPARE(runStateName(RunState::Cancelled), u"cancelled"_s);
        QCOMPARE(runKindName(RunKind::Full), u"full"_s);
        QVERIFY(!runStateFromName(u"done").has_value());
        QVERIFY(!runKindFromName(u"FULL").has_value());
    }

    void aRunSumsItsSteps()
    {
        RunRow run;
        QCOMPARE(run.records(), qint64(0));
        StepRow step;
        step.records = 250;
        step.changed = 3;
        step.pages = 1;
        run.steps = {step, step};
        run.steps[1].records = 5'000'000'000;
        QCOMPARE(run.records(), qint64(5'000'000'250));
        QCOMPARE(run.changed(), qint64(6));
        QCOMPARE(run.pages(), 2);
    }

    void aRunTellsWhyItIsNotComplete()
    {
        RunRow run;
        run.state = RunState::Complete;
        QVERIFY(!runError(run));
        run.state = RunState::Failed;
        StepRow step;
        step.errorCode = u"cursor-loop"_s;
        run.steps = {StepRow(), step};
        QCOMPARE(runError(run).value_or(Error{}), (Error{ErrorKind::RemoteFault, u"cursor-loop"_s, {}}));
        run.errorCode = u"SQLITE_FULL"_s;
        run.errorDetail = u"database or disk is full"_s;
        QCOMPARE(runError(run).value_or(Error{}), (Error{ErrorKind::StorageFull, run.errorCode, run.errorDetail}));
        run.errorCode = u"SQLITE_IOERR"_s;
        QVERIFY(runError(run)->kind == ErrorKind::Storage);
        run.errorCode = u"INTEGRATION.SETUP_INCOMPLETE"_s;
        run.state = RunState::Waiting;
        QVERIFY(runError(run)->kind == ErrorKind::Waiting);
    }

    void endedMeansNothingMoreComes()
    {
        RunRow run;
        for (const RunState state : {RunState::Queued, RunState::Running}) {
            run.state = state;
            QVERIFY(!run.ended());
        }
        for (const RunState state : {RunState::Complete, RunState::Waiting, RunState::Cancelled, RunState::Failed}) {
            run.state = state;
            QVERIFY(run.ended());
        }
    }
};

QTEST_GUILESS_MAIN(TestVerdict)
#include "tst_verdict.moc"

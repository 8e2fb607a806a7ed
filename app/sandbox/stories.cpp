// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/stories.h"

using namespace Qt::StringLiterals;

namespace console::sandbox {

namespace {

enum class Deed { Change, Append, Relink, Remove };

struct Step
{
    Deed deed;
    const char *model;
    const char *named; ///< what data-changed says; null: the model itself
};

/// Steps of one story happen to the same position of their models.
struct Story
{
    const char *category;
    int weight;
    std::vector<Step> steps;
};

const std::vector<Story> &stories()
{
    static const std::vector<Story> all{
        {"HRIS", 5, {{Deed::Change, "hris_employees", nullptr}}},
        {"HRIS", 3, {{Deed::Change, "hris_employees", nullptr}, {Deed::Change, "hris_employments", nullptr}}},
        {"HRIS", 4, {{Deed::Append, "hris_absences", nullptr}}},
        {"HRIS", 3, {{Deed::Change, "hris_absences", nullptr}, {Deed::Change, "hris_time_off_balances", nullptr}}},
        {"HRIS", 3, {{Deed::Append, "hris_timesheets", nullptr}}},
        {"HRIS", 2, {{Deed::Relink, "hris_employees", "hris_join_employees_teams"}}},
        {"HRIS", 1, {{Deed::Change, "hris_teams", nullptr}}},
        {"HRIS", 1, {{Deed::Change, "hris_performance_reviews", nullptr}}},
        {"HRIS", 1, {{Deed::Remove, "hris_employees", nullptr}, {Deed::Remove, "hris_employments", nullptr}}},
        {"HRIS",
         2,
         {{Deed::Append, "hris_employees", nullptr},
          {Deed::Append, "hris_employments", nullptr},
          {Deed::Append, "hris_time_off_balances", nullptr}}},
        {"ATS", 5, {{Deed::Change, "ats_applications", nullptr}}},
        {"ATS", 3, {{Deed::Append, "ats_candidates", nullptr}, {Deed::Append, "ats_applications", nullptr}}},
        {"ATS", 2, {{Deed::Change, "ats_interviews", nullptr}}},
        {"ATS", 2, {{Deed::Change, "ats_candidates", nullptr}}},
        {"ATS", 2, {{Deed::Relink, "ats_candidates", "ats_join_candidates_tags"}}},
        {"ATS", 1, {{Deed::Relink, "ats_jobs", "ats_join_jobs_users"}}},
        {"ATS", 1, {{Deed::Change, "ats_jobs", nullptr}}},
        {"ATS", 1, {{Deed::Change, "ats_offers", nullptr}}},
        {"ATS", 1, {{Deed::Remove, "ats_applications", nullptr}}},
        {"LMS", 4, {{Deed::Change, "lms_course_progressions", nullptr}}},
        {"LMS", 2, {{Deed::Append, "lms_course_progressions", nullptr}}},
        {"LMS", 1, {{Deed::Change, "lms_users", nullptr}}},
        {"LMS", 1, {{Deed::Change, "lms_courses", "lms_course_revisions"}}},
        {"LMS", 1, {{Deed::Remove, "lms_course_progressions", nullptr}}},
    };
    return all;
}

const Story *drawn(const QString &category, Dice &dice)
{
    int sum = 0;
    for (const Story &story : stories())
        sum += category == QLatin1StringView(story.category) ? story.weight : 0;
    qint64 number = dice.roll(sum);
    for (const Story &story : stories()) {
        if (category != QLatin1StringView(story.category))
            continue;
        if ((number -= story.weight) < 0)
            return &story;
    }
    return nullptr;
}

void perform(RecordBook &book, const Step &step, int model, quint64 number, Timestamp at)
{
    const qint64 count = book.count(model);
    const auto index = static_cast<qint64>(number % static_cast<quint64>(count));
    // What is deleted stays as it was.
    if (step.deed != Deed::Append && book.record(model, index).deleted())
        return;
    switch (step.deed) {
    case Deed::Change:
        book.change(model, index, at);
        break;
    case Deed::Append:
        book.append(model, at);
        break;
    case Deed::Relink:
        book.relink(model, index, at);
        break;
    case Deed::Remove:
        book.remove(model, index, at);
        break;
    }
}

} // namespace

QStringList tellStory(RecordBook &book, const QString &category, Dice &dice, Timestamp at)
{
    QStringList changed;
    const Story *story = book.firstCount() > 0 ? drawn(category, dice) : nullptr;
    if (!story)
        return changed;
    const quint64 number = dice.next() >> 16;
    for (const Step &step : story->steps) {
        const Model *model = book.catalog().modelNamed(step.model);
        if (!model)
            continue;
        perform(book, step, model->number, number, at);
        changed.append(QString::fromLatin1(step.named ? step.named : step.model));
    }
    return changed;
}

} // namespace console::sandbox

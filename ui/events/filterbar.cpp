// SPDX-License-Identifier: Apache-2.0
#include "ui/events/filterbar.h"

#include "models/domain/errortext.h"
#include "models/tables/integrationchoices.h"
#include "ui/events/filtercompleter.h"
#include "ui/events/quickfilter.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <array>

namespace console {

using namespace Qt::StringLiterals;

namespace {

const std::array<const char *, 4> verdicts{"", "verified", "unchecked", "rejected"};

void prepare(QComboBox *combo, const QString &name, int width)
{
    combo->setAccessibleName(name);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(8);
    combo->setMinimumWidth(112);
    combo->setMaximumWidth(width);
    combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    combo->setMaxVisibleItems(16);
}

} // namespace

FilterBar::FilterBar(const IntegrationTable &integrations, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent), m_integrations(integrations), m_clock(std::move(clock))
{
    m_field = new SearchField(tr("Filter events"), tr("Filter, e.g. type:data-changed org:acme*"), this);
    m_completer = new FilterCompleter(m_field);
    m_type = new QComboBox(this);
    prepare(m_type, tr("Event type"), 200);
    m_integration = new QComboBox(this);
    prepare(m_integration, tr("Integration"), 200);
    m_choices = new IntegrationChoices(integrations, tr("All integrations"), this);
    m_integration->setModel(m_choices);
    m_verdict = new SegmentedControl(tr("Verdict"), {tr("All"), tr("Verified"), tr("Unchecked"), tr("Rejected")}, this);
    m_sentence = new Label({}, TextRole::Small, TextColour::Muted, this);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_verdict);
    row->addWidget(m_type, 8);
    row->addWidget(m_integration, 8);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(row);
    layout->addWidget(m_sentence);

    connect(m_field, &SearchField::searchRequested, this, &FilterBar::parse);
    connect(m_verdict, &SegmentedControl::currentChanged, this, &FilterBar::chooseVerdict);
    connect(m_type, &QComboBox::activated, this,
            [this](int index) { setFilter(withValue(m_filter, FilterKey::Type, m_type->itemData(index).toString())); });
    connect(m_integration, &QComboBox::activated, this,
            [this](int index) { setFilter(withValue(m_filter, FilterKey::Integration, m_choices->idAt(index))); });
    connect(m_choices, &QAbstractItemModel::modelReset, this, &FilterBar::syncChoices);
    connect(m_choices, &QAbstractItemModel::modelReset, this, &FilterBar::refreshValues);
    setTypes({});
    m_sentence->setText(sentence());
}

void FilterBar::setTypes(const QStringList &types)
{
    if (types == m_types && m_type->count() > 0)
        return;
    m_types = types;
    m_type->clear();
    m_type->addItem(tr("All types"), QString());
    for (const QString &type : types)
        m_type->addItem(escapedForLine(type), type);
    syncChoices();
    refreshValues();
}

void FilterBar::refreshValues()
{
    QSet<QString> ids;
    QSet<QString> organizations;
    QSet<QString> tools;
    for (const IntegrationRow &row : m_integrations.all()) {
        ids.insert(row.integration.id);
        organizations.insert(row.integration.organization);
        tools.insert(row.integration.tool);
    }
    const auto sorted = [](QSet<QString> set) {
        set.remove(QString());
        QStringList list(set.cbegin(), set.cend());
        list.sort(Qt::CaseInsensitive);
        return list;
    };
    m_completer->setValues({{FilterKey::Type, m_types},
                            {FilterKey::Integration, sorted(ids)},
                            {FilterKey::Organization, sorted(organizations)},
                            {FilterKey::Tool, sorted(tools)},
                            {FilterKey::Verdict, {u"verified"_s, u"unchecked"_s, u"rejected"_s}},
                            {FilterKey::Category, {u"HRIS"_s, u"ATS"_s, u"ASSESSMENT"_s, u"LMS"_s}}});
}

QString FilterBar::sentence() const
{
    return m_field->problem().isEmpty() ? filterSentence(m_filter, m_clock->now()) : m_field->problem();
}

void FilterBar::setText(const QString &text)
{
    m_field->setText(text);
    parse(text);
}

void FilterBar::setFilter(const Filter &filter)
{
    m_field->setText(filter.text());
    parse(filter.text());
}

void FilterBar::parse(const QString &text)
{
    const Result<Filter> parsed = parseFilter(text, m_clock->now());
    m_field->setProblem(parsed ? QString() : errorText(parsed.error()));
    const bool changed = parsed && *parsed != m_filter;
    if (parsed)
        m_filter = *parsed;
    m_sentence->setText(sentence());
    m_sentence->setWordWrap(!parsed); // what is wrong is shown as a whole
    m_sentence->setColour(parsed ? TextColour::Muted : TextColour::Bad);
    syncChoices();
    if (changed)
        Q_EMIT filterChanged(m_filter);
}

void FilterBar::syncChoices()
{
    const QString type = plainValue(m_filter, FilterKey::Type);
    if (!type.isEmpty() && m_type->findData(type) < 0)
        m_type->addItem(escapedForLine(type), type);
    m_type->setCurrentIndex(std::max(0, m_type->findData(type)));
    m_integration->setCurrentIndex(std::max(0, m_choices->rowOf(plainValue(m_filter, FilterKey::Integration))));
    const QString verdict = plainValue(m_filter, FilterKey::Verdict);
    for (int i = 0; i < int(verdicts.size()); ++i) {
        if (verdict == QLatin1StringView(verdicts[size_t(i)]))
            m_verdict->setCurrent(i);
    }
}

void FilterBar::chooseVerdict(int index)
{
    setFilter(withValue(m_filter, FilterKey::Verdict, QString::fromLatin1(verdicts[size_t(index)])));
}

} // namespace console

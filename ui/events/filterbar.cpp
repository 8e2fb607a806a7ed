// SPDX-License-Identifier: Apache-2.0
#include "ui/events/filterbar.h"

#include "models/domain/errortext.h"
#include "models/domain/filteredit.h"
#include "models/domain/filterproblem.h"
#include "models/domain/filterwords.h"
#include "models/tables/integrationchoices.h"
#include "ui/events/filtercompleter.h"
#include "ui/events/filterfield.h"
#include "ui/events/filtermemory.h"
#include "ui/events/filternamedialog.h"
#include "ui/events/filterpanel.h"
#include "ui/events/quickfilter.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <array>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const std::array<const char *, 4> verdicts{"", "verified", "unchecked", "rejected"};
/// A pause in typing after which an unfinished text is a mistake.
constexpr auto patience = 1200ms;
/// A filter that was in force for so long is one to come back to.
constexpr auto settling = 3s;

void prepare(QComboBox *combo, const QString &name, int width)
{
    combo->setAccessibleName(name);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(6);
    combo->setMinimumWidth(88);
    combo->setMaximumWidth(width);
    combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    combo->setMaxVisibleItems(16);
}

} // namespace

FilterBar::FilterBar(const IntegrationTable &integrations, FilterMemory &memory, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent), m_integrations(integrations), m_memory(memory), m_clock(std::move(clock)), m_order(tr("newest first"))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    m_settled.setSingleShot(true);
    m_settled.setInterval(settling);
    makeLayout();
    connectParts();
    setTypes({});
    showState();
}

void FilterBar::makeLayout()
{
    m_field = new FilterField(tr("Filter events"), tr("Filter, e.g. type:data-changed org:acme*"), this);
    m_field->installEventFilter(this);
    m_completer = new FilterCompleter(m_field);
    m_switch = new Button(Icon::Power, tr("Use the filter"), this);
    m_switch->setCheckable(true);
    m_switch->setChecked(true);
    m_save = new Button(Icon::Plus, tr("Save this filter"), this);
    m_list = new Button(tr("Filters"), ButtonKind::Secondary, Icon::Filter, this);
    m_list->setPurpose(tr("Saved filters and the last ones used (Alt+Down in the field)."));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_field, 1);
    row->addWidget(m_switch);
    row->addWidget(m_save);
    row->addWidget(m_list);

    m_sentence = new Label({}, TextRole::Small, TextColour::Muted, this);
    m_meant = new Button(QString(), ButtonKind::Secondary, Icon::None, this);
    m_meant->setFixedHeight(24);
    m_meant->hide();
    m_sentence->setMinimumHeight(24); // the line keeps its height when something is wrong
    auto *said = new QHBoxLayout;
    said->setSpacing(8);
    said->addWidget(m_sentence, 1);
    said->addWidget(m_meant);

    m_quick = new QWidget(this);
    m_type = new QComboBox(m_quick);
    prepare(m_type, tr("Event type"), 200);
    m_integration = new QComboBox(m_quick);
    prepare(m_integration, tr("Integration"), 200);
    m_choices = new IntegrationChoices(m_integrations, tr("All integrations"), this);
    m_integration->setModel(m_choices);
    m_verdict = new SegmentedControl(tr("Verdict"), {tr("All"), tr("Verified"), tr("Unchecked"), tr("Rejected")}, m_quick);
    auto *quick = new QHBoxLayout(m_quick);
    quick->setContentsMargins(0, 0, 0, 0);
    quick->setSpacing(8);
    quick->addWidget(m_verdict);
    quick->addWidget(m_type, 8);
    quick->addWidget(m_integration, 8);
    quick->addStretch(1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addLayout(said);
    layout->addWidget(m_quick);
}

void FilterBar::connectParts()
{
    connect(m_field, &SearchField::searchRequested, this, [this] { parse(Patience::AsLongAsTyping); });
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        parse(Patience::None);
        m_memory.remember(text());
    });
    connect(m_field, &QLineEdit::textEdited, this, [this] {
        m_patience.stop();
        setOn(true); // who writes a filter wants it
    });
    connect(m_field, &FilterField::leaveRequested, this, &FilterBar::leaveRequested);
    connect(m_field, &FilterField::saveRequested, this, &FilterBar::saveAs);
    connect(m_field, &FilterField::recentRequested, this, &FilterBar::openRecent);
    connect(&m_patience, &QTimer::timeout, this, [this] { parse(Patience::None); });
    connect(&m_settled, &QTimer::timeout, this, [this] { m_memory.remember(text()); });
    connect(m_switch, &QAbstractButton::toggled, this, &FilterBar::setOn);
    connect(m_save, &QAbstractButton::clicked, this, &FilterBar::saveAs);
    connect(m_list, &QAbstractButton::clicked, this, &FilterBar::openSaved);
    connect(m_meant, &QAbstractButton::clicked, this, &FilterBar::useMeant);
    connect(m_verdict, &SegmentedControl::currentChanged, this, &FilterBar::chooseVerdict);
    connect(m_type, &QComboBox::activated, this, [this](int index) { setTerm(FilterKey::Type, m_type->itemData(index).toString()); });
    connect(m_integration, &QComboBox::activated, this, [this](int index) { setTerm(FilterKey::Integration, m_choices->idAt(index)); });
    connect(m_choices, &QAbstractItemModel::modelReset, this, &FilterBar::syncChoices);
    connect(m_choices, &QAbstractItemModel::modelReset, this, &FilterBar::refreshValues);
    connect(&m_memory, &FilterMemory::changed, this, &FilterBar::refreshValues);
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

void FilterBar::setOrderText(const QString &order)
{
    m_order = order;
    showState();
}

void FilterBar::setCompact(bool compact)
{
    m_quick->setVisible(!compact);
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
                            {FilterKey::State, {u"SUCCEEDED"_s, u"PARTIALLY_FAILED"_s, u"FAILED"_s, u"AUTHENTICATION_FAILED"_s, u"ACTIVE"_s,
                                                u"INVALID"_s, u"INACTIVE"_s}},
                            {FilterKey::Category, {u"HRIS"_s, u"ATS"_s, u"ASSESSMENT"_s, u"LMS"_s}}});
    m_completer->setNames(m_memory.names());
}

const FilterValues &FilterBar::values() const
{
    return m_completer->values();
}

QString FilterBar::sentence() const
{
    return m_sentence->text();
}

void FilterBar::setText(const QString &text)
{
    m_field->setText(text);
    setOn(true);
    parse(Patience::None);
}

void FilterBar::toggleTerm(FilterKey key, const QString &value, bool excluded)
{
    setText(withTermToggled(m_understood, key, value, excluded, m_clock->now()));
}

void FilterBar::setTerm(FilterKey key, const QString &value)
{
    setText(withTermSet(m_understood, key, value, m_clock->now()));
}

void FilterBar::setSpan(Timestamp from, Timestamp until)
{
    setText(withSpanSet(m_understood, from, until, m_clock->now()));
}

void FilterBar::setOn(bool on)
{
    if (on == m_on)
        return;
    const Filter before = filter();
    m_on = on;
    m_switch->setChecked(on);
    showState();
    emitChanged(before);
}

void FilterBar::parse(Patience patienceLeft)
{
    const QString text = m_field->text();
    const auto read = readFilter(text, m_clock->now(), m_memory.saved());
    m_patience.stop();
    if (read) {
        m_problem = {};
        return adopt(text, *read);
    }
    const bool shown = m_problem.code == read.error().code && m_problem.column == read.error().column;
    if (patienceLeft == Patience::AsLongAsTyping && !shown && isUnfinished(text, m_field->cursorPosition(), read.error())) {
        m_problem = {};
        m_patience.start();
    } else {
        m_problem = read.error();
    }
    showState();
}

void FilterBar::adopt(const QString &text, const Filter &filter)
{
    const Filter before = this->filter();
    m_understood = text;
    m_filter = filter;
    showState();
    syncChoices();
    emitChanged(before);
}

void FilterBar::emitChanged(const Filter &before)
{
    if (filter() == before)
        return;
    m_settled.start();
    Q_EMIT filterChanged(filter());
}

void FilterBar::showState()
{
    const bool wrong = !m_problem.code.isEmpty();
    QString text;
    if (wrong) {
        const QString kept = m_filter.terms.isEmpty() ? tr("Until then every event is shown.") : tr("Until then the last filter stays in force.");
        text = problemSentence(m_problem) + u' ' + kept;
    } else if (!m_on) {
        text = m_understood.trimmed().isEmpty() ? tr("The filter is off: every event is shown.")
                                                : tr("The filter is off: every event is shown, not only %1.").arg(describe(m_filter, m_clock->now()));
        text = escapedForLine(text);
    } else {
        text = escapedForLine(filterSentence(m_filter, m_order, m_clock->now()));
    }
    m_sentence->setText(text);
    m_sentence->setWordWrap(wrong); // what is wrong is shown as a whole
    m_sentence->setColour(wrong ? TextColour::Bad : m_on ? TextColour::Muted : TextColour::Warning);
    m_field->setState(m_problem, wrong ? tr("Column %1: %2").arg(QString::number(m_problem.column), text) : text);
    m_field->setDimmed(!m_on);
    m_meant->setVisible(wrong && !m_problem.meant.isEmpty());
    if (wrong)
        m_meant->setText(tr("Use %1").arg(plainLabel(m_problem.meant.left(24))));
    m_switch->setPurpose(m_on ? tr("Switches the filter off without losing its text (Ctrl+Shift+F).") : tr("Switches the filter on (Ctrl+Shift+F)."));
    m_save->setPurpose(tr("Keeps this filter under a name (Ctrl+S in the field)."));
}

/// Writes what was probably meant in the place of what is wrong.
void FilterBar::useMeant()
{
    const FilterProblem problem = m_problem;
    m_field->setText(m_field->text().replace(problem.column - 1, problem.length, problem.meant));
    m_field->setCursorPosition(int(problem.column - 1 + problem.meant.size()));
    m_field->setFocus();
    parse(Patience::None);
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
    setTerm(FilterKey::Verdict, QString::fromLatin1(verdicts[size_t(index)]));
}

FilterPanel &FilterBar::panel()
{
    if (m_panel == nullptr) {
        m_panel = new FilterPanel(m_memory, window());
        connect(m_panel, &FilterPanel::chosen, this, [this](const QString &text) {
            setText(text);
            m_field->setFocus();
            m_memory.remember(text);
        });
    }
    return *m_panel;
}

void FilterBar::openSaved()
{
    m_memory.refresh();
    panel().open(FilterPanel::Saved, m_field);
}

void FilterBar::openRecent()
{
    m_memory.refresh();
    panel().open(FilterPanel::Recent, m_field);
}

void FilterBar::saveAs()
{
    parse(Patience::None);
    if (!m_problem.code.isEmpty() || m_field->text().trimmed().isEmpty()) {
        m_field->setFocus();
        return; // what is wrong is said beneath the field; there is nothing to save in an empty one
    }
    auto *dialog = FilterNameDialog::forSaving(m_memory, m_field->text(), m_clock->now(), this);
    dialog->open();
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    // Who goes elsewhere has written to the end.
    if (watched == m_field && event->type() == QEvent::FocusOut && m_patience.isActive())
        parse(Patience::None);
    return QWidget::eventFilter(watched, event);
}

} // namespace console

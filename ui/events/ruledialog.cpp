// SPDX-License-Identifier: Apache-2.0
#include "ui/events/ruledialog.h"

#include "models/domain/errortext.h"
#include "models/domain/filterproblem.h"
#include "models/domain/filterwords.h"
#include "models/tables/celltext.h"
#include "models/tables/ruletable.h"
#include "ui/events/filtercompleter.h"
#include "ui/events/filterfield.h"
#include "ui/events/rulelooks.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

RuleDialog::RuleDialog(RuleCounter &counter, const QVector<ColourRule> &rules, QWidget *parent)
    : QDialog(parent), m_counter(counter), m_rules(new RuleTable(this))
{
    setWindowTitle(tr("Colour rules"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(820, 540);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 22, 24, 20);
    layout->setSpacing(12);
    auto *text = new Label(tr("The first rule that is on and matches colours an event. Rules are written like filters and only change "
                              "how events look."),
                           TextRole::Body, TextColour::Muted, this);
    text->setWordWrap(true);
    m_notice = new Label({}, TextRole::Body, TextColour::Warning, this);
    m_notice->setWordWrap(true);
    m_notice->hide();
    auto *middle = new QHBoxLayout;
    middle->setSpacing(20);
    middle->addWidget(makeList(), 5);
    middle->addWidget(makeForm(), 4);
    layout->addWidget(new Label(windowTitle(), TextRole::Heading, TextColour::Normal, this));
    layout->addWidget(text);
    layout->addWidget(m_notice);
    layout->addLayout(middle, 1);
    layout->addWidget(makeButtons());
    connectParts();
    m_rules->setRules(rules);
    choose(0);
    m_list->setFocus();
}

QWidget *RuleDialog::makeList()
{
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *card = new Card(side);
    card->setFlush(true);
    m_list = new DataTable(card);
    card->content()->addWidget(m_list);
    m_list->setAccessibleName(tr("Rules, first match wins"));
    m_list->setModel(m_rules);
    ColumnHint name{CellKind::Name, 130, true, false, {}, {}, false};
    ColumnHint state{CellKind::Text, 88, false, false, {}, {}, false};
    state.tone = [this](const QModelIndex &index) {
        return ruleProblem(m_rules->rules().at(index.row())).isEmpty() ? Tone::Neutral : Tone::Bad;
    };
    m_list->setHints({name, state, {CellKind::Number, 82, false, false, {}, {}, false}, {CellKind::Number, 80, false, false, {}, {}, false}});
    m_list->setRowLook([this](const QModelIndex &index) {
        const RuleColours colours = ruleColours(themeOf(m_list), m_rules->rules().at(index.row()).tone);
        return RowLook{colours.ground, colours.bar, ruleToneWord(m_rules->rules().at(index.row()).tone)};
    });
    m_list->setEmptyText({Icon::Palette, Tone::Neutral, tr("No rules"), tr("No event is coloured."), tr("Add a rule")});
    m_list->installEventFilter(this);
    m_add = new Button(Icon::Plus, tr("Add a rule (Insert)"), side);
    m_duplicate = new Button(Icon::Copy, tr("Duplicate the rule"), side);
    m_remove = new Button(Icon::Trash, tr("Remove the rule (Delete)"), side);
    m_up = new Button(Icon::ArrowUp, tr("Move the rule up (Alt+Up)"), side);
    m_down = new Button(Icon::ArrowDown, tr("Move the rule down (Alt+Down)"), side);
    auto *line = new QHBoxLayout;
    line->setSpacing(4);
    for (Button *button : {m_add, m_duplicate, m_remove, m_up, m_down})
        line->addWidget(button);
    line->addStretch(1);
    column->addWidget(card, 1);
    column->addLayout(line);
    return side;
}

QWidget *RuleDialog::makeForm()
{
    m_form = new QWidget(this);
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    const auto add = [this, column](const QString &label, QWidget *control) {
        auto *name = new Label(label, TextRole::BodyMedium, TextColour::Normal, m_form);
        name->setBuddy(control);
        column->addWidget(name);
        column->addWidget(control);
        column->addSpacing(6);
    };
    m_name = new QLineEdit(m_form);
    m_name->setAccessibleName(tr("Name of the rule"));
    m_name->setMaxLength(int(longestRuleName));
    m_filter = new FilterField(tr("Filter of the rule"), tr("Every event"), m_form);
    m_completer = new FilterCompleter(m_filter);
    m_tone = new QComboBox(m_form);
    m_tone->setAccessibleName(tr("Colour of the rule"));
    for (const RuleTone tone : ruleTones())
        m_tone->addItem(ruleToneIcon(themeOf(this), tone), ruleToneWord(tone));
    m_enabled = new SegmentedControl(tr("Rule is"), {tr("On"), tr("Off")}, m_form);
    add(tr("Name"), m_name);
    add(tr("Events"), m_filter);
    m_meaning = new Label({}, TextRole::Small, TextColour::Muted, m_form);
    m_meaning->setWordWrap(true);
    m_matches = new Label({}, TextRole::Small, TextColour::Muted, m_form);
    m_matches->setWordWrap(true);
    column->addWidget(m_meaning);
    column->addWidget(m_matches);
    column->addSpacing(6);
    add(tr("Colour"), m_tone);
    auto *line = new QHBoxLayout;
    line->addWidget(m_enabled);
    line->addStretch(1);
    column->addLayout(line);
    column->addStretch(1);
    return m_form;
}

QWidget *RuleDialog::makeButtons()
{
    auto *bar = new QWidget(this);
    auto *line = new QHBoxLayout(bar);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    auto *defaults = new Button(tr("Restore defaults"), ButtonKind::Secondary, Icon::Undo, bar);
    defaults->setPurpose(tr("Puts the rules of a new installation in place of these; nothing is saved yet."));
    m_problem = new Label({}, TextRole::Small, TextColour::Bad, bar);
    auto *cancel = new Button(tr("Cancel"), ButtonKind::Secondary, Icon::None, bar);
    m_save = new Button(tr("Save"), ButtonKind::Primary, Icon::None, bar);
    line->addWidget(defaults);
    line->addWidget(m_problem, 1);
    line->addWidget(cancel);
    line->addWidget(m_save);
    connect(defaults, &Button::clicked, this, [this] {
        m_rules->setRules(defaultRules());
        choose(0);
    });
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    connect(m_save, &Button::clicked, this, &RuleDialog::finish);
    return bar;
}

void RuleDialog::connectParts()
{
    connect(m_rules, &RuleTable::rulesChanged, this, [this] {
        m_counter.count(m_rules->rules());
        refreshActions();
        showMeaning();
    });
    connect(&m_counter, &RuleCounter::counted, this, [this](const RuleCounts &counts) {
        m_rules->setCounts(counts);
        showMeaning();
    });
    connect(&m_counter, &RuleCounter::failed, this, [this](const Error &error) { m_matches->setText(errorText(error)); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RuleDialog::showRule);
    connect(m_list, &DataTable::activated, this, [this] { m_filter->setFocus(); });
    connect(m_list, &DataTable::emptyActionTriggered, this, &RuleDialog::addRule);
    connect(m_name, &QLineEdit::textEdited, this, &RuleDialog::takeForm);
    connect(m_filter, &QLineEdit::textChanged, this, &RuleDialog::takeForm);
    connect(m_filter, &FilterField::leaveRequested, this, [this] { m_list->setFocus(); });
    connect(m_tone, &QComboBox::currentIndexChanged, this, &RuleDialog::takeForm);
    connect(m_enabled, &SegmentedControl::currentChanged, this, &RuleDialog::takeForm);
    connect(m_add, &Button::clicked, this, &RuleDialog::addRule);
    connect(m_duplicate, &Button::clicked, this, &RuleDialog::duplicateRule);
    connect(m_remove, &Button::clicked, this, &RuleDialog::removeRule);
    connect(m_up, &Button::clicked, this, [this] { moveRule(-1); });
    connect(m_down, &Button::clicked, this, [this] { moveRule(1); });
}

void RuleDialog::setValues(const FilterValues &values)
{
    m_completer->setValues(values);
}

void RuleDialog::setNotice(const QString &text)
{
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
}

int RuleDialog::row() const
{
    const int row = m_list->currentIndex().row();
    return row < m_rules->rowCount() ? row : -1;
}

void RuleDialog::choose(int row)
{
    if (row >= 0 && row < m_rules->rowCount())
        m_list->selectRow(row);
    showRule();
}

void RuleDialog::showRule()
{
    const int at = row();
    m_form->setEnabled(at >= 0);
    const ColourRule rule = at >= 0 ? m_rules->rules().at(at) : ColourRule();
    m_showing = true;
    m_name->setText(rule.name);
    m_filter->setText(rule.filter);
    m_tone->setCurrentIndex(int(ruleTones().indexOf(rule.tone)));
    m_enabled->setCurrent(rule.enabled ? 0 : 1);
    m_showing = false;
    refreshActions();
    showMeaning();
}

void RuleDialog::takeForm()
{
    if (m_showing || row() < 0)
        return;
    m_rules->change(row(), {m_name->text(), m_filter->text(), ruleTones().value(m_tone->currentIndex()), m_enabled->current() == 0});
}

void RuleDialog::showMeaning()
{
    const int at = row();
    const ColourRule rule = at >= 0 ? m_rules->rules().at(at) : ColourRule();
    const QString problem = at >= 0 ? ruleProblem(rule) : QString();
    const auto filter = readRuleFilter(rule.filter);
    m_meaning->setColour(problem.isEmpty() ? TextColour::Muted : TextColour::Bad);
    QString meaning;
    if (at >= 0 && !problem.isEmpty())
        meaning = filter ? QString(problem + u'.') : problemSentence(filter.error());
    else if (at >= 0)
        meaning = matchesEveryEvent(*filter) ? tr("Matches every event.") : tr("Colours %1.").arg(describe(*filter, SystemClock().now()));
    m_meaning->setText(meaning);
    m_filter->setState(filter ? FilterProblem() : filter.error(), meaning);
    const auto count = m_rules->countOf(at);
    QString matches;
    if (count && filter && m_rules->lookedAt(count->rejected) == 0)
        matches = count->rejected ? tr("There is no rejected delivery to try it on.") : tr("There is no event to try it on.");
    else if (count && filter)
        matches = (count->rejected ? tr("%1 of the newest %2 rejected deliveries match; this rule colours %3 of them.")
                                   : tr("%1 of the newest %2 events match; this rule colours %3 of them."))
                      .arg(countText(count->matches), countText(m_rules->lookedAt(count->rejected)), countText(count->coloured));
    m_matches->setText(matches);
}

void RuleDialog::refreshActions()
{
    const int at = row();
    const QString none = at < 0 ? tr("No rule is chosen.") : QString();
    const QString full = m_rules->rowCount() >= mostRules ? tr("There are %1 rules, and no more are possible.").arg(mostRules) : QString();
    m_add->setUnavailable(full);
    m_duplicate->setUnavailable(!none.isEmpty() ? none : full);
    m_remove->setUnavailable(none);
    m_up->setUnavailable(at == 0 ? tr("This is the first rule.") : none);
    m_down->setUnavailable(at >= 0 && at == m_rules->rowCount() - 1 ? tr("This is the last rule.") : none);
    QString problem;
    QString reason;
    for (qsizetype i = 0; i < m_rules->rules().size() && problem.isEmpty(); ++i) {
        if (const QString found = ruleProblem(m_rules->rules().at(i)); !found.isEmpty()) {
            problem = tr("Rule %1 cannot be used.").arg(i + 1);
            reason = problem + u' ' + found + u'.';
        }
    }
    m_problem->setText(problem);
    m_save->setUnavailable(reason);
}

void RuleDialog::moveRule(int by)
{
    choose(m_rules->move(row(), by));
}

void RuleDialog::addRule()
{
    choose(m_rules->add(row(), {tr("New rule"), QString(), RuleTone::Grey, true}));
    m_name->setFocus();
    m_name->selectAll();
}

void RuleDialog::duplicateRule()
{
    if (row() < 0)
        return;
    ColourRule copy = m_rules->rules().at(row());
    copy.name = tr("%1 (copy)").arg(copy.name).left(longestRuleName);
    choose(m_rules->add(row(), copy));
}

void RuleDialog::removeRule()
{
    choose(m_rules->remove(row()));
    m_list->setFocus();
}

void RuleDialog::finish()
{
    Q_EMIT saved(m_rules->rules());
    accept();
}

bool RuleDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto *pressed = static_cast<QKeyEvent *>(event);
    const bool alt = pressed->modifiers().testFlag(Qt::AltModifier);
    if (alt && (pressed->key() == Qt::Key_Up || pressed->key() == Qt::Key_Down)) {
        moveRule(pressed->key() == Qt::Key_Up ? -1 : 1);
        return true;
    }
    switch (pressed->key()) {
    case Qt::Key_Space:
        if (row() >= 0) {
            ColourRule rule = m_rules->rules().at(row());
            rule.enabled = !rule.enabled;
            m_rules->change(row(), rule);
            showRule();
        }
        return true;
    case Qt::Key_Insert: addRule(); return true;
    case Qt::Key_Delete: removeRule(); return true;
    default: return QDialog::eventFilter(watched, event);
    }
}

} // namespace console

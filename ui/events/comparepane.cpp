// SPDX-License-Identifier: Apache-2.0
#include "ui/events/comparepane.h"

#include "models/domain/errortext.h"
#include "models/tables/celltext.h"
#include "models/tables/column.h"
#include "ui/widgets/button.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QSplitter>
#include <QVBoxLayout>

namespace console {

namespace {

Tone toneOf(JsonChange change)
{
    switch (change) {
    case JsonChange::Added: return Tone::Good;
    case JsonChange::Removed: return Tone::Bad;
    case JsonChange::Changed: return Tone::Warning;
    }
    return Tone::Neutral;
}

QWidget *side(Label *title, CodeView *code)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    title->setContentsMargins(14, 8, 14, 8);
    layout->addWidget(title);
    layout->addWidget(code, 1);
    return box;
}

void addLines(QHash<qint32, Tone> &tones, const LineRange &range, Tone tone)
{
    for (qint32 line = range.first; line >= 0 && line <= range.last; ++line)
        tones.insert(line, tone);
}

} // namespace

QString comparisonSentence(const JsonDiff &diff)
{
    if (diff.bytesEqual)
        return ComparePane::tr("No difference: the bodies are the same, byte for byte.");
    if (!diff.comparable)
        return ComparePane::tr("The bodies differ, and they cannot be compared by structure: at least one of them is no JSON.");
    if (diff.differences.isEmpty())
        return ComparePane::tr("No difference in structure. The bytes differ: in spaces, the order of members, or how texts and numbers are written.");
    if (diff.truncated)
        return ComparePane::tr("More than %1 differences; the first ones are listed.").arg(countText(diff.differences.size()));
    return diff.differences.size() == 1 ? ComparePane::tr("1 difference") : ComparePane::tr("%1 differences").arg(countText(diff.differences.size()));
}

ComparePane::ComparePane(ReadPool &pool, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QDialog(parent), m_clock(std::move(clock)), m_loader(pool)
{
    setWindowTitle(tr("Compare two events"));
    setModal(false);
    resize(1080, 720);
    m_sentence = new Label({}, TextRole::Strong, TextColour::Normal, this);
    m_place = new Label({}, TextRole::Small, TextColour::Muted, this);
    m_leftTitle = new Label({}, TextRole::SmallStrong, TextColour::Muted, this);
    m_rightTitle = new Label({}, TextRole::SmallStrong, TextColour::Muted, this);
    m_previous = new Button(tr("Previous"), ButtonKind::Secondary, Icon::ArrowUp, this);
    m_previous->setAccessibleName(tr("Previous difference"));
    m_previous->setPurpose(tr("Goes to the difference before (Shift+F8)."));
    m_next = new Button(tr("Next"), ButtonKind::Secondary, Icon::ArrowDown, this);
    m_next->setAccessibleName(tr("Next difference"));
    m_next->setPurpose(tr("Goes to the next difference (F8)."));
    m_view = new DataTable;
    m_view->setAccessibleName(tr("Differences"));
    m_view->setModel(&m_table);
    m_left = new CodeView(tr("Left body"));
    m_right = new CodeView(tr("Right body"));
    makeLayout();
    connect(m_previous, &Button::clicked, this, [this] { step(false); });
    connect(m_next, &Button::clicked, this, [this] { step(true); });
    connect(m_view, &DataTable::chosenChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            choose(index.row());
    });
    connect(&m_loader, &ComparisonLoader::compared, this, &ComparePane::present);
    connect(&m_loader, &ComparisonLoader::failed, this, &ComparePane::showProblem);
}

void ComparePane::makeLayout()
{
    QVector<ColumnHint> hints(m_table.columnCount());
    const auto hint = [&hints](DifferenceColumn column, CellKind kind, int width) -> ColumnHint & {
        ColumnHint &one = hints[int(column)];
        one.kind = kind;
        one.width = width;
        return one;
    };
    hint(DifferenceColumn::Change, CellKind::Pill, 112).tone = [](const QModelIndex &index) { return toneOf(JsonChange(index.data(ValueRole).toInt())); };
    hint(DifferenceColumn::Path, CellKind::Mono, 300);
    hint(DifferenceColumn::Left, CellKind::Mono, 280);
    hint(DifferenceColumn::Right, CellKind::Mono, 280).stretch = true;
    m_view->setHints(hints);
    auto *swap = new Button(tr("Swap sides"), ButtonKind::Secondary, Icon::Compare, this);
    swap->setPurpose(tr("Puts the right event to the left."));
    connect(swap, &Button::clicked, this, [this] { compare(m_asked.second, m_asked.first); });
    auto *line = new QHBoxLayout;
    line->setContentsMargins(16, 12, 16, 12);
    line->setSpacing(8);
    line->addWidget(m_sentence, 1);
    line->addWidget(m_place);
    for (Button *button : {m_previous, m_next, swap})
        line->addWidget(button);
    auto *sides = new QSplitter(Qt::Horizontal);
    sides->setHandleWidth(1);
    sides->setChildrenCollapsible(false);
    sides->addWidget(side(m_leftTitle, m_left));
    sides->addWidget(side(m_rightTitle, m_right));
    sides->setSizes({1, 1});
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->setHandleWidth(1);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_view);
    parts->addWidget(sides);
    parts->setSizes({230, 490});
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(parts, 1);
}

void ComparePane::compare(EventRef left, EventRef right)
{
    m_asked = {left, right};
    m_sentence->setText(tr("Comparing…"));
    m_view->setLoading(true);
    m_loader.load(left, right);
}

QString ComparePane::titleOf(const Comparison::Side &one) const
{
    return QStringLiteral("%1  ·  #%2  ·  %3").arg(escapedForLine(textOrDash(one.row.type)), QString::number(one.key.seq),
                                                 momentText(one.row.receivedAt, m_clock->now()));
}

void ComparePane::present(const std::shared_ptr<const Comparison> &comparison)
{
    m_comparison = comparison;
    m_current = -1;
    const JsonDiff &diff = comparison->diff;
    m_view->setLoading(false);
    m_view->setErrorText({});
    const bool same = diff.differences.isEmpty() && (diff.comparable || diff.bytesEqual);
    m_view->setEmptyText({same ? Icon::CircleCheck : Icon::FileText, same ? Tone::Good : Tone::Warning,
                          same ? tr("No difference") : tr("Nothing to list"), comparisonSentence(diff), {}});
    m_table.show(comparison);
    m_sentence->setText(comparisonSentence(diff));
    m_leftTitle->setText(titleOf(comparison->left));
    m_rightTitle->setText(titleOf(comparison->right));
    m_left->setText(comparison->left.body->pretty);
    m_right->setText(comparison->right.body->pretty);
    const QString none = diff.differences.isEmpty() ? tr("There is no difference to go to.") : QString();
    m_previous->setUnavailable(none);
    m_next->setUnavailable(none);
    m_leftTones.clear();
    m_rightTones.clear();
    for (qsizetype i = 0; i < diff.differences.size(); ++i) {
        addLines(m_leftTones, comparison->lines.at(i).first, toneOf(diff.differences.at(i).change));
        addLines(m_rightTones, comparison->lines.at(i).second, toneOf(diff.differences.at(i).change));
    }
    m_place->setText({});
    showTones();
    if (!diff.differences.isEmpty())
        choose(0);
}

void ComparePane::showProblem(const Error &error)
{
    m_comparison.reset();
    m_current = -1;
    m_table.show({});
    m_view->setLoading(false);
    m_view->setErrorText({Icon::CircleX, Tone::Bad, tr("These events cannot be compared"), errorText(error), {}});
    m_sentence->setText(errorText(error));
    m_place->setText({});
    m_left->setCode({}, CodeView::Syntax::Plain);
    m_right->setCode({}, CodeView::Syntax::Plain);
}

void ComparePane::showTones()
{
    const auto chosen = m_current >= 0 ? m_comparison->lines.at(m_current) : std::pair<LineRange, LineRange>();
    m_left->setLineTones(m_leftTones, chosen.first.first);
    m_right->setLineTones(m_rightTones, chosen.second.first);
}

void ComparePane::choose(int difference)
{
    if (!m_comparison || difference == m_current)
        return;
    m_current = difference;
    showTones();
    const auto &[left, right] = m_comparison->lines.at(difference);
    if (left.first >= 0)
        m_left->goToLine(left.first);
    if (right.first >= 0)
        m_right->goToLine(right.first);
    m_place->setText(tr("%1 of %2").arg(countText(difference + 1), countText(m_comparison->diff.differences.size())));
    const QModelIndex row = m_table.index(difference, 0);
    if (m_view->chosen().row() != difference) {
        m_view->selectionModel()->setCurrentIndex(row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_view->scrollTo(row);
    }
}

void ComparePane::step(bool forward)
{
    const auto count = m_comparison ? int(m_comparison->diff.differences.size()) : 0;
    if (count > 0)
        choose((std::max(m_current, 0) + (forward ? 1 : count - 1)) % count);
}

void ComparePane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F8)
        step(!event->modifiers().testFlag(Qt::ShiftModifier));
    else
        QDialog::keyPressEvent(event);
}

void ComparePane::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), themeOf(this).surface);
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/events/searchline.h"

#include "models/tables/celltext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace console {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 250ms;
constexpr qint64 million = 1'000'000;

QString tr(const char *source)
{
    return QCoreApplication::translate("SearchLine", source);
}

QString millions(qint64 number)
{
    QString text = QLocale().toString(double(number) / double(million), 'f', 1);
    const QString zero = QLocale().decimalPoint() + QLocale().zeroDigit();
    if (text.endsWith(zero))
        text.chop(zero.size());
    return text;
}

} // namespace

QString shareText(qint64 part, qint64 all)
{
    return all >= million ? tr("%1 of %2 million").arg(millions(part), millions(all)) : tr("%1 of %2").arg(countText(part), countText(all));
}

QString searchText(const SearchProgress &progress)
{
    if (progress.stopped)
        return tr("Stopped: looked at %1, %2 found").arg(shareText(progress.looked, progress.all), countText(progress.found));
    if (progress.searching)
        return tr("Looked at %1, %2 found").arg(shareText(progress.looked, progress.all), countText(progress.found));
    if (!progress.filtered)
        return progress.total == 1 ? tr("1 event") : tr("%1 events").arg(countText(progress.total));
    return progress.found == 0 ? tr("None of %1 events").arg(countText(progress.total))
                               : tr("%1 of %2 events").arg(countText(progress.found), countText(progress.total));
}

SearchLine::SearchLine(QWidget *parent) : QWidget(parent)
{
    m_text = new Label({}, TextRole::Small, TextColour::Muted, this);
    m_stop = new Button(tr("Stop"), ButtonKind::Secondary, Icon::X, this);
    m_stop->setPurpose(tr("Ends the search and keeps what was found."));
    m_goOn = new Button(tr("Go on"), ButtonKind::Secondary, Icon::Play, this);
    m_goOn->setPurpose(tr("Goes on with the search where it was stopped."));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 2, 6, 2);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    for (Button *button : {m_stop, m_goOn}) {
        button->setFixedHeight(26);
        layout->addWidget(button);
    }
    setFixedHeight(32);
    m_delay.setSingleShot(true);
    m_delay.setInterval(patience);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_slow = true;
        refresh();
    });
    connect(m_stop, &QAbstractButton::clicked, this, &SearchLine::stopRequested);
    connect(m_goOn, &QAbstractButton::clicked, this, &SearchLine::goOnRequested);
    refresh();
}

void SearchLine::setProgress(const SearchProgress &progress)
{
    if (progress == m_progress)
        return;
    const bool started = progress.searching && !m_progress.searching;
    m_progress = progress;
    if (!progress.searching) {
        m_delay.stop();
        m_slow = false;
    } else if (started) {
        m_delay.start();
    }
    refresh();
}

QString SearchLine::text() const
{
    return m_text->text();
}

void SearchLine::refresh()
{
    SearchProgress shown = m_progress;
    shown.searching = shown.searching && m_slow;
    const bool focused = m_stop->hasFocus() || m_goOn->hasFocus();
    m_text->setText(searchText(shown));
    m_stop->setVisible(shown.searching);
    m_goOn->setVisible(shown.stopped);
    if (focused && m_goOn->isVisible())
        m_goOn->setFocus();
    else if (focused && m_stop->isVisible())
        m_stop->setFocus();
    update();
}

void SearchLine::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), theme.border);
    if (!(m_progress.searching && m_slow) && !m_progress.stopped)
        return;
    const double share = m_progress.all > 0 ? double(m_progress.looked) / double(m_progress.all) : 0;
    const QColor colour = m_progress.stopped ? theme.textFaint : theme.accent;
    painter.fillRect(QRectF(0, 0, width() * std::clamp(share, 0.0, 1.0), 2), colour);
}

} // namespace console

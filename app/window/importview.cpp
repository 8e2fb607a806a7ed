// SPDX-License-Identifier: Apache-2.0
#include "app/window/importview.h"

#include "app/window/takealongdesk.h"
#include "models/domain/errortext.h"
#include "ui/events/eventspage.h"
#include "ui/theme/icons.h"
#include "ui/widgets/banner.h"

#include <QShortcut>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

ImportView::ImportView(const StorePaths &paths, const ImportInfo &info)
    : m_name(info.name), m_watch(watchStore(paths, nullptr)), m_pool(paths), m_models(m_pool, *m_watch, m_clock)
{
    setWindowTitle(tr("%1 (imported, read-only)").arg(info.name));
    setWindowIcon(applicationIcon());
    resize(1200, 780);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *banner = new Banner(this);
    banner->setMessage(Tone::Info, tr("These are not your events"),
                       importSentence(info) + u' ' + tr("Verdicts are those of the file; without the secret they cannot be checked again."), {}, false);
    m_notice = new Banner(this);
    m_notice->hide();
    m_page = new EventsPage(m_models.events, m_models.event, m_models.overview, m_models.integrations, m_clock, nullptr, this);
    column->addWidget(banner);
    column->addWidget(m_notice);
    column->addWidget(m_page, 1);
    m_page->setActionsBlocked(tr("An import can only be looked at."));
    m_desk = std::make_unique<TakeAlongDesk>(TakeAlongDesk::Parts{
        paths, m_page, &m_pool, nullptr, [] { return QUrl(u"http://127.0.0.1:7390"_s); }, {}, {}, false});
    m_page->setSigningBlocked(tr("The secret of these events is not here."));
    const auto notice = [this](Tone tone, const QString &title, const QString &text) {
        m_notice->setMessage(tone, title, text);
        m_notice->show();
    };
    connect(m_notice, &Banner::dismissed, m_notice, &QWidget::hide);
    connect(m_page, &EventsPage::noticed, this, [notice](const QString &text) { notice(Tone::Info, text, {}); });
    connect(m_desk.get(), &TakeAlongDesk::done, this, [notice](const QString &text) { notice(Tone::Info, tr("Done"), text); });
    connect(m_desk.get(), &TakeAlongDesk::failed, this,
            [notice](const QString &what, const Error &error) { notice(Tone::Bad, tr("%1 failed").arg(what), errorText(error)); });
    auto *shortcut = new QShortcut(QKeySequence::Close, this);
    connect(shortcut, &QShortcut::activated, this, &QWidget::close);
    m_models.overview.show({});
    m_models.integrations.show({});
    m_page->setEnvironment({});
}

// The page goes first: it shows the models.
ImportView::~ImportView()
{
    m_desk.reset();
    delete m_page;
}

} // namespace console

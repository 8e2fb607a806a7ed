// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/bannerarea.h"

#include "ui/widgets/banner.h"

#include <QVBoxLayout>

namespace console {

BannerArea::BannerArea(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(20, 12, 20, 0);
    m_layout->setSpacing(8);
    hide();
}

void BannerArea::showBanner(const QString &id, const BannerMessage &message)
{
    if (m_dismissed.contains(id) && m_dismissed.value(id) == message)
        return;
    m_dismissed.remove(id);
    Banner *banner = m_banners.value(id);
    if (!banner) {
        banner = new Banner(this);
        m_banners.insert(id, banner);
        // The most urgent one stands on top.
        m_layout->insertWidget(message.tone == Tone::Bad ? 0 : m_layout->count(), banner);
        connect(banner, &Banner::actionTriggered, this, [this, id] { Q_EMIT activated(id); });
        connect(banner, &Banner::dismissed, this, [this, id] {
            const BannerMessage gone = m_messages.value(id);
            removeBanner(id);
            m_dismissed.insert(id, gone);
            Q_EMIT dismissed(id);
        });
    }
    m_messages.insert(id, message);
    banner->setMessage(message.tone, message.title, message.text, message.action, message.dismissable);
    refresh();
}

void BannerArea::removeBanner(const QString &id)
{
    m_dismissed.remove(id);
    m_messages.remove(id);
    if (Banner *banner = m_banners.take(id)) {
        banner->hide();
        banner->deleteLater();
    }
    refresh();
}

QStringList BannerArea::shown() const
{
    return m_banners.keys();
}

void BannerArea::refresh()
{
    setVisible(!m_banners.isEmpty());
}

} // namespace console

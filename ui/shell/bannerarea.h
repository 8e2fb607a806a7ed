// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace console {

class Banner;

struct BannerMessage
{
    Tone tone = Tone::Warning;
    QString title;
    QString text;
    QString action;          ///< empty: no button
    bool dismissable = true;
    bool operator==(const BannerMessage &) const = default;
};

/// The banners above the pages, each known by an id: showing one again changes it in place. GUI thread.
class BannerArea : public QWidget
{
    Q_OBJECT
public:
    explicit BannerArea(QWidget *parent = nullptr);
    /// A banner that the person dismissed comes back only with another message.
    void showBanner(const QString &id, const BannerMessage &message);
    /// Takes it away and forgets that it was dismissed.
    void removeBanner(const QString &id);
    [[nodiscard]] QStringList shown() const;

Q_SIGNALS:
    void activated(const QString &id);
    void dismissed(const QString &id);

private:
    void refresh();

    QVBoxLayout *m_layout = nullptr;
    QHash<QString, Banner *> m_banners;
    QHash<QString, BannerMessage> m_messages;
    QHash<QString, BannerMessage> m_dismissed;
};

} // namespace console

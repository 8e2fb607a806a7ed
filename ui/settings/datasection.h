// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/card.h"

class QSpinBox;

namespace console {

class Button;
class Label;

struct RetentionSettings
{
    int days = 0;     ///< 0: keep for ever
    qint64 bytes = 0; ///< 0: no limit
    bool operator==(const RetentionSettings &) const = default;
};

/// Where data lives and how long it is kept. GUI thread.
class DataSection : public Card
{
    Q_OBJECT
public:
    explicit DataSection(QWidget *parent = nullptr);
    /// `size` in words ("1,248,302 events, 312 MB").
    void setStore(const QString &folder, const QString &size);
    void setRetention(const RetentionSettings &retention);
    /// How far the search index is, as a sentence; whether this window can have it built anew.
    void setIndex(const QString &sentence, bool canRebuild);

Q_SIGNALS:
    void retentionRequested(const console::RetentionSettings &retention);
    void openFolderRequested();
    void rebuildIndexRequested();

private:
    [[nodiscard]] RetentionSettings entered() const;
    void refresh();

    RetentionSettings m_retention;
    Label *m_folder = nullptr;
    Label *m_size = nullptr;
    Label *m_index = nullptr;
    Button *m_rebuild = nullptr;
    QSpinBox *m_days = nullptr;
    QSpinBox *m_gigabytes = nullptr;
    Button *m_save = nullptr;
};

} // namespace console

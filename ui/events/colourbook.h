// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/colourrules.h"

#include <QObject>

class QSettings;

namespace console {

/// The colour rules of this person, kept in the settings. GUI thread; the settings (may be nullptr) outlive it.
class ColourBook : public QObject
{
    Q_OBJECT
public:
    explicit ColourBook(QSettings *settings, QObject *parent = nullptr);

    [[nodiscard]] const ColourRules &rules() const { return m_rules; }
    /// The settings hold something that cannot be read; it stays there until rules are saved. The defaults apply.
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }
    void save(const QVector<ColourRule> &rules);

Q_SIGNALS:
    void changed();

private:
    QSettings *m_settings;
    ColourRules m_rules;
    std::optional<Error> m_problem;
};

} // namespace console

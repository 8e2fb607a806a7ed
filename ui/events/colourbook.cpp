// SPDX-License-Identifier: Apache-2.0
#include "ui/events/colourbook.h"

#include <QSettings>

namespace console {

ColourBook::ColourBook(QSettings *settings, QObject *parent) : QObject(parent), m_settings(settings), m_rules(defaultRules())
{
    const QString text = settings != nullptr ? settings->value(rulesKey).toString() : QString();
    if (text.isEmpty())
        return;
    if (const auto rules = readRulesText(text.toUtf8()))
        m_rules = ColourRules(*rules);
    else
        m_problem = rules.error();
}

void ColourBook::save(const QVector<ColourRule> &rules)
{
    m_problem.reset();
    if (m_settings != nullptr)
        m_settings->setValue(rulesKey, QString::fromUtf8(rulesText(rules)));
    m_rules = ColourRules(rules);
    Q_EMIT changed();
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/keyspage.h"

#include "ui/widgets/keyvaluelist.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QKeySequence>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString word(const char *source)
{
    return QCoreApplication::translate("Keys", source);
}

/// As the keyboard has them.
QString keyText(const KeyLine &line)
{
    QStringList texts;
    for (const QString &keys : line.keys) {
        const bool pointer = keys.contains(u"click") || keys.contains(u"drag") || keys.contains(u"wheel") || keys == u"menu";
        texts.append(pointer ? keys : QKeySequence::fromString(keys, QKeySequence::PortableText).toString(QKeySequence::NativeText));
    }
    return texts.join(u"   "_s);
}

} // namespace

KeysPage::KeysPage(QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    auto *title = new Label(tr("Keys"), TextRole::Heading, TextColour::Normal, this);
    m_search = new QLineEdit(this);
    m_search->setAccessibleName(tr("Search keys"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_nothing = new Label(tr("No key does that."), TextRole::Body, TextColour::Muted, this);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(8);
    for (const KeyArea &area : keyAreas()) {
        Section section{&area, new Label(word(area.title), TextRole::Strong, TextColour::Normal, content), new KeyValueList(content)};
        column->addWidget(section.title);
        column->addWidget(section.list);
        column->addSpacing(8);
        m_sections.append(section);
    }
    int widest = 0;
    const QFontMetrics metrics(fontFor(TextRole::Small));
    for (const KeyArea &area : keyAreas())
        for (const KeyLine &line : area.lines)
            widest = std::max(widest, metrics.horizontalAdvance(keyText(line)) + 2);
    for (const Section &section : std::as_const(m_sections))
        section.list->setKeyWidth(widest);
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("All keys"));
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 12, 12);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(m_search);
    layout->addWidget(m_nothing);
    layout->addWidget(scroll, 1);
    resize(680, 600);
    connect(m_search, &QLineEdit::textChanged, this, &KeysPage::search);
    search({});
    m_search->setFocus();
}

void KeysPage::search(const QString &text)
{
    const QString wanted = text.simplified();
    bool any = false;
    for (const Section &section : std::as_const(m_sections)) {
        QVector<KeyValue> items;
        for (const KeyLine &line : section.area->lines) {
            const QString keys = keyText(line);
            const QString does = word(line.text);
            if (keys.contains(wanted, Qt::CaseInsensitive) || does.contains(wanted, Qt::CaseInsensitive)
                || word(section.area->title).contains(wanted, Qt::CaseInsensitive))
                items.append({keys, does});
        }
        section.list->setItems(items);
        section.list->setVisible(!items.isEmpty());
        section.title->setVisible(!items.isEmpty());
        any = any || !items.isEmpty();
    }
    m_nothing->setVisible(!any);
}

QStringList KeysPage::shown() const
{
    QStringList lines;
    for (const Section &section : m_sections)
        for (const KeyValue &item : section.list->items())
            lines.append(item.key + u"  " + item.value);
    return lines;
}

} // namespace console

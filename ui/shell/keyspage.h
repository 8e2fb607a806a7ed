// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QStringList>
#include <QVector>

class QLineEdit;

namespace console {

class KeyValueList;
class Label;

/// Keys that do the same. Written as QKeySequence::PortableText, or as words where a pointer is part of it ("Alt+click").
struct KeyLine
{
    QStringList keys;
    const char *text; ///< English, translated in the context `Keys`
};

/// Where they work.
struct KeyArea
{
    const char *title; ///< as KeyLine::text
    QVector<KeyLine> lines;
};

/// Every key of the window by area: the one list of them that people are shown. A test compares it with what the window
/// listens to.
[[nodiscard]] const QVector<KeyArea> &keyAreas();

/// The page of keys that `?` and F1 open: all of them by area, with a search. Escape closes it. GUI thread.
class KeysPage : public QDialog
{
    Q_OBJECT
public:
    explicit KeysPage(QWidget *parent = nullptr);
    /// What is listed now: "Ctrl+K  Open the command palette".
    [[nodiscard]] QStringList shown() const;

private:
    struct Section
    {
        const KeyArea *area = nullptr;
        Label *title = nullptr;
        KeyValueList *list = nullptr;
    };
    void search(const QString &text);

    QVector<Section> m_sections;
    QLineEdit *m_search = nullptr;
    Label *m_nothing = nullptr;
};

} // namespace console

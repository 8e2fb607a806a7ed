// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <QWidget>

namespace console {

class Button;
class Label;

/// How far a search is. `looked` of `all` numbers of the store were looked at.
struct SearchProgress
{
    bool searching = false;
    bool stopped = false;
    bool filtered = false; ///< a filter is in force
    qint64 looked = 0;
    qint64 all = 0;
    qint64 found = 0;
    qint64 total = 0; ///< events there are
    bool operator==(const SearchProgress &) const = default;
};

/// "3.2 of 10 million", "12,000 of 50,000".
[[nodiscard]] QString shareText(qint64 part, qint64 all);
/// "Looked at 3.2 of 10 million, 17 found", "17 of 10,000,000 events", "10,000,000 events".
[[nodiscard]] QString searchText(const SearchProgress &progress);

/// The line under the events: how many there are, and while a search goes on how far it is, with Stop; when it was stopped,
/// that it was, with Go on. A search that is over at once shows nothing of it. GUI thread.
class SearchLine : public QWidget
{
    Q_OBJECT
public:
    explicit SearchLine(QWidget *parent = nullptr);

    void setProgress(const SearchProgress &progress);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void stopRequested();
    void goOnRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    SearchProgress m_progress;
    QTimer m_delay; ///< before a search is worth a word
    bool m_slow = false;
    Label *m_text = nullptr;
    Button *m_stop = nullptr;
    Button *m_goOn = nullptr;
};

} // namespace console

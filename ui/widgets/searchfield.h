// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

class QAction;
class QTimer;

namespace console {

/// A line edit with a magnifier and a button that empties it. Escape empties it first. GUI thread.
class SearchField : public QLineEdit
{
    Q_OBJECT
public:
    /// `name` is the accessible name, `placeholder` what is shown while empty.
    SearchField(const QString &name, const QString &placeholder, QWidget *parent = nullptr);
    /// Marks the text as not understood; the sentence is shown by whoever asked. Empty: fine.
    void setProblem(const QString &problem);
    [[nodiscard]] const QString &problem() const { return m_problem; }

Q_SIGNALS:
    /// 200 ms after the last key, and at once on Enter and on clearing.
    void searchRequested(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refreshIcon();
    void request();

    QAction *m_magnifier = nullptr;
    QTimer *m_pause = nullptr;
    QString m_problem;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/eventimporter.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QProgressBar;

namespace console {

class Button;
class Label;

/// *Import…*: a colleague's file to look at, and the imports there are. Opened with open(). GUI thread.
class ImportDialog : public QDialog
{
    Q_OBJECT
public:
    /// `folder`: where looking for a file begins.
    ImportDialog(const QString &folder, QWidget *parent);

    void setImports(const QVector<ImportInfo> &imports);
    void setFile(const QString &file);
    /// In bytes.
    void showProgress(qint64 done, qint64 total);
    /// The end: what was imported and what was left out.
    void showReport(const ImportReport &report);
    void showProblem(const QString &sentence);

Q_SIGNALS:
    /// An empty name: the file's.
    void startRequested(const QString &file, const QString &name);
    void cancelRequested();
    void openRequested(const QString &name);
    void removeRequested(const QString &name);

public Q_SLOTS:
    void reject() override;

private:
    void makeForm();
    void makeList();
    void makeFoot();
    void connectParts();
    void browse();
    void setRunning(bool running);
    void showActions();
    [[nodiscard]] QString current() const;

    QString m_folder;
    bool m_running = false;
    QLineEdit *m_file = nullptr;
    QLineEdit *m_name = nullptr;
    Button *m_browse = nullptr;
    Button *m_import = nullptr;
    QProgressBar *m_progress = nullptr;
    Label *m_status = nullptr;
    QListWidget *m_list = nullptr;
    Button *m_open = nullptr;
    Button *m_remove = nullptr;
    Button *m_close = nullptr;
};

} // namespace console

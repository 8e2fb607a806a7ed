// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/eventexport.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QProgressBar;
class QRadioButton;

namespace console {

class Banner;
class Button;
class Label;
class SegmentedControl;

/// What there is to export.
struct ExportOffer
{
    qint64 matching = 0;   ///< what the table shows
    bool complete = true;  ///< the table still searches: `matching` may grow
    QString filter;        ///< in plain words; empty: everything
    qsizetype chosen = 0;  ///< selected rows
    QString folder;        ///< to begin with
    QString baseName;      ///< of the file, without its ending
};

/// What a person decided on.
struct ExportChoice
{
    ExportFormat format = ExportFormat::Ndjson;
    bool onlyChosen = false;
    bool masked = true;
    QString file;
    bool operator==(const ExportChoice &) const = default;
};

/// *Export…*: format, which events, masking, file; then progress, and what became of it. Opened with open(). GUI thread.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    ExportDialog(const ExportOffer &offer, QWidget *parent);

    [[nodiscard]] ExportChoice choice() const;
    /// `total` -1: still searching.
    void showProgress(qint64 done, qint64 total);
    /// The end: a sentence about what was written.
    void showDone(const QString &sentence);
    /// What went wrong; the person can change something and try again.
    void showProblem(const QString &sentence);

Q_SIGNALS:
    void startRequested(const console::ExportChoice &choice);
    void cancelRequested();

public Q_SLOTS:
    /// Escape and *Cancel*: what runs is cancelled first.
    void reject() override;

private:
    void makeForm(const ExportOffer &offer);
    void makeFoot();
    void connectParts();
    void showFormat();
    void followEnding();
    void showPlace();
    void browse();
    void start();
    void setRunning(bool running);

    ExportOffer m_offer;
    bool m_running = false;
    bool m_confirmed = false; ///< the file dialog has asked about replacing
    SegmentedControl *m_format = nullptr;
    Label *m_formatMeaning = nullptr;
    QRadioButton *m_all = nullptr;
    QRadioButton *m_chosen = nullptr;
    QCheckBox *m_mask = nullptr;
    Banner *m_warning = nullptr;
    QLineEdit *m_file = nullptr;
    Button *m_browse = nullptr;
    QProgressBar *m_progress = nullptr;
    Label *m_status = nullptr;
    Button *m_cancel = nullptr;
    Button *m_export = nullptr;
};

} // namespace console

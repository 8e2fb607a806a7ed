// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/environment.h"
#include "ui/settings/secretschange.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"

#include <QHash>

class QComboBox;
class QLineEdit;
class QListWidget;

namespace console {

class Button;
class FormRow;
class Label;
class SecretField;

/// Environments: a list at the left, the chosen one's form at the right. Knows of secrets only whether they are there;
/// what is entered leaves as a signal and is not kept. GUI thread.
class EnvironmentSection : public Card
{
    Q_OBJECT
public:
    explicit EnvironmentSection(QWidget *parent = nullptr);

    /// Keeps the choice and unsaved entries of an environment that is still there.
    void setEnvironments(const QVector<Environment> &environments);
    void choose(const QString &name);
    void setSecretsPresence(const QString &environment, const SecretsPresence &presence);
    /// Where secrets are kept, in a sentence.
    void setSecretsPlace(const QString &sentence);
    /// The answer to a request, below the form. Empty takes it away.
    void setResult(const QString &environment, Tone tone, const QString &sentence);
    /// Opens an empty form.
    void startNew();

Q_SIGNALS:
    /// Well-formed, but the name may be taken. `before` is its old name, empty for a new one.
    void saveRequested(const console::Environment &environment, const QString &before, const console::SecretsChange &secrets);
    void removeRequested(const QString &name);
    void keyTestRequested(const QString &name);

private:
    [[nodiscard]] QWidget *makeList();
    [[nodiscard]] QWidget *makeForm();
    void connectForm();
    [[nodiscard]] Environment entered() const;
    void showChosen();
    void fill(const Environment &environment);
    void edited();
    void save();
    [[nodiscard]] bool check(const Environment &environment);

    QVector<Environment> m_environments;
    QHash<QString, SecretsPresence> m_presence;
    QString m_chosen; ///< empty: a new one
    bool m_filling = false;
    QListWidget *m_list = nullptr;
    QWidget *m_form = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_region = nullptr;
    QLineEdit *m_base = nullptr;
    QLineEdit *m_path = nullptr;
    QComboBox *m_kind = nullptr;
    SecretField *m_key = nullptr;
    SecretField *m_current = nullptr;
    SecretField *m_previous = nullptr;
    FormRow *m_nameRow = nullptr;
    FormRow *m_baseRow = nullptr;
    FormRow *m_pathRow = nullptr;
    Label *m_place = nullptr;
    Label *m_note = nullptr;
    Label *m_result = nullptr;
    Button *m_save = nullptr;
    Button *m_test = nullptr;
    Button *m_remove = nullptr;
};

} // namespace console

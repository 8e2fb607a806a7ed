// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/recordloader.h"
#include "ui/widgets/inspector.h"

class QComboBox;

namespace console {

class Button;
class CodeView;
class KeyValueList;

/// One record: its JSON, with every version that was seen, and facts. GUI thread.
class RecordInspector : public Inspector
{
    Q_OBJECT
public:
    explicit RecordInspector(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);
    void present(const std::shared_ptr<const LoadedRecord> &record);
    void showProblem(const Error &error);

private:
    QWidget *makeJson();
    void showVersion(int index);

    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<const LoadedRecord> m_record;
    QComboBox *m_versions = nullptr;
    CodeView *m_json = nullptr;
    KeyValueList *m_facts = nullptr;
    Button *m_copyJson = nullptr;
    Button *m_copyId = nullptr;
};

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSplitter>

namespace console {

/// A splitter between cards whose handle is the empty gap between them. GUI thread.
class GapSplitter : public QSplitter
{
    Q_OBJECT
public:
    explicit GapSplitter(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    QSplitterHandle *createHandle() override;
};

} // namespace console

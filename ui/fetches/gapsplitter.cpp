// SPDX-License-Identifier: Apache-2.0
#include "ui/fetches/gapsplitter.h"

namespace console {

namespace {

class GapHandle : public QSplitterHandle
{
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent *) override {}
};

} // namespace

GapSplitter::GapSplitter(Qt::Orientation orientation, QWidget *parent) : QSplitter(orientation, parent)
{
    setHandleWidth(12);
    setChildrenCollapsible(false);
}

QSplitterHandle *GapSplitter::createHandle()
{
    return new GapHandle(orientation(), this);
}

} // namespace console

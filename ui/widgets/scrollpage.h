// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

namespace console {

/// `page` in a scroll area without frame or ground of its own, scrolling up and down only: for tabs of an inspector.
/// The area takes the page. GUI thread.
[[nodiscard]] inline QScrollArea *scrollPage(QWidget *page)
{
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(page);
    page->setAutoFillBackground(false); // setWidget turns it on
    area->viewport()->setAutoFillBackground(false);
    return area;
}

} // namespace console

// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/serverclock.h"

namespace console {

Timestamp watermarkFrom(Timestamp start, const std::optional<ClockReading> &reading)
{
    if (!reading)
        return start;
    // The offset server - ours lies between these; Date is cut to whole seconds. While both clocks can be the same,
    // they are taken to be: without this every watermark would be moved by the time that a reply takes.
    const Millis least = reading->serverDate - reading->received;
    const Millis most = reading->serverDate + std::chrono::seconds(1) - reading->sent;
    return most < Millis(0) ? start + least : start;
}

} // namespace console

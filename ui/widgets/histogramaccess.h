// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace console {

/// Makes a Histogram a chart with a value (that of the bar the keys stand on, else all of them) for screen readers.
/// Any number of calls. GUI thread.
void installHistogramAccess();

} // namespace console

#pragma once

namespace pixelscape {

/// How a run ended. Cancelled is not failed, and a request with problems never ran.
enum class Outcome { Finished, Cancelled, Failed, Refused };

} // namespace pixelscape

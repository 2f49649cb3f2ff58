// The answer of a recorded exchange, as it goes out.
#pragma once

#include "simulator/replay/match.h"
#include "simulator/replay/recording.h"

namespace paridoo::replay {

// What was sent, word for word, if the recording has it; else what its description says, rendered anew.
rpc::HttpResponse answer_of(const RecordedExchange& recorded, const Captured& captured);

}  // namespace paridoo::replay

// Whether a request is the one that was recorded.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "simulator/replay/recording.h"

namespace paridoo::replay {

// What stood in a request where the recording has {db}, {uid}, ...
using Captured = std::map<std::string, std::string>;

// A text against one with placeholders, each of which stands for one or more characters, for the same ones throughout.
bool fits(const std::string& pattern, const std::string& text, Captured& captured);

// Verb, path and body decide; JSON bodies are compared as values. Empty if they differ.
std::optional<Captured> matched(const RecordedExchange& recorded, const rpc::HttpRequest& request);

}  // namespace paridoo::replay

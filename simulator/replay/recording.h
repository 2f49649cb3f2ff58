// Recorded exchanges: what was asked over HTTP, and what was answered.
//
// The file is the one that the recordings of real servers have (fixtures/recordings/<series>/wire.json): a JSON array
// of {"name", "odoo", "verb", "path", "headers", "body", "answer"}. In a request {db}, {uid}, {key} and {session} stand
// for values that differ from run to run. The answer of a real server's recording is a description ("status", "type",
// and "params", "fault" or "json"); that of one written here also has "headers" and "body" as they were sent.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "simulator/orm/value.h"
#include "simulator/rpc/http_message.h"

namespace paridoo::replay {

struct RecordedExchange {
  std::string name = {};
  std::string series = {};  // "18.0"
  std::string verb = {};
  std::string path = {};  // with the query
  rpc::Headers headers = {};
  std::string body = {};
  orm::Dict answer = {};
};

// Throws std::runtime_error that names the file and what is wrong with it.
std::vector<RecordedExchange> read_recording(const std::filesystem::path& file);
orm::Dict to_dict(const RecordedExchange& exchange);

}  // namespace paridoo::replay

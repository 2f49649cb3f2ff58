// What /web/content and /web/image are asked for, and the content that they find.
#pragma once

#include <optional>
#include <string>

#include "simulator/orm/environment.h"
#include "simulator/rpc/exchange.h"
#include "simulator/rpc/pages.h"

namespace paridoo::rpc {

struct ContentAsked {
  std::string xmlid = {};
  std::string model = "ir.attachment";
  orm::Id id = 0;
  std::string field = "raw";
  std::string file_name = {};
  std::string file_name_field = "name";
  std::string mimetype = {};
  std::string access_token = {};
  bool download = false;
  int width = 0;  // 0: as it is
  int height = 0;
  bool crop = false;  // to both
};

// From the path behind /web/content/ or /web/image/ and the form; empty if the path has no such shape.
std::optional<ContentAsked> read_content_asked(std::string_view path, const Form& form);

struct Content {
  std::string bytes = {};
  std::string mimetype = {};
  std::string file_name = {};
  std::string etag = {};
};

// Throws a MissingError for records, fields and contents that are not there, an AccessError for those that `env` may
// not read.
Content find_content(const orm::Env& env, const ContentAsked& asked);

}  // namespace paridoo::rpc

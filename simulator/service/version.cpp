#include "simulator/service/version.h"

#include <charconv>

namespace paridoo::service {

orm::List version_info(orm::Series series) {
  const std::string_view name = orm::name_of(series);
  int major = 0;
  std::from_chars(name.data(), name.data() + name.size(), major);
  return {major, 0, 0, "final", 0, ""};
}

orm::Dict version(orm::Series series) {
  return {
      {"server_version", orm::name_of(series)},
      {"server_version_info", version_info(series)},
      {"server_serie", orm::name_of(series)},
      {"protocol_version", 1},
  };
}

}  // namespace paridoo::service

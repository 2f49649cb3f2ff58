#include "simulator/service/countries.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>

#include "simulator/orm/database.h"
#include "simulator/orm/record_set.h"
#include "simulator/service/worlds.h"

namespace paridoo::service {

namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

}  // namespace

orm::List known_countries(orm::Series series) {
  constexpr orm::Id superuser = 1;
  const World world = world_of(series);
  orm::Database fresh("", *world.registry, world.image, std::nullopt, orm::system_clock(), 0);
  return fresh
      .run(superuser, {},
           [](const orm::Env& env) -> orm::Value {
             orm::List out;
             for (const orm::RecordSet& one : env["res.country"].search(orm::Domain::everything(), {.order = "name"}))
               out.push_back(orm::List{lower(one.text("code")), one.text("name")});
             return out;
           })
      .list();
}

std::string only_time_zone_of(std::string_view country_code) {
  std::ifstream table("/usr/share/zoneinfo/zone.tab");
  std::string line, found;
  while (std::getline(table, line)) {
    std::istringstream columns(line);
    std::string code, coordinates, zone;
    if (line.starts_with('#') || !(columns >> code >> coordinates >> zone) || code != country_code) continue;
    if (!found.empty()) return {};
    found = zone;
  }
  return found;
}

}  // namespace paridoo::service
